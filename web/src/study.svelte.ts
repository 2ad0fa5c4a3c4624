// What the page is about: a person, up to four plans, and what the engine says of them.
import { tick } from 'svelte';
import type { Fault, Series } from 'sarx-engine';
import { EngineFault, fullEngine, Overtaken, quickEngine } from './engine/client.ts';
import type { Report } from './engine/protocol.ts';
import { label, type muscles } from './lib/labels.ts';
import { lastDay } from './lib/measures.ts';
import { toldOf } from './lib/summary.ts';
import { readSchema, type Schema } from './lib/schema.ts';
import type { System } from './lib/units.ts';
import {
  asUsual, copyPlan, horizonDay, isFields, mostPlans, newId, planLetters, readScenario, Refusal, writeScenario, type Fields, type Person, type Plan,
} from './scenario/scenario.ts';

export const draws = 200;
export const seed = 1;

export interface Outcome {
  report: Report | null;
  faults: Fault[];
  /** The report is of an earlier scenario; a new one is on its way. */
  stale: boolean;
  /** Every day and every draw is in it, as in the command's own forecast. */
  full: boolean;
}
/** A plan that is asked for. */
interface Asked {
  id: number;
  scenario: Fields;
  text: string;
}
interface Snapshot {
  person: Person;
  plans: Plan[];
  active: number;
}

const noOutcome: Outcome = { report: null, faults: [], stale: true, full: false };
export type Muscle = (typeof muscles)[number];

/** What stands in the page's state, as plain data. */
export const plain = <T>(value: T): T => $state.snapshot(value as unknown) as T;

class Study {
  person: Person = $state({ subject: {}, measurements: [], startDate: null });
  plans: Plan[] = $state([]);
  active = $state(0);
  day = $state(0);
  units: System = $state('metric');
  muscle: Muscle = $state('quadriceps');
  /** The ready story that was opened last; '' once something else has been. */
  story = $state('');
  showUsual = $state(true);
  /** Something is being dragged: forecasts are coarse until it is let go. */
  dragging = $state(false);
  /** Said aloud by screen readers, after an edit. */
  announcement = $state('');
  /** A link or a file that was refused, and why. */
  refusal: { title: string; reasons: string[] } | null = $state.raw(null);
  schema: Schema | null = $state.raw(null);
  engineError: string | null = $state(null);
  outcomes: Record<number, Outcome> = $state.raw({});
  usual: Report | null = $state.raw(null);

  private past: Snapshot[] = [];
  private future: Snapshot[] = [];
  private saved: string = '';
  canUndo = $state(false);
  canRedo = $state(false);

  plan = $derived(this.plans[this.active] ?? this.plans[0]);
  outcome = $derived(this.outcomeOf(this.plan));
  report = $derived(this.outcome.report);
  horizon = $derived(this.plan ? horizonDay(this.plan, this.person) : 180);
  longest = $derived(Math.max(1, ...this.plans.map((plan) => horizonDay(plan, this.person))));
  comparing = $derived(this.plans.length > 1);

  outcomeOf(plan: Plan | undefined): Outcome {
    return (plan && this.outcomes[plan.id]) ?? noOutcome;
  }

  async begin() {
    try {
      this.schema = readSchema(await quickEngine.ask({ what: 'schema' }));
    } catch (error) {
      this.engineError = error instanceof Error ? error.message : String(error);
    }
  }

  /** The scenario of a plan, as the command would read it. */
  scenario(plan: Plan): Fields {
    return writeScenario(plain(this.person), plain(plan));
  }

  /** Show these scenarios: the same person, one plan each. Refused unless the engine accepts each. */
  async open(scenarios: unknown[], options: { day?: number; story?: string } = {}) {
    if (scenarios.length < 1 || scenarios.length > mostPlans) throw new Refusal([`found ${scenarios.length} plans, expected 1 to ${mostPlans}`]);
    const parts = [];
    for (const [i, scenario] of scenarios.entries()) {
      if (!isFields(scenario)) throw new Refusal(['found no scenario, expected a person (subject) and a timeline']);
      const faults = await quickEngine.ask({ what: 'check', scenario });
      if (faults.length > 0) throw new FaultsRefusal(faults, i);
      parts.push(readScenario(scenario));
    }
    const person = parts[0]!.person;
    if (parts.some((part) => JSON.stringify(part.person.subject) !== JSON.stringify(person.subject))) {
      throw new Refusal(['found plans of different people, expected the same person in each']);
    }
    this.story = options.story ?? '';
    this.person = person;
    this.plans = parts.map((part) => part.plan);
    this.active = 0;
    this.outcomes = {};
    this.usual = null;
    this.wanted.clear();
    this.usualWanted = '';
    this.refusal = null;
    this.day = options.day ?? tellingDay(this.plans[0]!, person);
    this.followed = this.muscle;
    this.commit();
  }

