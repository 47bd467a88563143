/** What is seen of one lab: controls and panels in a shadow tree, and keeping them true. */
import { controls } from './controls/controls.js';
import { h, show } from './dom.js';
import { footer } from './embed/footer.js';
import { PanelGrid } from './panels/panel-grid.js';
import * as words from './words.js';

/** @typedef {import('./generated/bindings.js').Lab} Lab */
/** @typedef {import('./types.js').State} State */
/** @typedef {import('./store.js').Store} Store */
/** @typedef {import('./types.js').Numbers} Numbers */
/** @typedef {import('./page/page.js').PageParts} PageParts */

/**
 * What a view has from its element.
 *
 * @typedef {object} Host
 * @property {import('./types.js').Dispatch} dispatch an error is shown at the control that was used
 * @property {() => void} redraw asks for a picture
 * @property {() => string} permalink
 * @property {() => string | undefined} homePage the page on which this lab can be opened alone
 * @property {(opener: HTMLElement, panel?: string) => void} share opens the share dialog
 */

export class View {
  element;
  #lab;
  #store;
  #host;
  #controls;
  #grid;
  /** Header, data and drops, where the lab is the page. @type {PageParts | undefined} */
  #page;
  /** The line under an embedded lab. @type {ReturnType<typeof footer> | undefined} */
  #footer;
  /** The focused feature, at the pointer. */
  #tip = h('p', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
  #theme = 'light';
  #pixelRatio = 0;
  /** Which overview of λ is shown. */
  #overview = '';

  /**
   * @param {Lab} lab which panels get their canvases from
   * @param {Store} store
   * @param {typeof import('./page/page.js') | undefined} page given where the lab is the page
   * @param {Host} host
   */
  constructor(lab, store, page, host) {
    this.#lab = lab;
    this.#store = store;
    this.#host = host;
    this.#controls = controls(host.dispatch, page);
    this.#grid = new PanelGrid(lab, page ? 'main' : 'div', host, (weight, at) => this.#focus(weight, at));
    this.element = h('div', { class: `lab ${page ? 'page' : 'embed'}`, part: 'lab' });
    if (page) {
      this.#page = page.pageParts(this.element, lab, this.#grid, host);
      const body = h('div', { class: 'body' }, this.#controls.element, this.#page.data, this.#grid.element);
      this.element.append(this.#page.header, this.#page.names, body, this.#tip);
    } else {
      this.#footer = footer(host.homePage, host.permalink);
      this.element.append(this.#grid.element, this.#controls.element, this.#footer.element, this.#tip);
    }
    this.#grid.show(store.panels);
  }

  /** Until the browser says what is seen, it is all of it or nothing. @param {boolean} isOnScreen */
  assume(isOnScreen) {
    this.#grid.assume(isOnScreen);
  }

  /** Stops observing; the view is not used afterwards. */
  destroy() {
    this.#grid.destroy();
    this.#page?.destroy();
  }

  /**
   * Shows what has changed in the store.
   *
   * @param {import('./types.js').Changed} changed
   */
  update({ state, commit, restored, run, panels, controls, theme, error }) {
    if (panels) {
      this.#grid.show(this.#store.panels);
    }
    if (controls) {
      this.showControls();
    }
    if (theme) {
      this.#setTheme(this.#store.presentation.theme);
    }
    if (state) {
      this.sync();
    }
    if (commit || restored) {
      this.#page?.showChanges(this.#store);
    }
    if (run === 'speed') {
      this.#controls.showSpeed(this.#store.speed);
    }
    if (run === 'go-to') {
      this.showError();
    }
    if (error) {
      this.showError(error);
    }
  }

  showControls() {
    const names = this.#store.controls;
    this.element.dataset.controls = names.join(' ');
    this.#controls.choose(names);
    this.#controls.showSpeed(this.#store.speed);
  }

  /** Whether any of it can be seen. */
  get isOnScreen() {
    return this.#grid.isOnScreen;
  }

  /** @param {'light' | 'dark' | 'projector'} theme */
  #setTheme(theme) {
    const isResized = [theme, this.#theme].includes('projector') && theme !== this.#theme;
    this.#theme = theme;
    this.element.setAttribute('data-theme', theme);
    if (isResized) {
      // Firefox tells observers of sizes nothing: in their own pixels they are the same.
      this.#grid.resize();
    }
  }

  /** Brings controls and switches to the state. */
  sync() {
    const state = this.#lab.state();
    this.#controls.sync(state, this.#lab);
    this.#page?.sync(state);
    this.#grid.sync(this.#store.presentation);
  }

  /** @param {{ message: string, parameter?: string }} [error] what could not be done, or nothing */
  showError(error) {
    this.#controls.showError(this.#page?.showError(error) ? undefined : error);
  }

  /** Fits the canvases again after a move to another screen or a zoom; returns whether it had to. */
  followPixelRatio() {
    if (this.#pixelRatio === globalThis.devicePixelRatio) {
      return false;
    }
    this.#pixelRatio = globalThis.devicePixelRatio;
    this.#grid.resize();
    return true;
  }

  /**
   * Draws what has changed and says it.
   *
   * @param {Numbers} numbers
   * @param {{ isPlaying: boolean, scores?: import('./regularization-lab.js').Scores, describe: boolean }} moment
   */
  draw(numbers, { isPlaying, scores, describe }) {
    const state = this.#lab.state();
    this.#grid.draw(numbers, state, { scores, describe });
    this.#page?.draw(numbers, state);
    this.#footer?.draw(numbers);
    if (numbers.focused) {
      show(this.#tip, words.tip(numbers.focused));
    }
    if (scores && this.#page) {
      this.#controls.advise(this.#lab.advice());
    }
    this.#controls.frame(numbers, isPlaying, scores?.kktResidual);
    const overview = `${numbers.run} ${numbers.overview}`;
    if (overview !== this.#overview) {
      this.#overview = overview;
      this.#controls.overview(this.#lab.pathAndFolds());
    }
  }

  /**
   * Focuses a feature in all pictures, or none.
   *
   * @param {number | undefined} weight
   * @param {{ x: number, y: number }} [at] the place of the pointer on the screen
   */
  #focus(weight, at) {
    this.#host.dispatch({ type: 'focus', feature: weight });
    this.element.classList.toggle('following', weight !== undefined);
    this.#tip.hidden = weight === undefined || at === undefined;
    if (at) {
      // What is fixed is so in the nearest ancestor with a transform, such as a slide.
      const { style } = this.#tip;
      style.transform = 'translate(-10px, -14px)';
      const { left, top } = this.#tip.getBoundingClientRect();
      // Of what it is in, which is wide enough to be measured by.
      const room = /** @type {HTMLElement} */ (this.#tip.parentElement);
      const zoom = room.getBoundingClientRect().width / room.offsetWidth || 1;
      const isRight = at.x > innerWidth - 220;
      style.transform = `translate(${(at.x - left) / zoom}px, ${(at.y - top) / zoom}px) translate(${isRight ? '-100%' : '0'}, 0)`;
    }
  }
}
