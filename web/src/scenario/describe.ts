// One event in words: what it is, and how much of it.
import { inWords, label } from '../lib/labels.ts';
import type { Fields, PlanEvent, Value } from './scenario.ts';

const naming = ['what', 'condition', 'kind', 'nerve', 'of', 'limb'];
const alone = new Set(['drug', 'disease', 'surgery', 'hormone_change', 'supplement']);

const phrases: Record<string, string> = {
  energy_percent_of_need: '# % of energy need', energy_kcal: '# kcal a day', energy_deficit_kcal: 'deficit of # kcal a day', protein_g_per_kg: 'protein # g/kg',
  protein_g: 'protein # g a day', protein_percent_energy: '# % of energy as protein', meals_per_day: '# meals a day', steps_per_day: '# steps a day',
  sessions_per_week: '# × a week', sets: '# sets', exercises: '# exercises', reps: '# repetitions', load_percent_1rm: '# % of 1-RM', minutes: '# min',
  minutes_per_day: '# min a day', intensity_percent_vo2max: '# % of VO₂max', hours_per_day: '# h a day', every_days: 'every # d', doses: '# doses',
  tilt_deg: 'tilt #°', response_percent: '# % response', grade: 'grade #', repair_day: 'repaired on day #', eating_window_h: 'within # h',
  organ_failures: '# organs fail', stage: 'stage #', level: 'level #', titrated_to: 'to #',
};

function plain(value: Value): string {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (typeof value === 'number') return String(Number(value.toPrecision(4)));
  if (typeof value === 'string') return inWords(value);
  return value === null ? '' : String(value);
}

/** "Surgery: hip fracture"; of drugs and diseases the name alone. */
export function eventTitle(kind: string, fields: Fields): string {
  const names = naming.filter((key) => fields[key] !== undefined && fields[key] !== null).map((key) => fields[key] as Value);
  if (names.length === 0) return label(kind);
  if (alone.has(kind)) return label(String(names[0]));
  return `${label(kind)}: ${names.map(plain).join(', ')}`;
}

export function eventDetail(fields: Fields): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (naming.includes(key) || value === null || value === false) continue;
    if (key === 'dose') parts.push(`${plain(value)} ${typeof fields.unit === 'string' ? fields.unit : ''}`.trim());
    else if (key === 'unit') continue;
    else if (key === 'per') parts.push(`a ${plain(value)}`);
    else if (value === true) parts.push(inWords(key));
    else if (Object.hasOwn(phrases, key)) parts.push(phrases[key]!.replace('#', typeof value === 'number' ? plain(value) : String(value)));
    else parts.push(key === 'detail' ? String(value) : plain(value));
  }
  return parts.join(', ');
}

export function eventWords(event: PlanEvent): string {
  const detail = eventDetail(event.fields);
  return eventTitle(event.kind, event.fields) + (detail ? ` (${detail})` : '');
}