  /**
   * Ask for every forecast that what is on the page, here as plain data, has made stale. Called whenever that changes. What comes
   * first is quick (few days, and fewer draws where the machine is slow; while something is dragged, fewer days still, and
   * only what is on the screen); what follows, once nothing is dragged, is full.
   */
  forecast(person: Person, plans: Plan[]) {
    const sketched: Asked[] = [];
    for (const plan of plans) {
      const scenario = writeScenario(person, plan);
      const { name: _name, ...asked } = scenario;
      const text = JSON.stringify(asked);
      const was = this.wanted.get(plan.id);
      if (was?.text !== text) {
        this.wanted.set(plan.id, { text, refined: !this.dragging });
        fullEngine.overtake(`plan ${plan.id}`);
        if (this.dragging) sketched.push({ id: plan.id, scenario, text });
        else void this.quick(plan.id, scenario, text).then((good) => (good ? this.refine(plan.id, scenario, text, this.quickDraws < draws) : undefined));
      } else if (!this.dragging && !was.refined) {
        was.refined = true;
        void this.refine(plan.id, scenario, text, true);
      }
    }
    if (sketched.length > 0) void this.sketch(sketched);
    const first = plans[0];
    if (!first || !this.showUsual || this.comparing || this.dragging) return;
    const usual = writeScenario(person, asUsual(first, person));
    const text = JSON.stringify(usual);
    if (this.usualWanted === text) return;
    this.usualWanted = text;
    fullEngine.simulate(usual, { draws: this.quickDraws, seed, density: 'coarse' }, 'usual').then(
      ({ report }) => (this.usual = report),
      () => (this.usual = null),
    );
  }

  private wanted = new Map<number, { text: string; refined: boolean }>();
  private usualWanted = '';
  private put(id: number, outcome: Partial<Outcome>) {
    this.outcomes = { ...this.outcomes, [id]: { ...(this.outcomes[id] ?? noOutcome), ...outcome } };
  }
  private refuse(id: number, error: unknown) {
    if (!(error instanceof Overtaken)) this.put(id, refused(error));
  }

  /** What the elements on the screen show, as measures. */
  private readonly onScreen = new Map<Element, () => string[]>();
  /** An attachment: says what an element shows while it can be seen. */
  shows(measures: () => string[]) {
    return (element: Element) => {
      const watcher = new IntersectionObserver((entries) => {
        if (entries.at(-1)!.isIntersecting) this.onScreen.set(element, measures);
        else this.onScreen.delete(element);
      });
      watcher.observe(element);
      return () => {
        watcher.disconnect();
        this.onScreen.delete(element);
      };
    };
  }

  /** The forecast at once; whether it is one. */
  private async quick(id: number, scenario: Fields, text: string): Promise<boolean> {
    const { quickDraws } = this;
    this.put(id, { stale: true, full: false });
    const start = performance.now();
    try {
      const { report, milliseconds } = await quickEngine.simulate(scenario, { draws: quickDraws, seed, density: 'coarse' }, `plan ${id}`);
      const latest = this.wanted.get(id)?.text === text;
      if (latest || this.dragging) this.put(id, { report, faults: [], stale: !latest && !this.dragging, full: false });
      if (id === this.plans[0]?.id) this.follow(report);
      void this.time(start, { engine: milliseconds, draws: quickDraws, plans: 1, measures: [], dragging: false });
      return latest;
    } catch (error) {
      if (this.wanted.get(id)?.text === text) this.refuse(id, error);
      return false;
    }
  }

