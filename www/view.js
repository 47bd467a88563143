/** The view of one lab: controls and panels in a shadow tree, updated from the store. */
import { restoreCancelledSliders } from './controls/cancelled-touch.js';
import { controls } from './controls/controls.js';
import { assign, discard, h, show } from './dom.js';
import { footer } from './embed/footer.js';
import { PanelGrid } from './panels/panel-grid.js';
import { printable } from './print.js';
import { labName } from './spoken.js';
import * as words from './words.js';

/** @typedef {import('./generated/bindings.js').Lab} Lab */
/** @typedef {import('./types.js').State} State */
/** @typedef {import('./store.js').Store} Store */
/** @typedef {import('./types.js').Numbers} Numbers */
/** @typedef {import('./page/page.js').PageParts} PageParts */
/** @typedef {'auto' | 'light' | 'dark' | 'projector'} Theme */

/**
 * The interface of the element for its view.
 *
 * @typedef {object} Host
 * @property {import('./types.js').Dispatch} dispatch errors are shown at the control that was used
 * @property {() => void} redraw requests drawing in the next frame
 * @property {() => string} permalink
 * @property {() => string | undefined} homePage the page on which this lab can be opened alone
 * @property {(opener: HTMLElement, panel?: string) => void} share opens the share dialog
 * @property {(opener: HTMLElement) => void} showKeys opens the keyboard map
 * @property {(text: string) => void} say announces a text to screen readers
 * @property {() => Theme} theme the chosen theme
 * @property {(theme: Theme) => void} chooseTheme
 */

export class View {
  element;
  #lab;
  #store;
  #host;
  #controls;
  #grid;
  /** Header, data dialog and file drop, with the attribute `page`. @type {PageParts | undefined} */
  #page;
  /** The line under an embedded lab. @type {ReturnType<typeof footer> | undefined} */
  #footer;
  /** Tooltip of the focused feature. */
  #tooltip = h('p', { class: 'tooltip', hidden: true, 'aria-hidden': 'true' });
  #theme = 'light';
  #pixelRatio = 0;
  #destroyed = new AbortController();
  #stopPrinting;
  /** Version of path and cross-validation on the slider. */
  #overview = '';

