/** What is behind the element: the mounted lab, or what is to be applied to it once there is one. */

import { readLink, writeLink } from '../generated/bindings.js';
import { LabError } from '../lab-error.js';
import { applyEach, LabHandle, loadTables } from '../lab-handle.js';
import { Player } from '../player.js';
import { History } from '../undo.js';
import * as words from '../words.js';
import { Address } from './address.js';
import { Attributes } from './attributes.js';
import { MountedLab } from './mounted-lab.js';
import { readState } from './state.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Change} Change */
/** @typedef {import('../types.js').Moment} Moment */

export class Controller {
  player = new Player();
  attributes;
  /** There while the lab is in a page and loaded. @type {MountedLab | undefined} */
  mounted;
  /** Fulfilled once the first picture is drawn. @type {Promise<void>} */
  ready;
  #setReady = () => {};
  #isReady = false;
  #element;
  #history = new History();
  /** Parameters of a lab that was taken out of the page. @type {Partial<State> & Change} */
  #savedState = {};
  /** Changes to apply once there is a lab. @type {Change[]} */
  #pendingChanges = [];
  /** The moment to show then. @type {Moment} */
  #pendingMoment = {};
  /** Problems to show then. @type {string[]} */
  #pendingProblems = [];
  /** @type {Address | undefined} */
  #address;
  #darkness = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
  #followSystem = () => this.#applyTheme();

