import type { Page } from '@playwright/test';
import { clean, expect, forecast, open, test } from './page.ts';
import { stories } from './stories.ts';

/** How far the page or the card of the plans is wider than its place. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const { documentElement: root } = document;
    const tabs = document.querySelector('.plans')!;
    return Math.max(root.scrollWidth - root.clientWidth, tabs.scrollWidth - tabs.clientWidth);
  });

test('every story fits a phone', async ({ page }) => {
  const [first, ...others] = stories;
  await open(page, `#story=${first!.id}`);
  expect(await overflow(page), first!.id).toBeLessThanOrEqual(0);
  const title = page.getByRole('heading', { level: 1 });
  for (const story of others) {
    const before = await title.innerText();
    await page.getByRole('button', { name: story.title, exact: true }).tap();
    await expect(title).not.toHaveText(before);
    await expect(page.getByRole('tab')).toHaveCount(story.plans);
    await forecast(page);
    expect(await overflow(page), story.id).toBeLessThanOrEqual(0);
  }
});

test('events are edited on a phone', async ({ page }) => {
  await open(page, '#story=hip-fracture');
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