  /**
   * While something is dragged: every plan that it changes, asked for together and drawn together, so that nothing is drawn twice and no plan lags
   * behind the others. A forecast of a moment ago is shown too: better than none.
   */
  private async sketch(plans: Asked[]) {
    const { quickDraws } = this;
    const start = performance.now();
    const asked = plans.map(({ id, scenario }) => ({ scenario, options: { draws: quickDraws, seed, density: 'sketch' as const, measures: this.measuresOnScreen(id) } }));
    try {
      const { reports, milliseconds } = await quickEngine.simulateAll(asked, `sketch of ${plans.map(({ id }) => id).join(', ')}`);
      this.adapt(milliseconds);
      const outcomes = { ...this.outcomes };
      plans.forEach(({ id, text }, k) => {
        const report = reports[k]!;
        const latest = this.wanted.get(id)?.text === text;
        if (report instanceof EngineFault) {
          if (latest) outcomes[id] = { ...(outcomes[id] ?? noOutcome), ...refused(report) };
          return;
        }
        if (latest || this.dragging) outcomes[id] = { report: this.completed(report, id), faults: [], stale: !latest && !this.dragging, full: false };
        if (id === this.plans[0]?.id) this.follow(report);
      });
      this.outcomes = outcomes;
      void this.time(start, { engine: milliseconds, draws: quickDraws, plans: plans.length, measures: asked[0]!.options.measures, dragging: true });
    } catch (error) {
      for (const { id, text } of plans) if (this.wanted.get(id)?.text === text) this.refuse(id, error);
    }
  }

  /** What the screen shows, as measures: of strength that of the muscle followed and of the one told of. */
  private measuresOnScreen(id: number): string[] {
    const shown = new Set(['muscle_volume', ...[...this.onScreen.values()].flatMap((measures) => measures())]);
    if (shown.delete('strength')) {
      const report = this.outcomes[id]?.report;
      for (const muscle of [this.muscle, report && toldOf(report)?.muscle]) if (muscle) shown.add(`strength ${muscle}`);
    }
    return [...shown];
  }

  /** A report of some measures, with the others as they last were: they are off the screen. */
  private completed(report: Report, id: number): Report {
    const before = this.outcomes[id]?.report;
    if (!before) return report;
    const name = (series: Series) => [series.measure, series.region, series.side, series.method, series.kind].join(' ');
    const told = new Set(report.series.map(name));
    return {
      ...report,
      series: [...report.series, ...before.series.filter((series) => !told.has(name(series)))],
      classes: report.classes?.length ? report.classes : before.classes,
    };
  }

  /** Leaves in the browser's own timings how long it took from the asking to the drawing, and in the engine alone. */
  private async time(start: number, detail: object) {
    await tick();
    requestAnimationFrame(() => setTimeout(() => performance.measure('redraw', { start, detail })));
  }

  /** The full forecast; where what is shown is rougher than that, one of few days first. */
  private async refine(id: number, scenario: Fields, text: string, rough: boolean) {
    const key = `plan ${id}`;
    const latest = () => this.wanted.get(id)?.text === text;
    try {
      if (rough) {
        const { report } = await fullEngine.simulate(scenario, { draws, seed, density: 'coarse' }, key);
        if (!latest()) return;
        this.put(id, { report, faults: [], stale: false });
        if (id === this.plans[0]?.id) this.follow(report);
      }
      const { report } = await fullEngine.simulate(scenario, { draws, seed, density: 'full' }, key);
      if (!latest()) return;
      this.put(id, { report, faults: [], stale: false, full: true });
      quickEngine.warm();
      if (id === this.plans[0]?.id) this.followed = null;
    } catch (error) {
      if (latest()) this.refuse(id, error);
    }
  }

  /** Fewer draws at first on a machine that would otherwise lag behind the hand. `?draws=200` holds them, for measuring. */
  private readonly heldDraws = Number(/[?&]draws=(\d{1,4})(?:&|$)/.exec(location.search)?.[1]);
  private quickDraws = this.heldDraws >= 1 && this.heldDraws <= 2000 ? this.heldDraws : 100;
  private adapt(milliseconds: number) {
    const aim = 40;
    if (this.quickDraws === this.heldDraws || (milliseconds > 0.7 * aim && milliseconds < 1.3 * aim)) return;
    this.quickDraws = Math.round(Math.min(draws, Math.max(25, (this.quickDraws * aim) / milliseconds)));
  }

