/** The undo and redo stacks. A drag is one entry. */

import { isSameState } from './store.js';

/** @typedef {import('./types.js').StoreState} StoreState */

/** Largest number of entries. */
const MOST = 100;
/** Largest number of values of all tables that entries hold, about 160 MB; the oldest entries are forgotten beyond it. */
const MOST_VALUES = 20_000_000;

export class History {
  /** @type {StoreState[]} */
  #past = [];
  /** @type {StoreState[]} */
  #future = [];

  /**
   * Records the changes that a store commits.
   *
   * @param {import('./store.js').Store} store
   */
  listenTo(store) {
    store.subscribe(({ commit }) => {
      if (commit) {
        this.record(commit.before, commit.now);
      }
    });
  }

  /**
   * @param {StoreState} before
   * @param {StoreState} now
   */
  record(before, now) {
    if (!isSameState(before, now)) {
      this.#past = [...this.#past, before].slice(-MOST);
      this.#future = [];
      while (this.#past.length > 1 && nValues(this.#past) > MOST_VALUES) {
        this.#past.shift();
      }
    }
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /**
   * @param {StoreState} now
   * @returns {StoreState | undefined} the state to restore
   */
  undo(now) {
    return move(this.#past, this.#future, now);
  }

  /**
   * @param {StoreState} now
   * @returns {StoreState | undefined} the state to restore
   */
  redo(now) {
    return move(this.#future, this.#past, now);
  }
}

/**
 * @param {StoreState[]} from
 * @param {StoreState[]} to
 * @param {StoreState} now
 */
function move(from, to, now) {
  const state = from.pop();
  if (state) {
    to.push(now);
  }
  return state;
}

/**
 * Number of values of the tables that states hold, each table once. A text has about a value in six letters.
 *
 * @param {StoreState[]} states
 */
function nValues(states) {
  const tables = new Set(states.flatMap(({ parameters: { csv } }) => csv?.dataset ?? csv?.text ?? []));
  let sum = 0;
  for (const table of tables) {
    sum += typeof table === 'string' ? table.length / 6 : table.nSamples * table.nFeatures;
  }
  return sum;
}
