/**
 * Addresses of the files that the lab fetches, relative to its modules. `xtask/bundle.js` replaces this module by one with hashed
 * addresses, or by one with the contents.
 */

/** URLs, or the gzipped content if it is bundled. @type {Record<string, URL | Uint8Array<ArrayBuffer>>} */
export const FILES = {
  'regularization-lab.wasm': new URL('generated/regularization-lab.wasm', import.meta.url),
  'credit.csv': new URL('../data/credit.csv', import.meta.url),
  'heart.csv': new URL('../data/heart.csv', import.meta.url),
  'hitters.csv': new URL('../data/hitters.csv', import.meta.url),
  'prostate.csv': new URL('../data/prostate.csv', import.meta.url),
  'breast_cancer.bin': new URL('../data/breast_cancer.bin', import.meta.url),
  'diabetes.bin': new URL('../data/diabetes.bin', import.meta.url),
};
