/** The parts of the WebAssembly that are fetched when they are first needed. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { CHUNKS } from '../../target/modules/chunk-files.js';
import { chunksOf, HEADLESS, hasChunk, loadChunk, loadChunkNow, TABLES, TAKE } from '../../target/modules/chunks.js';
import { load, provide } from '../../target/modules/load.js';
import { PANELS } from '../../target/modules/panels.js';

/** As a file is handed in. @param {Uint8Array} bytes */
const packed = (bytes) => gzipSync(bytes).toString('base64');

/** @param {string} name */
const bytesOf = (name) => new Uint8Array(readFileSync(new URL(`../../dist/chunks/${name}.wasm`, import.meta.url)));

const main = readFileSync(new URL('../../dist/regularization-lab.wasm', import.meta.url));

test('whatever is asked for is there, with all that it shares, and nothing else is', () => {
  const asked = new Set([...PANELS.flatMap(chunksOf), ...HEADLESS, TABLES, TAKE]);
  assert.deepEqual([...asked].sort(), Object.keys(CHUNKS).sort());
  const files = readdirSync(new URL('../../dist/chunks', import.meta.url));
  assert.deepEqual(files.sort(), [...asked].map((name) => `${name}.wasm`).sort());
  for (const [name, shared] of Object.entries(CHUNKS)) {
    const module = new WebAssembly.Module(bytesOf(name));
    assert.equal(WebAssembly.Module.customSections(module, 'shared').length, shared.length, name);
    assert.deepEqual(WebAssembly.Module.customSections(module, 'name'), [], name);
  }
});

test('a chunk that could not be had is asked for again', async () => {
  provide({ 'regularization-lab.wasm': packed(main), 'chunks/path.wasm': packed(new Uint8Array([0])) });
  await assert.rejects(loadChunk('path'));
  assert.ok(!hasChunk('path'));
  provide({ 'chunks/path.wasm': packed(bytesOf('path')) });
  await loadChunk('path');
  assert.ok(hasChunk('path'));
});

test('chunks whose bytes are handed in are there at once', async () => {
  provide({ 'chunks/take.wasm': packed(bytesOf('take')) });
  // Fetching any file waits for all that was handed in.
  await loadChunk('path');
  await load('chunks/take.wasm');
  assert.ok(!hasChunk('take'));
  loadChunkNow('take');
  assert.ok(hasChunk('take'));
  await loadChunk('take');
});
