// What the tests share: the module, the command beside which its results are held, and scenarios.
import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parse} from 'yaml';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const command = process.env.SARX ?? join(root, 'build/release/sarx');

/** What the command prints; it must be there and succeed. */
export function sarx(...args) {
  if (!existsSync(command)) throw new Error(`${command}: found no command to compare with, expected a release build`);
  return execFileSync(command, args, {encoding: 'utf8', maxBuffer: 1 << 29});
}

/** Write a scenario to a file and hand its name to `use`. */
export function withFile(scenario, use) {
  const folder = mkdtempSync(join(tmpdir(), 'sarx-engine-'));
  try {
    const file = join(folder, 'scenario.json');
    writeFileSync(file, JSON.stringify(scenario));
    return use(file);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

/** The scenarios among the examples, by name, as plain objects. */
export function examples() {
  const folder = join(root, 'examples');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({name: basename(file, '.yaml'), scenario: parse(readFileSync(join(folder, file), 'utf8'))}))
    .filter(({scenario}) => scenario.subject && !scenario.arms && !scenario.population);
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A scenario of anybody to whom one to four things happen. */
export function randomScenario(seed) {
  const next = random(seed);
  const between = (least, most) => least + (most - least) * next();
  const whole = (least, most) => Math.floor(between(least, most + 1));
  const one = (list) => list[whole(0, list.length - 1)];
  const events = [
    () => ({bed_rest: {}}),
    () => ({immobilisation: {joint: one(['knee', 'ankle', 'elbow', 'wrist']), side: one(['left', 'right']), device: one(['cast', 'brace'])}}),
    () => ({resistance_training: {sessions_per_week: whole(1, 4)}}),
    () => ({diet: {energy_kcal: whole(1200, 3200)}}),
    () => ({disease: {condition: one(['copd', 'ckd', 'heart_failure'])}}),
    () => ({activity: {steps_per_day: whole(500, 14000)}}),
    () => ({endurance_training: {sessions_per_week: whole(1, 5)}}),
  ];
  const timeline = Array.from({length: whole(1, 4)}, () => {
    const from = whole(0, 120);
    return {...one(events)(), from_day: from, to_day: from + whole(3, 200)};
  });
  const subject = {age_years: whole(18, 95), male_fraction: whole(0, 1)};
  if (next() < 0.5) Object.assign(subject, {height_cm: whole(150, 195), weight_kg: whole(50, 110)});
  return {name: `random ${seed}`, subject, timeline};
}
