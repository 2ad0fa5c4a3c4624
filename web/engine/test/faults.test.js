// Whatever is handed in, the module says what is wrong and goes on working.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {EngineError, load} from '../index.js';

const engine = await load();
const subject = {age_years: 70, male_fraction: 0};
const good = {subject, timeline: [{bed_rest: {}, from_day: 0, to_day: 7}]};
const bed = (fields) => ({subject, timeline: [{bed_rest: {}, from_day: 0, to_day: 7, ...fields}]});

const stillWorks = () => assert.deepEqual(engine.check(good), []);

test('a fault has its path, what was found, what was expected and the nearest name', () => {
  const faults = engine.check({
    subject: {age_years: 250, male_fraction: 1, hight_cm: 180},
    timeline: [{bed_rest: {}, from_day: 0}, {immobilisation: {joint: 'kne', side: 'left'}, from_day: 1, to_day: 'x'}],
  });
  const at = (path) => faults.find((fault) => fault.path === path)?.message ?? assert.fail(`${path} in ${JSON.stringify(faults)}`);
  assert.match(at('subject.age_years'), /found 250, expected a number from 18/);
  assert.match(at('subject.hight_cm'), /unknown key hight_cm.*did you mean height_cm/);
  assert.match(at('timeline[1].immobilisation.joint'), /found the text "kne".*did you mean knee/);
  assert.match(at('timeline[1].to_day'), /found the text "x"/);
  for (const fault of faults) assert.deepEqual([fault.line, fault.column], [null, null]);
});

test('simulate and assess throw the faults that check gives', () => {
  const bad = {subject: {age_years: -1}};
  for (const call of [() => engine.simulate(bad), () => engine.assess(bad)]) {
    assert.throws(call, (error) => {
      assert.ok(error instanceof EngineError);
      assert.deepEqual(error.faults, engine.check(bad));
      assert.ok(error.message.includes('age_years'));
      return true;
    });
  }
});

const cyclic = {subject};
cyclic.timeline = [cyclic];
let deep = {};
for (let i = 0; i < 5000; ++i) deep = {deep};
const wide = Object.fromEntries(Array.from({length: 3000}, (_, i) => [`key ${i}`, i]));

const hostile = {
  'nothing': undefined,
  'null': null,
  'a number': 7,
  'a text': 'subject: {age_years: 70}',
  'a list': [good],
  'an empty object': {},
  'a function': () => good,
  'a cycle': cyclic,
  'a BigInt': {subject: {age_years: 70n}},
  'a symbol': {subject: {age_years: Symbol('old')}},
  'a getter that throws': {get subject() { throw new Error('no'); }},
  'not a number': {subject: {age_years: NaN, male_fraction: 0}},
  'infinity': {subject: {age_years: 70, male_fraction: 0, weight_kg: Infinity}},
  'a huge number': {subject: {age_years: 1e308, male_fraction: 0}},
  'a number as text': {subject: {age_years: '70', male_fraction: 0}},
  'nesting': {subject, timeline: deep},
  'three thousand keys': {subject: wide},
  'a long text': {subject, name: 'x'.repeat(3e6)},
  'a NUL': {subject, name: 'a\0b'},
  'half a character': {subject, name: '\ud800'},
  'markup as a name of an event': {subject, timeline: [{'<img src=x onerror=alert(1)>': {}, from_day: 0}]},
  'a prototype': JSON.parse('{"subject": {"age_years": 70, "male_fraction": 0}, "__proto__": {"x": 1}}'),
  'a day before time': bed({from_day: -1e12}),
  'an end before the beginning': bed({from_day: 9, to_day: 3}),
  'a date that is none': {...bed({}), start_date: '2025-02-30'},
  'an event that is two': bed({diet: {}}),
  'a million events': {subject, timeline: Array.from({length: 100000}, () => 0)},
};
for (const [name, scenario] of Object.entries(hostile)) {
  test(`refused: ${name}`, () => {
    const faults = engine.check(scenario);
    assert.ok(faults.length > 0 && faults.length <= 51);
    for (const {path, message} of faults) {
      assert.equal(typeof path, 'string');
      assert.ok(message.length > 10 && message.length < 3000, message.slice(0, 200));
    }
    assert.throws(() => engine.simulate(scenario, {draws: 1, days: 1}), EngineError);
    assert.throws(() => engine.assess(scenario), EngineError);
    stillWorks();
  });
}

const wrongOptions = [
  [{draws: 0}, 'options.draws'],
  [{draws: 2001}, 'options.draws'],
  [{draws: 1.5}, 'options.draws'],
  [{draws: '10'}, 'options.draws'],
  [{draws: NaN}, 'options.draws'],
  [{seed: -1}, 'options.seed'],
  [{seed: 2 ** 53}, 'options.seed'],
  [{days: 0}, 'options.days'],
  [{days: 1e9}, 'options.days'],
  [{measures: 'strength'}, 'options.measures'],
  [{measures: ['strenth']}, 'options.measures'],
  [{measures: [7]}, 'options.measures'],
  [{measures: ['strength quadrizeps']}, 'options.measures'],
  [{measures: ['strength ']}, 'options.measures'],
  [{first_draw: -1}, 'options.first_draw'],
  [{density: 'fine'}, 'options.density'],
  [{events: 'none'}, 'options.events'],
  [{drawz: 5}, 'options.drawz'],
  [[], 'options'],
  [null, 'options'],
];
for (const [options, path] of wrongOptions) {
  test(`refused: the options ${JSON.stringify(options)}`, () => {
    assert.throws(() => engine.simulate(good, options), (error) => {
      assert.ok(error instanceof EngineError, String(error));
      assert.equal(error.faults[0].path, path);
      assert.match(error.faults[0].message, /^found .*, expected /);
      return true;
    });
    stillWorks();
  });
}

test('a group can\'t live one life', () => {
  const group = {subject: {age_years: 70, male_fraction: 0.5}, timeline: []};
  assert.throws(() => engine.simulate(group, {events: 'sampled'}), EngineError);
  stillWorks();
});

test('an explanation of nothing known says so', () => {
  const {found, text} = engine.explain('dissuse');
  assert.equal(found, false);
  assert.match(text, /disuse/);
  assert.equal(engine.explain('\0').found, true);  // an empty name lists what there is
});

test('text that looks like markup comes back as it was', () => {
  const name = '<script>alert("&")</script> \u{1f4aa}';
  assert.equal(engine.simulate({...good, name}, {draws: 1, days: 1, measures: ['body_mass']}).scenario, name);
});

test('an engine that is not there is said to be missing', async () => {
  await assert.rejects(load({wasm: new URL('./nowhere.wasm', import.meta.url)}), /nowhere\.wasm/);
  await assert.rejects(load({wasm: new Uint8Array([0, 1, 2, 3])}));
  await assert.rejects(load({parameters: new URL('./nowhere.txt', import.meta.url)}), /nowhere\.txt/);
  await assert.rejects(load({parameters: new Uint8Array(7)}), /parameters\.txt: found 7 bytes, expected/);
  await assert.rejects(load({posterior: new URL('./nowhere.bin', import.meta.url)}), /nowhere\.bin/);
  await assert.rejects(load({posterior: new Uint8Array(7)}), /posterior\.bin: found 7 bytes, expected/);
});
