// How long a slider takes to redraw: `npm run speed`, optionally with the number of draws (200), of rounds (2) and the stories (all).
// The built page in Chromium; a slider is dragged to and fro, and the browser's own timings tell of each redraw how long it took from
// the asking to the drawing, and how much of that was the engine: with all plans of the story, then with one of them alone, each at the top of the
// page and beside the charts. On a machine that others use too, `chrt -r 5 npm run speed` as root takes the processors for itself meanwhile.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { chromium } from '@playwright/test';
import { preview } from 'vite';

const draws = Number(process.argv[2] ?? 200);
const rounds = Number(process.argv[3] ?? 2);
const listed = [...readFileSync(new URL('../src/stories/index.ts', import.meta.url), 'utf8').matchAll(/id: '([\w-]+)'/g)].map((m) => m[1]);
const stories = process.argv.length > 4 ? process.argv.slice(4) : listed;
const slider = 'Weight, slider';
const server = await preview({ root: new URL('..', import.meta.url).pathname, preview: { port: 4182, strictPort: true, host: '127.0.0.1' } });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const told = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  return `${sorted[0].toFixed(0)} ms at best, ${sorted[sorted.length >> 1].toFixed(0)} in the middle, ${sorted[Math.floor(sorted.length * 0.9)].toFixed(0)} at the 9th tenth`;
};
/** Drags the slider to and fro, at the top of the page and beside the charts. */
async function drag(page, story, plans) {
  await dragHere(page, story, plans, 'at the top');
  await page.locator('.chart-card').first().evaluate((card) => scrollBy(0, card.getBoundingClientRect().top));
  await page.waitForTimeout(300);  // for the page to notice what is on the screen
  await dragHere(page, story, plans, 'beside the charts');
  await page.evaluate(() => scrollTo(0, 0));
}
/** The same here, and tells how long redraws took. */
async function dragHere(page, story, plans, where) {
  const box = await page.getByLabel(slider).boundingBox();
  await page.evaluate(() => performance.clearMeasures());
  const middle = box.y + box.height / 2;
  const at = (share) => box.x + box.width * share;
  await page.mouse.move(at(0.4), middle);
  await page.mouse.down();
  for (let round = 0; round < rounds; ++round) {
    for (let step = 0; step <= 20; ++step) {
      // Each redraw is awaited: what is told is one answer, not a queue of them. Asking again and again would make the page draw frames of its own.
      const waiting = await page.evaluateHandle(() => {
        const redraw = new Promise((told) => {
          const observer = new PerformanceObserver((list) => list.getEntriesByName('redraw').length > 0 && told(observer.disconnect()));
          observer.observe({ type: 'measure' });
          setTimeout(told, 5000);
        });
        return { redraw };
      });
      await page.mouse.move(at(0.3 + 0.4 * Math.abs(step / 10 - 1)), middle);
      await waiting.evaluate(({ redraw }) => redraw);
      await waiting.dispose();
    }
  }
  await page.mouse.up();
  const redraws = (await page.evaluate(() => performance.getEntriesByName('redraw').map(({ duration, detail }) => ({ duration, ...detail })))).filter((r) => r.dragging);
  console.log(`${story}, ${plans} ${plans === 1 ? 'plan' : 'plans at once'}, ${where}, ${redraws[0].draws} draws, ${redraws.length} redraws: ${told(redraws.map((r) => r.duration))}`
    + `; of it the engine ${told(redraws.map((r) => r.engine))}`);
}
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  for (const story of stories) {
    await page.goto('about:blank');  // else the page asks whether what was changed may go
    await page.goto(`http://127.0.0.1:4182/?draws=${draws}#story=${story}`);
    await page.locator('#results[data-full="true"] .chart-card').first().waitFor({ timeout: 60_000 });
    const plans = await page.getByRole('tab').count();
    await drag(page, story, plans);
    if (plans === 1) continue;
    for (let left = plans; left > 1; --left) await page.getByRole('button', { name: /^Remove plan/ }).click();
    await page.locator('#results[data-full="true"] .chart-card').first().waitFor({ timeout: 60_000 });
    await drag(page, story, 1);
  }
  console.log(`${cpus().length} cores, load of the machine: ${loadavg()[0].toFixed(1)}`);
} finally {
  await browser.close();
  await server.close();
}
