// Taking in what comes from outside: files, links, stories. Whatever is wrong with it is said, and nothing changes.
import { EngineFault } from './engine/client.ts';
import { Refusal, isFields, mostPlans } from './scenario/scenario.ts';
import { unpackFragment } from './scenario/share.ts';
import { mostFileBytes, readYaml, type Source } from './scenario/yaml.ts';
import { stories, type Story } from './stories/index.ts';
import { FaultsRefusal, study } from './study.svelte.ts';

function reasons(error: unknown, sources: { name: string; source: Source }[] = []): string[] {
  if (error instanceof FaultsRefusal) {
    const from = sources[error.plan];
    return error.faults.map((fault) => {
      const place = from?.source.place(fault.path) ?? null;
      const where = from ? (place ? `${from.name}, line ${place.line}, column ${place.column}: ` : `${from.name}: `) : '';
      return where + fault.message;
    });
  }
  if (error instanceof Refusal) return error.reasons;
  if (error instanceof EngineFault) return [error.message];
  return [error instanceof Error ? error.message : String(error)];
}

export async function openTexts(texts: { name: string; text: string }[], options: { day?: number; story?: string } = {}): Promise<boolean> {
  const sources: { name: string; source: Source }[] = [];
  try {
    if (texts.length > mostPlans) throw new Refusal([`found ${texts.length} files, expected at most ${mostPlans}: one for each plan`]);
    for (const { name, text } of texts) {
      try {
        sources.push({ name, source: readYaml(text) });
      } catch (error) {
        throw error instanceof Refusal ? new Refusal(error.reasons.map((reason) => `${name}, ${reason}`)) : error;
      }
    }
    await study.open(sources.map((s) => s.source.value), options);
    return true;
  } catch (error) {
    study.refusal = { title: 'This file was not opened.', reasons: reasons(error, sources) };
    return false;
  }
}

export async function openFile(files: File[]): Promise<boolean> {
  const large = files.find((file) => file.size > mostFileBytes);
  if (large) {
    study.refusal = { title: 'This file was not opened.', reasons: [`${large.name}: found ${large.size} bytes, expected at most ${mostFileBytes}`] };
    return false;
  }
  const texts = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
  return openTexts(texts);
}

export async function openStory(story: Story): Promise<void> {
  await openTexts(story.plans.map((text, i) => ({ name: `${story.id} ${i + 1}`, text })), { day: story.day, story: story.id });
}

/** What the address asks for: a shared scenario, a story by name, or the first story. */
export async function openAddress(fragment: string): Promise<void> {
  const shared = /^#s=(.*)$/s.exec(fragment)?.[1];
  const named = /^#story=(.*)$/s.exec(fragment)?.[1];
  if (shared !== undefined) {
    try {
      const value = await unpackFragment(shared);
      if (!isFields(value) || value.v !== 1 || !Array.isArray(value.plans)) throw new Refusal(['the link holds no scenario that this page knows']);
      const day = typeof value.day === 'number' && value.day >= 0 && value.day <= 36525 ? value.day : undefined;
      await study.open(value.plans, { day });
      return;
    } catch (error) {
      if (study.plans.length === 0) await openStory(stories[0]!);
      study.refusal = { title: 'This link was not opened.', reasons: reasons(error) };
      return;
    }
  }
  const story = named === undefined ? stories[0]! : stories.find((s) => s.id === named);
  if (story) {
    await openStory(story);
  } else {
    if (study.plans.length === 0) await openStory(stories[0]!);
    study.refusal = { title: 'This link was not opened.', reasons: [`found no story of that name, expected one of ${stories.map((s) => s.id).join(', ')}`] };
  }
}
