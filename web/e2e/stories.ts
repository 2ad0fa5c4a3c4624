// The stories as their list says, without the bundler that resolves the files.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../src/stories/index.ts', import.meta.url), 'utf8');
export const stories = [...text.matchAll(/id: '([\w-]+)'.*title: '([^']+)', plans: \[([^\]]+)\]/g)].map((m) => ({
  id: m[1]!,
  title: m[2]!,
  plans: m[3]!.split(',').length,
}));
