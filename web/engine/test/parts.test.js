// A forecast that several workers share out is the forecast that one of them makes alone.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {EngineError, joined, load} from '../index.js';
import {randomScenario} from './support.js';

const engine = await load();

/** The parts of a forecast, by so many draws each. */
function parts(scenario, options, shares) {
  let first_draw = 0;
  return shares.map((draws) => {
    const part = engine.simulatePart(scenario, {...options, first_draw, draws});
    first_draw += draws;
    return part;
  });
}

for (const [seed, shares] of [[1, [20]], [2, [10, 11]], [3, [5, 8, 1, 7]]]) {
  test(`parts of ${shares.join(', ')} draws make up the whole`, () => {
    const scenario = randomScenario(seed);
    const options = {seed, days: 200, density: ['coarse', 'sketch'][seed % 2]};
    const {centiles, ...whole} = engine.simulate(scenario, {...options, draws: shares.reduce((a, b) => a + b)});
    const together = joined(parts(scenario, options, shares));
    // Shares of draws are added up in another order.
    const classes = (report) => report.classes.map(({probability, ...course}) => course);
    const chances = (report) => report.classes.flatMap(({probability}) => Object.values(probability).flat());
    assert.deepEqual({...together, classes: classes(together)}, {...whole, classes: classes(whole)});
    chances(whole).forEach((chance, k) => assert.ok(Math.abs(chance - chances(together)[k]) < 1e-9));
    assert.ok(whole.series.some(({median, hi}) => hi.at(-1) > median.at(-1)), 'the draws differ');
  });
}

test('one muscle of a measure is that of all of them', () => {
  const of = (measures) => engine.simulate(randomScenario(6), {draws: 4, days: 60, density: 'sketch', measures}).series;
  const one = of(['strength quadriceps']);
  assert.deepEqual(one.map(({region, side}) => [region, side]), [['quadriceps', 'left'], ['quadriceps', 'right']]);
  assert.deepEqual(one, of(['strength']).filter(({region}) => region === 'quadriceps'));
});

test('later parts say nothing of what drove it, the first does', () => {
  const [first, second] = parts(randomScenario(4), {seed: 1, days: 30, density: 'sketch'}, [2, 2]);
  assert.ok(first.outline.drivers.length > 0);
  assert.deepEqual(second.outline.drivers, []);
});

test('one life has no parts; a bad scenario is refused', () => {
  assert.throws(() => engine.simulatePart(randomScenario(5), {events: 'sampled'}),
    {name: 'EngineError', message: 'options.events: found "sampled", expected "expected": one life has no parts'});
  assert.throws(() => engine.simulatePart({subject: {}}, {}), EngineError);
  assert.throws(() => engine.simulatePart(randomScenario(5), {first_draw: -1}), /options\.first_draw/);
});
