import type {Report} from './index.js';

/** A forecast by some of the draws, to be put together with others of the same scenario. */
export interface Part {
  /** The report without its days and numbers; of later parts the classes alone. */
  outline: object;
  day: number[];
  draws: number;
  /** What the draws hold in ascending order, series by series and day by day. */
  sorted: Float32Array;
}

/** The report of all draws, from the parts that simulatePart() gave of one scenario; the part of draw 0 comes first. */
export declare function joined(parts: Part[]): Report;
