/** A lab of a state for a picture, while the element itself is not in the document. */
import { applyEach, LabHandle } from '../lab-handle.js';
import { Player } from '../player.js';
import { Store } from '../store.js';
import { History } from '../undo.js';

/** Iterations between two looks at the clock. */
const CHUNK = 64;

export class DetachedLab {
  #handle;
  #target;

  /**
   * @param {Partial<import('../types.js').State> & import('../types.js').Change} state
   * @param {import('../types.js').Change} change of the state; its valid parts are applied
   * @param {import('../types.js').Moment} moment
   * @param {'light' | 'dark' | 'projector'} theme
   */
  constructor(state, change, moment, theme) {
    this.#handle = new LabHandle(state);
    const player = new Player();
    const store = new Store(this.#handle, player, new History());
    applyEach(
      change,
      (part) => this.#handle.apply(part),
      (work) => store.attempt(work),
    );
    store.presentation.setTheme(theme);
    store.show(moment);
    this.#target = player.target ?? 0;
    store.destroy();
  }

  get lab() {
    return this.#handle.lab;
  }

  /**
   * Runs towards the iteration of the state; returns whether it is there.
   *
   * @param {number} milliseconds
   */
  run(milliseconds) {
    const { lab } = this;
    const deadline = performance.now() + milliseconds;
    let left = this.#target - lab.nIter;
    while (left > 0 && performance.now() < deadline) {
      const wanted = Math.min(left, CHUNK);
      // A run that has ended stays before the iteration.
      left = lab.step(wanted) < wanted ? 0 : left - wanted;
    }
    return left <= 0;
  }

  release() {
    this.#handle.free();
  }
}
