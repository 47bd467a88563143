/** Properties and methods of the element, as declared in `www/regularization-lab.d.ts`. */

import { FORMATS, file, svg } from '../export/picture.js';
import { PIECE, WAITING, withCompletePicture, withPicture } from '../export/with-picture.js';
import { init } from '../init.js';
import { LabError } from '../lab-error.js';
import { LAST_ITERATION, PARAMETERS, THEMES } from '../names.js';
import * as words from '../words.js';
import { permalinkOf } from './address.js';
import { Controller } from './controller.js';
import { MountedLab } from './mounted-lab.js';
import { checkBookmark } from './read-link.js';
import { fromText, isTheme, readState } from './state.js';

/**
 * HTMLElement with the parameters as properties, which are defined below. Server-side rendering has no HTMLElement.
 *
 * @type {{ new (): HTMLElement & import('../types.js').State, prototype: HTMLElement }}
 */
const Base = /** @type {any} */ (globalThis.HTMLElement ?? class {});

/** Names of the parameters. */
const PROPERTIES = ['data', 'recipe', 'penaltyFactor', ...Object.keys(PARAMETERS)];
/** Names of all properties that can be set, those of form controls included. */
const SETTABLE = [...PROPERTIES, 'theme', 'panels', 'controls', 'name', 'value', 'disabled', 'check'];

/** Key of the private controller of the element. */
export const controller = Symbol('controller');

/** Key of the method that the element overrides. */
export const stopped = Symbol('stopped');

export class PublicApi extends Base {
  [controller] = new Controller(this, (error, hasState) => this[stopped](error, hasState));

  /**
   * Shows that an internal error has stopped the lab.
   *
   * @param {unknown} _error
   * @param {boolean} _hasState whether there is a state to restart with
   */
  [stopped](_error, _hasState) {}

  constructor() {
    super();
    // Values that were set before the element was defined are plain properties, which would hide those of the class.
    for (const name of Object.keys(this).filter((name) => SETTABLE.includes(name))) {
      const value = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      queueMicrotask(() => Reflect.set(this, name, value));
    }
  }

  /** Promise that is fulfilled when the first frame is drawn. */
  get ready() {
    return this[controller].ready;
  }

  /**
   * Loads a table from CSV text and selects it.
   *
   * @param {string} text
   * @param {Omit<import('../types.js').Csv, 'text'>} [options]
   */
  useCsv(text, options = {}) {
    this[controller].set({ data: 'csv', csv: { ...options, text } });
  }

  // Attributes.

  get theme() {
    return this[controller].attributes.theme;
  }
  set theme(theme) {
    if (!isTheme(theme)) {
      throw new LabError(words.element.theme(THEMES, theme), 'theme');
    }
    this.setAttribute('theme', theme);
    this[controller].attributes.flush();
  }

  /** Names of the visible panels, separated by spaces. */
  get panels() {
    const { attributes } = this[controller];
    attributes.flush();
    return (this[controller].mounted?.store.panels ?? attributes.panels).join(' ');
  }
  set panels(panels) {
    this.setAttribute('panels', panels);
    this[controller].attributes.flush();
  }

  /** Names of the visible controls, separated by spaces. */
  get controls() {
    return this[controller].attributes.controls.join(' ');
  }
  set controls(controls) {
    this.setAttribute('controls', controls);
    this[controller].attributes.flush();
  }

  // State.

  /** Returns the state: parameters, data, iteration, panels, controls, theme and view options. */
  getState() {
    const { panels, controls, theme } = this;
    const { csv, ...state } = this[controller].state();
    const { text, dataset, ...options } = csv ?? {};
    // The text may be long: it is not cloned, and the data set can be read from it again.
    const table = csv && { csv: { ...structuredClone(options), text } };
    return { ...structuredClone({ ...state, panels, controls, theme }), ...table };
  }

  /**
   * Applies a state or a part of one; omitted keys keep their values. If it throws, nothing has changed.
   *
   * @param {object} state
   */
  setState(state) {
    const { change, moment, panels, controls, theme } = readState(state);
    if (moment.bookmark && this[controller].mounted) {
      checkBookmark(moment.bookmark);
    }
    this[controller].set(change, moment);
    this[controller].attributes.set({ panels, controls, theme });
  }

  /**
   * Returns the URL hash of the current state. It does not contain an imported CSV.
   *
   * @param {object} [overrides] parts of the state to replace
   */
  permalink(overrides = {}) {
    this[controller].requireMounted();
    return permalinkOf(this, overrides);
  }

  /** Undoes the last change; returns false if there is none. */
  undo() {
    return this[controller].mounted?.store.dispatch({ type: 'undo' }) ?? false;
  }

  /** Redoes the last undone change; returns false if there is none. */
  redo() {
    return this[controller].mounted?.store.dispatch({ type: 'redo' }) ?? false;
  }

