// What the page shows of a report: one card for each quantity, with the cut-off that matters and where it comes from.
import cutoffs from 'virtual:cutoffs';
import type { Series } from 'sarx-engine';
import type { Report } from '../engine/protocol.ts';
import type { Fields } from '../scenario/scenario.ts';

export interface Cutoff {
  value: number;
  unit: string;
  label: string;
  low: 'below' | 'above'; // on which side of it function or mass is low
}

export interface Card {
  id: string;
  title: string;
  group: 'muscle' | 'function' | 'risk' | 'body';
  measure: string;
  region?: string;
  kind?: Series['kind'];
  method?: string | null;
  digits: number;
  good: 'up' | 'down' | null;
  floor?: number;
  cutoff?: (subject: Fields) => Cutoff | null;
  hint: string;
  explain: string[]; // names that the engine explains
  scored: string | null; // the class of measures in the validation
  outcome?: string; // what docs/outcomes.md tells of it: function, or a word of the paragraph about its rate
  relations?: string; // its table in docs/relations.md
}

function cutoff(name: string, low: Cutoff['low'], words: string, per?: (value: number, subject: Fields) => number | null) {
  return (subject: Fields): Cutoff | null => {
    const entry = cutoffs[name];
    const male = subject.male_fraction;
    if (!entry || (male !== 0 && male !== 1 && entry.male !== entry.female)) return null;
    const value = male === 1 ? entry.male : entry.female;
    const shown = per ? per(value, subject) : value;
    return shown === null ? null : { value: shown, unit: entry.unit.replace('kg/m2', 'kg'), label: words, low };
  };
}

const overHeightSquared = (value: number, subject: Fields) =>
  typeof subject.height_cm === 'number' ? value * (subject.height_cm / 100) ** 2 : null;

export const cards: Card[] = [
  {
    id: 'limb-lean', title: 'Lean mass of arms and legs', group: 'muscle', measure: 'appendicular_lean_mass', digits: 1, good: 'up',
    cutoff: cutoff('ewgsop2_muscle_index', 'below', 'low (EWGSOP2)', overHeightSquared),
    hint: 'As a DXA scan would read it: lean soft tissue, water included.', explain: ['a muscle', 'energy, fat and lean'], scored: 'lean_mass',
  },
  {
    id: 'grip', title: 'Grip strength', group: 'function', measure: 'grip_strength', digits: 1, good: 'up',
    cutoff: cutoff('ewgsop2_grip', 'below', 'weak (EWGSOP2)'), hint: 'The best of several squeezes of a hand dynamometer.', explain: ['strength', 'ewgsop2_grip'], scored: 'strength',
  },
  {
    id: 'gait', title: 'Walking speed', group: 'function', measure: 'gait_speed', digits: 2, good: 'up',
    cutoff: cutoff('ewgsop2_gait_speed', 'below', 'slow (EWGSOP2)'), hint: 'Usual pace over a few metres.', explain: ['gait_speed'], scored: 'function', outcome: 'function', relations: 'Gait speed',
  },
  {
    id: 'chair', title: 'Rising from a chair five times', group: 'function', measure: 'chair_stand_time', digits: 1, good: 'down',
    cutoff: cutoff('ewgsop2_chair_stand', 'above', 'weak (EWGSOP2)'), hint: 'As fast as possible, arms crossed. Shorter is better.', explain: ['ewgsop2_chair_stand', 'sit_to_stand_mass_share'], scored: 'function', outcome: 'function',
  },
  {
    id: 'sppb', title: 'Physical performance (SPPB)', group: 'function', measure: 'sppb', digits: 1, good: 'up',
    cutoff: cutoff('ewgsop2_sppb', 'below', 'low (EWGSOP2)'), hint: 'Short Physical Performance Battery: balance, walking, rising; 0 to 12 points.', explain: ['sppb'], scored: 'function', outcome: 'function', relations: 'SPPB',
  },
  {
    id: 'walk', title: 'Six-minute walk', group: 'function', measure: 'six_minute_walk', digits: 0, good: 'up',
    hint: 'How far one walks in six minutes.', explain: ['six_minute_walk'], scored: 'function', outcome: 'function',
  },
  {
    id: 'falls', title: 'A fall', group: 'risk', measure: 'falls', method: null, kind: 'cumulative', digits: 1, good: 'down', floor: 0,
    hint: 'Chance of at least one fall since day 0.', explain: ['falls'], scored: null, outcome: 'Falls', relations: 'Falls',
  },
  {
    id: 'fracture', title: 'A fracture', group: 'risk', measure: 'fracture', region: undefined, kind: 'cumulative', digits: 2, good: 'down', floor: 0,
    hint: 'Chance of any broken bone from a fall since day 0.', explain: ['fracture'], scored: null, outcome: 'Fractures', relations: 'Fracture',
  },
  {
    id: 'disability', title: 'Disability', group: 'risk', measure: 'disability', kind: 'cumulative', digits: 2, good: 'down', floor: 0,
    hint: 'Chance of needing help with daily living, new since day 0.', explain: ['disability'], scored: null, outcome: 'Disability', relations: 'Disability',
  },
  {
    id: 'mobility', title: 'Losing mobility', group: 'risk', measure: 'mobility_disability', kind: 'cumulative', digits: 1, good: 'down', floor: 0,
    hint: 'Chance of no longer walking a few hundred metres or climbing stairs unaided, new since day 0.', explain: ['mobility_disability'], scored: null, outcome: 'Disability', relations: 'Mobility disability',
  },
  {
    id: 'hospital', title: 'A hospital stay', group: 'risk', measure: 'hospitalisation', kind: 'cumulative', digits: 1, good: 'down', floor: 0,
    hint: 'Chance of an admission since day 0.', explain: ['hospitalisation'], scored: null, outcome: 'admission', relations: 'Hospitalisation',
  },
  {
    id: 'death', title: 'Death', group: 'risk', measure: 'mortality', kind: 'cumulative', digits: 1, good: 'down', floor: 0,
    hint: 'Chance of dying since day 0, by age, sex, strength, gait and lean mass; what a disease itself does is not in it.', explain: ['mortality'], scored: null, outcome: 'death', relations: 'Mortality',
  },
  {
    id: 'weight', title: 'Body weight', group: 'body', measure: 'body_mass', digits: 1, good: null,
    hint: 'As on a scale.', explain: ['energy, fat and lean'], scored: 'body_mass',
  },
  {
    id: 'fat', title: 'Fat mass', group: 'body', measure: 'fat_mass', digits: 1, good: null,
    hint: 'As a DXA scan would read it.', explain: ['energy, fat and lean'], scored: 'fat_mass',
  },
  {
    id: 'energy', title: 'Resting energy use', group: 'body', measure: 'resting_metabolic_rate', digits: 0, good: null,
    hint: 'What the body burns at rest.', explain: ['resting_rate_muscle', 'energy, fat and lean'], scored: 'metabolism',
  },
  {
    id: 'insulin', title: 'Insulin sensitivity', group: 'body', measure: 'insulin_sensitivity', digits: 2, good: 'up',
    hint: 'How well insulin moves sugar out of the blood, relative.', explain: ['insulin_sensitivity'], scored: 'metabolism',
  },
  {
    id: 'diabetes', title: 'Diabetes', group: 'body', measure: 'diabetes', kind: 'cumulative', digits: 1, good: 'down', floor: 0,
    hint: 'Chance of new type 2 diabetes since day 0.', explain: ['diabetes'], scored: null, outcome: 'diabetes', relations: 'Diabetes',
  },
  {
    id: 'fitness', title: 'Fitness (VO₂max)', group: 'body', measure: 'vo2max', digits: 1, good: 'up',
    hint: 'The most oxygen one can use, for each kilogram of weight.', explain: ['vo2max'], scored: 'fitness',
  },
  {
    id: 'testosterone', title: 'Testosterone', group: 'body', measure: 'testosterone', digits: 0, good: null,
    hint: 'In blood.', explain: ['androgens'], scored: 'hormones',
  },
  {
    id: 'haematocrit', title: 'Haematocrit', group: 'body', measure: 'haematocrit', digits: 1, good: null,
    hint: 'Share of red cells in blood; testosterone raises it.', explain: ['haematocrit'], scored: 'hormones',
  },
];

