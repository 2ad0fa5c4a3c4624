// The engine as the page uses it: a team of workers, and of questions under the same key only the latest waits. The draws of
// a forecast are shared out over the team; everything else its first worker answers. Whoever has done a share goes on to the
// next question at once: no core waits for the others. A running question is let finish while something is dragged (a forecast of a moment ago is better than none), and given up, by
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
  /** What is asked of the first so many of the team. */
  shares: Ask[];
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

export interface Manner {
  /** Whether a running question of the same key is given up. */
  givesUp: boolean;
  /** Workers that share a forecast. */
  workers: number;
}

export class EngineClient {
  private workers: Worker[] = [];
  /** What each worker works at. */
  private atWork: ({ question: Question; share: number } | null)[] = [];
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
    for (const question of this.manner.givesUp ? this.running.filter((q) => q.key === key) : []) {
      question.reject(new Overtaken());
      question.key = '';
      // Short work is let finish: a worker takes a moment to start.
      setTimeout(() => {
        if (this.running.includes(question)) this.restart(question);
      }, Math.max(0, patienceMilliseconds - (performance.now() - question.since)));
    }
  }

  private put(shares: Ask[], key?: string): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      const question: Question = { id: this.nextId++, key: key ?? `#${this.nextId}`, shares, answers: [], handed: [], left: shares.length, since: 0, resolve, reject };
      if (key !== undefined) this.overtake(key);
      this.waiting.push(question);
      this.next();
    });
  }

  /** End the workers and this question; what else was running is asked anew. */
  private restart(given: Question | undefined) {
    for (const worker of this.workers) worker.terminate();
    this.workers = [];
    this.atWork = [];
    const again = this.running.filter((question) => question !== given);
    for (const question of again) Object.assign(question, { answers: [], handed: [], left: question.shares.length });
    this.waiting.unshift(...again);
    this.running = [];
    this.next();
  }

  /** Hand every free worker its next share: of the earliest question that has one for it. */
  private next() {
    const asked = [...this.running, ...this.waiting];
    while (this.workers.length < Math.max(0, ...asked.map((q) => q.shares.length))) this.open();
    this.workers.forEach((worker, place) => {
      if (this.atWork[place]) return;
      for (const question of asked) {
        // The first share takes longest: it also tells what drove the forecast. Of two plans each worker gets one.
        const count = question.shares.length;
        const share = (place + question.id) % count;
        if (place >= count || question.handed[share]) continue;
        if (this.waiting.includes(question)) {
          this.waiting = this.waiting.filter((q) => q !== question);
          this.running.push(question);
          question.since = performance.now();
        }
        question.handed[share] = true;
        this.atWork[place] = { question, share };
        worker.postMessage({ id: question.id, ask: question.shares[share]! });
        return;
      }
    });
  }

  private open() {
    const worker = this.start();
    const place = this.workers.push(worker) - 1;
    this.atWork.push(null);
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const work = this.atWork[place];
      if (!work || work.question.id !== data.id || this.workers[place] !== worker) return;
      const { question, share } = work;
      this.atWork[place] = null;
      if ('answer' in data) question.answers[share] = data.answer;
      else question.reject(new EngineFault(data.message, data.faults));
      if (--question.left === 0) this.running = this.running.filter((q) => q !== question);
      this.next();
      if (question.left === 0) question.resolve(question.answers);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      const question = this.atWork[place]?.question ?? this.running[0];
      question?.reject(new EngineFault('The engine could not be started in this browser.', []));
      this.restart(question);
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
