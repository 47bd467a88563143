/** A lab in training with its pictures: what is asked of it, its frames, and what it tells. */

import { h } from './dom.js';
import { isSame } from './element/state.js';
import { join, leave, wake } from './frames.js';
import { Lab } from './generated/bindings.js';
import { LabError } from './lab-error.js';
import { LAST_ITERATION } from './names.js';
import { loadTable, needsTable, tableOf } from './tables.js';
import * as words from './words.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Change} Change */
/** @typedef {import('./types.js').Moment} Moment */
/** @typedef {import('./types.js').Numbers} Numbers */
/** @typedef {import('./view.js').View} View */

/** Milliseconds between two measurements of the residual, and between two descriptions for screen readers. */
const SCORES_EVERY = 100;
const DESCRIPTION_EVERY = 1000;
/** Milliseconds without a move after which a parameter counts as settled. */
const SETTLED_AFTER = 250;

/**
 * What a session has from the element it runs in: time, what can be taken back, and who listens.
 *
 * @typedef {object} Home
 * @property {import('./player.js').Player} player
 * @property {import('./undo.js').Changes} changes
 * @property {(name: string, detail: object) => void} tell
 * @property {() => void} settled parameters have stopped moving
 */

export class Session {
  lab;
  /** @type {View | undefined} */
  view;
  #home;
  /** The table of one's own. @type {import('./types.js').Csv | undefined} */
  #csv;
  /** How often data were chosen; a table that arrives after another choice comes too late. */
  #choices = 0;
  #frame = (/** @type {number} */ time, /** @type {number} */ share) => this.#drawFrame(time, share);
  #isDirty = true;
  #isDrawn = false;
  /** Milliseconds that the last picture took. */
  #drawing = 0;
  #lastScores = 0;
  #lastDescription = 0;
  #toldStatus = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;

  /**
   * @param {Partial<State> & Change} start parameters; those left out have the page's defaults
   * @param {Home} home
   */
  constructor(start, home) {
    this.#home = home;
    const measuring = /** @type {CanvasRenderingContext2D} */ (h('canvas').getContext('2d'));
    this.lab = new Lab({ ...start, table: tableOf(start.data) }, measuring);
    this.#csv = start.csv;
  }

  /** Starts drawing. @param {View} view */
  show(view) {
    this.view = view;
    view.sync();
  }

