// What the page takes from the rest of the project when it is built: example scenarios and parameters (YAML), and the
// drawing of the body. One source each; nothing is copied by hand.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { parse } from 'yaml';

export interface Shape {
  view: 'front' | 'back';
  muscle: string;
  path: string;
}
export interface Figure {
  head: string;
  half_body: string;
  shapes: Shape[];
}

const strings = (text: string) => [...text.matchAll(/"([^"]*)"/g)].map((m) => m[1]).join('');

/** Reads src/sarx/io/body_figure.def. */
export function readFigure(text: string): Figure {
  const outlines = new Map<string, string>();
  for (const m of text.matchAll(/^SARX_OUTLINE\((\w+),\s*((?:"[^"]*"\s*)+)\)/gm)) outlines.set(m[1]!, strings(m[2]!));
  const shapes: Shape[] = [];
  for (const m of text.matchAll(/^SARX_MUSCLE\((front|back), (\w+),\s*((?:"[^"]*"\s*)+)\)/gm)) {
    shapes.push({ view: m[1] as Shape['view'], muscle: m[2]!, path: strings(m[3]!) });
  }
  const head = outlines.get('head');
  const half_body = outlines.get('half_body');
  if (!head || !half_body || shapes.length === 0) throw new Error('body_figure.def: found no figure');
  return { head, half_body, shapes };
}

interface Parameter {
  name: string;
  unit: string;
  value?: number;
  values?: Record<string, number>;
  doc: string;
}

/** The cut-offs of definitions, by name: a number, or one for each sex. */
function readCutoffs(text: string): Record<string, { unit: string; doc: string; male: number; female: number }> {
  const out: ReturnType<typeof readCutoffs> = {};
  for (const p of parse(text) as Parameter[]) {
    const male = p.values?.male ?? p.value;
    const female = p.values?.female ?? p.value;
    if (/^(ewgsop2|awgs)_/.test(p.name) && male !== undefined && female !== undefined) {
      out[p.name] = { unit: p.unit, doc: p.doc, male, female };
    }
  }
  return out;
}

export interface Outcomes {
  /** How walking, rising and the like follow from strength, paragraph by paragraph. */
  function: string[];
  /** How rates of falls, fractures and the like are set: what holds for all, then one paragraph for a few of them. */
  rates: string[];
  /** By outcome: how many published relations there are, and how many of them the model meets. */
  relations: Record<string, { of: number; inside: number }>;
}

/** Reads docs/outcomes.md and docs/relations.md. */
export function readOutcomes(outcomes: string, relations: string): Outcomes {
  const paragraphs = (title: string) => {
    const [, text] = new RegExp(`^## ${title}.*\\n([^]*?)^##`, 'm').exec(outcomes) ?? [];
    if (!text) throw new Error(`outcomes.md: found no section ${title}`);
    return text.split(/\n\s*\n|\n(?=- )/).map((part) => part.replace(/^- /, '').replace(/\s*\n\s*/g, ' ').trim()).filter((part) => part !== '');
  };
  const met: Outcomes['relations'] = {};
  for (const [, title, table] of relations.matchAll(/^## (.*)\n([^]*?)(?=^## |$(?![^]))/gm)) {
    const inside = [...table!.matchAll(/\| (yes|\*\*no\*\*) \|[^|]*\|$/gm)].map((m) => m[1] === 'yes');
    if (inside.length > 0) met[title!] = { of: inside.length, inside: inside.filter(Boolean).length };
  }
  return { function: paragraphs('Function with reserve').slice(0, 2), rates: paragraphs('Rates'), relations: met };
}

const project = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const modules: Record<string, { files: string[]; read: (...texts: string[]) => unknown }> = {
  'virtual:figure': { files: [project('src/sarx/io/body_figure.def')], read: readFigure },
  'virtual:cutoffs': { files: [project('parameters/outcome_definitions.yaml')], read: readCutoffs },
  'virtual:outcomes': { files: [project('docs/outcomes.md'), project('docs/relations.md')], read: readOutcomes },
};

export function projectSources(): Plugin {
  return {
    name: 'sarx-project-sources',
    resolveId: (id) => (id in modules ? `\0${id}` : null),
    load(id) {
      const source = modules[id.slice(1)];
      if (!id.startsWith('\0') || !source) return null;
      for (const file of source.files) this.addWatchFile(file);
      return `export default ${JSON.stringify(source.read(...source.files.map((file) => readFileSync(file, 'utf8'))))}`;
    },
  };
}
