/** The frame callback of one lab: trains, steps background tasks, draws, and emits events. */

import { join, leave, requestFrame } from './frames.js';

/** @typedef {import('./types.js').Numbers} Numbers */
/** @typedef {import('./view.js').View} View */

/**
 * Smallest number of milliseconds between two measurements of the scores, also as a multiple of the time that a measurement takes: those of
 * 100,000 rows take as long as a frame. And the milliseconds between two descriptions for screen readers.
 */
const SCORES_EVERY = 100;
const SCORES_FACTOR = 20;
const DESCRIPTION_EVERY = 1000;

export class FrameLoop {
  #lab;
  #player;
  #view;
  #emit;
  #frame = (/** @type {number} */ time, /** @type {number} */ share) => {
    try {
      return this.#onFrame(time, share);
    } catch (error) {
      this.stop();
      this.#fail(error);
      return false;
    }
  };
  #fail;
  #isDirty = true;
  /** Whether a task had more to do in the last frame. */
  #awaitsTasks = false;
  #isFirst = true;
  /** Milliseconds that the last drawing took. */
  #drawing = 0;
  #lastScores = 0;
  /** Milliseconds that the last frame with scores took. */
  #measuring = 0;
  #lastDescription = 0;
  #lastStatus = '';

  /**
   * @param {import('./generated/bindings.js').Lab} lab
   * @param {import('./player.js').Player} player
   * @param {View} view
   * @param {(name: string, detail: object) => void} emit
   * @param {(error: unknown) => void} fail called with the error of a frame, after which there are no more frames
   */
  constructor(lab, player, view, emit, fail) {
    this.#fail = fail;
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
    this.#draw(performance.now(), true);
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
    // A run to an iteration goes on outside of the viewport, because exports and checks are about that iteration.
    if (!view.isOnScreen && player.target === undefined) {
      return false;
    }
    const isFitted = view.updatePixelRatio();
    const start = performance.now();
    const wasRunning = player.isRunning;
    if (wasRunning) {
      player.train(lab, time, lab.nIter, share);
    }
    const hasMore = player.refine(lab, start, this.#drawing, share);
    if (wasRunning || hasMore || this.#isDirty || isFitted || this.#awaitsTasks) {
      // While tasks run and nothing else has changed, the scores are measured now and then.
      const isSettled = !player.isRunning && (this.#isDirty || !hasMore);
      this.#isDirty = false;
      // The last step of a task returns false, so the frame after one with more work is drawn too.
      this.#awaitsTasks = hasMore;
      this.#draw(time, isSettled);
    }
    return hasMore || player.isRunning;
  }

  /**
   * @param {number} time
   * @param {boolean} isSettled whether scores and descriptions must be those of this moment
   */
  #draw(time, isSettled) {
    const [lab, player] = [this.#lab, this.#player];
    const start = performance.now();
    const numbers = lab.numbers();
    const interval = Math.max(SCORES_EVERY, SCORES_FACTOR * this.#measuring);
    const measures = isSettled || time - this.#lastScores > interval;
    const describe = isSettled || time - this.#lastDescription > DESCRIPTION_EVERY;
    const scores = measures ? lab.scores() : undefined;
    this.#view.draw(numbers, { isPlaying: player.isPlaying, scores, describe });
    this.#lastScores = measures ? time : this.#lastScores;
    this.#lastDescription = describe ? time : this.#lastDescription;
    this.#emitEvents(numbers, scores);
    const duration = performance.now() - start;
    if (measures) {
      this.#measuring = duration;
    } else {
      this.#drawing = duration;
    }
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
        const { state } = detail();
        this.#emit(numbers.status, { state, scores: scores ?? this.#lab.scores(), message: numbers.message });
      }
    }
  }
}
