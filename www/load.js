/** Reads a file of the lab: fetched in a browser, read from disk in Node, or unpacked where it is inside the module. */
import { FILES } from './files.js';
import { LabError } from './lab-error.js';
import * as words from './words.js';

/**
 * @param {string} name key of `FILES`
 * @returns {Promise<Response>}
 */
export async function load(name) {
  const file = FILES[name];
  if (file instanceof Uint8Array) {
    return new Response(new Blob([file]).stream().pipeThrough(new DecompressionStream('gzip')));
  }
  if (file.protocol === 'file:' && 'process' in globalThis) {
    const { readFile } = await import('node:fs/promises');
    return new Response(await readFile(file));
  }
  const response = await fetch(file).catch(() => {
    throw new LabError(words.trouble.unreachable(file.href));
  });
  if (!response.ok) {
    throw new LabError(words.trouble.missing(file.href, response.status));
  }
  return response;
}

/** @param {string} name key of `FILES` */
export async function loadBytes(name) {
  const response = await load(name);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    // The connection ended in the middle of the file.
    throw new LabError(words.trouble.unreachable(response.url));
  }
}
