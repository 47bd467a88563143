/** Time: how many iterations a frame runs, and how much of it is left for everything else. */
import { SPEED } from './names.js';

/** @typedef {import('./generated/bindings.js').Lab} Lab */

/** Milliseconds of a frame that training may take. */
const TRAINING = 6;
/** Milliseconds that a frame's script should not exceed in training and at rest, and what computing optimum, contours and paths gets even then. */
const FRAME = 7;
const FRAME_AT_REST = 12;
const REFINING = 1;
/** Longest time a frame stands for; after a pause of the browser nothing leaps ahead. */
const LONGEST_FRAME = 100;

/** Speeds to choose from, in iterations a second: from one that can be counted to thousands a frame. */
export const SPEEDS = [1, 2, 5, 10, 20, 30, 60, 120, 250, 500, 1000, 2500, 5000, 10000, 25000, 60000, 120000];

/** @param {number} wanted iterations a second */
export const nearestSpeed = (wanted) => SPEEDS.find((speed) => speed >= wanted) ?? SPEEDS[0];

export class Player {
  isPlaying = false;
  speed = SPEED.default;
  /** Iteration to run to as fast as possible. @type {number | undefined} */
  target;
  /** Whether a run that ended by itself goes on as soon as something changes. */
  resumes = false;
  #due = 0;
  #lastTime = 0;
  #chunk = 8;

  /** Whether the next frame trains. */
  get isRunning() {
    return this.isPlaying || this.target !== undefined;
  }

  play() {
    this.isPlaying = true;
    this.resumes = false;
    this.target = undefined;
    this.#due = 0;
    this.#lastTime = 0;
  }

  pause() {
    this.isPlaying = false;
    this.resumes = false;
    this.target = undefined;
  }

  /** The run has come to its end: it stops, and goes on by itself if it was playing and something changes. */
  rest() {
    this.resumes = this.isPlaying || this.resumes;
    this.isPlaying = false;
    this.target = undefined;
  }

  /** The parameters have changed: a run that had converged or diverged may have something to do again. */
  changed() {
    if (this.resumes) {
      this.play();
    }
  }

  /** @param {number} iteration */
  runTo(iteration) {
    this.isPlaying = false;
    this.target = iteration;
  }

  /**
   * Trains as far as this frame's time goes.
   *
   * @param {Lab} lab
   * @param {number} time the frame's time
   * @param {number} nIter iterations run so far
   * @param {number} [share] of the frame that is this lab's
   * @returns {number} iterations run
   */
  train(lab, time, nIter, share = 1) {
    const wanted = this.target === undefined ? this.#iterationsDue(time) : this.target - nIter;
    const run = this.#runWithin(lab, wanted, performance.now() + TRAINING * share);
    this.#due -= run;
    const hasEnded = run < wanted && lab.numbers().status !== 'running';
    if (this.target !== undefined && (hasEnded || run === wanted)) {
      this.target = undefined;
    }
    if (hasEnded) {
      this.rest();
    }
    return run;
  }

  /** @param {number} time */
  #iterationsDue(time) {
    if (!this.isPlaying) {
      return 0;
    }
    const elapsed = this.#lastTime === 0 ? 1000 / 60 : Math.min(time - this.#lastTime, LONGEST_FRAME);
    this.#lastTime = time;
    // What a slow machine could not run is dropped, so that it does not pile up.
    this.#due = Math.min(this.#due + (this.speed * elapsed) / 1000, this.speed);
    return Math.floor(this.#due);
  }

  /**
   * @param {Lab} lab
   * @param {number} wanted
   * @param {number} deadline
   */
  #runWithin(lab, wanted, deadline) {
    let run = 0;
    while (run < wanted) {
      const n = Math.min(this.#chunk, wanted - run);
      const start = performance.now();
      const done = lab.step(n);
      const end = performance.now();
      run += done;
      // Pieces of about a millisecond: long enough not to be all overhead, short enough to stop in time.
      if (n === this.#chunk) {
        this.#chunk = Math.max(1, Math.min(1000, end - start < 0.5 ? n * 2 : end - start > 2 ? n >> 1 : n));
      }
      if (done < n || end > deadline) {
        break;
      }
    }
    return run;
  }

  /**
   * Computes what the pictures still lack, in what training and drawing leave of the frame.
   *
   * @param {Lab} lab
   * @param {number} start when the frame's script began
   * @param {number} drawing how long drawing takes
   * @param {number} [share] of the frame that is this lab's
   * @returns {boolean} whether there is more
   */
  refine(lab, start, drawing, share = 1) {
    const frame = share * (this.isRunning ? FRAME : FRAME_AT_REST);
    const deadline = Math.max(start + frame - drawing, performance.now() + share * REFINING);
    let hasMore = lab.refine();
    while (hasMore && performance.now() < deadline) {
      hasMore = lab.refine();
    }
    return hasMore;
  }
}
