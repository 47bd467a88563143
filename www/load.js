/** Reads a file that lies beside this module, in a browser or in Node. */

/**
 * @param {string} name path relative to this module
 * @returns {Promise<Response | ArrayBuffer>} what `WebAssembly` can be made from
 */
export async function load(name) {
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