  /** @param {import('./public-api.js').PublicApi} element */
  constructor(element) {
    this.#element = element;
    this.ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    this.attributes = new Attributes(element, (change, names) => this.#applyAttributes(change, names));
  }

  // Mounting.

  /** Fetches what the first picture needs besides code, and makes the lab. */
  async load() {
    const isFirst = Object.keys(this.#savedState).length === 0;
    if (isFirst && this.#element.hasAttribute('linked') && location.hash.length > 1) {
      this.#readAddress(location.hash);
    }
    this.#pendingProblems.push(...(await loadTables(this.#pendingChanges)));
  }

  /** @returns {LabHandle} */
  makeHandle() {
    if (Object.keys(this.#savedState).length === 0) {
      try {
        // Made with the pending changes, no other data are generated before.
        return new LabHandle(Object.assign({}, ...this.#pendingChanges));
      } catch {
        // What is wrong with them is said when they are applied.
      }
    }
    return new LabHandle(this.#savedState);
  }

  /**
   * Shows a lab and draws its first picture.
   *
   * @param {LabHandle} handle
   * @param {typeof import('../page/page.js') | undefined} page
   */
  mount(handle, page) {
    const { panels, controls } = this.attributes;
    const mounted = new MountedLab(this.#element, handle, {
      player: this.player,
      history: this.#history,
      panels,
      controls,
      theme: this.#resolvedTheme,
      change: Object.assign({}, ...this.#pendingChanges.splice(0)),
      page,
      emit: (name, detail) => this.emit(name, detail),
      onChange: (changed, store) => this.#onChange(changed, store),
    });
    this.mounted = mounted;
    this.#emitProblems('panels');
    this.#emitProblems('controls');
    mounted.attach(/** @type {ShadowRoot} */ (this.#element.shadowRoot));
    this.#darkness.addEventListener('change', this.#followSystem);
    if (this.#element.hasAttribute('linked')) {
      this.#address = new Address((hash) => this.#readAddress(hash));
    }
    const moment = this.#pendingMoment;
    const isNew = !this.#isReady && moment.nIter === undefined && !moment.atOptimum;
    this.#pendingMoment = {};
    mounted.store.show(moment);
    this.#showProblems();
    if (this.#element.hasAttribute('autoplay') && isNew) {
      // With reduced motion a lab opens at rest, at the optimum.
      const isReduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
      mounted.store.request({ type: isReduced ? 'converge' : 'play' });
    }
    mounted.start();
  }

  /** Frees the lab and keeps its state; returns whether there was one. */
  unmount() {
    if (!this.mounted) {
      return false;
    }
    [this.#savedState, this.#pendingMoment] = [this.mounted.parameters(), this.mounted.store.moment()];
    this.mounted.destroy();
    this.mounted = undefined;
    this.player.pause();
    this.#address?.destroy();
    this.#address = undefined;
    this.#darkness.removeEventListener('change', this.#followSystem);
    return true;
  }

  // Events.

  /**
   * @param {string} name
   * @param {object} detail
   */
  emit(name, detail) {
    if (name === 'ready') {
      // A lab that is put back into a page is not ready a second time.
      if (this.#isReady) {
        return;
      }
      this.#isReady = true;
      this.#setReady();
    }
    this.#element.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // State.

  /** @returns {State} */
  parameters() {
    this.attributes.flush();
    const pending = Object.assign({}, this.#savedState, ...this.#pendingChanges);
    return /** @type {State} */ (this.mounted?.lab.state() ?? pending);
  }

  /** All that reopens this lab but for its attributes. */
  state() {
    return this.mounted?.state() ?? { ...this.parameters(), ...this.#pendingMoment };
  }

  /**
   * @param {Change} given
   * @param {Moment} [moment] to be shown then
   */
  set(given, moment) {
    // What attributes have said before comes first.
    this.attributes.flush();
    // A table is given to be used.
    const change = given.csv !== undefined && given.data === undefined ? { ...given, data: 'csv' } : given;
    if (this.mounted) {
      this.mounted.store.dispatch({ type: 'set', change, moment });
    } else {
      this.#pendingChanges.push({ ...change });
      this.#pendingMoment = { ...this.#pendingMoment, ...moment };
    }
  }

  /** @param {Change} change of which the valid parts are applied */
  #setEach(change) {
    const { store } = this.mounted ?? {};
    if (store) {
      applyEach(
        change,
        (part) => this.set(part),
        (work) => store.attempt(work),
      );
    } else {
      this.set(change);
    }
  }

  /** @param {Record<string, string | undefined>} attributes */
  setAttributes(attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== this.#element[/** @type {'panels'} */ (name)]) {
        this.#element.setAttribute(name, value);
      }
    }
    this.attributes.flush();
  }

  /**
   * @param {Change | undefined} change
   * @param {Set<string>} names
   */
  #applyAttributes(change, names) {
    if (change) {
      this.#setEach(change);
    }
    if (names.has('theme')) {
      this.#emitProblems('theme');
      this.#applyTheme();
    }
    // Unknown names are reported once there is a lab: somebody listens by then.
    const { panels, controls } = this.attributes;
    if (this.mounted && names.has('panels')) {
      this.mounted.store.dispatch({ type: 'panels', panels });
      this.#emitProblems('panels');
    }
    if (this.mounted && names.has('controls')) {
      this.mounted.store.dispatch({ type: 'controls', controls });
      this.#emitProblems('controls');
    }
  }

  /** @param {'panels' | 'controls' | 'theme'} attribute */
  #emitProblems(attribute) {
    for (const message of this.attributes.problems(attribute)) {
      this.emit('error', { message });
    }
  }

  get #resolvedTheme() {
    const { theme } = this.attributes;
    return theme === 'auto' ? (this.#darkness.matches ? 'dark' : 'light') : theme;
  }

  #applyTheme() {
    this.mounted?.store.dispatch({ type: 'theme', theme: this.#resolvedTheme });
  }

  /**
   * Brings attributes, address and listeners of the element to the state of the store.
   *
   * @param {import('../types.js').Changed} changed
   * @param {import('../store.js').Store} store
   */
  #onChange({ edit, commit, restored, run, panels, theme }, store) {
    if (edit) {
      this.emit('input', { state: this.parameters() });
    }
    if (commit || restored) {
      this.attributes.mirror(this.parameters());
      this.#writeAddress(true);
      this.emit('change', { state: this.parameters() });
    }
    // Chosen by an attribute, they are in it already.
    const isChosen = panels && store.panels.join() !== this.attributes.panels.join();
    if (isChosen) {
      this.attributes.write('panels', store.panels.join(' '));
    }
    const isSwitched = theme && store.presentation.theme !== this.#resolvedTheme;
    if (isSwitched) {
      this.attributes.write('theme', store.presentation.theme);
    }
    if (isChosen || isSwitched || run === 'pause') {
      this.#writeAddress(false);
    }
  }

  // Links.

  /**
   * The URL hash of this state.
   *
   * @param {object} but what is otherwise in it
   */
  permalink(but) {
    readState(but);
    // A page has every control, and an embed's few are not meant for it.
    const hasOwn = this.#element.hasAttribute('linked') && this.#element.hasAttribute('controls');
    const controls = hasOwn ? this.#element.controls : undefined;
    const state = { ...this.#element.getState(), controls, ...but };
    return `#${writeLink(/** @type {import('../types.js').LinkState} */ (state))}`;
  }

  /**
   * Applies what an address says; what it cannot say is shown in one line.
   *
   * @param {string} hash
   */
  #readAddress(hash) {
    // What a link leaves out is as it is by default, whatever stands there now.
    const { whole, problems } = readLink(hash);
    const { change, moment, ...attributes } = readState(whole);
    this.#setEach(change);
    if (this.mounted) {
      this.mounted.store.show(moment);
    } else {
      this.#pendingMoment = moment;
    }
    this.setAttributes(attributes);
    this.#pendingProblems.push(...problems);
    this.#showProblems();
  }

  /** Shows the problems of an address, as soon as there is a place for them. */
  #showProblems() {
    if (this.mounted && this.#pendingProblems.length > 0) {
      this.mounted.store.notify({ error: new LabError(this.#pendingProblems.splice(0).join('; ')) });
    }
  }

  /** @param {boolean} isStep whether going back returns to what is there now */
  #writeAddress(isStep) {
    if (this.#address && this.mounted) {
      this.#address.write(this.permalink({}), isStep);
    }
  }

  /** The mounted lab, once it is there. */
  present() {
    if (!this.mounted) {
      throw new LabError(words.element.notReady);
    }
    return this.mounted;
  }
}
