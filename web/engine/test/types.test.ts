// Checked by the compiler, not run: the types say what index.js takes and gives.
import {load, type Engine, type Fault, type Report} from '../index.js';

export async function use(): Promise<Report> {
  const engine: Engine = await load({wasm: new URL('https://example.org/sarx.wasm')});
  const faults: Fault[] = engine.check({subject: {age_years: 70}});
  if (faults.some((fault) => fault.path === '')) throw new Error(faults[0]?.message);
  const used: number = engine.memory.used_bytes;
  const report = engine.simulate({}, {draws: used, seed: 1, days: 7, measures: ['strength'], density: 'coarse', events: 'sampled'});
  const last: number | undefined = report.series[0]?.median.at(-1);
  const chance: number[] | undefined = report.classes[0]?.probability.severe;
  // @ts-expect-error there is no such density
  engine.simulate({}, {density: 'fine'});
  // @ts-expect-error an option's name is misspelt
  engine.simulate({}, {drawz: 5});
  return {...report, scenario: `${last} ${chance}`};
}