  /**
   * Draws the first picture at once, because frames out of sight get no animation frames, and goes on with every frame. It does not
   * wait for what is still to be found.
   *
   * @param {View} view
   */
  run(view) {
    this.#draw(performance.now(), view);
    join(this.#frame);
  }

  /** Frees everything; the session is not used afterwards. */
  destroy() {
    clearTimeout(this.#settling);
    leave(this.#frame);
    this.view?.destroy();
    this.lab.free();
  }

  /** What a view may ask of the run. */
  get actions() {
    const { lab } = this;
    const { player } = this.#home;
    return {
      set: (/** @type {Change} */ change) => this.attempt(() => this.set(change)),
      step: (/** @type {number} */ n) => this.step(n),
      restart: () => this.restart(),
      converge: () => this.attempt(() => this.converge()),
      goTo: (/** @type {number} */ iteration) => this.attempt(() => this.goTo(iteration)),
      lookBack: (/** @type {number} */ iteration) => {
        player.pause();
        lab.lookBack(iteration);
        this.look();
      },
      keepMoment: () => {
        lab.keepMoment();
        this.look();
      },
      forgetMoment: () => {
        lab.forgetMoment();
        this.look();
      },
      setSpeed: (/** @type {number} */ perSecond) => {
        player.speed = perSecond;
      },
      choosePair: (/** @type {number} */ a, /** @type {number} */ b) =>
        this.attempt(() => {
          lab.setPair(a, b);
          this.look();
        }),
      playAt: (/** @type {number} */ learningRate) => {
        this.attempt(() => this.set({ learningRate }));
        player.play();
        this.look();
      },
      undo: () => this.undo(),
      redo: () => this.redo(),
      look: () => this.look(),
    };
  }

  /** The state with the table that it is about, if that is one's own: what can be returned to. */
  params() {
    const state = this.lab.state();
    return state.data === 'csv' ? { ...state, csv: this.#csv } : state;
  }

  /** Where the run is, and how it is looked at. @returns {Moment} */
  moment() {
    const { isAtOptimum } = this.lab;
    return {
      ...this.view?.look(),
      ...(isAtOptimum ? { atOptimum: true } : { nIter: this.#home.player.target ?? this.lab.nIter }),
    };
  }

  /**
   * Takes changed parameters.
   *
   * @param {Change} change
   * @param {Moment} [moment] to be shown then
   */
  set(change, moment = {}) {
    if (change.data !== undefined) {
      this.#choices += 1;
      if (needsTable(change.data)) {
        // What can be wrong besides the table is said at once.
        this.lab.check({ ...change, data: undefined, recipe: undefined, csv: undefined });
        this.#setLater(change, change.data, moment);
        return;
      }
    }
    const before = this.params();
    this.take(change);
    this.#home.changes.begin(before);
    this.#home.player.changed();
    this.view?.sync();
    this.goToMoment(moment);
    this.look();
    this.#home.tell('input', { state: this.lab.state() });
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.settle(), SETTLED_AFTER);
  }

  /**
   * Takes a change and tells nobody.
   *
   * @param {Change} change
   */
  take(change) {
    this.lab.set(this.#withTable(change));
    // A copy: whoever gave it may change it.
    this.#csv = structuredClone(change.csv) ?? this.#csv;
  }

  /**
   * Takes a change; where it cannot be as a whole, what of it can be.
   *
   * @param {Change} change
   * @param {(part: Change) => void} take
   */
  takeEach(change, take) {
    try {
      take(change);
    } catch {
      // Data first: other numbers may be about them.
      const parts = Object.entries(change).sort(([a], [b]) => Number(b === 'data') - Number(a === 'data'));
      for (const [name, value] of parts) {
        this.attempt(() => take({ [name]: value }));
      }
    }
  }

  /**
   * @param {Change} change
   * @returns {Change} with the table that its data are
   */
  #withTable(change) {
    // The table in use is not read again: another one, even an equal one, would begin anew.
    const isInUse =
      change.data === this.lab.state().data && (change.csv === undefined || isSame(change.csv, this.#csv));
    if (isInUse) {
      return { ...change, csv: undefined };
    }
    const csv = change.data === 'csv' ? (change.csv ?? this.#csv) : undefined;
    return { ...change, table: tableOf(change.data), csv };
  }

  /**
   * Fetches a built-in table and then takes the change, unless other data have been chosen meanwhile.
   *
   * @param {Change} change
   * @param {string} preset
   * @param {Moment} moment
   */
  async #setLater(change, preset, moment) {
    const choice = this.#choices;
    const failure = await loadFor(preset);
    if (choice === this.#choices) {
      this.attempt(() => {
        if (failure) {
          // Lists of data show the present one again.
          this.view?.sync();
          throw failure;
        }
        this.set(change, moment);
      });
    }
  }

  /**
   * Shows a moment of a run under the present parameters.
   *
   * @param {Moment} moment
   */
  goToMoment({ nIter, atOptimum, ...look }) {
    this.view?.setLook(look, (work) => this.attempt(work));
    if (atOptimum) {
      this.attempt(() => this.converge());
    } else if (nIter !== undefined && (nIter !== this.lab.nIter || this.lab.isAtOptimum)) {
      this.goTo(nIter);
    }
  }

  /**
   * Runs to an iteration, from the start where it lies behind.
   *
   * @param {number} iteration
   */
  goTo(iteration) {
    if (!(Number.isInteger(iteration) && iteration >= 0 && iteration <= LAST_ITERATION)) {
      throw new LabError(words.iterationRange(LAST_ITERATION, iteration), 'nIter');
    }
    if (iteration < this.lab.nIter || this.lab.isAtOptimum) {
      this.lab.restart();
    }
    this.view?.complain();
    this.#home.player.runTo(iteration);
    this.look();
  }

  /** @param {number} n */
  step(n) {
    this.#home.player.pause();
    this.lab.step(n);
    this.look();
  }

  /** Returns to the start of the same run. */
  restart() {
    this.lab.restart();
    this.#home.player.changed();
    this.look();
  }

  /** Jumps to the exact optimum. */
  converge() {
    this.lab.converge();
    this.#home.player.rest();
    this.look();
  }

  /** Takes the last change of parameters back; false where there is none. */
  undo() {
    this.settle();
    return this.#apply(this.#home.changes.undo(this.params()));
  }

  /** Makes a change that was taken back again; false where there is none. */
  redo() {
    this.settle();
    return this.#apply(this.#home.changes.redo(this.params()));
  }

  /** @param {Change} [state] */
  #apply(state) {
    if (state === undefined) {
      return false;
    }
    this.take(state);
    this.#home.player.changed();
    this.view?.sync();
    this.look();
    this.#tellSettled();
    return true;
  }

  /** Counts the parameters as settled. */
  settle() {
    clearTimeout(this.#settling);
    this.#home.changes.settle(this.params());
    this.#tellSettled();
  }

  #tellSettled() {
    this.view?.showChanges(this.#home.changes);
    this.#home.settled();
    this.#home.tell('change', { state: this.lab.state() });
  }

  /**
   * Does what a hand or an attribute asks for; what cannot be is said beside the control.
   *
   * @param {() => void} work
   */
  attempt(work) {
    try {
      work();
    } catch (error) {
      if (!(error instanceof LabError)) {
        throw error;
      }
      this.view?.complain(error);
      this.#home.tell('error', { message: error.message });
    }
  }

  /** Something else is to be seen. */
  look() {
    this.#isDirty = true;
    wake();
  }

  /**
   * @param {number} time
   * @param {number} share of the frame that is this lab's
   * @returns {boolean} whether another frame is wanted
   */
  #drawFrame(time, share) {
    const { lab, view } = this;
    const { player } = this.#home;
    if (!view?.isOnScreen) {
      return false;
    }
    const isFitted = view.followPixelRatio();
    const start = performance.now();
    const wasRunning = player.isRunning;
    if (wasRunning) {
      player.train(lab, time, lab.nIter, share);
    }
    const hasMore = player.refine(lab, start, this.#drawing, share);
    if (wasRunning || hasMore || this.#isDirty || isFitted) {
      // The last piece of a computation says that there is no more; what it has changed is drawn in the next frame.
      this.#isDirty = hasMore;
      this.#draw(time, view);
    }
    return hasMore || player.isRunning;
  }

  /**
   * @param {number} time
   * @param {View} view
   */
  #draw(time, view) {
    const { lab } = this;
    const { player } = this.#home;
    const start = performance.now();
    const numbers = lab.numbers();
    const isAtRest = !player.isRunning;
    const measures = isAtRest || time - this.#lastScores > SCORES_EVERY;
    const describe = isAtRest || time - this.#lastDescription > DESCRIPTION_EVERY;
    const scores = measures ? lab.scores() : undefined;
    view.draw(numbers, { isPlaying: player.isPlaying, scores, describe });
    this.#lastScores = measures ? time : this.#lastScores;
    this.#lastDescription = describe ? time : this.#lastDescription;
    this.#tellFrame(numbers, scores);
    this.#drawing = performance.now() - start;
  }

  /**
   * @param {Numbers} numbers
   * @param {object} [scores]
   */
  #tellFrame(numbers, scores) {
    const { tell } = this.#home;
    const detail = () => ({ state: this.lab.state(), scores });
    if (!this.#isDrawn) {
      this.#isDrawn = true;
      tell('ready', detail());
    }
    if (scores) {
      tell('step', detail());
    }
    if (numbers.status !== this.#toldStatus) {
      this.#toldStatus = numbers.status;
      if (numbers.status === 'converged' || numbers.status === 'diverged') {
        tell(numbers.status, { ...detail(), message: numbers.message });
      }
    }
  }
}

/**
 * Fetches the table of a preset; returns what was wrong.
 *
 * @param {string} preset
 */
export async function loadFor(preset) {
  try {
    await loadTable(preset);
  } catch (error) {
    return new LabError(words.noTable(preset, error instanceof Error ? error.message : String(error)), 'data');
  }
}
