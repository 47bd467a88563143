/** Reads a file of the lab: fetched in a browser, read from disk in Node, or unpacked where it is inside the module. */
import { FILES } from './files.js';
import { LabError } from './lab-error.js';
import * as words from './words.js';

/** The folder of all files, if it is not that of the module. @type {URL | undefined} */
let base;

/** @param {string | URL} folder */
export function setBase(folder) {
  try {
    base = new URL(String(folder).replace(/\/?$/, '/'), globalThis.document?.baseURI);
  } catch {
    throw new LabError(words.trouble.base(folder), 'base');
  }
}

/**
 * Returns the address of a file, or its gzipped content if it is inside the module.
 *
 * @param {string} name key of `FILES`
 */
export function sourceOf(name) {
  const file = FILES[name];
  return base && file instanceof URL ? new URL(file.pathname.split('/').at(-1) ?? '', base) : file;
}

/**
 * @param {string} name key of `FILES`
 * @returns {Promise<Response>}
 */
export async function load(name) {
  const file = sourceOf(name);
  if (file instanceof Uint8Array) {
    return new Response(new Blob([file]).stream().pipeThrough(new DecompressionStream('gzip')));
  }
  // Bundlers for browsers cannot resolve an import of `node:fs`, not even one that never runs.
  const disk = file.protocol === 'file:' && globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (disk) {
    return new Response(await disk.readFile(file));
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
