import { clean, expect, forecast, open, test } from './page.ts';

test('fits a phone', async ({ page }) => {
  await open(page, '#story=hip-fracture');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.locator('.bar').nth(2).tap();
  const form = page.getByRole('form', { name: /^Edit/ });
  await expect(form).toBeInViewport();
  await form.getByLabel('Protein', { exact: true }).fill('1.4');
  await form.getByLabel('Protein', { exact: true }).press('Enter');
  await forecast(page);
  await form.getByRole('button', { name: 'Close' }).tap();
  await expect(form).toHaveCount(0);
});

test('axe finds nothing on a phone', async ({ page }) => {
  await open(page, '#story=weight-loss-drug');
  await clean(page);
});
