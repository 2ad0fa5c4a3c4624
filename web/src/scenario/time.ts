// Times as scenario files write them: days after day 0 ("42"), durations ("6 wk") and dates.
const daysPerYear = 365.25;
const unitDays: Record<string, number> = {
  d: 1, day: 1, days: 1,
  w: 7, wk: 7, wks: 7, week: 7, weeks: 7,
  mo: daysPerYear / 12, mos: daysPerYear / 12, month: daysPerYear / 12, months: daysPerYear / 12,
  y: daysPerYear, yr: daysPerYear, yrs: daysPerYear, year: daysPerYear, years: daysPerYear,
};

/** Days since 1970-01-01 of an ISO date; null for anything else, also for a 30 February. */
export function dateDays(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return null;
  return time / 86_400_000;
}

export function isoDate(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

/** Day of a time as the engine reads it: whole days for weeks, months and years, halves towards day 0. */
export function dayOf(time: number | string, startDate: string | null): number | null {
  if (typeof time === 'number') return Number.isFinite(time) ? time : null;
  const date = dateDays(time);
  if (date !== null) {
    const start = startDate === null ? null : dateDays(startDate);
    return start === null ? null : date - start;
  }
  const match = /^([-+]?\d+(?:\.\d+)?) *([a-z]+)$/.exec(time);
  const unit = match && Object.hasOwn(unitDays, match[2]!) ? unitDays[match[2]!] : undefined;
  if (!match || unit === undefined) return null;
  const days = Number(match[1]) * unit;
  return unit === 1 ? days : Math.sign(days) * Math.ceil(Math.abs(days) - 0.5);
}

/** The shortest exact way of writing a day: "6 wk", "40 y", "10 d". */
export function timeText(day: number): string {
  const years = Math.round(day / daysPerYear);
  if (Math.abs(years) >= 1 && dayOf(`${years} y`, null) === day) return `${years} y`;
  if (day % 7 === 0 && Math.abs(day) >= 14 && Math.abs(day) <= 1092) return `${day / 7} wk`;
  return `${day} d`;
}

const rounded = (value: number, step: number) => Number((Math.round(value / step) * step).toFixed(1));

/** A length of time for people: "10 days", "6 weeks", "2.5 years". */
export function spanText(days: number): string {
  const many = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
  if (!Number.isFinite(days)) return 'for good';
  const size = Math.abs(days);
  if (size < 21) return many(rounded(days, 0.1), 'day');
  if (size < 120) return many(rounded(days / 7, 0.5), 'week');
  if (size < 730) return many(rounded(days / 30.4375, 0.5), 'month');
  return many(rounded(days / daysPerYear, size < 3650 ? 0.5 : 1), 'year');
}

/** The same in a few letters, for axes and bars: "10 d", "6 wk", "2.5 y". */
export function shortSpan(days: number): string {
  return spanText(days)
    .replace(/ days?$/, ' d').replace(/ weeks?$/, ' wk').replace(/ months?$/, ' mo').replace(/ years?$/, ' y');
}

/** Round places on a time axis, about `count` of them, with their labels. */
export function timeTicks(last: number, count: number): { day: number; label: string }[] {
  const month = 30.4375;
  const steps: [number, number, string][] = [
    [1, 1, 'd'], [2, 1, 'd'], [5, 1, 'd'], [7, 7, 'wk'], [14, 7, 'wk'], [28, 7, 'wk'], [42, 7, 'wk'], [56, 7, 'wk'],
    [2 * month, month, 'mo'], [3 * month, month, 'mo'], [6 * month, month, 'mo'],
    [daysPerYear, daysPerYear, 'y'], [2 * daysPerYear, daysPerYear, 'y'], [5 * daysPerYear, daysPerYear, 'y'],
    [10 * daysPerYear, daysPerYear, 'y'], [20 * daysPerYear, daysPerYear, 'y'],
  ];
  const [step, unit, name] = steps.find(([s]) => last / s <= count) ?? steps[steps.length - 1]!;
  const ticks: { day: number; label: string }[] = [];
  // Twelve months of 30.4 days are a shade longer than 365 days, and still belong on a year's axis.
  for (let i = 0; i * step <= last * 1.002; ++i) {
    ticks.push({ day: Math.min(i * step, last), label: i === 0 ? 'day 0' : `${Math.round((i * step) / unit)} ${name}` });
  }
  return ticks;
}

/** "on day 42", or "after 30 years": a day inside a sentence. */
export function onDay(day: number): string {
  return day > 730 ? `after ${spanText(day)}` : `on day ${Math.round(day)}`;
}
