// What the tests of the page share.
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

/** The command to compare with. */
export const sarx = process.env.SARX ?? fileURLToPath(new URL('../../build/release/sarx', import.meta.url));

/** A page that fails its test where anything goes wrong out of sight: an error on the console, a request to another host. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page, baseURL }, use) => {
    const wrong: string[] = [];
    page.on('console', (message) => {
      // Only the tests of it have a service worker; of the others Playwright says so.
      if (message.text() === 'Service Worker registration blocked by Playwright') return;
      if (message.type() === 'error' || message.type() === 'warning') wrong.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(baseURL!) && !/^(blob|data):/.test(url)) wrong.push(`request: ${url}`);
    });
    await use(page);
    expect(wrong).toEqual([]);
  },
});

/** Open the page and wait for its first forecast. */
export async function open(page: Page, address = '') {
  await page.goto(`./${address}`);
  await forecast(page);
}

/** Wait until what is shown belongs to what stands in the plan. */
export async function forecast(page: Page) {
  await expect(page.locator('#results[aria-busy="false"] .chart-card').first()).toBeVisible({ timeout: 120_000 });
}

/** Wait until every day and every draw is in it. */
export async function fullForecast(page: Page) {
  await expect(page.locator('#results[aria-busy="false"][data-full="true"]')).toBeVisible({ timeout: 200_000 });
}

/** The automated check of accessibility finds nothing. */
export async function clean(page: Page, ...parts: string[]) {
  const axe = new AxeBuilder({ page });
  for (const part of parts) axe.include(part);
  const { violations } = await axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 4).join(' | ')}`)).toEqual([]);
}

export const card = (page: Page, title: string) => page.locator('.chart-card', { has: page.getByRole('heading', { name: title, exact: true }) });
export { expect };
