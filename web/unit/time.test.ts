import { expect, test } from '@playwright/test';
import { dateDays, dayOf, spanText, timeText, timeTicks } from '../src/scenario/time.ts';

test('durations are whole days, as the engine rounds them', () => {
  expect(dayOf('6 wk', null)).toBe(42);
  expect(dayOf('3 mo', null)).toBe(91); // 91.31
  expect(dayOf('40 y', null)).toBe(14610);
  expect(dayOf('2 y', null)).toBe(730); // 730.5: halves go towards day 0
  expect(dayOf('-2 y', null)).toBe(-730);
  expect(dayOf('1.5 d', null)).toBe(1.5);
  expect(dayOf(12, null)).toBe(12);
});

test('what is no time is none', () => {
  for (const text of ['6', 'wk', '6 fortnights', '2025-03-01', '1e9 d', '__proto__', '3 constructor']) expect(dayOf(text, null)).toBeNull();
});

test('dates count from the start date', () => {
  expect(dayOf('2025-01-23', '2025-01-13')).toBe(10);
  expect(dateDays('2024-02-29')).not.toBeNull();
  expect(dateDays('2025-02-30')).toBeNull();
});

test('every day that is written is read back the same', () => {
  for (const day of [0, 1, 13, 14, 42, 91, 365, 366, 730, 731, 14610, -90, -730]) expect(dayOf(timeText(day), null)).toBe(day);
});

test('ticks cover the axis and no more', () => {
  for (const last of [14, 98, 182, 365, 730, 3652, 14610]) {
    const ticks = timeTicks(last, 8);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThanOrEqual(10);
    expect(ticks.at(-1)!.day).toBeLessThanOrEqual(last);
  }
  expect(timeTicks(365, 5).at(-1)!.label).toBe('12 mo');
});

test('spans are said as people say them', () => {
  expect(spanText(1)).toBe('1 day');
  expect(spanText(42)).toBe('6 weeks');
  expect(spanText(365)).toBe('12 months');
  expect(spanText(14610)).toBe('40 years');
});
