/** Dynamic imports of code that is rarely used. */
import { LabError } from './lab-error.js';
import * as words from './words.js';

let retries = 0;

/**
 * Returns a function that imports a module once. A failed import is a `LabError` and can be tried again.
 *
 * @template T
 * @param {() => Promise<T>} load
 * @returns {() => Promise<T>}
 */
export function lazy(load) {
  /** @type {Promise<T> | undefined} */
  let loaded;
  return () => {
    loaded ??= load()
      .catch(retry)
      .catch((error) => {
        loaded = undefined;
        throw error;
      });
    return loaded;
  };
}

/**
 * Imports a module again with another query, because Firefox caches a failed import (whatwg/html#6768). In every browser the message
 * ends with the URL.
 *
 * @param {unknown} error
 */
async function retry(error) {
  const [url] = /\b(https?|file):\S+$/.exec(String(error)) ?? [];
  if (!(error instanceof TypeError) || url === undefined) {
    throw error;
  }
  retries += 1;
  try {
    return await import(/* webpackIgnore: true */ /* @vite-ignore */ `${url}?retry=${retries}`);
  } catch {
    throw new LabError(words.trouble.code(url));
  }
}
