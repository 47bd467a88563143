/** Changes of parameters that can be taken back. A drag counts as one. */

/** A state with the table that it is about. @typedef {import('./types.js').State & import('./types.js').Change} State */

/** Most changes remembered. */
const MOST = 100;

export class Changes {
  /** @type {State[]} */
  #past = [];
  /** @type {State[]} */
  #future = [];
  /** The state before a change that has not settled yet. @type {State | undefined} */
  #open;

  /** @param {State} before the state that is about to change */
  begin(before) {
    this.#open ??= before;
  }

  /** @param {State} now the state after changes that have settled */
  settle(now) {
    if (this.#open && !isSame(this.#open, now)) {
      this.#past = [...this.#past, this.#open].slice(-MOST);
      this.#future = [];
    }
    this.#open = undefined;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /**
   * @param {State} now
   * @returns {State | undefined} the state to go back to
   */
  undo(now) {
    return move(this.#past, this.#future, now);
  }

  /**
   * @param {State} now
   * @returns {State | undefined} the state to go forward to
   */
  redo(now) {
    return move(this.#future, this.#past, now);
  }
}

/**
 * @param {State[]} from
 * @param {State[]} to
 * @param {State} now
 */
function move(from, to, now) {
  const state = from.pop();
  if (state) {
    to.push(now);
  }
  return state;
}

/**
 * @param {State} a
 * @param {State} b
 */
function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
