// The engine, off the page's own thread.
import { load, type Engine, type Fault, type Part } from 'sarx-engine';
import type { Ask, Reply, Report } from './protocol.ts';

const engine: Promise<Engine> = load();

function answer(engine: Engine, ask: Ask): unknown {
  switch (ask.what) {
    case 'simulate': {
      const start = performance.now();
      const report: Report = engine.simulate(ask.scenario, ask.options);
      // The classes are told on the days of the series, and may leave it at that.
      for (const course of report.classes ?? []) course.day ??= report.series[0]?.day ?? [];
      return { report, milliseconds: performance.now() - start };
    }
    case 'part':
      return engine.simulatePart(ask.scenario, ask.options);
    case 'check':
      return engine.check(ask.scenario);
    case 'assess':
      return engine.assess(ask.scenario);
    case 'explain':
      return engine.explain(ask.name);
    case 'schema':
      return engine.schema();
    case 'validation':
      return engine.validation();
    case 'version':
      return engine.version;
  }
}

self.onmessage = async ({ data }: MessageEvent<{ id: number; ask: Ask }>) => {
  const { ask } = data;
  let reply: Reply;
  try {
    reply = { id: data.id, answer: answer(await engine, ask) };
  } catch (error) {
    const faults = (error as { faults?: Fault[] }).faults ?? [];
    reply = { id: data.id, faults, message: error instanceof Error ? error.message : String(error) };
  }
  const part = ask.what === 'part' && 'answer' in reply ? [(reply.answer as Part).sorted.buffer] : [];
  self.postMessage(reply, { transfer: part });
};
