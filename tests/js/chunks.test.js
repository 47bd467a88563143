/** The parts of the WebAssembly that are fetched when they are first needed. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { penaltyOfRatio } from '../../target/modules/bindings.js';
import { CHUNKS } from '../../target/modules/chunk-files.js';
import {
  chunksOf,
  HEADLESS,
  hasChunk,
  LINK,
  loadChunk,
  loadChunkNow,
  PAGE,
  REST,
  TABLES,
  TAKE,
} from '../../target/modules/chunks.js';
import { load } from '../../target/modules/load.js';
import { PANELS } from '../../target/modules/panels.js';
import { loadMain } from '../../target/modules/wasm.js';
import { bring, bytesOf, hand } from './inside.js';

test('whatever is asked for is there, with all that it shares, and nothing else is', () => {
  const asked = new Set([...PANELS.flatMap(chunksOf), ...HEADLESS, ...PAGE, LINK, TABLES, TAKE, REST]);
  assert.deepEqual([...asked].sort(), Object.keys(CHUNKS).sort());
  const files = readdirSync(new URL('../../dist/chunks', import.meta.url));
  assert.deepEqual(files.sort(), [...asked].map((name) => `${name}.wasm`).sort());
  for (const [name, shared] of Object.entries(CHUNKS)) {
    const module = new WebAssembly.Module(bytesOf(`chunks/${name}.wasm`));
    assert.equal(WebAssembly.Module.customSections(module, 'shared').length, shared.length, name);
    assert.deepEqual(WebAssembly.Module.customSections(module, 'name'), [], name);
  }
});

test('a function that a rehearsal did not call brings the chunk that it is in', async () => {
  bring('regularization-lab.wasm', 'chunks/rest.wasm');
  await loadMain();
  assert.ok(!hasChunk(REST));
  assert.equal(penaltyOfRatio(0.5), 'elasticnet');
  assert.ok(hasChunk(REST));
});

test('a chunk that could not be had is asked for again', async () => {
  bring('regularization-lab.wasm', 'chunks/rest.wasm');
  hand({ 'chunks/path.wasm': new Uint8Array([0]) });
  await assert.rejects(loadChunk('path'));
  assert.ok(!hasChunk('path'));
  bring('chunks/path.wasm');
  await loadChunk('path');
  assert.ok(hasChunk('path'));
});

test('chunks whose bytes are handed in are there at once', async () => {
  bring('chunks/take.wasm');
  // Fetching any file waits for all that was handed in.
  await loadChunk('path');
  await load('chunks/take.wasm');
  assert.ok(!hasChunk('take'));
  loadChunkNow('take');
  assert.ok(hasChunk('take'));
  await loadChunk('take');
});
