// SIMD where there is SIMD; where there is none, the module that does without.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import {load} from '../index.js';

const scenario = {subject: {age_years: 70, male_fraction: 0}, timeline: [{bed_rest: {}, from_day: 0, to_day: 7}]};
const program = `
  import {load} from ${JSON.stringify(new URL('../index.js', import.meta.url))};
  const engine = await load();
  const {series} = engine.simulate(${JSON.stringify(scenario)}, {draws: 3, days: 30, density: 'coarse'});
  console.log(JSON.stringify({simd: engine.simd, last: series.map(({median}) => median.at(-1))}));`;

test('a machine without SIMD gets the same numbers', (t) => {
  // Of x86 processors V8 can be told that they lack what WebAssembly's SIMD needs; others have no such switch.
  const found = JSON.parse(execFileSync(process.execPath, ['--no-enable-sse4-1', '--input-type=module', '--eval', program], {encoding: 'utf8'}));
  if (process.arch === 'x64') assert.equal(found.simd, false);
  else t.diagnostic('the processor has SIMD that can\'t be switched off');
  const expected = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {encoding: 'utf8'});
  const {simd, last} = JSON.parse(expected);
  assert.equal(simd, true);
  last.forEach((value, i) => assert.ok(Math.abs(found.last[i] - value) <= 1e-6 * Math.abs(value) + 1e-9, `${i}: ${found.last[i]}, expected ${value}`));
});

test('the module with SIMD is taken only where it runs', async () => {
  assert.equal((await load()).simd, true);
  assert.equal((await load({simd: false})).simd, false);
});