export const groupTitles: Record<Card['group'], string> = {
  muscle: 'Muscle and strength', function: 'What the body can do', risk: 'Risks', body: 'Body and metabolism',
};

export function seriesOf(report: Report, want: { measure: string; region?: string; side?: string; kind?: string; method?: string | null }): Series | null {
  return (
    report.series.find(
      (s) =>
        s.measure === want.measure &&
        s.kind === (want.kind ?? 'level') &&
        (s.region ?? undefined) === want.region &&
        (s.side ?? undefined) === want.side &&
        (want.method === undefined || s.method === want.method),
    ) ?? null
  );
}

export interface Point {
  median: number;
  lo: number;
  hi: number;
}

/** The values on a day, between neighbouring days by distance. */
export function at(series: Series, day: number): Point {
  const days = series.day;
  const last = days.length - 1;
  let k = 0;
  let high = last;
  while (k < high) {
    const middle = (k + high + 1) >> 1;
    if (days[middle]! <= day) k = middle;
    else high = middle - 1;
  }
  const next = Math.min(k + 1, last);
  const span = days[next]! - days[k]!;
  const part = span > 0 ? Math.min(Math.max((day - days[k]!) / span, 0), 1) : 0;
  const between = (values: number[]) => values[k]! + part * (values[next]! - values[k]!);
  return { median: between(series.median), lo: between(series.lo), hi: between(series.hi) };
}

/** Change from the series' own beginning, percent. */
export function changeAt(series: Series, day: number): Point {
  const start = series.median[0]!;
  const point = at(series, day);
  const percent = (value: number) => (start === 0 ? 0 : 100 * (value / start - 1));
  return { median: percent(point.median), lo: percent(point.lo), hi: percent(point.hi) };
}

export const lastDay = (report: Report) => report.series[0]?.day.at(-1) ?? 0;
