// The module gives what the command gives: to a millionth of each number.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../index.js';
import {examples, randomScenario, sarx, withFile} from './support.js';

const engine = await load();
const plain = await load({simd: false});
const tolerance = 1e-6;

/** Whether two answers have the same words and, nearly, the same numbers; says where they have not. */
function assertSame(found, expected, path) {
  if (typeof expected === 'number' && typeof found === 'number') {
    const off = Math.abs(found - expected);
    assert.ok(off <= tolerance * Math.abs(expected) + 1e-9, `${path}: found ${found}, expected ${expected}`);
  } else if (Array.isArray(expected)) {
    assert.equal(found?.length, expected.length, path);
    expected.forEach((part, i) => assertSame(found[i], part, `${path}[${i}]`));
  } else if (expected !== null && typeof expected === 'object') {
    assert.deepEqual(Object.keys(found).sort(), Object.keys(expected).sort(), path);
    for (const key of Object.keys(expected)) assertSame(found[key], expected[key], `${path}.${key}`);
  } else {
    assert.equal(found, expected, path);
  }
}

/** Both modules beside the command. */
function compare(scenario, options) {
  const args = ['--format', 'json', '--digits', '17', '--threads', '1', '--draws', String(options.draws), '--seed', String(options.seed)];
  if (options.density) args.push('--density', options.density);
  if (options.days) args.push('--days', String(options.days));
  if (options.measures) args.push('--measure', options.measures.join(','));
  const native = withFile(scenario, (file) => JSON.parse(sarx('simulate', file, ...args)));
  for (const one of [engine, plain]) assertSame(one.simulate(scenario, options), native, one.simd ? 'report' : 'report without SIMD');
  return native;
}

const scenarios = examples();

test('there are scenarios enough to compare', () => assert.ok(scenarios.length >= 10, `${scenarios.length}`));

for (const {name, scenario} of scenarios) {
  test(`${name}: the same as the command`, () => {
    const native = compare({name, ...scenario}, {draws: 6, seed: 1, density: 'coarse'});
    assert.ok(native.series.length > 50 && native.series[0].day.length >= 8);
  });
}

for (let seed = 1; seed <= 8; ++seed) {
  test(`random scenario ${seed}: the same as the command`, () => {
    compare(randomScenario(seed), {draws: 5, seed, density: ['coarse', 'full', 'sketch'][seed % 3], days: 150 + seed});
  });
}

test('only the measures asked for', () => {
  const native = compare(randomScenario(99), {draws: 4, seed: 3, density: 'coarse', measures: ['gait_speed', 'falls', 'strength']});
  assert.deepEqual([...new Set(native.series.map(({measure}) => measure))], ['strength', 'gait_speed', 'falls']);
  assert.deepEqual(native.classes, []);
});

test('one life by chance: the same as the command', () => {
  const scenario = {name: 'old', subject: {age_years: 88, male_fraction: 0}, timeline: [{bed_rest: {}, from_day: 3, to_day: 20}]};
  const found = engine.simulate(scenario, {events: 'sampled', seed: 5, days: 2000});
  const native = withFile(scenario, (file) =>
    JSON.parse(sarx('simulate', file, '--format', 'json', '--digits', '17', '--events', 'sampled', '--seed', '5', '--days', '2000')));
  assert.ok(found.life.events.length > 0);
  assertSame(found, native, 'report');
});

test('the schema and explanations are the command\'s', () => {
  assert.deepEqual(engine.schema(), JSON.parse(sarx('schema')));
  for (const name of ['', 'disuse', 'bed_rest', 'semaglutide']) assert.equal(engine.explain(name).text, sarx('explain', ...(name ? [name] : [])));
  assert.equal(engine.version, sarx('--version').trim().replace('sarx ', ''));
});

test('an assessment is the command\'s', () => {
  const {scenario} = scenarios.find(({name}) => name === 'assess');
  const native = withFile(scenario, (file) => JSON.parse(sarx('assess', file, '--format', 'json')));
  assert.deepEqual(engine.assess(scenario), native);
  assert.ok(native.definitions.length >= 7);
});

test('validation gives the scores of docs/validation.md', () => {
  const scores = engine.validation();
  for (const kind of ['measures', 'topics', 'topic_measures']) assert.ok(scores[kind].length >= 5, kind);
  for (const score of [...scores.measures, ...scores.topics, ...scores.topic_measures]) {
    assert.ok(score.n > 0 && Number.isFinite(score.r2) && score.unit.length > 0, JSON.stringify(score));
    assert.ok(score.inside_band_percent >= 0 && score.inside_band_percent <= 100);
  }
});