  /** After opening: the charts follow the muscle that changes most. */
  private follow(report: Report) {
    // Until the full forecast is there, or somebody has chosen another muscle.
    if (this.followed === null || this.followed !== this.muscle) return;
    this.muscle = (toldOf(report)?.muscle as Muscle | undefined) ?? this.muscle;
    this.followed = this.muscle;
  }
  private followed: Muscle | null = null;

  /** Remember the present, to come back to. */
  commit() {
    const now = JSON.stringify({ person: this.person, plans: this.plans });
    if (now === this.saved) return;
    this.saved = now;
    this.past.push(plain({ person: this.person, plans: this.plans, active: this.active }));
    if (this.past.length > 100) this.past.shift();
    this.future = [];
    this.tell();
  }

  undo() {
    if (this.past.length < 2) return;
    this.future.push(this.past.pop()!);
    this.restore(this.past[this.past.length - 1]!);
    this.announcement = 'Undone.';
  }
  redo() {
    const next = this.future.pop();
    if (!next) return;
    this.past.push(next);
    this.restore(next);
    this.announcement = 'Done again.';
  }
  private restore(snapshot: Snapshot) {
    const copy = structuredClone(snapshot);
    this.person = copy.person;
    this.plans = copy.plans;
    this.active = Math.min(copy.active, copy.plans.length - 1);
    this.saved = JSON.stringify({ person: this.person, plans: this.plans });
    this.tell();
  }
  private tell() {
    this.canUndo = this.past.length > 1;
    this.canRedo = this.future.length > 0;
  }

  addPlan() {
    if (this.plans.length >= mostPlans || !this.plan) return;
    const copy = copyPlan(plain(this.plan), `Plan ${planLetters[this.plans.length]}`);
    this.plans.push(copy);
    this.active = this.plans.length - 1;
    this.announcement = `${copy.name} added, a copy of ${planLetters[this.active - 1] ?? 'the first'}.`;
    this.commit();
  }
  removePlan(index: number) {
    if (this.plans.length < 2) return;
    this.plans.splice(index, 1);
    this.active = Math.max(0, Math.min(this.active, this.plans.length - 1));
    this.announcement = 'Plan removed.';
    this.commit();
  }

  addEvent(kind: string, fields: Fields): number {
    const id = newId();
    const lasting = !['surgery', 'muscle_injury', 'nerve_injury', 'hormone_change', 'ageing'].includes(kind);
    const from = Math.min(Math.max(0, Math.round(this.day)), Math.round(this.horizon * 0.8));
    const length = Math.max(7, Math.round(this.horizon / 4 / 7) * 7);
    this.plan?.events.push({ id, kind, fields, from: `${from} d`, to: lasting ? `${from + length} d` : kind === 'surgery' ? `${from} d` : null, assumed: null });
    this.announcement = `${label(kind)} added.`;
    this.commit();
    return id;
  }
  removeEvent(id: number) {
    const plan = this.plan;
    const index = plan?.events.findIndex((event) => event.id === id) ?? -1;
    if (!plan || index < 0) return;
    const [gone] = plan.events.splice(index, 1);
    this.announcement = `${label(gone!.kind)} removed. Undo brings it back.`;
    this.commit();
  }
}

/** What a plan becomes that can't be forecast. */
function refused(error: unknown): Partial<Outcome> {
  const faults = error instanceof EngineFault ? error.faults : [];
  const message = error instanceof Error ? error.message : String(error);
  return { stale: false, faults: faults.length > 0 ? faults : [{ line: null, column: null, path: '', message }] };
}

/** A refusal that points at places in the scenario. */
export class FaultsRefusal extends Refusal {
  constructor(readonly faults: Fault[], readonly plan: number) {
    super(faults.map((fault) => fault.message));
  }
}

/** The day a story opens on: where its first chapter ends. */
function tellingDay(plan: Plan, person: Person): number {
  const days = plan.report.days;
  const horizon = horizonDay(plan, person);
  const first = Array.isArray(days) ? days[0] : undefined;
  const day = first === undefined ? horizon : horizonDay({ ...plan, report: { days: [first] } }, person);
  return Math.min(day, horizon);
}

export const study = new Study();
export const reportEnd = (report: Report | null) => (report ? lastDay(report) : 0);
