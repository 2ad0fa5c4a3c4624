// What a visitor downloads.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const compressed = (file) => gzipSync(readFileSync(new URL(file, dist)), {level: 9}).length;
const total = (files) => files.map(compressed).reduce((a, b) => a + b);
const names = readdirSync(dist);

test('all shipped .wasm together is under 1 MB, compressed', (t) => {
  const files = names.filter((file) => file.endsWith('.wasm'));
  assert.equal(files.length, 2);
  const bytes = total(files);
  t.diagnostic(`${files.join(', ')}: ${bytes} bytes compressed`);
  assert.ok(bytes < 1e6, `${bytes} bytes`);
});

test('what a browser loads, engine and parameters, is under 1 MB, compressed', (t) => {
  for (const name of ['sarx', 'sarx-plain']) {
    const others = names.filter((file) => !/^sarx/.test(file));
    assert.deepEqual(others.sort(), ['parameters.txt', 'posterior.bin', 'validation.js']);
    const files = [`${name}.js`, `${name}.wasm`, ...others];
    const bytes = total(files);
    t.diagnostic(`${files.join(', ')}: ${bytes} bytes compressed`);
    assert.ok(bytes < 1e6, `${bytes} bytes`);
  }
});
