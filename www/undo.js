/** The undo and redo stacks. A drag is one entry. */

import { isSameState } from './store.js';

/** @typedef {import('./types.js').StoreState} StoreState */

/** Largest number of entries. */
const MOST = 100;

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
