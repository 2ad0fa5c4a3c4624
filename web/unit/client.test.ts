// The engine as the page asks it, with workers that answer when the test says so.
import { mock } from 'node:test';
import { expect, test } from '@playwright/test';
import { load, type Fault } from 'sarx-engine';
import { EngineClient, EngineFault, Overtaken, type Manner } from '../src/engine/client.ts';
import type { Ask, Report } from '../src/engine/protocol.ts';

class FakeWorker {
  /** What was asked and not answered, earliest first. */
  asked: { id: number; ask: Ask }[] = [];
  ended = false;
  onmessage: (event: { data: unknown }) => void = () => {};
  onerror: (event: { preventDefault(): void }) => void = () => {};

  postMessage(message: { id: number; ask: Ask }) {
    this.asked.push(structuredClone(message));
  }
  terminate() {
    this.ended = true;
  }
  /** Answers the earliest question; by default with which draws of which scenario it was. */
  answer(of: (ask: Ask) => unknown = echo) {
    const { id, ask } = this.asked.shift()!;
    this.onmessage({ data: { id, answer: of(ask) } });
  }
  refuse(message: string, faults: Fault[] = []) {
    this.onmessage({ data: { id: this.asked.shift()!.id, message, faults } });
  }
  /** Breaks down; whether the browser was kept from reporting it. */
  fail(): boolean {
    let prevented = false;
    this.onerror({ preventDefault: () => (prevented = true) });
    return prevented;
  }
}

function engine(manner: Partial<Manner> = {}) {
  const workers: FakeWorker[] = [];
  const start = () => workers[workers.push(new FakeWorker()) - 1] as unknown as Worker;
  return { workers, client: new EngineClient(start, { givesUp: false, workers: 2, ...manner }) };
}

const forecast = (name: string, draws: number) => ({ scenario: { name }, options: { draws, seed: 1 } });
/** "cast 100+50": draws 100 to 149 of the scenario. */
function share(ask: Ask): string {
  if (ask.what !== 'part' && ask.what !== 'simulate') return ask.what;
  const { first_draw, draws } = ask.options;
  return `${ask.scenario.name} ${first_draw === undefined ? draws : `${first_draw}+${draws}`}`;
}
const inHand = (worker: FakeWorker) => worker.asked.map(({ ask }) => share(ask));
/** An answer from which a report can be put together, and told whose it is. */
function echo(ask: Ask): unknown {
  const outline = { scenario: share(ask), series: [], classes: [], drivers: [] };
  if (ask.what === 'part') return { outline, day: [], draws: ask.options.draws, sorted: new Float32Array() };
  return ask.what === 'simulate' ? { report: outline, milliseconds: 1 } : share(ask);
}
const toldBy = ({ reports }: { reports: (Report | EngineFault)[] }) => reports.map((report) => (report instanceof EngineFault ? report.message : report.scenario));
/** Answers everything that is asked of any worker, the last one first. */
function answerAll(workers: FakeWorker[], of?: (ask: Ask) => unknown) {
  for (let busy; (busy = workers.findLast((worker) => !worker.ended && worker.asked.length > 0)); ) busy.answer(of);
}
/** How a promise ended; a question that is still open would never say. */
async function ending(promise: Promise<unknown>): Promise<unknown> {
  let end: unknown = 'open';
  promise.then(() => (end = 'answered'), (error: unknown) => (end = error));
  for (let turn = 0; turn < 20; ++turn) await Promise.resolve();
  return end;
}

/** Timers that were set; nothing waits for them. */
const timers: { due: number; run: () => void }[] = [];
/** Does something at a time of the page's clock. */
function at<T>(time: number, run: () => T): T {
  const now = mock.method(performance, 'now', () => time);
  const later = mock.method(globalThis, 'setTimeout', (run: () => void, delay: number) => timers.push({ due: time + delay, run }));
  try {
    return run();
  } finally {
    now.mock.restore();
    later.mock.restore();
  }
}
/** Lets time pass, to here. */
function passes(time: number) {
  for (const timer of timers.splice(0)) {
    if (timer.due <= time) at(timer.due, timer.run);
    else timers.push(timer);
  }
}
test.beforeEach(() => void timers.splice(0));

