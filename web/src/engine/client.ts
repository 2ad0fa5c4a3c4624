// The engine as the page uses it: one worker, one question at a time, and of questions under the same key only the
// latest waits. A running one is let finish while something is dragged (a forecast of a moment ago is better than none),
// and given up, by ending its worker, where it would keep a full forecast waiting.
import type { Fault, SimulateOptions } from 'sarx-engine';
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
  ask: Ask;
  since: number;
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

const patienceMilliseconds = 120;

export interface Manner {
  /** Whether a running question of the same key is given up. */
  givesUp: boolean;
}

export class EngineClient {
  private worker: Worker | null = null;
  private waiting: Question[] = [];
  private asked: Question | null = null;
  private nextId = 1;

  constructor(
    private readonly start: () => Worker,
    private readonly manner: Manner,
  ) {}

  /** Ask; with a `key`, earlier questions of that key that wait or run are overtaken. */
  ask<W extends Ask['what']>(ask: Ask & { what: W }, key?: string): Promise<Answers[W]> {
    return new Promise((resolve, reject) => {
      const question: Question = { id: this.nextId++, key: key ?? `#${this.nextId}`, ask, since: 0, resolve, reject };
      if (key !== undefined) this.overtake(key);
      this.waiting.push(question);
      this.next();
    });
  }

  simulate(scenario: Record<string, unknown>, options: SimulateOptions, key: string): Promise<{ report: Report; milliseconds: number }> {
    return this.ask({ what: 'simulate', scenario, options }, key);
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

  private restart() {
    this.worker?.terminate();
    this.worker = null;
    this.asked = null;
    this.next();
  }

  private next() {
    if (this.asked !== null) return;
    const question = this.waiting.shift();
    if (!question) return;
    this.worker ??= this.open();
    this.asked = question;
    question.since = performance.now();
    this.worker.postMessage({ id: question.id, ask: question.ask });
  }

  private open(): Worker {
    const worker = this.start();
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const question = this.asked;
      if (!question || question.id !== data.id) return;
      this.asked = null;
      this.next();
      if ('answer' in data) question.resolve(data.answer as never);
      else question.reject(new EngineFault(data.message, data.faults));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      const question = this.asked;
      this.restart();
      question?.reject(new EngineFault('The engine could not be started in this browser.', []));
    };
    return worker;
  }
}

const openWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'sarx' });

/** Answers while something is being dragged, checks and explanations; never kept waiting by a full forecast. */
export const quickEngine = new EngineClient(openWorker, { givesUp: false });
/** The same for every other plan, where plans are compared; started once there is one. */
export const quickEngines = [quickEngine, new EngineClient(openWorker, { givesUp: false })];
/** Full forecasts. */
export const fullEngine = new EngineClient(openWorker, { givesUp: true });
