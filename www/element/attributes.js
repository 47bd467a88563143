/** Attribute reflection: applies attribute changes of one task together, and writes changed parameters back to attributes. */

import { CONTROLS, DEFAULT_PANELS, EMBEDDED_CONTROLS, EMBEDDED_PANELS, PANELS, THEMES } from '../names.js';
import * as words from '../words.js';
import { isTheme, PARAMETER_ATTRIBUTES, parseNames } from './state.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Change} Change */

export const OBSERVED = [...Object.keys(PARAMETER_ATTRIBUTES), 'theme', 'panels', 'controls'];

export class Attributes {
  #element;
  #apply;
  /** Pending attributes of this task, by name. @type {Map<string, string>} */
  #pending = new Map();
  /** Whether the element is reflecting a value, so that its attribute change is ignored. */
  #isReflecting = false;

  /**
   * @param {HTMLElement} element
   * @param {(change: Change | undefined, names: Set<string>) => void} apply called with the changed parameters and the names of all
   *   changed attributes
   */
  constructor(element, apply) {
    this.#element = element;
    this.#apply = apply;
  }

  /**
   * Adds a change to the pending ones, which are applied in a microtask. Applied one by one, several attributes would result in
   * intermediate states.
   *
   * @param {string} name
   * @param {string | null} value
   */
  enqueue(name, value) {
    if (this.#isReflecting || (value === null && name in PARAMETER_ATTRIBUTES)) {
      return;
    }
    if (this.#pending.size === 0) {
      queueMicrotask(() => this.flush());
    }
    this.#pending.set(name, value ?? '');
  }

  /** Enqueues all attributes, as a new element does. */
  enqueueAll() {
    for (const name of OBSERVED.filter((name) => this.#element.hasAttribute(name))) {
      this.enqueue(name, this.#element.getAttribute(name));
    }
  }

  /** Applies the pending changes. */
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

  /** Names of the panels in the attribute, or the default ones. */
  get panels() {
    const defaults = this.#isPage ? DEFAULT_PANELS : EMBEDDED_PANELS;
    const { names } = parseNames(this.#element.getAttribute('panels') ?? '', PANELS);
    return names.length === 0 ? defaults : names;
  }

  /** Names of the controls in the attribute, or the default ones. */
  get controls() {
    const defaults = this.#isPage ? CONTROLS : EMBEDDED_CONTROLS;
    const text = this.#element.getAttribute('controls');
    return text === null ? defaults : parseNames(text, CONTROLS).names;
  }

  get #isPage() {
    return this.#element.hasAttribute('page');
  }

  /**
   * Returns messages about the invalid parts of an attribute, which are ignored.
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
    const { unknown } = parseNames(text, known);
    return unknown.length > 0 ? [words.element.names(name, known, unknown.join(' '))] : [];
  }

  /**
   * Sets the attributes whose values have changed, and applies them.
   *
   * @param {Record<string, string | undefined>} attributes
   */
  set(attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== Reflect.get(this.#element, name)) {
        this.#element.setAttribute(name, value);
      }
    }
    this.flush();
  }

  /**
   * Sets an attribute without applying it.
   *
   * @param {string} name
   * @param {string} value
   */
  write(name, value) {
    this.#isReflecting = true;
    this.#element.setAttribute(name, value);
    this.#isReflecting = false;
  }

  /**
   * Reflects parameters to the attributes that are present.
   *
   * @param {State} state
   */
  reflect(state) {
    for (const [name, [key]] of Object.entries(PARAMETER_ATTRIBUTES)) {
      const value = String(state[key]);
      if (this.#element.hasAttribute(name) && this.#element.getAttribute(name) !== value) {
        this.write(name, value);
      }
    }
  }
}
