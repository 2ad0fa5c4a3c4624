import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import {test} from 'node:test';

test('index.d.ts type-checks and refuses misuse', () => {
  const at = (path) => fileURLToPath(new URL(path, import.meta.url));
  try {
    execFileSync(process.execPath, [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '--noEmit', '--ignoreConfig', '--strict', '--target', 'es2022',
      '--module', 'nodenext', '--lib', 'es2022,dom', at('types.test.ts')], {encoding: 'utf8'});
  } catch (error) {
    assert.fail(error.stdout);
  }
});
