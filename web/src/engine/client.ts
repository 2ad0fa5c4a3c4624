// The engine as the page uses it: a team of workers, one question at a time, and of questions under the same key only the
// latest waits. The draws of a forecast are shared out over the team; everything else its first worker answers. A running
// question is let finish while something is dragged (a forecast of a moment ago is better than none), and given up, by
// ending the workers, where it would keep a full forecast waiting.
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
  /** What each worker is asked; the first so many of the team have a share in it. */
  shares: Ask[];
  answers: unknown[];
  left: number;
  since: number;
  resolve: (answers: unknown[]) => void;
  reject: (error: Error) => void;
}

const patienceMilliseconds = 120;
/** Fewer draws than these to a worker are not worth another's while. */
const fewestDraws = 20;

export interface Manner {
  /** Whether a running question of the same key is given up. */
  givesUp: boolean;
  /** Workers that share a forecast. */
  workers: number;
}

export class EngineClient {
  private workers: Worker[] = [];
  private waiting: Question[] = [];
  private asked: Question | null = null;
  private nextId = 1;

  constructor(
    private readonly start: () => Worker,
    private readonly manner: Manner,
  ) {}

  /** Ask; with a `key`, earlier questions of that key that wait or run are overtaken. */
  async ask<W extends Ask['what']>(ask: Ask & { what: W }, key?: string): Promise<Answers[W]> {
    const [answer] = await this.put([ask], key);
    return answer as Answers[W];
  }

  async simulate(scenario: Record<string, unknown>, options: SimulateOptions & { draws: number }, key: string): Promise<{ report: Report; milliseconds: number }> {
    const team = Math.max(1, Math.min(this.manner.workers, Math.floor(options.draws / fewestDraws)));
    if (team === 1) return this.ask({ what: 'simulate', scenario, options }, key);
    const start = performance.now();
    const share = (worker: number) => Math.round((options.draws * worker) / team);
    const asks = Array.from({ length: team }, (_, worker): Ask => {
      const first_draw = share(worker);
      return { what: 'part', scenario, options: { ...options, first_draw, draws: share(worker + 1) - first_draw } };
    });
    const parts = await this.put(asks, key);
    const report: Report = joined(parts as Part[]);
    return { report, milliseconds: performance.now() - start };
  }

  /** Have the whole team ready. */
  warm() {
    while (this.workers.length < this.manner.workers) this.open();
  }

  /** Drop what waits under this key, and what runs where that is this engine's manner. */
  overtake(key: string) {
    for (const old of this.waiting.filter((q) => q.key === key)) old.reject(new Overtaken());
    this.waiting = this.waiting.filter((q) => q.key !== key);
    const running = this.asked;
    if (running?.key === key && this.manner.givesUp) {
      running.reject(new Overtaken());
      running.key = '';
      // Short work is let finish: a worker takes a moment to start.
      setTimeout(() => {
        if (this.asked === running) this.restart();
      }, Math.max(0, patienceMilliseconds - (performance.now() - running.since)));
    }
  }

  private put(shares: Ask[], key?: string): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      const question: Question = { id: this.nextId++, key: key ?? `#${this.nextId}`, shares, answers: [], left: shares.length, since: 0, resolve, reject };
      if (key !== undefined) this.overtake(key);
      this.waiting.push(question);
      this.next();
    });
  }

  private restart() {
    for (const worker of this.workers) worker.terminate();
    this.workers = [];
    this.asked = null;
    this.next();
  }

  private next() {
    if (this.asked !== null) return;
    const question = this.waiting.shift();
    if (!question) return;
    while (this.workers.length < question.shares.length) this.open();
    this.asked = question;
    question.since = performance.now();
    question.shares.forEach((ask, i) => this.workers[i]!.postMessage({ id: question.id, ask }));
  }

  private open() {
    const worker = this.start();
    const place = this.workers.push(worker) - 1;
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const question = this.asked;
      if (!question || question.id !== data.id) return;
      if ('answer' in data) question.answers[place] = data.answer;
      else question.reject(new EngineFault(data.message, data.faults));
      // The others of the team are waited for: the next question finds them all free.
      if (--question.left > 0) return;
      this.asked = null;
      this.next();
      question.resolve(question.answers);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      const question = this.asked;
      this.restart();
      question?.reject(new EngineFault('The engine could not be started in this browser.', []));
    };
  }
}

const openWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'sarx' });
/** One worker for each core that the device has; more than four hardly help. */
const cores = Math.max(1, Math.min(4, navigator.hardwareConcurrency || 1));

/** Answers while something is being dragged, checks and explanations; never kept waiting by a full forecast. */
export const quickEngine = new EngineClient(openWorker, { givesUp: false, workers: cores });
/** Full forecasts. */
export const fullEngine = new EngineClient(openWorker, { givesUp: true, workers: 1 });
