import { stories } from './stories.ts';
import { expect, forecast, open, test } from './page.ts';

// One page opens story after story; two of them at once, where there are two cores.
const half = Math.ceil(stories.length / 2);
for (const [words, some] of [['first', stories.slice(0, half)], ['second', stories.slice(half)]] as const) {
  test(`every story opens, the ${words} half`, async ({ page }) => {
    for (const story of some) {
      await test.step(story.id, async () => {
        await open(page, `#story=${story.id}`);
        await expect(page.getByRole('button', { name: story.title, exact: true })).toHaveAttribute('aria-pressed', 'true');
        await expect(page.getByRole('tab')).toHaveCount(story.plans);
        await forecast(page);
        await expect(page.locator('.hero .lead')).toContainText(/chance of at least one fall/);
        await expect(page.locator('.where svg').first()).toBeVisible();
        await page.locator('#group-function').scrollIntoViewIfNeeded();
        await expect(page.locator('.chart-card .plot-holder svg path').first()).toBeAttached();
        // Every plan has its forecast in the end.
        if (story.plans > 1) await expect(page.locator('.chart-card .values').nth(3).locator('li')).toHaveCount(story.plans);
        await expect(page.getByRole('alert')).toHaveCount(0);
        const medicine = ['weight-loss-drug', 'testosterone'].includes(story.id);
        await expect(page.locator('.hero').getByText('Needs medical supervision')).toHaveCount(medicine ? 1 : 0);
        if (medicine) {
          await expect(page.locator('#harms')).toContainText(/; not with /);
          await expect(page.locator('#harms tbody tr')).not.toHaveCount(0);
        }
      });
    }
  });
}

test('stories are changed by their buttons', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Leg in a cast', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Two weeks in a leg cast');
  await forecast(page);
  await expect(page).toHaveURL(/#story=leg-cast$/);
});
