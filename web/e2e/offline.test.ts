// The page without what it may have to do without: a network, SIMD.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { card, expect, forecast, fullForecast, open, sarx, test } from './page.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** `sarx serve` of a folder: its address, and how to end it. */
async function serve(folder: string) {
  expect(existsSync(sarx), `${sarx}: build the command first (cmake --build --preset release --target sarx), or name it in SARX`).toBe(true);
  const server = spawn(sarx, ['serve', '--dir', folder, '--port', '0']);
  const ended = once(server, 'exit');
  let said = '';
  for await (const part of server.stdout) {
    said += String(part);
    if (said.includes('\n')) break;
  }
  const address = /http:\S+/.exec(said)![0];
  return { address, end: async () => { server.kill('SIGTERM'); expect((await ended)[0]).toBe(0); } };
}

test.describe('with its service worker', () => {
  test.use({ serviceWorkers: 'allow' });
  test('once loaded it opens again when the server is gone; a newer build shows at once', async ({ context }) => {
    const folder = mkdtempSync(join(tmpdir(), 'sarx-page-'));
    cpSync(dist, folder, { recursive: true });
    const server = await serve(folder);
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    await page.goto(`${server.address}#story=leg-cast`);
    await forecast(page);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

    const built = readFileSync(join(folder, 'index.html'), 'utf8');
    writeFileSync(join(folder, 'index.html'), built.replace(/<title>.*<\/title>/, '<title>Newer</title>'));
    await page.reload();
    await expect(page).toHaveTitle('Newer');

    await server.end();
    await page.reload();
    await expect(page).toHaveTitle(/^sarx/);
    await forecast(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Two weeks in a leg cast');
    const before = await card(page, 'Walking speed').locator('figcaption').innerText();
    await page.getByLabel('Age', { exact: true }).fill('80');
    await page.getByLabel('Age', { exact: true }).press('Enter');
    await expect.poll(() => card(page, 'Walking speed').locator('figcaption').innerText()).not.toBe(before);
    await page.getByRole('button', { name: 'Where does this come from? Walking speed' }).click();
    await expect(page.getByRole('dialog')).toContainText('Bohannon');
    expect(wrong).toEqual([]);
  });
});

test('an open page goes on without a network', async ({ page, context }) => {
  await open(page, '#story=leg-cast');
  await fullForecast(page);
  await context.setOffline(true);
  const before = await card(page, 'Walking speed').locator('figcaption').innerText();
  await page.getByLabel('Age', { exact: true }).fill('80');
  await page.getByLabel('Age', { exact: true }).press('Enter');
  await expect.poll(() => card(page, 'Walking speed').locator('figcaption').innerText()).not.toBe(before);
  await context.setOffline(false);
});

test('a browser without SIMD takes the other module', async ({ baseURL, launchOptions }) => {
  const browser = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), '--js-flags=--no-enable-sse4-1'] });
  try {
    const page = await browser.newPage({ baseURL: baseURL!, serviceWorkers: 'block' });
    const modules: string[] = [];
    page.on('response', (response) => /\.wasm$/.test(response.url()) && modules.push(new URL(response.url()).pathname));
    await open(page, '#story=leg-cast');
    // Processors other than x86 have no such switch.
    const has = await page.evaluate(() => WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12, ...new Array<number>(16).fill(0), 26, 11])));
    expect(modules.length).toBeGreaterThan(0);
    for (const name of modules) expect(name).toMatch(has ? /\/sarx-(?!plain)/ : /\/sarx-plain-/);
    await expect(card(page, 'Walking speed')).toContainText('m/s');
  } finally {
    await browser.close();
  }
});
