// Unit tests of plain TypeScript, and the built page in a browser. The browser is the system's own: Debian's Chromium, or
// whatever CHROMIUM names.
import { defineConfig, devices } from '@playwright/test';

const browser = {
  baseURL: 'http://127.0.0.1:4181/',
  launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  trace: 'off' as const,
  // Only what tests it has one: no page of the others need keep its files.
  serviceWorkers: 'block' as const,
};

export default defineConfig({
  outputDir: 'test-results',
  // Far above what any test takes on an idle machine: no test depends on timing.
  timeout: 600_000,
  retries: 2,
  expect: { timeout: 60_000 },
  fullyParallel: true,
  workers: 2,
  reporter: [['list']],
  projects: [
    { name: 'unit', testDir: 'unit' },
    { name: 'desktop', testDir: 'e2e', testIgnore: /phone/, use: { ...browser, viewport: { width: 1400, height: 1000 } } },
    { name: 'phone', testDir: 'e2e', testMatch: /phone/, use: { ...browser, ...devices['Pixel 7'] } },
  ],
  webServer: process.argv.some((word) => word === 'unit')
    ? undefined
    : { command: 'npx vite preview --port 4181 --strictPort --host 127.0.0.1', url: 'http://127.0.0.1:4181/', reuseExistingServer: false },
});