test.describe('a forecast shared out', () => {
  test('has each draw once, in as many shares as there are workers', () => {
    for (const [workers, draws, shares] of [[2, 200, 2], [4, 90, 4], [4, 79, 3], [3, 100, 3], [4, 39, 1], [1, 200, 1]] as const) {
      const { client, workers: team } = engine({ workers });
      void client.simulate(forecast('cast', draws).scenario, { draws, seed: 1, density: 'sketch' }, 'a');
      const asks = team.flatMap((worker) => worker.asked.map(({ ask }) => ask as Ask & { what: 'part' | 'simulate' }));
      expect(asks, `${draws} draws, ${workers} workers`).toHaveLength(shares);
      expect(asks.map((ask) => ask.what)).toEqual(asks.map(() => (shares === 1 ? 'simulate' : 'part')));
      expect(asks.every(({ scenario, options }) => scenario.name === 'cast' && options.seed === 1 && options.density === 'sketch')).toBe(true);
      const drawn = asks.flatMap(({ options }) => Array.from({ length: options.draws! }, (_, k) => (options.first_draw ?? 0) + k));
      expect(drawn.sort((a, b) => a - b)).toEqual(Array.from({ length: draws }, (_, k) => k));
    }
  });

  test('starts no more workers than share it', () => {
    const { client, workers } = engine({ workers: 4 });
    void client.ask({ what: 'schema' });
    expect(workers).toHaveLength(1);
    void client.simulate({}, { draws: 60 }, 'a');
    expect(workers).toHaveLength(3);
    client.warm();
    expect(workers).toHaveLength(4);
    client.warm();
    expect(workers).toHaveLength(4);
    expect(workers[3]!.asked).toEqual([]);
  });

  test('is given in the order of the plans, however the workers answer', async () => {
    const { client, workers } = engine({ workers: 3 });
    const answered = client.simulateAll(['a', 'b', 'c', 'd'].map((name) => forecast(name, 150)), 'all');
    answerAll(workers);
    // The part of draw 0 comes first: its outline is the report's.
    expect(toldBy(await answered)).toEqual(['a 0+50', 'b 0+50', 'c 0+50', 'd 0+50']);
  });

  test('hands each worker a second share beforehand, and the first of each plan to another', () => {
    const { client, workers } = engine();
    void client.simulateAll(['a', 'b', 'c'].map((name) => forecast(name, 200)), 'all');
    const [first, second] = workers as [FakeWorker, FakeWorker];
    expect(inHand(first)).toEqual(['a 0+100', 'b 100+100']);
    expect(inHand(second)).toEqual(['a 100+100', 'b 0+100']);
    first.answer();
    expect(inHand(first)).toEqual(['b 100+100', 'c 0+100']);
    expect(inHand(second)).toEqual(['a 100+100', 'b 0+100']);
  });

  test('lets who has nothing left take what was meant for another', async () => {
    const { client, workers } = engine();
    const answered = client.simulateAll(['a', 'b', 'c'].map((name) => forecast(name, 200)), 'all');
    const [first, second] = workers as [FakeWorker, FakeWorker];
    for (let k = 0; k < 2; ++k) first.answer();
    expect(inHand(first)).toEqual(['c 0+100']); // the other part of c is not its own, and it has something to do
    first.answer();
    expect(inHand(first)).toEqual(['c 100+100']);
    second.answer();
    expect(inHand(second)).toEqual(['b 0+100']); // nothing twice
    second.answer();
    expect(inHand(second)).toEqual([]);
    expect(await ending(answered)).toBe('open');
    first.answer();
    expect(toldBy(await answered)).toEqual(['a 0+100', 'b 0+100', 'c 0+100']);
  });

  test('goes on to the next question where the first has no share left', () => {
    const { client, workers } = engine();
    void client.simulate({ name: 'a' }, { draws: 100 }, 'a');
    void client.simulate({ name: 'b' }, { draws: 100 }, 'b');
    const [first, second] = workers as [FakeWorker, FakeWorker];
    // Never two questions in hand: the second may yet be overtaken.
    expect(workers.map(inHand)).toEqual([['a 0+50'], ['a 50+50']]);
    second.answer();
    expect(workers.map(inHand)).toEqual([['a 0+50'], ['b 50+50']]);
    first.answer();
    expect(workers.map(inHand)).toEqual([['b 0+50'], ['b 50+50']]);
  });

  test('is the forecast of one worker alone', async () => {
    const real = await load();
    const answer = (ask: Ask): unknown => {
      if (ask.what === 'part') return structuredClone(real.simulatePart(ask.scenario, ask.options));
      if (ask.what !== 'simulate') throw new Error(ask.what);
      return structuredClone({ report: real.simulate(ask.scenario, ask.options), milliseconds: 1 });
    };
    const plans = [[], [{ bed_rest: {}, from: '0 d', to: '20 d' }]].map((timeline) => ({
      scenario: { subject: { age_years: 78, male_fraction: 0 }, timeline },
      options: { draws: 63, seed: 1, days: 30, density: 'sketch' as const, measures: ['muscle_volume', 'grip_strength', 'prevalence_sarcopenia'] },
    }));
    const reports = [];
    for (const workers of [1, 3]) {
      const { client, workers: team } = engine({ workers });
      const answered = client.simulateAll(plans, 'all');
      answerAll(team, answer);
      expect(team).toHaveLength(workers);
      reports.push((await answered).reports as Report[]);
    }
    const [alone, shared] = reports as [Report[], Report[]];
    expect(alone[0]!.series.length).toBeGreaterThan(20);
    expect(alone[1]!.series).not.toEqual(alone[0]!.series);
    for (const k of [0, 1]) {
      for (const part of ['scenario', 'assumed', 'warnings', 'series', 'drivers', 'harms'] as const) expect(shared[k]![part], part).toEqual(alone[k]![part]);
      // Shares of draws are added up in another order.
      const chances = (report: Report) => report.classes!.flatMap(({ probability }) => Object.values(probability).flat());
      expect(chances(alone[k]!).length).toBeGreaterThan(10);
      chances(shared[k]!).forEach((chance, i) => expect(chance).toBeCloseTo(chances(alone[k]!)[i]!, 9));
    }
  });
});

