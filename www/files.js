/**
 * The files that the lab fetches, where they lie beside its modules. `xtask/bundle.js` makes another module of this list: one whose
 * addresses have a hash of the content, or one that holds the contents.
 */

/** Addresses, or gzip of the content where it is inside the module. @type {Record<string, URL | Uint8Array<ArrayBuffer>>} */
export const FILES = {
  'regularization-lab.wasm': new URL('generated/regularization-lab.wasm', import.meta.url),
  'breast_cancer.bin': new URL('../data/breast_cancer.bin', import.meta.url),
  'diabetes.bin': new URL('../data/diabetes.bin', import.meta.url),
};
