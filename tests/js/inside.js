/** Hands the modules under test the files that a page fetches, as a module that has them inside does. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { provide } from '../../target/modules/load.js';

/** @param {string} name path in dist/ */
export const bytesOf = (name) => new Uint8Array(readFileSync(new URL(`../../dist/${name}`, import.meta.url)));

/** @param {string[]} names paths in dist/ */
export function bring(...names) {
  hand(Object.fromEntries(names.map((name) => [name, bytesOf(name)])));
}

/** @param {Record<string, Uint8Array>} files */
export function hand(files) {
  const packed = Object.entries(files).map(([name, bytes]) => [name, gzipSync(bytes).toString('base64')]);
  provide(Object.fromEntries(packed));
}
