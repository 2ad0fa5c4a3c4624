// What the page and its worker say to each other.
import type { Fault, Part, Report as EngineReport, Score, SimulateOptions } from 'sarx-engine';

/** What one definition of sarcopenia calls the body on each day; shares of draws. */
export interface ClassCourse {
  definition: string;
  day: number[];
  result: string[];
  probability: Record<string, number[]>;
}
/** Engines before the classes were added say nothing of them. */
export type Report = EngineReport & { classes?: ClassCourse[] };

export type Ask =
  | { what: 'simulate'; scenario: Record<string, unknown>; options: SimulateOptions }
  | { what: 'part'; scenario: Record<string, unknown>; options: SimulateOptions }
  | { what: 'check'; scenario: Record<string, unknown> }
  | { what: 'assess'; scenario: Record<string, unknown> }
  | { what: 'explain'; name: string }
  | { what: 'schema' }
  | { what: 'validation' }
  | { what: 'version' };

export interface Answers {
  simulate: { report: Report; milliseconds: number };
  part: Part;
  check: Fault[];
  assess: object;
  explain: { found: boolean; text: string };
  schema: object;
  validation: { measures: Score[]; topics: Score[]; topic_measures: Score[] };
  version: string;
}

export type Reply = { id: number; answer: unknown } | { id: number; faults: Fault[]; message: string };
