import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { card, expect, forecast, fullForecast, open, sarx, test } from './page.ts';

async function saved(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('the saved file gives the command’s numbers', async ({ page }) => {
  expect(existsSync(sarx), `${sarx}: build the command first (cmake --build --preset release --target sarx), or name it in SARX`).toBe(true);
  await open(page, '#story=leg-cast');
  await page.getByRole('tab').nth(1).click();
  await page.getByLabel('Age', { exact: true }).fill('61');
  await page.getByLabel('Age', { exact: true }).press('Enter');
  await fullForecast(page);
  const yaml = await saved(page, 'Save');
  expect(yaml.name).toBe('cast-then-training.yaml');
  const csv = (await saved(page, 'CSV')).text.trim().split('\n').map((line) => line.split(','));
  const file = join(mkdtempSync(join(tmpdir(), 'sarx-page-')), yaml.name);
  writeFileSync(file, yaml.text);
  execFileSync(sarx, ['check', file]);
  const native = JSON.parse(execFileSync(sarx, ['simulate', file, '--draws', '200', '--seed', '1', '--format', 'json'], { maxBuffer: 1 << 28 }).toString()) as {
    series: Record<string, never>[];
  };
  let row = 1;
  let worst = 0;
  const misplaced: string[] = []; // collected: an expectation for each of ten thousand rows takes minutes
  for (const series of native.series as unknown as { measure: string; region: string | null; day: number[]; median: number[]; lo: number[]; hi: number[] }[]) {
    series.day.forEach((day, k) => {
      const cells = csv[row++]!;
      const [here, there] = [`${cells[0]} ${cells[1]} ${cells[6]}`, `${series.measure} ${series.region ?? ''} ${day}`];
      if (here !== there) misplaced.push(`${here}, expected ${there}`);
      for (const [c, expected] of [[7, series.median[k]!], [8, series.lo[k]!], [9, series.hi[k]!]] as const) {
        worst = Math.max(worst, Math.abs(Number(cells[c]) - expected) / Math.max(Math.abs(expected), 1e-6));
      }
    });
  }
  // After the series come the classes.
  expect(csv.slice(row).every((cells) => cells[0] === 'class')).toBe(true);
  expect(misplaced).toEqual([]);
  // Both are written with six digits.
  expect(worst).toBeLessThan(1e-5);
});

test('a link opens what was shared', async ({ page, context }) => {
  await open(page, '#story=leg-cast');
  await page.getByLabel('Weight', { exact: true }).fill('91');
  await page.getByLabel('Weight', { exact: true }).press('Enter');
  await page.locator('#day').fill('30');
  await fullForecast(page);
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByLabel('Link').inputValue();
  expect(link).toMatch(/#s=[\w-]+$/);
  const before = await card(page, 'Walking speed').locator('figcaption').innerText();
  const other = await context.newPage();
  await other.goto(link);
  await fullForecast(other);
  await expect(other.getByRole('tab')).toHaveCount(2);
  await expect(other.getByLabel('Weight', { exact: true })).toHaveValue('91');
  await expect(other.locator('.daybar')).toContainText('Day 30');
  await expect.poll(() => card(other, 'Walking speed').locator('figcaption').innerText()).toBe(before);
});

test('a saved file is opened again', async ({ page }) => {
  await open(page, '#story=hip-fracture');
  const yaml = await saved(page, 'Save');
  expect(yaml.text).toContain('surgery: {kind: hip-fracture, side: right}');
  await page.getByRole('button', { name: 'Space flight' }).click();
  await page.getByLabel('Scenario files').setInputFiles({ name: 'mine.yaml', mimeType: 'application/yaml', buffer: Buffer.from(yaml.text) });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hip fracture at 78');
  await expect(page.getByRole('tab')).toHaveCount(1);
  await expect(page.locator('.story[aria-pressed="true"]')).toHaveCount(0);
  await forecast(page);
});

test.describe('what is wrong is refused with a message, and the page stays', () => {
  const files: [string, string, RegExp][] = [
    ['unknown word', 'subject: {age_years: 50, male_fraction: 1}\ntimeline:\n  - immobilisation: {joint: kne}\n    from_day: 0\n', /line 3.*found the text "kne".*did you mean knee/],
    ['age out of range', 'subject: {age_years: 500, male_fraction: 1}\n', /found 500/],
    ['not YAML', '{{{', /line 1/],
    ['markup', '<html><script>alert(1)</script>', /subject|no scenario|found/],
    ['duplicate keys', 'subject: {age_years: 50, age_years: 51, male_fraction: 1}', /unique/],
    ['a bomb', 'a: &a [1]\nb: *a', /alias|anchor/],
    ['empty', '', /found no scenario/],
    ['a trial', 'name: t\npopulation: {}\n', /population/],
    ['infinite', 'subject: {age_years: .inf, male_fraction: 1}', /found/],
  ];
  test('files', async ({ page }) => {
    await open(page, '#story=leg-cast');
    for (const [name, text, message] of files) {
      await test.step(name, async () => {
        await page.getByLabel('Scenario files').setInputFiles({ name: 'bad.yaml', mimeType: 'text/plain', buffer: Buffer.from(text) });
        await expect(page.getByRole('alert')).toContainText('This file was not opened.');
        await expect(page.getByRole('alert')).toContainText(message);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Two weeks in a leg cast');
        await page.getByRole('button', { name: 'Dismiss' }).click();
        await expect(page.getByRole('alert')).toHaveCount(0);
      });
    }
    await forecast(page);
  });

  const fragments = ['#s=', '#s=AAAA', '#s=<img src=x onerror=alert(1)>', '#story=<script>', '#s=' + 'A'.repeat(70_000), '#s=q1YqU7IyrdVRKkvMzFGyUvLLV0jOyUxVqgUA'];
  test('links, where the page is open', async ({ page }) => {
    await open(page, '#story=leg-cast');
    for (const fragment of fragments) {
      await test.step(fragment.slice(0, 24), async () => {
        await page.goto(`./${fragment}`);
        await expect(page.getByRole('alert')).toContainText('This link was not opened.');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Two weeks in a leg cast');
        await expect(page.getByRole('button', { name: 'Leg in a cast', exact: true })).toHaveAttribute('aria-pressed', 'true');
        await page.getByRole('button', { name: 'Dismiss' }).click();
        await expect(page.getByRole('alert')).toHaveCount(0);
      });
    }
    await forecast(page);
  });
  test('links that the page opens with', async ({ page }) => {
    for (const fragment of fragments) {
      await test.step(fragment.slice(0, 24), async () => {
        await page.goto('about:blank');
        await page.goto(`./${fragment}`);
        await expect(page.getByRole('alert')).toContainText('This link was not opened.');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hip fracture at 78');
      });
    }
    await forecast(page);
  });
});

test('pictures of a chart', async ({ page }) => {
  await open(page, '#story=leg-cast');
  for (const kind of ['SVG', 'PNG'] as const) {
    await page.getByRole('button', { name: 'Save the chart of Walking speed as a picture' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('dialog').getByRole('button', { name: kind }).click()]);
    expect(download.suggestedFilename()).toBe(`walking-speed.${kind.toLowerCase()}`);
    const bytes = readFileSync(await download.path());
    if (kind === 'SVG') {
      expect(bytes.toString()).toContain('<path');
      expect(bytes.toString()).not.toMatch(/var\(--|<script/);
    } else {
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(bytes.length).toBeGreaterThan(5000);
    }
  }
});

test('the summary is one page of paper', async ({ page }) => {
  await open(page, '#story=testosterone');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.summary')).toContainText('not medical advice');
  await expect(page.locator('.summary')).toContainText('Harms and cautions');
  await expect(page.locator('.page')).toBeHidden();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});
