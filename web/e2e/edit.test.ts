import type { Page } from '@playwright/test';
import { card, expect, forecast, fullForecast, open, test } from './page.ts';

const bar = (page: Page, name: RegExp) => page.locator('.bar').and(page.getByRole('button', { name }));
const value = (page: Page, title: string) => card(page, title).locator('figcaption').innerText();

test('a person’s number redraws the forecast, and undo brings it back', async ({ page }) => {
  await open(page, '#story=leg-cast');
  await fullForecast(page);
  const before = await value(page, 'Walking speed');
  await page.getByLabel('Age', { exact: true }).fill('80');
  await page.getByLabel('Age', { exact: true }).press('Enter');
  await expect.poll(() => value(page, 'Walking speed')).not.toBe(before);
  await expect(page.locator('.facts')).toContainText('80 years');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.facts')).toContainText('24 years');
  await fullForecast(page);
  await expect.poll(() => value(page, 'Walking speed')).toBe(before);
});

test('a slider redraws while it is dragged', async ({ page }) => {
  await open(page, '#story=intensive-care');
  // While dragging, only what is on the screen is drawn.
  await card(page, 'Lean mass of arms and legs').scrollIntoViewIfNeeded();
  await expect(card(page, 'Lean mass of arms and legs').locator('.plot-holder svg path').first()).toBeAttached();
  const before = await value(page, 'Lean mass of arms and legs');
  const slider = page.getByLabel('Weight, slider');
  const box = (await slider.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2, { steps: 4 });
  await expect.poll(() => value(page, 'Lean mass of arms and legs')).not.toBe(before);
  await page.mouse.up();
  await forecast(page);
});

// No browser tells of a change then; the page must still notice that the hand has let go.
test('a slider that is let go where it was taken is forecast in full again', async ({ page }) => {
  await open(page, '#story=leg-cast');
  await fullForecast(page);
  const slider = page.getByLabel('Weight, slider');
  const box = (await slider.boundingBox())!;
  const weight = await slider.inputValue();
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
  await page.mouse.move(...at(0.6));
  await page.mouse.down();
  await page.mouse.up();
  await fullForecast(page);
  expect(await slider.inputValue()).not.toBe(weight);
  await page.mouse.down();
  await page.mouse.move(...at(0.9), { steps: 4 });
  await expect(page.locator('#results')).toHaveAttribute('data-full', 'false');
  await page.mouse.move(...at(0.6), { steps: 4 });
  await page.mouse.up();
  await fullForecast(page);
});

test('a bar is moved and resized by pointer', async ({ page }) => {
  await open(page, '#story=leg-cast');
  const cast = bar(page, /^Cast or brace/);
  await expect(cast).toHaveAccessibleName(/from day 0 to day 14/);
  const track = (await page.locator('.track').boundingBox())!;
  const day = (track.width * 0.96) / 98;
  let box = (await cast.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 7 * day, box.y + 12, { steps: 6 });
  await page.mouse.up();
  await expect(cast).toHaveAccessibleName(/from day 7 to day 21/);
  box = (await cast.boundingBox())!;
  await page.mouse.move(box.x + box.width - 4, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 4 + 21 * day, box.y + 12, { steps: 6 });
  await page.mouse.up();
  await expect(cast).toHaveAccessibleName(/from day 7 to day 42/);
  await forecast(page);
  await expect(page.locator('.hero .lead')).toContainText(/by day 4[0-3]/);
});

test('a bar is moved, resized, edited and removed by keyboard', async ({ page }) => {
  await open(page, '#story=leg-cast');
  const cast = bar(page, /^Cast or brace/);
  await cast.focus();
  await page.keyboard.press('ArrowRight');
  await expect(cast).toHaveAccessibleName(/from day 1 to day 15/);
  await page.keyboard.press('Shift+ArrowRight');
  await expect(cast).toHaveAccessibleName(/from day 1 to day 16/);
  await expect(page.getByRole('status')).toContainText('from day 1 to day 16');
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: /^Edit Cast/ });
  await form.getByLabel('Joint').selectOption('ankle');
  await expect(bar(page, /ankle/)).toHaveCount(1);
  await forecast(page);
  await bar(page, /^Cast or brace/).focus();
  await page.keyboard.press('Delete');
  await expect(page.locator('.bar')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.bar')).toHaveCount(1);
});

