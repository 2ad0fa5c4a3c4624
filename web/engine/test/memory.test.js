// A page stays open for hours: what a call takes it must give back.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../index.js';
import {randomScenario} from './support.js';

test('200 calls of everything leave the memory as they found it', async () => {
  const engine = await load();
  const round = (i) => {
    const scenario = randomScenario(i % 10);
    engine.simulate(scenario, {draws: 3, density: 'coarse', days: 60});
    engine.check({subject: {age_years: i}, timeline: [{nothing: {}}]});
    try {
      engine.simulate({subject: {}}, {});
      assert.fail('a bad scenario was taken');
    } catch (error) {
      assert.equal(error.name, 'EngineError');
    }
    engine.assess(scenario);
    engine.explain('disuse');
    engine.explain('no such thing');
  };
  for (let i = 0; i < 20; ++i) round(i);
  const before = engine.memory;
  for (let i = 0; i < 200; ++i) round(i);
  const after = engine.memory;
  assert.equal(after.bytes, before.bytes, 'the module has grown');
  // The last answer stays until the next call.
  assert.ok(Math.abs(after.used_bytes - before.used_bytes) < 20000, `${before.used_bytes} bytes in use became ${after.used_bytes}`);
});

test('a fresh engine takes little memory', async () => {
  const engine = await load();
  engine.simulate({subject: {age_years: 40, male_fraction: 1}, timeline: []}, {draws: 200, density: 'coarse', days: 365});
  assert.ok(engine.memory.bytes < 64 << 20, `${engine.memory.bytes}`);
});
