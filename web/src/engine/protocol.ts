// What the page and its worker say to each other.
import type { Fault, Report, SimulateOptions } from 'sarx-engine';

export type Ask =
  | { what: 'simulate'; scenario: object; options: SimulateOptions }
  | { what: 'check'; scenario: object }
  | { what: 'assess'; scenario: object }
  | { what: 'explain'; name: string }
  | { what: 'schema' }
  | { what: 'validation' }
  | { what: 'version' };

export interface Answers {
  simulate: { report: Report; milliseconds: number };
  check: Fault[];
  assess: object;
  explain: { found: boolean; text: string };
  schema: object;
  validation: object;
  version: string;
}

export type Reply = { id: number; answer: unknown } | { id: number; faults: Fault[]; message: string };
