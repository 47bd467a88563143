/** The wasm lab together with the table that was given to it as CSV. */

import { h } from './dom.js';
import { isSame } from './element/state.js';
import { Lab } from './generated/bindings.js';
import { LabError } from './lab-error.js';
import { loadTable, needsTable, tableOf } from './tables.js';
import * as words from './words.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Change} Change */

export class LabHandle {
  lab;
  /** The last table given as CSV. @type {import('./types.js').Csv | undefined} */
  #csv;

  /** @param {Partial<State> & Change} start parameters; those left out have the page's defaults */
  constructor(start) {
    const measuring = /** @type {CanvasRenderingContext2D} */ (h('canvas').getContext('2d'));
    this.lab = new Lab({ ...start, table: tableOf(start.data) }, measuring);
    this.#csv = structuredClone(start.csv);
  }

  /** The parameters, with the CSV that they are about: all that is needed to return to them. @returns {State & Change} */
  parameters() {
    const state = this.lab.state();
    return state.data === 'csv' ? { ...state, csv: this.#csv } : state;
  }

  /**
   * Applies a change; its tables must have been loaded. Nothing has changed after an error.
   *
   * @param {Change} change
   * @returns {boolean} whether any parameter is another one now
   */
  apply(change) {
    const before = this.lab.state();
    // The table in use is not read again: another one, even an equal one, would restart the run.
    const isInUse = change.data === before.data && (change.csv === undefined || this.#isInUse(change.csv));
    if (isInUse) {
      this.lab.set({ ...change, csv: undefined });
    } else {
      const csv = change.data === 'csv' ? (change.csv ?? this.#csv) : undefined;
      this.lab.set({ ...change, table: tableOf(change.data), csv });
      // A copy: the caller may change the object later.
      this.#csv = structuredClone(change.csv) ?? this.#csv;
    }
    const hasOtherTable = !isInUse && change.csv !== undefined;
    return hasOtherTable || !isSame(before, this.lab.state());
  }

  /** @param {import('./types.js').Csv} csv */
  #isInUse(csv) {
    return csv === this.#csv || isSame(csv, this.#csv);
  }

  /**
   * Throws what is wrong with a change, except for its data, which may have to be fetched first.
   *
   * @param {Change} change
   */
  check(change) {
    this.lab.check({ ...change, data: undefined, recipe: undefined, csv: undefined });
  }

  free() {
    this.lab.free();
  }
}

/**
 * Applies a change; if it is refused as a whole, applies its valid parts.
 *
 * @param {Change} change
 * @param {(part: Change) => void} apply
 * @param {(work: () => void) => void} attempt reports an error of its work
 */
export function applyEach(change, apply, attempt) {
  try {
    apply(change);
  } catch {
    // Data first: other numbers may be about them.
    const parts = Object.entries(change).sort(([a], [b]) => Number(b === 'data') - Number(a === 'data'));
    for (const [name, value] of parts) {
      attempt(() => apply({ [name]: value }));
    }
  }
}

/**
 * Fetches the tables that changes need; a change whose table cannot be had keeps its other parts.
 *
 * @param {Change[]} changes
 * @returns {Promise<string[]>} what went wrong
 */
export async function loadTables(changes) {
  const problems = [];
  for (const change of changes.filter(({ data }) => needsTable(data))) {
    const error = await loadTableOf(String(change.data));
    if (error) {
      problems.push(error.message);
      change.data = undefined;
      change.recipe = undefined;
    }
  }
  return problems;
}

/**
 * Fetches the table of a preset.
 *
 * @param {string} preset
 * @returns {Promise<LabError | undefined>} what went wrong
 */
export async function loadTableOf(preset) {
  try {
    await loadTable(preset);
  } catch (error) {
    return new LabError(words.noTable(preset, error instanceof Error ? error.message : String(error)), 'data');
  }
}
