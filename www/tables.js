/** Cache of the built-in tables, each loaded when it is selected. */
import { FILES } from './files.js';
import { readBuiltin } from './generated/bindings.js';
import { loadBytes } from './load.js';
import { PRESET_TABLES } from './names.js';
import { calling } from './trap.js';

/** @type {Map<string, Uint8Array>} */
const loaded = new Map();
/** Tables that are being loaded: many labs of a page share a request. @type {Map<string, Promise<Uint8Array>>} */
const loading = new Map();

/**
 * Returns whether a preset needs a table that is not loaded yet.
 *
 * @param {unknown} preset which may be no preset at all
 */
export function needsTable(preset) {
  return typeof preset === 'string' && Object.hasOwn(PRESET_TABLES, preset) && !loaded.has(preset);
}

/**
 * Returns the loaded table of a preset; undefined if it has none.
 *
 * @param {string | undefined} preset
 */
export function tableOf(preset) {
  return preset === undefined ? undefined : loaded.get(preset);
}

/**
 * Loads the table of a preset into the cache.
 *
 * @param {string} preset
 */
export async function loadTable(preset) {
  const bytes = loading.get(preset) ?? loadBytes(PRESET_TABLES[preset]).finally(() => loading.delete(preset));
  loading.set(preset, bytes);
  // A network may answer with a page of its own, which must not be kept.
  const table = await bytes;
  calling(() => readBuiltin(preset.replaceAll('-', '_'), table)).free();
  loaded.set(preset, table);
}

/**
 * Loads the data set that `Dataset.builtin` returns.
 *
 * @param {string} name such as `breast_cancer`
 */
export async function fetchBuiltin(name) {
  const file = `${name}.csv` in FILES ? `${name}.csv` : `${name}.bin`;
  const bytes = await loadBytes(file);
  return calling(() => readBuiltin(name, bytes));
}
