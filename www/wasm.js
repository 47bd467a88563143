/** The main wasm file, which is all that the first panels need. */
import initBindings from './bindings.js';
import { loadWasm } from './load.js';

/** @type {Promise<Record<string, WebAssembly.ExportValue>> | undefined} */
let loaded;
/** @type {Record<string, WebAssembly.ExportValue> | undefined} */
let exported;

/**
 * Loads it once; later calls return the same promise. A failed load may be tried again.
 *
 * @param {string | URL | Request | Response | BufferSource | WebAssembly.Module} [source] by default the file beside
 *   this module, read from disk in Node
 */
export function loadMain(source) {
  loaded ??= start(source).catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

/** What the chunks share with it, once it is there. */
export function mainExports() {
  if (!exported) {
    throw new Error('the WebAssembly is not loaded yet');
  }
  return exported;
}

/** @param {Parameters<typeof loadMain>[0]} source */
async function start(source) {
  const main = await initBindings({ module_or_path: source ?? loadWasm('regularization-lab.wasm') });
  exported = /** @type {Record<string, WebAssembly.ExportValue>} */ (/** @type {unknown} */ (main));
  return exported;
}
