/** The properties and methods of the element; `www/regularization-lab.d.ts` is their contract. */

import { png, svg } from '../export/picture.js';
import { withPicture } from '../export/with-picture.js';
import { LabError } from '../lab-error.js';
import { LAST_ITERATION, PARAMETERS, THEMES } from '../names.js';
import * as words from '../words.js';
import { Controller } from './controller.js';
import { isTheme, readState } from './state.js';

/**
 * An element with the parameters as properties, which are defined below. Server-side rendering has no elements to inherit from.
 *
 * @type {{ new (): HTMLElement & import('../types.js').State, prototype: HTMLElement }}
 */
const Base = /** @type {any} */ (globalThis.HTMLElement ?? class {});

/** The member that is not for users of the element. */
export const controller = Symbol('controller');

export class PublicApi extends Base {
  [controller] = new Controller(this);

  /** Fulfilled once the first picture is drawn. */
  get ready() {
    return this[controller].ready;
  }

  /**
   * Uses a table given as CSV.
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

  /** Names of the panels on show, separated by spaces. */
  get panels() {
    const { attributes } = this[controller];
    attributes.flush();
    return (this[controller].mounted?.store.panels ?? attributes.panels).join(' ');
  }
  set panels(panels) {
    this.setAttribute('panels', panels);
    this[controller].attributes.flush();
  }

  /** Names of the controls on show, separated by spaces. */
  get controls() {
    return this[controller].attributes.controls.join(' ');
  }
  set controls(controls) {
    this.setAttribute('controls', controls);
    this[controller].attributes.flush();
  }

  // State.

  /** All that reopens this lab: parameters, data, where the run is, panels, controls and look. */
  getState() {
    const { panels, controls, theme } = this;
    return structuredClone({ ...this[controller].state(), panels, controls, theme });
  }

  /**
   * Takes a state, or a part of one; what it leaves out stays. Nothing has changed after an error.
   *
   * @param {object} state
   */
  setState(state) {
    const { change, moment, panels, controls, theme } = readState(state);
    this[controller].set(change, moment);
    this[controller].setAttributes({ panels, controls, theme });
  }

  /**
   * The URL hash that reopens this state, or this one but for some of it. A CSV of one's own is too large for it.
   *
   * @param {object} [but]
   */
  permalink(but = {}) {
    this[controller].present();
    return this[controller].permalink(but);
  }

  /** Undoes the last change; false where there is none. */
  undo() {
    return this[controller].mounted?.store.dispatch({ type: 'undo' }) ?? false;
  }

  /** Redoes a change that was undone; false where there is none. */
  redo() {
    return this[controller].mounted?.store.dispatch({ type: 'redo' }) ?? false;
  }

  // The run.

  /** Iterations run. */
  get nIter() {
    return this[controller].mounted?.lab.nIter ?? 0;
  }

  /** How the run stands. */
  get status() {
    return this[controller].mounted?.lab.numbers().status ?? 'running';
  }

  /** Whether training goes on frame by frame. */
  get isPlaying() {
    return this[controller].player.isPlaying;
  }

  play() {
    const { mounted, player } = this[controller];
    mounted ? mounted.store.dispatch({ type: 'play' }) : player.play();
  }

  pause() {
    const { mounted, player } = this[controller];
    mounted ? mounted.store.dispatch({ type: 'pause' }) : player.pause();
  }

  /** @param {number} [n] */
  step(n = 1) {
    if (!(Number.isInteger(n) && n >= 0 && n <= LAST_ITERATION)) {
      throw new LabError(words.element.steps(LAST_ITERATION, n), 'n');
    }
    this[controller].mounted?.store.dispatch({ type: 'step', n });
  }

  /** Returns to the start of the same run. */
  reset() {
    this[controller].mounted?.store.dispatch({ type: 'restart' });
  }

  /** Jumps to the exact optimum; rejects where there is none. */
  async converge() {
    await this.ready;
    this[controller].mounted?.store.dispatch({ type: 'converge' });
  }

  // Export.

  /** A copy of the model in training, with the same data and parameters. */
  trainer() {
    return this[controller].present().lab.trainer();
  }

  /** A script for NumPy and scikit-learn that recomputes the present state. */
  toPython() {
    return this[controller].present().lab.python();
  }

  /**
   * Numbers as CSV.
   *
   * @param {import('../types.js').TableName} what
   */
  toCsv(what) {
    const name = /** @type {import('../types.js').TableName} */ (String(what));
    return this[controller].present().lab.table(name);
  }

  /**
   * A panel as SVG, whether it is on show or not.
   *
   * @param {string} panel
   */
  toSvg(panel) {
    const mounted = this[controller].present();
    mounted.redraw();
    return withPicture(panel, mounted.lab, mounted.store.panels, svg);
  }

  /**
   * A panel as PNG, whether it is on show or not.
   *
   * @param {string} panel
   */
  async toBlob(panel) {
    const mounted = this[controller].present();
    mounted.redraw();
    return withPicture(panel, mounted.lab, mounted.store.panels, png);
  }
}

// Parameters are properties. A value out of range throws a LabError; the last good state stays.
for (const name of ['data', 'recipe', ...Object.keys(PARAMETERS)]) {
  Object.defineProperty(PublicApi.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {PublicApi} */
    get() {
      return this[controller].parameters()[/** @type {keyof import('../types.js').State} */ (name)];
    },
    /** @this {PublicApi} @param {unknown} value */
    set(value) {
      this[controller].set({ [name]: value });
    },
  });
}
