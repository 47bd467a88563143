/** The attributes of the element: reading those that change in one task together, and writing what has changed otherwise. */

import { CONTROLS, DEFAULT_PANELS, EMBEDDED_CONTROLS, EMBEDDED_PANELS, PANELS, THEMES } from '../names.js';
import * as words from '../words.js';
import { isTheme, namesIn, PARAMETER_ATTRIBUTES } from './state.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Change} Change */

export const OBSERVED = [...Object.keys(PARAMETER_ATTRIBUTES), 'theme', 'panels', 'controls'];

export class Attributes {
  #element;
  #apply;
  /** Those that have changed in this task, with their values. @type {Map<string, string>} */
  #pending = new Map();
  /** Whether the element itself is writing them. */
  #isWriting = false;

  /**
   * @param {HTMLElement} element
   * @param {(change: Change | undefined, names: Set<string>) => void} apply called with the parameters that have changed, and the
   *   names of all attributes that have
   */
  constructor(element, apply) {
    this.#element = element;
    this.#apply = apply;
  }

  /**
   * Keeps a change until the end of the task: one by one, several attributes would be states that the author did not write.
   *
   * @param {string} name
   * @param {string | null} value
   */
  changed(name, value) {
    if (this.#isWriting || (value === null && name in PARAMETER_ATTRIBUTES)) {
      return;
    }
    if (this.#pending.size === 0) {
      queueMicrotask(() => this.flush());
    }
    this.#pending.set(name, value ?? '');
  }

  /** Applies the changes kept so far. */
  flush() {
    if (this.#pending.size === 0) {
      return;
    }
    const pending = new Map(this.#pending);
    this.#pending.clear();
    /** @type {Change} */
    const change = {};
    for (const [name, [key, read]] of Object.entries(PARAMETER_ATTRIBUTES)) {
      const value = pending.get(name);
      if (value !== undefined) {
        Object.assign(change, { [key]: read(value) });
      }
    }
    this.#apply(Object.keys(change).length > 0 ? change : undefined, new Set(pending.keys()));
  }

  /** @returns {typeof THEMES[number]} */
  get theme() {
    const theme = this.#element.getAttribute('theme');
    return isTheme(theme) ? theme : 'auto';
  }

  /** Names of the panels that the author has chosen, or the default ones. */
  get panels() {
    const defaults = this.#isPage ? DEFAULT_PANELS : EMBEDDED_PANELS;
    const { names } = namesIn(this.#element.getAttribute('panels') ?? '', PANELS);
    return names.length === 0 ? defaults : names;
  }

  /** Names of the controls, likewise. */
  get controls() {
    const defaults = this.#isPage ? CONTROLS : EMBEDDED_CONTROLS;
    const text = this.#element.getAttribute('controls');
    return text === null ? defaults : namesIn(text, CONTROLS).names;
  }

  get #isPage() {
    return this.#element.hasAttribute('page');
  }

  /**
   * What is wrong with the value of an attribute; it is skipped.
   *
   * @param {'panels' | 'controls' | 'theme'} name
   * @returns {string[]}
   */
  problems(name) {
    const text = this.#element.getAttribute(name) ?? '';
    if (name === 'theme') {
      return text === '' || isTheme(text) ? [] : [words.element.theme(THEMES, text)];
    }
    const known = name === 'panels' ? PANELS : CONTROLS;
    return namesIn(text, known).unknown.map((unknown) => words.element.names(name, known, unknown));
  }

  /**
   * Writes an attribute without taking that for a change.
   *
   * @param {string} name
   * @param {string} value
   */
  write(name, value) {
    this.#isWriting = true;
    this.#element.setAttribute(name, value);
    this.#isWriting = false;
  }

  /**
   * Writes the parameters into those attributes that the author has given.
   *
   * @param {State} state
   */
  mirror(state) {
    for (const [name, [key]] of Object.entries(PARAMETER_ATTRIBUTES)) {
      const value = String(state[key]);
      if (this.#element.hasAttribute(name) && this.#element.getAttribute(name) !== value) {
        this.write(name, value);
      }
    }
  }
}
