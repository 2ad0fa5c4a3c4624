// The engine's own schema of scenarios, turned into fields of a form.
import type { Fields, Value } from '../scenario/scenario.ts';
import { isFields } from '../scenario/scenario.ts';

export type FieldSpec = {
  name: string;
  description: string;
  unit: string;
  required: boolean;
} & (
  | { type: 'number'; min: number; max: number }
  | { type: 'choice'; options: string[] }
  | { type: 'choices'; options: string[] }
  | { type: 'numbers'; min: number; max: number }
  | { type: 'words' }
  | { type: 'text' }
  | { type: 'flag' }
);

export interface Schema {
  kinds: Map<string, { description: string; fields: FieldSpec[] }>;
  subject: FieldSpec[];
  measures: Map<string, { unit: string; min: number; max: number }>;
}

const text = (value: Value | undefined) => (typeof value === 'string' ? value : '');
const number = (value: Value | undefined, other: number) => (typeof value === 'number' ? value : other);
const strings = (value: Value | undefined) => (Array.isArray(value) ? value.filter((v) => typeof v === 'string') : []);

function readField(name: string, spec: Fields, required: boolean): FieldSpec {
  const common = { name, description: text(spec.description), unit: text(spec['x-unit']), required };
  if (Array.isArray(spec.enum)) return { ...common, type: 'choice', options: strings(spec.enum) };
  if (spec.type === 'number' || spec.type === 'integer') {
    return { ...common, type: 'number', min: number(spec.minimum, -1e9), max: number(spec.maximum, 1e9) };
  }
  if (spec.type === 'boolean') return { ...common, type: 'flag' };
  if (spec.type === 'array' && isFields(spec.items)) {
    if (Array.isArray(spec.items.enum)) return { ...common, type: 'choices', options: strings(spec.items.enum) };
    if (spec.items.type === 'number') {
      return { ...common, type: 'numbers', min: number(spec.items.minimum, -1e9), max: number(spec.items.maximum, 1e9) };
    }
    return { ...common, type: 'words' };
  }
  return { ...common, type: 'text' };
}

function readFields(definition: Value | undefined): FieldSpec[] {
  if (!isFields(definition) || !isFields(definition.properties)) return [];
  const required = new Set(strings(definition.required));
  return Object.entries(definition.properties).flatMap(([name, spec]) =>
    isFields(spec) ? [readField(name, spec, required.has(name))] : [],
  );
}

/** Reads `Engine.schema()`. */
export function readSchema(schema: unknown): Schema {
  const defs = isFields(schema) && isFields(schema.$defs) ? schema.$defs : {};
  const item = isFields(defs.item) && isFields(defs.item.properties) ? defs.item.properties : {};
  const kinds: Schema['kinds'] = new Map();
  for (const kind of Object.keys(item)) {
    const definition = defs[kind];
    if (isFields(definition)) kinds.set(kind, { description: text(definition.description), fields: readFields(definition) });
  }
  const measures: Schema['measures'] = new Map();
  if (isFields(defs.measurement) && Array.isArray(defs.measurement.allOf)) {
    for (const rule of defs.measurement.allOf as any[]) {
      const name: unknown = rule?.if?.properties?.measure?.const;
      const value: unknown = rule?.then?.properties?.value;
      if (typeof name === 'string' && isFields(value)) {
        measures.set(name, { unit: text(value['x-unit']), min: number(value.minimum, 0), max: number(value.maximum, 1e6) });
      }
    }
  }
  return { kinds, subject: readFields(defs.subject), measures };
}

/** A range in which a slider is useful; the number box beside it takes all that the schema allows. */
const comfortable: Record<string, [number, number, number]> = {
  age_years: [18, 100, 1], height_cm: [140, 210, 1], weight_kg: [40, 150, 0.5], steps_per_day: [0, 15000, 250], protein_g_per_kg: [0.3, 2.5, 0.1],
  hours_per_day: [0, 24, 1], tilt_deg: [-12, 0, 1], sessions_per_week: [0, 7, 1], sets: [0, 8, 1], exercises: [1, 12, 1], reps: [1, 30, 1],
  load_percent_1rm: [20, 100, 5], minutes: [0, 120, 5], intensity_percent_vo2max: [30, 100, 5], minutes_per_day: [0, 180, 10],
  energy_kcal: [800, 4500, 50], energy_deficit_kcal: [-1000, 1500, 50], energy_percent_of_need: [20, 150, 5], protein_g: [20, 250, 5],
  protein_percent_energy: [5, 45, 1], meals_per_day: [1, 6, 1], eating_window_h: [4, 16, 1], response_percent: [0, 100, 5], organ_failures: [0, 6, 1],
  grade: [1, 3, 1], every_days: [1, 90, 1], doses: [1, 52, 1],
};

export function sliderRange(field: FieldSpec): { min: number; max: number; step: number } | null {
  if (field.type !== 'number' || !Object.hasOwn(comfortable, field.name)) return null;
  const [min, max, step] = comfortable[field.name]!;
  return { min: Math.max(min, field.min), max: Math.min(max, field.max), step };
}

/** What a new event of this kind says before anyone has edited it: only what it must say, and a telling field or two. */
const firstFields: Record<string, Fields> = {
  immobilisation: { joint: 'knee', side: 'left', device: 'cast' },
  activity: { steps_per_day: 3000 },
  resistance_training: { regions: ['whole_body'], sessions_per_week: 3, sets: 3 },
  endurance_training: { mode: 'walking', sessions_per_week: 3, minutes: 30 },
  electrical_stimulation: { regions: ['quadriceps'], minutes_per_day: 60 },
  diet: { protein_g_per_kg: 1.2 },
  supplement: { what: 'whey' },
  deficiency: { of: 'vitamin_d' },
  disease: { condition: 'acute_hospitalisation' },
  treatment: { of: 'malnutrition', what: 'nutrition-support' },
  nerve_injury: { nerve: 'peroneal', side: 'left', completeness: 'partial' },
  muscle_injury: { region: 'hamstrings', side: 'left', grade: 1 },
  surgery: { kind: 'total-knee', side: 'left' },
  drug: { what: 'semaglutide' },
  hormone_change: { what: 'menopause' },
  limb_unloading: { limb: 'leg', side: 'left' },
};

export function newFields(schema: Schema, kind: string): Fields {
  if (Object.hasOwn(firstFields, kind)) return structuredClone(firstFields[kind]!);
  const fields: Fields = {};
  for (const field of schema.kinds.get(kind)?.fields ?? []) {
    if (field.required && field.type === 'choice') fields[field.name] = field.options[0]!;
  }
  return fields;
}