  /**
   * @param {Lab} lab
   * @param {Store} store
   * @param {typeof import('./page/page.js') | undefined} page with the attribute `page`
   * @param {Host} host
   */
  constructor(lab, store, page, host) {
    this.#lab = lab;
    this.#store = store;
    this.#host = host;
    this.#controls = controls(host.dispatch, page);
    this.#grid = new PanelGrid(lab, page ? 'main' : 'div', host, (weight, at) => this.#focus(weight, at));
    // Its texts are English, also in a page of another language.
    this.element = h('div', { class: `lab ${page ? 'page' : 'embed'}`, part: 'lab', lang: 'en', dir: 'ltr' });
    if (page) {
      this.#page = page.pageParts(this.element, this.#controls.element, this.#grid, lab, host);
      const body = h('div', { class: 'body' }, this.#controls.element, this.#page.data, this.#grid.element);
      this.element.append(this.#page.header, this.#page.names, body, this.#tooltip);
    } else {
      this.#footer = footer(host.homePage, host.permalink);
      this.element.append(this.#grid.element, this.#controls.element, this.#footer.element, this.#tooltip);
      this.element.setAttribute('role', 'group');
    }
    this.#stopPrinting = printable({
      element: this.element,
      lab,
      link: () => new URL(host.permalink(), host.homePage() ?? location.href).href,
      draw: (ratio, width) => {
        this.element.setAttribute('data-theme', 'light');
        lab.setLook('light', store.presentation.scale);
        // Outside of the viewport texts are not current.
        const numbers = lab.numbers();
        this.#grid.draw(numbers, lab.state(), { describe: false });
        this.#footer?.draw(numbers);
        // An embed is as wide as the text around it.
        this.#grid.print(ratio, page && width);
      },
      restore: () => {
        this.element.setAttribute('data-theme', this.#theme);
        lab.setLook(this.#theme, store.presentation.scale);
        this.#grid.stopPrinting();
        host.redraw();
      },
    });
    restoreCancelledSliders(this.element, lab, host.dispatch);
    this.#grid.show(store.panels);
    this.#watchPixelRatio();
  }

  /** Requests a frame when the window moves to a screen of another resolution, or the page is zoomed. */
  #watchPixelRatio() {
    const change = () => {
      this.#host.redraw();
      this.#watchPixelRatio();
    };
    const options = { once: true, signal: this.#destroyed.signal };
    matchMedia(`(resolution: ${globalThis.devicePixelRatio}dppx)`).addEventListener('change', change, options);
  }

  /** Sets whether the panels are visible until the IntersectionObserver reports. @param {boolean} isOnScreen */
  assume(isOnScreen) {
    this.#grid.assume(isOnScreen);
  }

  /** Stops observing; the view is not used afterwards. */
  destroy() {
    this.#destroyed.abort();
    this.#grid.destroy();
    this.#page?.destroy();
    discard(this.element);
    this.#stopPrinting();
  }

  /**
   * Shows changes of the store.
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
    // The message about a jump without an optimum, or a mistyped iteration, does not outlive it.
    if (run === 'go-to' || run === 'step' || run === 'restart' || run === 'converge' || run === 'play') {
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

  /** Whether any panel is in the viewport. */
  get isOnScreen() {
    return this.#grid.isOnScreen;
  }

  /** @param {'light' | 'dark' | 'projector'} theme */
  #setTheme(theme) {
    const isResized = [theme, this.#theme].includes('projector') && theme !== this.#theme;
    this.#theme = theme;
    this.element.setAttribute('data-theme', theme);
    if (isResized) {
      // Firefox does not call the ResizeObserver: sizes in zoomed CSS pixels are unchanged.
      this.#page?.resize();
      this.#grid.resize();
    }
  }

  /** Updates controls and view switches from the state. */
  sync() {
    const state = this.#lab.state();
    this.#controls.sync(state, this.#lab);
    this.#page?.sync(state);
    this.#grid.sync(this.#store.presentation);
  }

  /** Shows an error at the control it belongs to, or removes the last one. @param {{ message: string, parameter?: string }} [error] */
  showError(error) {
    this.#controls.showError(this.#page?.showError(error) ? undefined : error);
  }

  /** Resizes the canvases after a change of the device pixel ratio; returns whether it has changed. */
  updatePixelRatio() {
    if (this.#pixelRatio === globalThis.devicePixelRatio) {
      return false;
    }
    this.#pixelRatio = globalThis.devicePixelRatio;
    this.#grid.resize();
    return true;
  }

  /**
   * Draws the panels and updates all texts.
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
      show(this.#tooltip, words.tip(numbers.focused));
    }
    if (scores && this.#page) {
      this.#controls.advise(this.#lab.advice());
    }
    if (scores && describe) {
      this.#page?.describe(state, numbers, scores);
      if (!this.#page) {
        assign(this.element, { 'aria-label': labName(state, this.#grid.names) });
      }
    }
    this.#controls.frame(numbers, isPlaying, scores?.kktResidual);
    const overview = `${numbers.run} ${numbers.overview}`;
    if (overview !== this.#overview) {
      this.#overview = overview;
      this.#controls.overview(this.#lab.pathAndFolds());
    }
  }

  /**
   * Sets the focused feature, and shows its tooltip at the pointer.
   *
   * @param {number | undefined} weight
   * @param {{ x: number, y: number }} [at] client coordinates of the pointer
   */
  #focus(weight, at) {
    this.#host.dispatch({ type: 'focus', feature: weight });
    this.element.classList.toggle('has-focused-feature', weight !== undefined);
    this.#tooltip.hidden = weight === undefined || at === undefined;
    if (at) {
      // A fixed position is relative to the nearest ancestor with a transform, such as a slide.
      const { style } = this.#tooltip;
      style.transform = 'translate(-10px, -14px)';
      const { left, top } = this.#tooltip.getBoundingClientRect();
      // Of the parent, which is wide enough for a precise ratio.
      const parent = /** @type {HTMLElement} */ (this.#tooltip.parentElement);
      const zoom = parent.getBoundingClientRect().width / parent.offsetWidth || 1;
      const isRight = at.x > innerWidth - 220;
      style.transform = `translate(${(at.x - left) / zoom}px, ${(at.y - top) / zoom}px) translate(${isRight ? '-100%' : '0'}, 0)`;
    }
  }
}
