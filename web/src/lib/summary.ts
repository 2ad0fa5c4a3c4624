// The forecast in plain words.
import type { Report } from '../engine/protocol.ts';
import { fromDay, toDay, type Person, type Plan } from '../scenario/scenario.ts';
import { spanText } from '../scenario/time.ts';
import { inWords, muscles, sides } from './labels.ts';
import { at, cards, changeAt, lastDay, seriesOf, type Card } from './measures.ts';
import { chanceText, numberText, signed, toSystem, unitText, type System } from './units.ts';

export interface MuscleChange {
  muscle: string;
  side: 'left' | 'right';
  median: number;
  lo: number;
  hi: number;
}

/** Change in size of every muscle on a day, percent of day 0. */
export function muscleChanges(report: Report, day: number, measure = 'muscle_volume'): MuscleChange[] {
  return muscles.flatMap((muscle) =>
    sides.flatMap((side) => {
      const series = seriesOf(report, { measure, region: muscle, side });
      return series ? [{ muscle, side, ...changeAt(series, day) }] : [];
    }),
  );
}

/** The largest change of any muscle at any time, percent. */
export function largestChange(report: Report): number {
  let most = 0;
  for (const series of report.series) {
    if (series.measure !== 'muscle_volume') continue;
    const start = series.median[0]!;
    if (start <= 0) continue;
    for (const value of series.median) most = Math.max(most, Math.abs(100 * (value / start - 1)));
  }
  return most;
}

interface Extreme {
  muscle: string;
  side: 'left' | 'right' | null; // null: both alike
  day: number;
  percent: number;
}

/** Where and when muscle is furthest below (or above) its beginning. */
export function furthest(report: Report, direction: -1 | 1): Extreme | null {
  let best: Extreme | null = null;
  for (const series of report.series) {
    if (series.measure !== 'muscle_volume' || series.region === null || series.side === null) continue;
    const start = series.median[0]!;
    series.median.forEach((value, k) => {
      const percent = start > 0 ? 100 * (value / start - 1) : 0;
      if (direction * percent > direction * (best?.percent ?? 0)) best = { muscle: series.region!, side: series.side!, day: series.day[k]!, percent };
    });
  }
  const found = best as Extreme | null;
  if (!found) return null;
  const other = seriesOf(report, { measure: 'muscle_volume', region: found.muscle, side: found.side === 'left' ? 'right' : 'left' });
  if (other && Math.abs(changeAt(other, found.day).median - found.percent) < 0.1) found.side = null;
  return found;
}

const named = (e: { muscle: string; side: 'left' | 'right' | null }) => `the ${e.side ? `${e.side} ` : ''}${inWords(e.muscle)}`;
const band = (lo: number, hi: number, text: (v: number) => string) => `${text(lo)} to ${text(hi)}`;

export function whenText(day: number): string {
  return day < 1 ? 'day 0' : day < 21 ? `day ${Math.round(day)}` : `day ${Math.round(day)} (${spanText(day)})`;
}

const card = (id: string): Card => cards.find((c) => c.id === id)!;

/** The muscle that a summary tells of: where the loss is greatest, or the gain where that is what happens. */
export function toldOf(report: Report): Extreme | null {
  const low = furthest(report, -1);
  const high = furthest(report, 1);
  return low && (!high || -low.percent >= high.percent * 0.6) && low.percent < -0.5 ? low : high && high.percent > 0.5 ? high : low;
}

/** Three or four sentences: what is lost, what is left of it at the end, walking, and the chance of a fall. */
export function plainWords(report: Report, usual: Report | null, system: System): string[] {
  const out: string[] = [];
  const end = lastDay(report);
  const span = spanText(end);
  const percent = (v: number) => signed(v, Math.abs(v) >= 10 ? 0 : 1);
  const told = toldOf(report);
  if (told && Math.abs(told.percent) >= 0.5) {
    const volume = seriesOf(report, { measure: 'muscle_volume', region: told.muscle, side: told.side ?? 'left' })!;
    const strength = seriesOf(report, { measure: 'strength', region: told.muscle, side: told.side ?? 'left' });
    const there = changeAt(volume, told.day);
    const drop = told.percent < 0 ? 'loss' : 'gain';
    const power = strength ? ` and ${percent(changeAt(strength, told.day).median)} % of strength` : '';
    out.push(`The greatest ${drop} is in ${named(told)}: ${percent(there.median)} % of size${power} by ${whenText(told.day)}; nine in ten people lie between ${percent(there.lo)} and ${percent(there.hi)} % of size.`);
    if (told.day < end * 0.97) {
      const last = changeAt(volume, end);
      out.push(`After ${span} it is ${percent(last.median)} % (${band(last.lo, last.hi, percent)}).`);
    }
  } else {
    out.push(`Over ${span} hardly any muscle changes in size.`);
  }
  const gait = seriesOf(report, { measure: 'gait_speed' });
  if (gait) {
    const unit = unitText('m/s', system);
    const speed = (v: number) => numberText(toSystem(v, 'm/s', system), 2);
    let worst = 0;
    gait.median.forEach((v, k) => (worst = v < gait.median[worst]! ? k : worst));
    const dip = gait.median[worst]! < gait.median[0]! * 0.97 && gait.day[worst]! < end * 0.97;
    const [first, final, lowest] = [gait.median[0]!, gait.median.at(-1)!, gait.median[worst]!].map(speed);
    const fall = dip ? `, with a low of ${lowest} on ${whenText(gait.day[worst]!)}` : '';
    out.push(first === final ? `Walking speed ${dip ? 'ends where it began, at' : 'stays at'} ${final} ${unit}${fall}.` : `Walking speed goes from ${first} to ${final} ${unit}${fall}.`);
  }
  const falls = seriesOf(report, card('falls'));
  if (falls) {
    const chance = at(falls, end);
    const other = usual && seriesOf(usual, card('falls'));
    const before = other ? at(other, end).median : null;
    out.push(
      `The chance of at least one fall within ${span} is ${chanceText(chance.median)}${before !== null && Math.abs(before - chance.median) > 0.03 * before ? `, against ${chanceText(before)} in life as usual` : ''}.`,
    );
  }
  return out;
}

