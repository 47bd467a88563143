/** The state to restart a lab with after an internal error. */
import { isSame } from './state.js';

/** @typedef {[import('./controller.js').SavedState, import('../types.js').Moment]} Restart parameters, and the moment of the run */

export class Recovery {
  /** The last state that was drawn. @type {Restart | undefined} */
  #lastGood;
  /** The state that the lab was restarted with. @type {Restart | undefined} */
  #restarted;

  /** @param {Restart} state that was drawn */
  remember(state) {
    this.#lastGood = state;
  }

  /** Returns the last state that was drawn; undefined if there is none, or if the lab was already restarted with it. */
  next() {
    const repeats = isSame(this.#lastGood, this.#restarted);
    this.#restarted = repeats ? undefined : this.#lastGood;
    this.#lastGood = undefined;
    return this.#restarted;
  }
}
