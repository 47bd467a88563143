import { readBuiltin } from './bindings.js';
import { load } from './load.js';

/**
 * Fetches a built-in table, which nobody pays for until they ask.
 *
 * @param {string} name
 */
export async function fetchBuiltin(name) {
  const file = await load(`data/${name}.bin`);
  const bytes = file instanceof Response ? await file.arrayBuffer() : file;
  return readBuiltin(name, new Uint8Array(bytes));
}
