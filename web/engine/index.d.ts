import type {Part} from './parts.js';

export {joined, type Part} from './parts.js';

/** A scenario (docs/scenario-reference.md) as a plain object: what `JSON.parse` or a YAML reader gives. */
export type Scenario = Record<string, unknown>;

/** What is wrong with a scenario, and where. */
export interface Fault {
  /** Of a file; null here, where an object was checked. */
  line: number | null;
  column: number | null;
  /** `timeline[2].immobilisation.joint`; `''` where the whole is meant. Options begin with `options.`. */
  path: string;
  /** What was found, what was expected, the nearest valid name. */
  message: string;
}

export interface Series {
  measure: string;
  region: string | null;
  side: 'left' | 'right' | null;
  method: string | null;
  kind: 'level' | 'rate' | 'cumulative';
  unit: string;
  /** The same array in every series of a report. */
  day: number[];
  median: number[];
  /** 5th and 95th centile over parameters and people. */
  lo: number[];
  hi: number[];
}

export type Class = 'none' | 'possible' | 'probable' | 'confirmed' | 'severe' | 'unknown';

/** As `sarx simulate --format json` writes it, with numbers unrounded. */
export interface Report {
  /** The scenario's name. */
  scenario: string;
  assumed: {field: string; value: string; because: string}[];
  warnings: {kind: string; event: string; text: string; source: string}[];
  series: Series[];
  /** Where the body stands among people of its age and sex: the share of them who measure less, percent. Absent where `measures` leave none. */
  centiles?: {measure: string; region: string | null; method: string | null; unit: string; day: number[]; median: number[]; lo: number[]; hi: number[]}[];
  /**
   * What definitions of sarcopenia call the body: on each day the most likely class, and the share of draws (0-1) in each. Empty
   * where `measures` were chosen and prevalence_sarcopenia is not among them.
   */
  classes: {definition: string; day: number[]; result: Class[]; probability: Partial<Record<Class, number[]>>}[];
  /** There where one life was played by chance (`events: 'sampled'`). */
  life?: {
    seed: number;
    death_day: number | null;
    events: {day: number; measure: string; region: string | null; side: 'left' | 'right' | null; injurious: boolean; text: string}[];
  };
  /** Largest first; the sizes of the shares add up to 100. */
  drivers: {driver: string; share_percent: number}[];
  harms: {event: string; harm: string; text: string; source: string}[];
}

export interface SimulateOptions {
  /** Draws over parameters and people, 1 to 2000; 100 where left out; 1 with `events: 'sampled'`. */
  draws?: number;
  /** The draws are numbered from here on, 0 where left out: several that share a forecast out have each draws of their own. */
  first_draw?: number;
  seed?: number;
  /** Last day, 1 to 36525; where left out the scenario's last report day, or 90 days after its last event. */
  days?: number;
  /**
   * Only these measures; all where left out. Fewer measures take less time. "strength quadriceps" is the measure in that muscle
   * group alone.
   */
  measures?: string[];
  /**
   * 'coarse': about 30 days, and a few more for each event, rather than every day of the first 400; takes far less time.
   * 'sketch': about half as many.
   */
  density?: 'full' | 'coarse' | 'sketch';
  /**
   * Falls, fractures, hospital stays, disability, death: 'expected' gives their chances; 'sampled' plays one life, that of the seed,
   * and puts what happens into the timeline. One life is one draw of one person.
   */
  events?: 'expected' | 'sampled';
}

export interface Verdict {
  name: string;
  result: string;
  because: string;
  missing: string[];
}

/** How well a topic's or a measure's test studies, which chose nothing in the model, were foretold. */
export interface Score {
  topic: string | null;
  measure: string | null;
  /** Observations. */
  n: number;
  r2: number;
  median_error: number;
  signs_right_percent: number;
  inside_band_percent: number;
  baseline_r2: number;
  baseline_median_error: number;
  /** Of the errors. */
  unit: string;
}

export interface Engine {
  readonly version: string;
  /** Whether it computes with WebAssembly's SIMD. */
  readonly simd: boolean;
  /** What the module holds of memory, and how much of it is in use. */
  readonly memory: {bytes: number; used_bytes: number};
  /** As `sarx check`: everything wrong with a scenario, the first 50 faults; empty where it is good. */
  check(scenario: Scenario): Fault[];
  /** As `sarx simulate`. Throws EngineError where the scenario or an option can't be used. */
  simulate(scenario: Scenario, options?: SimulateOptions): Report;
  /** The same of some of the draws (`first_draw`, `draws`), to be put together by joined(): several workers share a forecast out so. */
  simulatePart(scenario: Scenario, options?: Omit<SimulateOptions, 'events'>): Part;
  /** As `sarx explain`: equations, numbers and sources; without a name, what there is to explain. */
  explain(name?: string): {found: boolean; text: string};
  /** As `sarx assess --format json`: a scenario's subject and measurements, by every definition of sarcopenia. */
  assess(person: Scenario): {definitions: Verdict[]};
  /** As `sarx schema`: JSON Schema (draft 2020-12) of a scenario. */
  schema(): Record<string, unknown>;
  /** Scores of the test split (docs/validation.md). */
  validation(): {measures: Score[]; topics: Score[]; topic_measures: Score[]};
}

/** A scenario or an option that can't be used. */
export declare class EngineError extends Error {
  readonly faults: Fault[];
}

export interface LoadOptions {
  /** The module to run in place of the one beside index.js: where it is, or its bytes. */
  wasm?: URL | string | ArrayBuffer | ArrayBufferView;
  /** parameters.txt, in place of the one beside index.js: where it is, or its bytes. */
  parameters?: URL | string | ArrayBuffer | ArrayBufferView;
  /** posterior.bin, in place of the one beside it: where it is, or its bytes. */
  posterior?: URL | string | ArrayBuffer | ArrayBufferView;
  /** Whether to take the module that needs SIMD in WebAssembly; where left out, wherever there is SIMD (browsers since March 2023). */
  simd?: boolean;
}

/** Load the engine. Takes well under a second; meant to be called once, in a worker. */
export declare function load(options?: LoadOptions): Promise<Engine>;
