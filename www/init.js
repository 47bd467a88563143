/** Loads the WebAssembly once. */

import { useFormats } from './format.js';
import initBindings, { formatFixed, formatNumber } from './generated/bindings.js';
import { LabError } from './lab-error.js';
import { load, loadBytes, setBase, sourceOf } from './load.js';
import { useInstance } from './trap.js';
import * as words from './words.js';

const WASM = 'regularization-lab.wasm';

/** @type {Promise<void> | undefined} */
let loaded;

/** @typedef {string | URL | Request | Response | BufferSource | WebAssembly.Module} WasmSource */

/**
 * Loads the WebAssembly, which all functions of this module need; later calls return the same promise. A failed load can be retried.
 *
 * @param {WasmSource | { base: string | URL }} [source] the WebAssembly, or the folder of it and the tables; by default the folder of
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
  const file = given(source) ?? (await ownFile());
  try {
    useInstance(await initBindings({ module_or_path: file }));
  } catch (error) {
    // The connection ended while the module was compiled.
    throw file instanceof Response && error instanceof TypeError
      ? new LabError(words.trouble.unreachable(file.url))
      : error;
  }
  useFormats({ significant: formatNumber, fixed: formatFixed });
}

/** Returns the WebAssembly; a folder is remembered instead. @param {Parameters<typeof init>[0]} source */
function given(source) {
  if (typeof source === 'object' && source && 'base' in source) {
    setBase(source.base);
    return undefined;
  }
  return source;
}

/** @returns {Promise<Response | Uint8Array<ArrayBuffer>>} the bindings compile a response while it arrives */
async function ownFile() {
  const file = sourceOf(WASM);
  const isFetched = file instanceof URL && file.protocol !== 'file:';
  if (!isFetched) {
    return loadBytes(WASM);
  }
  const response = await load(WASM);
  const type = response.headers.get('content-type') ?? '';
  // With another wrong type it may still be WebAssembly: the bindings then compile it after loading, and warn once.
  if (type.startsWith('text/html')) {
    throw new LabError(words.trouble.type(file.href, type));
  }
  return response;
}
