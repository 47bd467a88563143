import { load } from './load.js';

/**
 * Fetches the file of a built-in table, which nobody pays for until they ask.
 *
 * @template T
 * @param {string} name
 * @param {(bytes: Uint8Array) => T} read
 * @returns {Promise<T>}
 */
export async function readBuiltin(name, read) {
  const file = await load(`data/${name}.bin`);
  const bytes = file instanceof Response ? await file.arrayBuffer() : file;
  return read(new Uint8Array(bytes));
}
