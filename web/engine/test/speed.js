// How long one person's year takes: `npm run speed`, optionally with the number of draws. Prints the least and the middle of twelve
// rounds, of the clock and of the processor's time.
import {load} from '../index.js';

const draws = Number(process.argv[2] ?? 200);
const scenario = {
  subject: {age_years: 78, male_fraction: 0},
  timeline: [
    {surgery: {kind: 'hip-fracture', side: 'right'}, from_day: 0},
    {bed_rest: {}, from_day: 0, to_day: 7},
    {resistance_training: {sessions_per_week: 2}, from_day: 30, to_day: 120},
  ],
};
const began = performance.now();
const engine = await load();
console.log(`loaded in ${(performance.now() - began).toFixed(0)} ms`);
const faults = engine.check(scenario);
if (faults.length > 0) throw new Error(JSON.stringify(faults));
const few = ['muscle_volume', 'gait_speed', 'falls'];
for (const [what, options] of Object.entries({
  'a year, coarse, everything': {density: 'coarse'},
  'a year, coarse, three measures': {density: 'coarse', measures: few},
  'a year, sketch, everything': {density: 'sketch'},
  'a year, sketch, three measures': {density: 'sketch', measures: few},
  'a year, every day, everything': {density: 'full'},
})) {
  const clock = [];
  const processor = [];
  for (let round = 0; round < 14; ++round) {
    const from = performance.now();
    const used = process.cpuUsage();
    engine.simulate(scenario, {draws, days: 365, ...options});
    const {user, system} = process.cpuUsage(used);
    if (round < 2) continue;
    clock.push(performance.now() - from);
    processor.push((user + system) / 1000);
  }
  const told = (list) => {
    list.sort((a, b) => a - b);
    return `${list[0].toFixed(1)} ms at best, ${list[list.length >> 1].toFixed(1)} ms in the middle`;
  };
  console.log(`${what}, ${draws} draws: ${told(clock)} (processor: ${told(processor)})`);
}
