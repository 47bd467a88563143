/** Reads a file that lies beside this module, in a browser or in Node, or one that is inside it. */
import { LabError } from './lab-error.js';
import * as words from './words.js';

/** Files that need not be fetched: gzip in base64. @type {Record<string, string>} */
let inside = {};

/** @param {Record<string, string>} files gzip in base64, by the path relative to this module */
export function provide(files) {
  inside = files;
}

/**
 * @param {string} name path relative to this module
 * @returns {Promise<Response | ArrayBuffer>} what `WebAssembly` can be made from
 */
export async function load(name) {
  if (name in inside) {
    const packed = Uint8Array.from(atob(inside[name]), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).arrayBuffer();
  }
  const url = new URL(name, import.meta.url);
  if (url.protocol === 'file:' && 'process' in globalThis) {
    const { readFile } = await import('node:fs/promises');
    const { buffer, byteOffset, byteLength } = await readFile(url);
    return buffer.slice(byteOffset, byteOffset + byteLength);
  }
  const response = await fetch(url).catch(() => {
    throw new LabError(words.trouble.unreachable(url.href));
  });
  if (!response.ok) {
    throw new LabError(words.trouble.missing(url.href, response.status));
  }
  return response;
}

/**
 * The same, for a module of WebAssembly.
 *
 * @param {string} name
 */
export async function loadWasm(name) {
  const file = await load(name);
  const type = file instanceof Response ? (file.headers.get('content-type') ?? '') : 'application/wasm';
  // Browsers compile nothing else while it arrives, and a page in its place would give a riddle for an error.
  if (!type.startsWith('application/wasm')) {
    throw new LabError(words.trouble.type(new URL(name, import.meta.url).href, type));
  }
  return file;
}
