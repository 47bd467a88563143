/** The time budget of a frame: iterations of the run, then background tasks. */
import { defaultSpeed } from './motion.js';

/** @typedef {import('./generated/bindings.js').Lab} Lab */

/** Milliseconds of a frame that training may take. */
const TRAINING = 6;
/** Milliseconds of script per frame while training and while paused, and the least that background tasks get. */
const FRAME = 7;
const FRAME_PAUSED = 12;
const REFINING = 1;
/** Longest time between frames that is counted, so that the run does not jump after a pause of the browser. */
const MAX_FRAME_TIME = 100;

/** Speeds to choose from, in iterations per second. */
export const SPEEDS = [1, 2, 5, 10, 20, 30, 60, 120, 250, 500, 1000, 2500, 5000, 10000, 25000, 60000, 120000];

/** @param {number} wanted iterations per second */
export const nearestSpeed = (wanted) => SPEEDS.find((speed) => speed >= wanted) ?? SPEEDS[0];

export class Player {
  isPlaying = false;
  speed = defaultSpeed();
  /** Iteration to run to as fast as possible. @type {number | undefined} */
  target;
  /** Whether a run that has ended continues after the next change. */
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

  /** Stops at the end of a run; if it was playing, it continues after the next change. */
  stopAtEnd() {
    this.resumes = this.isPlaying || this.resumes;
    this.isPlaying = false;
    this.target = undefined;
  }

  /** Continues a run that was playing when it ended, after a change of its parameters. */
  resumeAfterChange() {
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
   * Trains within the time budget of this frame.
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
      this.stopAtEnd();
    }
    return run;
  }

  /** @param {number} time */
  #iterationsDue(time) {
    if (!this.isPlaying) {
      return 0;
    }
    const elapsed = this.#lastTime === 0 ? 1000 / 60 : Math.min(time - this.#lastTime, MAX_FRAME_TIME);
    this.#lastTime = time;
    // Iterations that a slow machine could not run are dropped, so that they do not accumulate.
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
      // Chunks of about a millisecond: long compared with the overhead of a call, short enough to meet the deadline.
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
   * Steps background tasks in the time that training and drawing leave of the frame.
   *
   * @param {Lab} lab
   * @param {number} start when the frame's script began
   * @param {number} drawing how long drawing takes
   * @param {number} [share] of the frame that is this lab's
   * @returns {boolean} whether there is more
   */
  refine(lab, start, drawing, share = 1) {
    const frame = share * (this.isRunning ? FRAME : FRAME_PAUSED);
    const deadline = Math.max(start + frame - drawing, performance.now() + share * REFINING);
    let hasMore = lab.refine();
    while (hasMore && performance.now() < deadline) {
      hasMore = lab.refine();
    }
    return hasMore;
  }
}
