/** Reads a file that lies beside this module, in a browser or in Node. */

/** Files that need not be fetched. @type {Map<string, Uint8Array<ArrayBuffer>>} */
const given = new Map();

/**
 * Hands in the content of files, so that none of them is asked for.
 *
 * @param {Record<string, Uint8Array<ArrayBuffer>>} files by path relative to this module
 */
export function provide(files) {
  for (const [name, bytes] of Object.entries(files)) {
    given.set(name, bytes);
  }
}

/**
 * @param {string} name path relative to this module
 * @returns {Promise<Response | ArrayBuffer | Uint8Array<ArrayBuffer>>} what `WebAssembly` can be made from
 */
export async function load(name) {
  const bytes = given.get(name);
  if (bytes) {
    return bytes;
  }
  const url = new URL(name, import.meta.url);
  if (url.protocol === 'file:' && 'process' in globalThis) {
    const { readFile } = await import('node:fs/promises');
    const { buffer, byteOffset, byteLength } = await readFile(url);
    return buffer.slice(byteOffset, byteOffset + byteLength);
  }
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url} could not be loaded: the server answered ${response.status}`);
  }
  return response;
}

/**
 * Waits for a file, which stops the page: for calls that have to answer at once.
 *
 * @param {string} name path relative to this module
 */
export function loadNow(name) {
  const bytes = given.get(name);
  if (bytes) {
    return bytes;
  }
  const url = new URL(name, import.meta.url);
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  // A request that waits gives texts only; this charset keeps every byte, in the lower half of a character.
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) {
    throw new Error(`${url} could not be loaded: the server answered ${request.status}`);
  }
  return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff);
}
