/** The frame callback of one lab: trains, steps background tasks, draws, and emits events. */

import { join, leave, requestFrame } from './frames.js';

/** @typedef {import('./types.js').Numbers} Numbers */
/** @typedef {import('./view.js').View} View */

/** Milliseconds between two measurements of the scores, and between two descriptions for screen readers. */
const SCORES_EVERY = 100;
const DESCRIPTION_EVERY = 1000;

export class FrameLoop {
  #lab;
  #player;
  #view;
  #emit;
  #frame = (/** @type {number} */ time, /** @type {number} */ share) => this.#onFrame(time, share);
  #isDirty = true;
  #isFirst = true;
  /** Milliseconds that the last drawing took. */
  #drawing = 0;
  #lastScores = 0;
  #lastDescription = 0;
  #lastStatus = '';

  /**
   * @param {import('./generated/bindings.js').Lab} lab
   * @param {import('./player.js').Player} player
   * @param {View} view
   * @param {(name: string, detail: object) => void} emit
   */
  constructor(lab, player, view, emit) {
    this.#lab = lab;
    this.#player = player;
    this.#view = view;
    this.#emit = emit;
  }

  /**
   * Draws at once, because an iframe outside of the viewport gets no animation frames, and then in every frame. Background tasks may
   * not be finished.
   */
  start() {
    this.#draw(performance.now());
    join(this.#frame);
  }

  stop() {
    leave(this.#frame);
  }

  /** Requests drawing in the next frame. */
  redraw() {
    this.#isDirty = true;
    requestFrame();
  }

  /**
   * @param {number} time
   * @param {number} share of the frame that is this lab's
   * @returns {boolean} whether another frame is needed
   */
  #onFrame(time, share) {
    const [lab, player, view] = [this.#lab, this.#player, this.#view];
    if (!view.isOnScreen) {
      return false;
    }
    const isFitted = view.updatePixelRatio();
    const start = performance.now();
    const wasRunning = player.isRunning;
    if (wasRunning) {
      player.train(lab, time, lab.nIter, share);
    }
    const hasMore = player.refine(lab, start, this.#drawing, share);
    if (wasRunning || hasMore || this.#isDirty || isFitted) {
      // The last step of a task returns false, so the frame after one with more work is drawn too.
      this.#isDirty = hasMore;
      this.#draw(time);
    }
    return hasMore || player.isRunning;
  }

  /** @param {number} time */
  #draw(time) {
    const [lab, player] = [this.#lab, this.#player];
    const start = performance.now();
    const numbers = lab.numbers();
    const isAtRest = !player.isRunning;
    const measures = isAtRest || time - this.#lastScores > SCORES_EVERY;
    const describe = isAtRest || time - this.#lastDescription > DESCRIPTION_EVERY;
    const scores = measures ? lab.scores() : undefined;
    this.#view.draw(numbers, { isPlaying: player.isPlaying, scores, describe });
    this.#lastScores = measures ? time : this.#lastScores;
    this.#lastDescription = describe ? time : this.#lastDescription;
    this.#emitEvents(numbers, scores);
    this.#drawing = performance.now() - start;
  }

  /**
   * @param {Numbers} numbers
   * @param {object} [scores]
   */
  #emitEvents(numbers, scores) {
    const detail = () => ({ state: this.#lab.state(), scores });
    if (this.#isFirst) {
      this.#isFirst = false;
      this.#emit('ready', detail());
    }
    if (scores) {
      this.#emit('step', detail());
    }
    if (numbers.status !== this.#lastStatus) {
      this.#lastStatus = numbers.status;
      if (numbers.status === 'converged' || numbers.status === 'diverged') {
        this.#emit(numbers.status, { ...detail(), message: numbers.message });
      }
    }
  }
}
