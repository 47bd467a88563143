/** Reads a file that lies beside this module, in a browser or in Node, or one that is inside it. */
import { LabError } from './lab-error.js';
import * as words from './words.js';

/** Files that need not be fetched. @type {Map<string, Uint8Array<ArrayBuffer>>} */
const inside = new Map();
/** Done when all that was handed in is among them. */
let unpacking = Promise.resolve();

/**
 * Hands in the content of files, so that none of them is asked for.
 *
 * @param {Record<string, string>} files gzip in base64, by the path relative to this module
 */
export function provide(files) {
  // All at once: a call that cannot wait may need any of them later.
  const work = Object.entries(files).map(async ([name, text]) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    inside.set(name, new Uint8Array(await new Response(stream).arrayBuffer()));
  });
  unpacking = Promise.all([unpacking, ...work]).then(() => {});
}

/**
 * @param {string} name path relative to this module
 * @returns {Promise<Response | ArrayBuffer | Uint8Array<ArrayBuffer>>} what `WebAssembly` can be made from
 */
export async function load(name) {
  await unpacking;
  const bytes = inside.get(name);
  if (bytes) {
    return bytes;
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

/**
 * Waits for a file, which stops the page: for calls that have to answer at once.
 *
 * @param {string} name path relative to this module
 */
export function loadNow(name) {
  const bytes = inside.get(name);
  if (bytes) {
    return bytes;
  }
  const url = new URL(name, import.meta.url);
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  // A request that waits gives texts only; this charset keeps every byte, in the lower half of a character.
  request.overrideMimeType('text/plain; charset=x-user-defined');
  try {
    request.send();
  } catch {
    throw new LabError(words.trouble.unreachable(url.href));
  }
  if (request.status !== 200) {
    throw new LabError(words.trouble.missing(url.href, request.status));
  }
  return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff);
}
