/** The files of the built-in tables, fetched when one is chosen. */
import { FILES } from './files.js';
import { readBuiltin } from './generated/bindings.js';
import { loadBytes } from './load.js';
import { PRESET_TABLES } from './names.js';

/** @type {Map<string, Uint8Array>} */
const loaded = new Map();

/** @param {string | undefined} preset */
export function needsTable(preset) {
  return preset !== undefined && preset in PRESET_TABLES && !loaded.has(preset);
}

/** @param {string | undefined} preset */
export function tableOf(preset) {
  return preset === undefined ? undefined : loaded.get(preset);
}

/** @param {string} preset */
export async function loadTable(preset) {
  loaded.set(preset, await loadBytes(PRESET_TABLES[preset]));
}

/**
 * The data set that `Dataset.builtin` gives.
 *
 * @param {string} name such as `breast_cancer`
 */
export async function fetchBuiltin(name) {
  const file = `${name}.csv` in FILES ? `${name}.csv` : `${name}.bin`;
  return readBuiltin(name, await loadBytes(file));
}
