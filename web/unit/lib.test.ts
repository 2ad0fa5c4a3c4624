import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readFigure, readOutcomes } from '../build/sources.ts';
import { muscles } from '../src/lib/labels.ts';
import { newFields, readSchema } from '../src/lib/schema.ts';
import { chanceBand, chanceText, fromSystem, numberText, signed, toSystem } from '../src/lib/units.ts';
import { eventDetail, eventTitle } from '../src/scenario/describe.ts';
import { load } from 'sarx-engine';

test('the figure shows every muscle', () => {
  const figure = readFigure(readFileSync(new URL('../../src/sarx/io/body_figure.def', import.meta.url), 'utf8'));
  expect(new Set(figure.shapes.map((s) => s.muscle))).toEqual(new Set(muscles));
  for (const shape of figure.shapes) expect(shape.path).toMatch(/^M[\d.CLMZ \-]+Z$/);
});

test('every kind of event starts as the engine accepts it', async () => {
  const engine = await load();
  const schema = readSchema(engine.schema());
  expect(schema.kinds.size).toBeGreaterThanOrEqual(20);
  expect(schema.subject.length).toBeGreaterThan(30);
  expect(schema.measures.get('grip_strength')?.unit).toBe('kg');
  for (const kind of schema.kinds.keys()) {
    const scenario = { subject: { age_years: 50, male_fraction: 1 }, timeline: [{ [kind]: newFields(schema, kind), from: '0 d' }] };
    expect(engine.check(scenario), kind).toEqual([]);
  }
});

test('units go there and back', () => {
  for (const unit of ['kg', 'cm', 'm/s', 'm', 'N m', 'cm3', 'kcal/day']) {
    expect(fromSystem(toSystem(12.5, unit, 'us'), unit, 'us')).toBeCloseTo(12.5, 9);
    expect(toSystem(12.5, unit, 'metric')).toBe(12.5);
  }
  expect(toSystem(100, 'kg', 'us')).toBeCloseTo(220.46, 2);
});

test('numbers carry a true minus and no negative nought', () => {
  expect(numberText(-3.14159)).toBe('−3.14');
  expect(signed(2)).toBe('+2.0');
  expect(signed(-0.04)).toBe('0.0');
  expect(numberText(NaN)).toBe('–');
  expect(chanceText(0.001)).toBe('under 0.01 %');
  expect(chanceBand(11.2, 15.4)).toBe('11 to 15 %');
  expect(chanceBand(0.001, 0.002)).toBe('under 0.01 %');
});

test('events are told in words', () => {
  expect(eventTitle('surgery', { kind: 'hip-fracture', side: 'right' })).toBe('Hip fracture');
  expect(eventDetail({ what: 'semaglutide', dose: 2.4, unit: 'mg', every_days: 7 })).toBe('2.4 mg, every 7 d');
  expect(eventTitle('diet', { protein_g_per_kg: 1.2 })).toBe('Diet');
});

test('what the page tells of outcomes is taken from the project’s notes', () => {
  const text = (name: string) => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');
  const outcomes = readOutcomes(text('outcomes'), text('relations'));
  expect(outcomes.function).toHaveLength(2);
  for (const word of ['Falls', 'Fractures', 'Disability', 'admission', 'death', 'diabetes']) expect(outcomes.rates.slice(1).filter((part) => part.includes(word)), word).not.toHaveLength(0);
  for (const name of ['Falls', 'Fracture', 'Disability', 'Mobility disability', 'Hospitalisation', 'Mortality', 'Diabetes', 'Gait speed', 'SPPB', 'Prevalence of sarcopenia']) {
    const { of, inside } = outcomes.relations[name]!;
    expect(of, name).toBeGreaterThan(0);
    expect(inside, name).toBeLessThanOrEqual(of);
  }
  // What the notes' own first line counts lies in these tables.
  const [, all] = /^(\d+) of \d+ published relations are reproduced/m.exec(text('relations'))!;
  expect(Object.values(outcomes.relations).reduce((sum, { of }) => sum + of, 0)).toBe(Number(all));
});