  // The run.

  /** Number of the current iteration. */
  get nIter() {
    return this[controller].mounted?.lab.nIter ?? 0;
  }

  /** Status of the run: running, converged, diverged or stopped. */
  get status() {
    return this[controller].mounted?.lab.numbers().status ?? 'running';
  }

  /** Whether the run is playing. */
  get isPlaying() {
    return this[controller].player.isPlaying;
  }

  /** Weights of the current iteration. */
  get coef() {
    return this[controller].mounted?.lab.coef() ?? new Float64Array();
  }

  get intercept() {
    return this[controller].mounted?.lab.intercept ?? 0;
  }

  /** Names of the features, in the order of the weights. */
  get featureNames() {
    return this[controller].mounted?.lab.featureNames() ?? [];
  }

  play() {
    const { mounted, player } = this[controller];
    mounted ? mounted.store.dispatch({ type: 'play' }) : player.play();
  }

  pause() {
    const { mounted, player } = this[controller];
    mounted ? mounted.store.dispatch({ type: 'pause' }) : player.pause();
  }

  /**
   * Runs iterations.
   *
   * @param {number} [n]
   */
  step(n = 1) {
    if (!(Number.isInteger(n) && n >= 0 && n <= LAST_ITERATION)) {
      throw new LabError(words.element.steps(LAST_ITERATION, n), 'n');
    }
    const { mounted } = this[controller];
    mounted ? mounted.store.dispatch({ type: 'step', n }) : this[controller].showLater({ nSteps: n });
  }

  /** Restarts the run from the same start point. */
  reset() {
    const { mounted } = this[controller];
    mounted ? mounted.store.dispatch({ type: 'restart' }) : this[controller].showLater({ nIter: 0 });
  }

  /** Jumps to the exact optimum; rejects if there is none. */
  async converge() {
    await this.ready;
    await this[controller].mounted?.store.loaded;
    const { mounted } = this[controller];
    mounted ? mounted.store.dispatch({ type: 'converge' }) : this[controller].showLater({ atOptimum: true });
  }

  // Export.

  /** Returns a Trainer with a copy of the data, parameters and weights. */
  trainer() {
    return this[controller].requireMounted().lab.trainer();
  }

  /** Returns a script for NumPy and scikit-learn that reproduces the current state. */
  toPython() {
    return this[controller].requireMounted().lab.python();
  }

  /**
   * Returns a table of results as CSV.
   *
   * @param {import('../types.js').TableName} what
   */
  toCsv(what) {
    if (typeof what === 'object') {
      throw new LabError(words.element.option('table', 'the name of a table', what), 'table');
    }
    return this[controller].requireMounted().lab.table(/** @type {any} */ (String(what)));
  }

  /**
   * Renders a panel as SVG with what is computed of it within a tenth of a second; the panel need not be visible.
   *
   * @param {string} panel
   */
  toSvg(panel) {
    const source = this[controller].pictureLab();
    try {
      const isThere = source.run(WAITING);
      return withPicture(panel, source.lab, (picture) =>
        svg({ ...picture, isComplete: picture.isComplete && isThere }),
      );
    } finally {
      source.release();
    }
  }

  /**
   * Renders a panel with all its computations, made in pieces between frames; the panel need not be visible.
   *
   * @param {string} panel
   * @param {{ type?: string }} [options]
   * @returns {Promise<Blob>}
   */
  async toBlob(panel, options) {
    const { type = FORMATS.png } = options ?? {};
    if (!Object.values(FORMATS).includes(type)) {
      throw new LabError(words.element.format(Object.values(FORMATS), type), 'type');
    }
    if (!this[controller].isLoaded) {
      await init();
      await this[controller].load();
    }
    const source = this[controller].pictureLab();
    const isRemoved = () => source instanceof MountedLab && source !== this[controller].mounted;
    try {
      while (!source.run(PIECE)) {
        await new Promise((resolve) => setTimeout(resolve));
      }
      return await withCompletePicture(panel, source.lab, (picture) => file(picture, type));
    } catch (error) {
      // The lab was removed meanwhile; there is a picture of its last state.
      if (!isRemoved()) {
        throw error;
      }
      return this.toBlob(panel, options);
    } finally {
      source.release();
    }
  }
}

// Defines parameters as properties. Setting an invalid value throws a LabError and changes nothing.
for (const name of PROPERTIES) {
  Object.defineProperty(PublicApi.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {PublicApi} */
    get() {
      return this[controller].parameters()[/** @type {keyof import('../types.js').State} */ (name)];
    },
    /** @this {PublicApi} @param {unknown} value */
    set(value) {
      this[controller].set({ [name]: fromText(name, value) });
    },
  });
}
