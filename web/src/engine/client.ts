// The engine as the page uses it: a team of workers, and of questions under the same key only the latest waits. The draws of
// a forecast are shared out over the team; everything else its first worker answers. Forecasts of several plans may be one question: they are
// asked, overtaken and answered together. Whoever has done a share goes on to the next at once: no core waits for the others. A running question
// is let finish while something is dragged (a forecast of a moment ago is better than none), and given up, by ending the workers, where it would
// keep a full forecast waiting.
import type { Fault, Part, SimulateOptions } from 'sarx-engine';
import { joined } from 'sarx-engine/parts';
import type { Answers, Ask, Reply, Report } from './protocol.ts';

export class EngineFault extends Error {
  constructor(message: string, readonly faults: Fault[]) {
    super(message);
  }
}
/** A newer question took this one's place. */
export class Overtaken extends Error {}

interface Question {
  id: number;
  key: string;
  /** What is asked: of each forecast as many shares as share it. */
  shares: Ask[];
  /** How many share a forecast. */
  team: number;
  /** Of each share what was answered, or why there is no answer. */
  answers: unknown[];
  /** Which shares workers have been handed, and how many are still to be answered. */
  handed: boolean[];
  left: number;
  since: number;
  resolve: (answers: unknown[]) => void;
  reject: (error: Error) => void;
}

const patienceMilliseconds = 120;
/** Fewer draws than these to a worker are not worth another's while. */
const fewestDraws = 20;

type Options = SimulateOptions & { draws: number };

export interface Manner {
  /** Whether a running question of the same key is given up. */
  givesUp: boolean;
  /** Workers that share a forecast. */
  workers: number;
}

export class EngineClient {
  private workers: Worker[] = [];
  /** What each worker works at, and what it will go on with. */
  private inHand: { question: Question; share: number }[][] = [];
  /** Questions of which no share has been handed out, and those of which some have, in order. */
  private waiting: Question[] = [];
  private running: Question[] = [];
  private nextId = 1;

  constructor(
    private readonly start: () => Worker,
    private readonly manner: Manner,
  ) {}

  /** Ask; with a `key`, earlier questions of that key that wait or run are overtaken. */
  async ask<W extends Ask['what']>(ask: Ask & { what: W }, key?: string): Promise<Answers[W]> {
    const [answer] = await this.put([ask], 1, key);
    if (answer instanceof EngineFault) throw answer;
    return answer as Answers[W];
  }

  async simulate(scenario: Record<string, unknown>, options: Options, key: string): Promise<{ report: Report; milliseconds: number }> {
    const { reports: [report], milliseconds } = await this.simulateAll([{ scenario, options }], key);
    if (report instanceof EngineFault) throw report;
    return { report: report!, milliseconds };
  }

  /** Several forecasts of as many draws each; of each its report, or why there is none. */
  async simulateAll(forecasts: { scenario: Record<string, unknown>; options: Options }[], key: string): Promise<{ reports: (Report | EngineFault)[]; milliseconds: number }> {
    const start = performance.now();
    const { draws } = forecasts[0]!.options;
    const team = Math.max(1, Math.min(this.manner.workers, Math.floor(draws / fewestDraws)));
    const from = (part: number) => Math.round((draws * part) / team);
    const asks = forecasts.flatMap(({ scenario, options }) =>
      Array.from({ length: team }, (_, part): Ask =>
        team === 1 ? { what: 'simulate', scenario, options } : { what: 'part', scenario, options: { ...options, first_draw: from(part), draws: from(part + 1) - from(part) } },
      ),
    );
    const answers = await this.put(asks, team, key);
    const reports = forecasts.map((_, k): Report | EngineFault => {
      const own = answers.slice(k * team, (k + 1) * team);
      const fault = own.find((answer) => answer instanceof EngineFault);
      if (fault) return fault as EngineFault;
      return team === 1 ? (own[0] as Answers['simulate']).report : joined(own as Part[]);
    });
    return { reports, milliseconds: performance.now() - start };
  }

  /** Have the whole team ready. */
  warm() {
    while (this.workers.length < this.manner.workers) this.open();
  }