test('events are added from the list, with a form from the engine’s schema', async ({ page }) => {
  await open(page, '#story=leg-cast');
  await page.getByRole('button', { name: '+ Add what happens' }).click();
  await page.getByRole('button', { name: 'Drug', exact: true }).click();
  const form = page.getByRole('form', { name: /^Edit/ });
  await expect(form.getByLabel('What')).toHaveValue('semaglutide');
  await form.getByLabel('What').selectOption('testosterone-enanthate');
  await expect(page.locator('.hero').getByText('Needs medical supervision')).toBeVisible();
  await form.getByText('More about drug').click();
  await expect(form.getByLabel('Route')).toBeVisible();
  await form.getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('.hero').getByText('Needs medical supervision')).toHaveCount(0);
});

test('plans are added up to four, renamed and removed', async ({ page }) => {
  await open(page, '#story=intensive-care');
  for (let plans = 2; plans <= 4; ++plans) {
    await page.getByRole('button', { name: '+ Compare a plan' }).click();
    await expect(page.getByRole('tab')).toHaveCount(plans);
  }
  await expect(page.getByRole('button', { name: '+ Compare a plan' })).toHaveCount(0);
  await page.getByLabel('Name', { exact: true }).fill('<b>Bold</b>');
  await page.getByLabel('Name', { exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('<b>Bold</b>');
  await expect(page.locator('h1 b')).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove plan D' }).click();
  await expect(page.getByRole('tab')).toHaveCount(3);
  await expect(page.getByRole('heading', { name: /^Side by side/ })).toBeVisible();
});

test('the day slider moves the figure and the numbers', async ({ page }) => {
  await open(page, '#story=leg-cast');
  const table = page.locator('.where table tbody tr', { hasText: 'Quadriceps' });
  await page.locator('.where summary').click();
  const at14 = await table.innerText();
  await page.locator('#day').fill('0');
  await expect(table).toContainText('0.0 %');
  expect(await table.innerText()).not.toBe(at14);
  await expect(page.locator('.daybar')).toContainText('Day 0');
});

test('US units', async ({ page }) => {
  await open(page, '#story=leg-cast');
  await page.getByLabel('Units').selectOption('us');
  await expect(page.locator('.facts')).toContainText('5 ft 11 in · 168 lb');
  await expect(card(page, 'Walking speed')).toContainText('ft/s');
  await page.getByLabel('Weight', { exact: true }).fill('200');
  await page.getByLabel('Weight', { exact: true }).press('Enter');
  await expect(page.locator('.facts')).toContainText('200 lb');
});

test('a measurement moves the start', async ({ page }) => {
  await open(page, '#story=hip-fracture');
  await page.getByText('Measurements').click();
  await page.getByLabel('Measurement to add').selectOption('gait_speed');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator('#measured-0').fill('0.7');
  await page.locator('#measured-0').press('Enter');
  await page.locator('#day').fill('0');
  await expect(card(page, 'Walking speed').locator('.values b').first()).toHaveText('0.70');
  await expect(card(page, 'Walking speed').locator('.flag').first()).toHaveText('slow');
});

test('“Where does this come from?” tells equations, sources and how well it is met', async ({ page }) => {
  await open(page, '#story=leg-cast');
  await page.getByRole('button', { name: 'Where does this come from? Walking speed' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'Walking speed' })).toBeVisible();
  await expect(dialog).toContainText('Bohannon');
  await expect(dialog.getByRole('link', { name: /10\.1016\/j\.physio/ })).toHaveAttribute('href', /^https:\/\/doi\.org\/10\.1016/);
  await expect(dialog.getByRole('row', { name: /Function/ }).first()).toBeVisible();
  await expect(dialog).toContainText('follows leg strength per body mass');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Where does this come from? A fall', exact: true }).click();
  await expect(dialog).toContainText(/Of \d+ published figures about falls .* \d+ come out inside/);
  await expect(dialog).toContainText('negative binomial');
  await page.keyboard.press('Escape');
});
