import { HEADLESS, loadChunk } from './chunks.js';
import { loadMain } from './wasm.js';

/** @type {Promise<void> | undefined} */
let loaded;

/**
 * Loads all that the functions of this module need, once; later calls return the same promise. A failed load may be tried
 * again.
 *
 * @param {string | URL | Request | Response | BufferSource | WebAssembly.Module} [source] by default the file beside
 *   this module, read from disk in Node
 * @returns {Promise<void>}
 */
export function init(source) {
  loaded ??= start(source).catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

/** @param {Parameters<typeof init>[0]} source */
async function start(source) {
  await Promise.all([loadMain(source), ...HEADLESS.map(loadChunk)]);
}