  /** Drop what waits under this key, and what runs where that is this engine's manner. */
  overtake(key: string) {
    for (const old of this.waiting.filter((q) => q.key === key)) old.reject(new Overtaken());
    this.waiting = this.waiting.filter((q) => q.key !== key);
    for (const question of this.manner.givesUp ? this.running.filter((q) => q.key === key) : []) {
      question.reject(new Overtaken());
      question.key = '';
      // Short work is let finish: a worker takes a moment to start.
      setTimeout(() => {
        if (this.running.includes(question)) this.restart(question);
      }, Math.max(0, patienceMilliseconds - (performance.now() - question.since)));
    }
  }

  private put(shares: Ask[], team: number, key?: string): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      const question: Question = { id: this.nextId++, key: key ?? `#${this.nextId}`, shares, team, answers: [], handed: [], left: shares.length, since: 0, resolve, reject };
      if (key !== undefined) this.overtake(key);
      this.waiting.push(question);
      this.next();
    });
  }

  /** End the workers and this question; what else was running is asked anew. */
  private restart(given: Question | undefined) {
    for (const worker of this.workers) worker.terminate();
    this.workers = [];
    this.inHand = [];
    const again = this.running.filter((question) => question !== given);
    for (const question of again) Object.assign(question, { answers: [], handed: [], left: question.shares.length });
    this.waiting.unshift(...again);
    this.running = [];
    this.next();
  }

  /** Hand every free worker its next share, of the earliest question that has one for it; and one more of the same question to go on with, so that it need not wait for the page. */
  private next() {
    while (this.workers.length < Math.max(0, ...[...this.running, ...this.waiting].map((q) => q.team))) this.open();
    this.workers.forEach((worker, place) => {
      const inHand = this.inHand[place]!;
      while (inHand.length < 2) {
        const next = inHand.length === 0 ? this.shareFor(place) : this.shareOf(inHand[0]!.question, place);
        if (!next) return;
        const { question, share } = next;
        if (this.waiting.includes(question)) {
          this.waiting = this.waiting.filter((q) => q !== question);
          this.running.push(question);
          question.since = performance.now();
        }
        question.handed[share] = true;
        inHand.push(next);
        worker.postMessage({ id: question.id, ask: question.shares[share]! });
      }
    });
  }

  private shareFor(place: number) {
    for (const question of [...this.running, ...this.waiting]) {
      const share = this.shareOf(question, place) ?? this.shareOf(question);
      if (share) return share;
    }
    return undefined;
  }

  /** A share that nobody has been handed: of those meant for a worker, or any. The first share of a forecast takes longest, as it also tells what drove it: of several plans each worker gets some. */
  private shareOf(question: Question, place?: number) {
    const { shares, team, handed } = question;
    const meantFor = (share: number) => ((share % team) + Math.floor(share / team)) % team;
    const share = shares.findIndex((_, k) => !handed[k] && (place === undefined || meantFor(k) === place));
    return share < 0 ? undefined : { question, share };
  }

  private open() {
    const worker = this.start();
    const place = this.workers.push(worker) - 1;
    this.inHand.push([]);
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (this.workers[place] !== worker || this.inHand[place]![0]?.question.id !== data.id) return;
      const { question, share } = this.inHand[place]!.shift()!;
      question.answers[share] = 'answer' in data ? data.answer : new EngineFault(data.message, data.faults);
      if (--question.left === 0) this.running = this.running.filter((q) => q !== question);
      this.next();
      if (question.left === 0) question.resolve(question.answers);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      const question = this.inHand[place]?.[0]?.question ?? this.running[0];
      question?.reject(new EngineFault('The engine could not be started in this browser.', []));
      this.restart(question);
    };
  }
}

const openWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'sarx' });
/** One worker for each core that the device has; more than four hardly help. */
const cores = Math.max(1, Math.min(4, globalThis.navigator?.hardwareConcurrency || 1)); // Node 20, in tests, has no navigator

/** Answers while something is being dragged, checks and explanations; never kept waiting by a full forecast. */
export const quickEngine = new EngineClient(openWorker, { givesUp: false, workers: cores });
/** Full forecasts. */
export const fullEngine = new EngineClient(openWorker, { givesUp: true, workers: 1 });