test.describe('a fault', () => {
  const fault: Fault = { line: null, column: null, path: 'timeline[0]', message: 'found nothing' };

  test('of one plan leaves the others their forecasts', async () => {
    for (const bad of ['b 0+50', 'b 50+50']) {
      const { client, workers } = engine();
      const answered = client.simulateAll(['a', 'b', 'c'].map((name) => forecast(name, 100)), 'all');
      for (let busy; (busy = workers.find((worker) => worker.asked.length > 0)); ) {
        if (inHand(busy)[0] === bad) busy.refuse('no such b', [fault]);
        else busy.answer();
      }
      const { reports } = await answered;
      expect(toldBy({ reports })).toEqual(['a 0+50', 'no such b', 'c 0+50']);
      expect((reports[1] as EngineFault).faults).toEqual([fault]);
    }
  });

  test('of the only plan, or of a question, is thrown', async () => {
    const { client, workers } = engine();
    const simulated = client.simulate({}, { draws: 20 }, 'a');
    workers[0]!.refuse('no such plan', [fault]);
    await expect(simulated).rejects.toThrow(EngineFault);
    await expect(simulated).rejects.toMatchObject({ message: 'no such plan', faults: [fault] });
    const explained = client.ask({ what: 'explain', name: 'x' });
    workers[0]!.refuse('no such name');
    await expect(explained).rejects.toThrow('no such name');
  });
});

