// Scenario files: the same YAML (or JSON) that the command reads and writes.
import { Document, isCollection, isMap, isNode, LineCounter, parseDocument, visit, type Node } from 'yaml';
import { Refusal, type Fields, type Value } from './scenario.ts';

export const mostFileBytes = 256 * 1024;
const deepest = 16;

export interface Source {
  value: Value;
  /** Line and column of a path such as `timeline[2].immobilisation.joint`, or of its nearest parent. */
  place(path: string): { line: number; column: number } | null;
}

export function steps(path: string): (string | number)[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map((m) => (m[2] !== undefined ? Number(m[2]) : m[1]!));
}

/** Reads YAML into plain values; aliases, tags and duplicate keys are refused, as the command refuses them. */
export function readYaml(text: string): Source {
  if (text.length > mostFileBytes) throw new Refusal([`found ${text.length} characters, expected at most ${mostFileBytes}`]);
  const lines = new LineCounter();
  const document = parseDocument(text, { uniqueKeys: true, lineCounter: lines, schema: 'core', merge: false, version: '1.2' });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    throw new Refusal(
      document.errors.slice(0, 5).map((e) => {
        const { line, column } = at(e.pos[0]);
        return `line ${line}, column ${column}: ${e.message.split('\n')[0]!.replace(/ at line .*$/, '')}`;
      }),
    );
  }
  if (document.warnings.length > 0) throw new Refusal(['found a tag (!), expected plain values']);
  let refused: string | null = null;
  visit(document, {
    Alias: () => {
      refused = 'found an alias (*name), expected the value itself: aliases are not read';
      return visit.BREAK;
    },
    Node: (_key, node, path) => {
      if (path.length > deepest * 2) {
        refused = `found nesting deeper than ${deepest} levels, expected less`;
        return visit.BREAK;
      }
      const anchor = (node as { anchor?: string }).anchor;
      if (anchor !== undefined) {
        refused = 'found an anchor (&name), expected plain values';
        return visit.BREAK;
      }
      return undefined;
    },
  });
  if (refused !== null) throw new Refusal([refused]);
  const value = document.toJS({ maxAliasCount: 0 }) as Value;
  return {
    value,
    place(path) {
      let node: unknown = document.contents;
      let found: Node | null = isNode(node) ? node : null;
      for (const step of steps(path)) {
        if (!isCollection(node)) break;
        node = node.get(step, true);
        if (!isNode(node)) break;
        found = node;
      }
      return found?.range ? at(found.range[0]) : null;
    },
  };
}

/** Writes a scenario as people write one: short maps on a line, the rest in blocks. */
export function writeYaml(scenario: Fields, comment?: string): string {
  const document = new Document(scenario, { version: '1.2' });
  if (comment) document.commentBefore = ` ${comment}`;
  const flow = (node: unknown) => {
    if (isCollection(node)) node.flow = true;
  };
  const subject = document.get('subject', true);
  if (isMap(subject) && subject.items.length <= 6) flow(subject);
  for (const list of ['measurements', 'timeline']) {
    const items = document.get(list, true);
    if (!isCollection(items)) continue;
    if (items.items.length === 0) flow(items);
    for (const item of items.items) {
      if (list === 'measurements') flow(item);
      else if (isMap(item)) for (const pair of item.items) flow(pair.value);
    }
  }
  const report = document.get('report', true);
  if (isMap(report)) for (const pair of report.items) flow(pair.value);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
