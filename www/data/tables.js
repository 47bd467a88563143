/** The files of the built-in tables, fetched when somebody chooses one. */
import { loadChunk, TABLES } from '../chunks.js';
import { load } from '../load.js';

/** Presets that are a table, and the names of their files. @type {Record<string, string>} */
const FILES = { 'breast-cancer': 'breast_cancer', diabetes: 'diabetes' };

/** @type {Map<string, Uint8Array>} */
const loaded = new Map();

/** @param {string | undefined} preset */
export function needsTable(preset) {
  return preset !== undefined && preset in FILES && !loaded.has(preset);
}

/** @param {string | undefined} preset */
export function tableOf(preset) {
  return preset === undefined ? undefined : loaded.get(preset);
}

/** @param {string} preset */
export async function loadTable(preset) {
  const [file] = await Promise.all([load(`data/${FILES[preset]}.bin`), loadChunk(TABLES)]);
  const bytes = file instanceof Response ? await file.arrayBuffer() : file;
  loaded.set(preset, new Uint8Array(bytes));
}
