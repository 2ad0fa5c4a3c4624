import { clean, expect, open, test } from './page.ts';

// Both show a medicine's harms; one has four plans.
for (const [scheme, story] of [['light', 'testosterone'], ['dark', 'weight-loss-drug']] as const) {
  test(`axe finds nothing, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, `#story=${story}`);
    await clean(page);
    await page.locator('.bar').first().click();
    for (const summary of await page.locator('.inspector summary, .where summary').all()) await summary.click();
    await page.getByRole('button', { name: '+ Add what happens' }).click();
    await clean(page, '.inspector', '.where', '.plans');
    await page.getByRole('button', { name: 'Where does this come from? Grip strength' }).click();
    await expect(page.getByRole('dialog').getByText('Sources').first()).toBeVisible();
    await clean(page, 'dialog[open]');
  });
}

test('with reduced motion nothing plays by itself', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '#story=leg-cast');
  await expect(page.getByRole('button', { name: 'Play through time' })).toHaveCount(0);
});

test('everything is reached by keyboard, the first link skips to the results', async ({ page }) => {
  await open(page, '#story=leg-cast');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'To the results' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#results')).toBeFocused();
});