test.describe('a newer question of the same key', () => {
  test('overtakes one that waits', async () => {
    const { client, workers } = engine({ workers: 1 });
    void client.ask({ what: 'schema' });
    const older = client.simulate({ name: 'older' }, { draws: 100 }, 'plan');
    const other = client.simulate({ name: 'other' }, { draws: 100 }, 'another plan');
    const newer = client.simulate({ name: 'newer' }, { draws: 100 }, 'plan');
    await expect(older).rejects.toThrow(Overtaken);
    expect(workers.map(inHand)).toEqual([['schema']]);
    workers[0]!.answer();
    expect(inHand(workers[0]!)).toEqual(['other 100']);
    workers[0]!.answer();
    expect(inHand(workers[0]!)).toEqual(['newer 100']);
    workers[0]!.answer();
    expect([(await other).report.scenario, (await newer).report.scenario]).toEqual(['other 100', 'newer 100']);
  });

  test('overtakes all plans of one that waits', async () => {
    const { client, workers } = engine();
    void client.simulate({ name: 'first' }, { draws: 100 }, 'first');
    const older = client.simulateAll(['a', 'b'].map((name) => forecast(name, 100)), 'all');
    const newer = client.simulateAll(['c', 'd'].map((name) => forecast(name, 100)), 'all');
    await expect(older).rejects.toThrow(Overtaken);
    answerAll(workers);
    expect(toldBy(await newer)).toEqual(['c 0+50', 'd 0+50']);
  });

  test('lets a running one finish where nothing is given up', async () => {
    const { client, workers } = engine();
    const older = at(0, () => client.simulateAll(['a', 'b'].map((name) => forecast(name, 100)), 'all'));
    const newer = at(5000, () => client.simulateAll(['c', 'd'].map((name) => forecast(name, 100)), 'all'));
    passes(10_000);
    expect(workers.map((worker) => worker.ended)).toEqual([false, false]);
    // Shares that nobody had been handed yet too.
    expect(workers.map(inHand)).toEqual([['a 0+50', 'b 50+50'], ['a 50+50', 'b 0+50']]);
    answerAll(workers);
    expect(toldBy(await older)).toEqual(['a 0+50', 'b 0+50']);
    expect(toldBy(await newer)).toEqual(['c 0+50', 'd 0+50']);
  });

  test('has a running one given up where that is the manner', async () => {
    const { client, workers } = engine({ givesUp: true, workers: 1 });
    const older = at(0, () => client.simulate({ name: 'older' }, { draws: 100 }, 'plan'));
    const newer = at(1000, () => client.simulate({ name: 'newer' }, { draws: 100 }, 'plan'));
    await expect(older).rejects.toThrow(Overtaken);
    passes(1000);
    expect(workers.map((worker) => worker.ended)).toEqual([true, false]);
    expect(inHand(workers[1]!)).toEqual(['newer 100']);
    // What the ended worker had on its way is nobody's answer.
    workers[0]!.answer();
    expect(await ending(newer)).toBe('open');
    workers[1]!.answer();
    expect((await newer).report.scenario).toBe('newer 100');
  });

  test('lets short work finish even then', async () => {
    const { client, workers } = engine({ givesUp: true, workers: 1 });
    const older = at(500, () => client.simulate({ name: 'older' }, { draws: 100 }, 'plan'));
    at(570, () => client.overtake('plan'));
    const newer = at(570, () => client.simulate({ name: 'newer' }, { draws: 100 }, 'plan'));
    await expect(older).rejects.toThrow(Overtaken);
    passes(619); // patience is counted from when the question was handed out
    expect(workers.map((worker) => worker.ended)).toEqual([false]);
    workers[0]!.answer();
    passes(1000);
    expect(workers.map((worker) => worker.ended)).toEqual([false]);
    expect(inHand(workers[0]!)).toEqual(['newer 100']);
    workers[0]!.answer();
    expect((await newer).report.scenario).toBe('newer 100');
    // Work that has become long is not.
    void at(2000, () => client.simulate({ name: 'long' }, { draws: 100 }, 'plan')).catch(() => {});
    at(2070, () => client.overtake('plan'));
    passes(2120);
    expect(workers[0]!.ended).toBe(true);
    expect(workers).toHaveLength(1); // nobody asks for anything
  });

  test('leaves other keys, and questions without one, alone', async () => {
    const { client, workers } = engine({ givesUp: true, workers: 1 });
    const running = at(0, () => client.simulate({ name: 'a' }, { draws: 100 }, 'plan 1'));
    const asked = ['schema', 'version'].map((what) => client.ask({ what } as Ask & { what: 'schema' | 'version' }));
    void at(1000, () => client.simulate({ name: 'b' }, { draws: 100 }, 'plan 2'));
    passes(9000);
    expect(workers.map((worker) => worker.ended)).toEqual([false]);
    answerAll(workers);
    expect((await running).report.scenario).toBe('a 100');
    expect(await Promise.all(asked)).toEqual(['schema', 'version']);
  });
});

test.describe('a worker that breaks down', () => {
  test('fails the question it works at; the next goes to new workers', async () => {
    const { client, workers } = engine();
    const failing = client.simulate({ name: 'a' }, { draws: 100 }, 'a');
    const next = client.simulate({ name: 'b' }, { draws: 100 }, 'b');
    expect(workers[1]!.fail()).toBe(true);
    await expect(failing).rejects.toThrow(EngineFault);
    expect(workers.map((worker) => worker.ended)).toEqual([true, true, false, false]);
    // What they had on their way counts no longer.
    for (const worker of workers.slice(0, 2)) worker.answer();
    expect(workers.slice(2).map(inHand)).toEqual([['b 0+50'], ['b 50+50']]);
    answerAll(workers);
    expect((await next).report.scenario).toBe('b 0+50');
  });

  test('has the others’ questions asked anew, and wholly', async () => {
    const { client, workers } = engine();
    const kept = client.simulate({ name: 'a' }, { draws: 100 }, 'a');
    const failing = client.simulate({ name: 'b' }, { draws: 100 }, 'b');
    workers[1]!.answer();
    expect(workers.map(inHand)).toEqual([['a 0+50'], ['b 50+50']]);
    workers[1]!.fail();
    await expect(failing).rejects.toThrow('could not be started');
    expect(workers.slice(2).map(inHand)).toEqual([['a 0+50'], ['a 50+50']]);
    workers[0]!.refuse('late'); // of a worker that was ended: counts no longer
    workers[2]!.answer();
    expect(await ending(kept)).toBe('open');
    workers[3]!.answer();
    expect((await kept).report.scenario).toBe('a 0+50');
  });

  test('with nothing to do harms nobody', async () => {
    const { client, workers } = engine();
    client.warm();
    workers[1]!.fail();
    expect(workers.map((worker) => worker.ended)).toEqual([true, true]);
    const asked = client.ask({ what: 'version' });
    expect(workers).toHaveLength(3);
    workers[2]!.answer();
    expect(await asked).toBe('version');
  });
});
