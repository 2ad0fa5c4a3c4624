// A scenario as the page holds it: one person and up to four plans. What a file may say is the engine's business
// (its schema and its checks); here it is only taken apart and put together again without loss.
import { dateDays, dayOf, timeText } from './time.ts';

export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Fields = { [key: string]: Value };
export type Time = number | string;

export interface PlanEvent {
  id: number; // of this page alone: tells events apart that look alike
  kind: string;
  fields: Fields;
  from: Time;
  to: Time | null; // null: goes on
  assumed: string[] | null;
}

export interface Plan {
  id: number;
  name: string;
  events: PlanEvent[];
  report: Fields;
}

export interface Person {
  subject: Fields;
  measurements: Fields[];
  startDate: string | null;
}

export const mostPlans = 4;
export const planLetters = ['A', 'B', 'C', 'D'] as const;

let nextId = 1;
export const newId = () => nextId++;

export class Refusal extends Error {
  constructor(readonly reasons: string[]) {
    super(reasons[0] ?? 'refused');
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const itemKeys = new Set(['from', 'from_day', 'to', 'to_day', 'assumed']);

function readEvent(item: unknown, index: number): PlanEvent {
  const where = `timeline[${index}]`;
  if (!isFields(item)) throw new Refusal([`${where}: found no event, expected one such as "bed_rest"`]);
  const kinds = Object.keys(item).filter((key) => !itemKeys.has(key));
  const kind = kinds[0];
  if (kinds.length !== 1 || kind === undefined) {
    throw new Refusal([`${where}: found ${kinds.length} events in one item, expected one`]);
  }
  const fields = item[kind] ?? {};
  if (!isFields(fields)) throw new Refusal([`${where}.${kind}: found a bare value, expected fields`]);
  const from = item.from_day ?? item.from;
  const to = item.to_day ?? item.to ?? null;
  if (typeof from !== 'number' && typeof from !== 'string') throw new Refusal([`${where}: found no beginning`]);
  if (to !== null && typeof to !== 'number' && typeof to !== 'string') throw new Refusal([`${where}: found no end`]);
  const assumed = Array.isArray(item.assumed) ? item.assumed.map(String) : null;
  return { id: newId(), kind, fields, from, to, assumed };
}

/** Takes a scenario apart. The engine has found it right, so that only gross misshapes are told of here. */
export function readScenario(scenario: unknown): { person: Person; plan: Plan } {
  if (!isFields(scenario)) throw new Refusal(['found no scenario, expected a person (subject) and a timeline']);
  const { name, start_date, subject, measurements, timeline, report } = scenario;
  if (!isFields(subject)) throw new Refusal(['found no subject, expected who it is: male_fraction, age_years ...']);
  if (timeline !== undefined && timeline !== null && !Array.isArray(timeline)) {
    throw new Refusal(['timeline: found no list, expected a list of events']);
  }
  return {
    person: {
      subject,
      measurements: Array.isArray(measurements) ? measurements.filter(isFields) : [],
      startDate: typeof start_date === 'string' ? start_date : null,
    },
    plan: {
      id: newId(),
      name: name === undefined || name === null ? '' : String(name),
      events: (timeline ?? []).map(readEvent),
      report: isFields(report) ? report : {},
    },
  };
}

/** The scenario of one plan, in the order in which people write it. */
export function writeScenario(person: Person, plan: Plan): Fields {
  const scenario: Fields = {};
  if (plan.name !== '') scenario.name = plan.name;
  if (person.startDate !== null) scenario.start_date = person.startDate;
  scenario.subject = person.subject;
  if (person.measurements.length > 0) scenario.measurements = person.measurements;
  scenario.timeline = plan.events.map((event) => {
    const item: Fields = { [event.kind]: event.fields };
    item[typeof event.from === 'number' ? 'from_day' : 'from'] = event.from;
    if (event.to !== null) item[typeof event.to === 'number' ? 'to_day' : 'to'] = event.to;
    if (event.assumed !== null) item.assumed = event.assumed;
    return item;
  });
  if (Object.keys(plan.report).length > 0) scenario.report = plan.report;
  return scenario;
}

export function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** A plan like this one, with identities of its own. */
export function copyPlan(plan: Plan, name: string): Plan {
  const copy = copyOf(plan);
  return { ...copy, id: newId(), name, events: copy.events.map((event) => ({ ...event, id: newId() })) };
}

export const fromDay = (event: PlanEvent, person: Person) => dayOf(event.from, person.startDate) ?? 0;
export const toDay = (event: PlanEvent, person: Person) =>
  event.to === null ? Infinity : (dayOf(event.to, person.startDate) ?? Infinity);

/** The day, written the way `like` was: a date stays a date, a number a number, a duration a duration. */
export function writeTime(day: number, like: Time | null, startDate: string | null): Time {
  if (typeof like === 'number') return day;
  if (typeof like === 'string' && dateDays(like) !== null && startDate !== null) {
    const start = dateDays(startDate);
    if (start !== null) return new Date((start + day) * 86_400_000).toISOString().slice(0, 10);
  }
  return timeText(day);
}

/** Move an event; one that goes on keeps going on. */
export function moved(event: PlanEvent, from: number, to: number, person: Person): PlanEvent {
  return {
    ...event,
    from: writeTime(from, event.from, person.startDate),
    to: Number.isFinite(to) ? writeTime(to, event.to ?? event.from, person.startDate) : null,
  };
}

const longestHorizon = 36525;

export function reportDays(plan: Plan, person: Person): number[] {
  const days = plan.report.days;
  const list = Array.isArray(days) ? days : days === undefined || days === null ? [] : [days];
  return list
    .map((time) => (typeof time === 'number' || typeof time === 'string' ? dayOf(time, person.startDate) : null))
    .filter((day) => day !== null);
}

/** Last day of the forecast, as the engine chooses it. */
export function horizonDay(plan: Plan, person: Person): number {
  const asked = reportDays(plan, person);
  if (asked.length > 0) return Math.max(...asked);
  const edges = plan.events.flatMap((e) => [fromDay(e, person), toDay(e, person)]).filter(Number.isFinite);
  return Math.min(Math.max(Math.max(0, ...edges) + 90, 180), longestHorizon);
}

/** The plan with another last day; report days beyond it go. */
export function withHorizon(plan: Plan, day: number, person: Person): Plan {
  const last = Math.min(Math.max(Math.round(day), 1), longestHorizon);
  const kept = reportDays(plan, person).filter((d) => d < last).sort((a, b) => a - b);
  return { ...plan, report: { ...plan.report, days: [...kept.slice(0, 12), last].map((d) => timeText(d)) } };
}

/** Life as it would have been: only what stood before day 0, to the same horizon. */
export function asUsual(plan: Plan, person: Person): Plan {
  const standing = plan.events.filter((event) => fromDay(event, person) < 0 && event.to === null);
  return { ...plan, name: 'Life as usual', events: standing, report: { days: [horizonDay(plan, person)] } };
}
