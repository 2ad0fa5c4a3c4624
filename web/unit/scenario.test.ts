import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import {
  asUsual, copyPlan, fromDay, horizonDay, moved, readScenario, Refusal, toDay, withHorizon, writeScenario, type Fields,
} from '../src/scenario/scenario.ts';
import { readYaml, writeYaml } from '../src/scenario/yaml.ts';
import { packFragment, unpackFragment } from '../src/scenario/share.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const files = [
  ...readdirSync(new URL('examples/', root)).filter((f) => f.endsWith('.yaml') && !/^(trial|cohort)-/.test(f)).map((f) => `examples/${f}`),
  ...readdirSync(new URL('web/src/stories/', root)).filter((f) => f.endsWith('.yaml')).map((f) => `web/src/stories/${f}`),
];

test.describe('scenario files', () => {
  for (const file of files) {
    test(`${file} comes back as it went in`, () => {
      const value = readYaml(read(file)).value as Fields;
      const { person, plan } = readScenario(value);
      const written = writeScenario(person, plan);
      // A list that was left out is written as an empty one.
      expect(written).toEqual({ ...value, timeline: value.timeline ?? [] });
      expect(readYaml(writeYaml(written)).value).toEqual(written);
    });
  }
});

test('plans of one story are of the same person', () => {
  const index = read('web/src/stories/index.ts');
  const imports = new Map([...index.matchAll(/import (\w+) from '([^']+)\?raw'/g)].map((m) => [m[1]!, m[2]!.replace(/^\.\//, 'web/src/stories/').replace(/^(\.\.\/)+/, '')]));
  const stories = [...index.matchAll(/id: '([\w-]+)'.*plans: \[([^\]]+)\]/g)];
  expect(stories).toHaveLength(12);
  for (const story of stories) {
    const people = story[2]!.split(',').map((name) => JSON.stringify((readYaml(read(imports.get(name.trim())!)).value as Fields).subject));
    expect(new Set(people).size, story[1]).toBe(1);
  }
});

test('the horizon is the last report day, else 90 days after the last event, at least 180', () => {
  const of = (text: string) => {
    const { person, plan } = readScenario(readYaml(text).value);
    return horizonDay(plan, person);
  };
  expect(of('{subject: {}, timeline: [], report: {days: [14, 1 y]}}')).toBe(365);
  expect(of('{subject: {}, timeline: [{bed_rest: {}, from_day: 0, to_day: 200}]}')).toBe(290);
  expect(of('{subject: {}, timeline: [{bed_rest: {}, from_day: 0}]}')).toBe(180);
});

test('a moved event keeps the way its times were written', () => {
  const text = '{start_date: 2025-01-13, subject: {}, timeline: [{bed_rest: {}, from: 2025-01-13, to: 2 wk}, {bed_rest: {}, from_day: 3}]}';
  const { person, plan } = readScenario(readYaml(text).value);
  const first = moved(plan.events[0]!, 7, 28, person);
  expect([first.from, first.to]).toEqual(['2025-01-20', '4 wk']);
  expect([fromDay(first, person), toDay(first, person)]).toEqual([7, 28]);
  const second = moved(plan.events[1]!, 9, Infinity, person);
  expect([second.from, second.to]).toEqual([9, null]);
});

test('a shorter horizon drops the report days beyond it', () => {
  const { person, plan } = readScenario(readYaml('{subject: {}, timeline: [], report: {days: [14, 42, 98], regions: [leg]}}').value);
  expect(withHorizon(plan, 50, person).report).toEqual({ days: ['2 wk', '6 wk', '50 d'], regions: ['leg'] });
});

test('life as usual keeps what stood before day 0', () => {
  const { person, plan } = readScenario(readYaml('{subject: {}, timeline: [{ageing: , from_day: -10}, {bed_rest: , from_day: 0, to_day: 9}, {bed_rest: , from_day: -9, to_day: 5}]}').value);
  expect(asUsual(plan, person).events.map((e) => e.kind)).toEqual(['ageing']);
});

test('a copied plan shares nothing with the first', () => {
  const { plan } = readScenario(readYaml('{subject: {}, timeline: [{diet: {protein_g: 90}, from_day: 0}]}').value);
  const copy = copyPlan(plan, 'B');
  copy.events[0]!.fields.protein_g = 10;
  expect(plan.events[0]!.fields.protein_g).toBe(90);
  expect(copy.events[0]!.id).not.toBe(plan.events[0]!.id);
});

test('misshapen scenarios are refused in words', () => {
  for (const value of [null, 3, 'x', [], {}, { subject: 3 }, { subject: {}, timeline: 4 }, { subject: {}, timeline: [{}] }, { subject: {}, timeline: [{ a: {}, b: {}, from_day: 0 }] }]) {
    expect(() => readScenario(value)).toThrow(Refusal);
  }
});

test.describe('hostile YAML is refused', () => {
  const hostile: [string, string][] = [
    ['duplicate keys', 'a: 1\na: 2'],
    ['an alias', 'a: &x [1]\nb: *x'],
    ['a bomb of aliases', 'a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]'],
    ['a tag', 'a: !!js/function "x"'],
    ['two documents', 'a: 1\n---\nb: 2'],
    ['broken text', 'a: [1, 2'],
    ['deep nesting', '['.repeat(200) + ']'.repeat(200)],
    ['too much', 'x: ' + 'y'.repeat(300_000)],
  ];
  for (const [name, text] of hostile) test(name, () => expect(() => readYaml(text)).toThrow(Refusal));
});

test('a fault is placed in the file', () => {
  const source = readYaml('name: x\ntimeline:\n  - immobilisation: {joint: kne}\n    from_day: 0\n');
  expect(source.place('timeline[0].immobilisation.joint')).toEqual({ line: 3, column: 29 });
  expect(source.place('timeline[0].nothing')).toEqual({ line: 3, column: 5 });
});

test('a key such as __proto__ pollutes nothing', () => {
  const value = readYaml('{"__proto__": {polluted: 1}, subject: {}}').value;
  expect(() => readScenario(value)).not.toThrow();
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a link holds what was put in, and little enough', async () => {
  const scenario = readYaml(read('examples/hip-fracture.yaml')).value;
  const packed = await packFragment({ v: 1, plans: [scenario] });
  expect(packed.length).toBeLessThan(1200);
  expect(packed).toMatch(/^[\w-]+$/);
  expect(await unpackFragment(packed)).toEqual({ v: 1, plans: [scenario] });
});

test('damaged and bursting links are refused', async () => {
  const bomb = await packFragment('0'.repeat(500_000)).then((p) => p);
  expect(bomb.length).toBeLessThan(2000);
  const large = new Blob([new Uint8Array(5_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(large).arrayBuffer());
  const burst = Buffer.from(bytes).toString('base64url');
  const good = await packFragment({ v: 1 });
  for (const text of ['', 'AAAA', '<script>', good.slice(0, -3), burst, 'A'.repeat(70_000), '%00']) await expect(unpackFragment(text), text.slice(0, 20)).rejects.toThrow(Refusal);
});