/** One sentence for another plan of the same person. */
export function otherPlanWords(letter: string, name: string, report: Report, follow: { muscle: string; side: 'left' | 'right' | null } | null): string {
  const end = lastDay(report);
  const parts: string[] = [];
  const size = follow && seriesOf(report, { measure: 'muscle_volume', region: follow.muscle, side: follow.side ?? 'left' });
  if (size && follow) parts.push(`the size of ${named(follow)} is then ${signed(changeAt(size, end).median)} %`);
  const falls = seriesOf(report, card('falls'));
  if (falls) parts.push(`the chance of a fall ${chanceText(at(falls, end).median)}`);
  return `With plan ${letter} (${name}) ${parts.join(' and ')}.`;
}

/** "woman · 78 years · 160 cm · 60 kg" */
export function personWords(person: Person, report: Report | null, system: System): string {
  const s = person.subject;
  const parts: string[] = [];
  if (s.male_fraction === 1) parts.push('man');
  else if (s.male_fraction === 0) parts.push('woman');
  else if (typeof s.male_fraction === 'number') parts.push(`group, ${Math.round(100 * s.male_fraction)} % men`);
  if (typeof s.age_years === 'number') parts.push(`${s.age_years} years`);
  if (typeof s.height_cm === 'number') {
    parts.push(system === 'us' ? `${Math.floor(Math.round(s.height_cm / 2.54) / 12)} ft ${Math.round(s.height_cm / 2.54) % 12} in` : `${s.height_cm} cm`);
  }
  if (typeof s.weight_kg === 'number') parts.push(`${numberText(toSystem(s.weight_kg, 'kg', system), system === 'us' ? 0 : 1)} ${unitText('kg', system)}`);
  const usual = (name: string) => report?.assumed.find((a) => a.field === `subject.${name}`)?.value;
  const steps = s.steps_per_day ?? usual('steps_per_day');
  if (steps !== undefined) parts.push(`${Number.parseInt(String(steps), 10)} steps a day`);
  return parts.join(' · ');
}

/** Topics of the evidence that a plan's events belong to, as the validation names them. */
export function topicsOf(plan: Plan, person: Person): string[] {
  const topics = new Set<string>();
  for (const event of plan.events) {
    const k = event.kind;
    const what = String(event.fields.what ?? '');
    if (['bed_rest', 'microgravity', 'immobilisation', 'limb_unloading', 'activity'].includes(k)) topics.add('disuse');
    if (['resistance_training', 'endurance_training', 'electrical_stimulation', 'exercise_programme'].includes(k)) topics.add('training');
    if (k === 'diet' && (event.fields.protein_g_per_kg ?? event.fields.protein_g ?? event.fields.protein_percent_energy) !== undefined) topics.add('protein');
    if (k === 'diet' && (event.fields.energy_kcal ?? event.fields.energy_deficit_kcal ?? event.fields.energy_percent_of_need) !== undefined) topics.add('nutrition');
    if (k === 'supplement') topics.add(['protein', 'whey', 'casein', 'eaa', 'leucine'].includes(what) ? 'protein' : 'nutrition');
    if (k === 'deficiency') topics.add('nutrition');
    if (k === 'disease') topics.add('disease');
    if (k === 'treatment') topics.add('treatment');
    if (['nerve_injury', 'muscle_injury', 'surgery'].includes(k)) topics.add('injury');
    if (k === 'hormone_change') topics.add('hormones');
    if (k === 'drug') topics.add(/testosterone|nandrolone|oxandrolone|growth|mk-677|estradiol|gnrh|enobosarm/.test(what) ? 'hormones' : /tide|glp1|canagliflozin/.test(what) ? 'nutrition' : 'treatment');
    if (k === 'ageing' || (fromDay(event, person) <= 0 && toDay(event, person) > 3650)) topics.add('ageing');
  }
  return [...topics];
}
