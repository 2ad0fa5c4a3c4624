// What a visitor downloads.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';

test('all shipped .wasm together is under 1 MB, compressed', (t) => {
  const dist = new URL('../dist/', import.meta.url);
  const files = readdirSync(dist).filter((file) => file.endsWith('.wasm'));
  assert.ok(files.length > 0);
  const bytes = files.map((file) => gzipSync(readFileSync(new URL(file, dist)), {level: 9}).length);
  const total = bytes.reduce((a, b) => a + b);
  t.diagnostic(`${files.join(', ')}: ${total} bytes compressed`);
  assert.ok(total < 1e6, `${total} bytes`);
});
