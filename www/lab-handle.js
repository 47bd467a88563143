/** The WebAssembly lab with the user's CSV. */

import { h } from './dom.js';
import { isSame } from './element/state.js';
import { Lab } from './generated/bindings.js';
import { LabError } from './lab-error.js';
import { loadTable, needsTable, tableOf } from './tables.js';
import { calling } from './trap.js';
import * as words from './words.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Change} Change */

export class LabHandle {
  lab;
  /** The last CSV. @type {import('./types.js').Csv | undefined} */
  #csv;

  /** @param {Partial<State> & Change} start parameters; the others have the defaults of the page */
  constructor(start) {
    // Not on the graphics card, where it could be lost with the font that is set.
    const measuring = /** @type {CanvasRenderingContext2D} */ (
      h('canvas').getContext('2d', { willReadFrequently: true })
    );
    this.lab = calling(() => new Lab({ ...start, table: tableOf(start.data) }, measuring));
    this.#csv = copyOf(start.csv);
  }

  /** The parameters, with the CSV if it is in use; `apply` restores them. @returns {State & Change} */
  parameters() {
    const state = this.lab.state();
    return state.data === 'csv' ? { ...state, csv: this.#csv } : state;
  }

  /**
   * Applies a change, whose tables must have been loaded. The state is unchanged after an error.
   *
   * @param {Change} change
   * @returns {boolean} whether any parameter has changed
   */
  apply(change) {
    const before = this.lab.state();
    // A table that is in use is not set, because setting an equal one would restart the run.
    const isInUse = this.isInUse(change);
    if (isInUse) {
      this.lab.set({ ...change, csv: undefined });
    } else {
      const csv = change.data === 'csv' ? (change.csv ?? this.#csv) : undefined;
      this.lab.set({ ...change, table: tableOf(change.data), csv });
      this.#csv = copyOf(change.csv) ?? this.#csv;
    }
    const hasOtherTable = !isInUse && change.csv !== undefined;
    return hasOtherTable || !isSame(before, this.lab.state());
  }

  /** Returns whether a change chooses the data that the lab has. @param {Change} change */
  isInUse({ data, csv }) {
    const isSameTable = csv === undefined || (this.#csv !== undefined && isSameCsv(csv, this.#csv));
    return isSameTable && data === this.lab.state().data;
  }

  /**
   * Throws a LabError if a change is invalid; its data are not checked, because they may have to be fetched first.
   *
   * @param {Change} change
   */
  check(change) {
    // Penalty factors are checked with the data, because they are one a feature.
    this.lab.check({ ...change, data: undefined, recipe: undefined, csv: undefined, penaltyFactor: undefined });
  }

  free() {
    this.lab.free();
  }
}

/**
 * A copy, because the caller may change the options later. Neither a text, which may be long, nor a data set is ever changed.
 *
 * @param {import('./types.js').Csv | undefined} csv
 */
function copyOf(csv) {
  const { text, dataset, ...options } = csv ?? {};
  return csv && { ...structuredClone(options), text, dataset };
}

/**
 * @param {import('./types.js').Csv} a
 * @param {import('./types.js').Csv} b
 */
function isSameCsv({ text: textA, dataset: _, ...optionsA }, { text: textB, dataset: __, ...optionsB }) {
  return textA === textB && isSame(sorted(optionsA), sorted(optionsB));
}

/** Options that are given, in an order of their own. @param {object} options */
const sorted = (options) =>
  Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * Applies a change; if it is invalid as a whole, applies its valid parts.
 *
 * @param {Change} change
 * @param {(part: Change) => void} apply
 * @param {(work: () => void) => void} attempt reports errors of `work`
 */
export function applyEach(change, apply, attempt) {
  try {
    apply(change);
  } catch {
    // Data first: other parameters may depend on them.
    const { data, csv, ...others } = change;
    const parts = Object.entries(others).map(([name, value]) => ({ [name]: value }));
    for (const part of data === undefined && csv === undefined ? parts : [{ data, csv }, ...parts]) {
      attempt(() => apply(part));
    }
  }
}

/**
 * Fetches the tables that changes need, and removes the data from a change whose table cannot be fetched.
 *
 * @param {Change[]} changes
 * @returns {Promise<string[]>} error messages
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
 * @returns {Promise<LabError | undefined>} the error, if any
 */
export async function loadTableOf(preset) {
  try {
    await loadTable(preset);
  } catch (error) {
    return new LabError(words.noTable(preset, error instanceof Error ? error.message : String(error)), 'data');
  }
}
