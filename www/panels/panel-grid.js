/** The panels on show: which, in which order, how large, and which of them can be seen at this moment. */

import { h } from '../dom.js';
import { lambdaMoved } from '../generated/bindings.js';
import { changeOfRatio, ratioOf } from '../l1-ratio.js';
import { columns } from '../panels.js';
import { panelFrame } from './panel-frame.js';
import { addPanelMenu } from './panel-menu.js';
import { listen } from './pointer.js';
import { KINDS } from './registry.js';
import { furnishViews } from './view-switch.js';

/** @typedef {import('../generated/bindings.js').Lab} Lab */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('./registry.js').Furnish} Furnish */

/**
 * A panel on show.
 *
 * @typedef {object} Place
 * @property {import('./panel-frame.js').PanelFrame} frame
 * @property {ReturnType<Furnish>} [update] keeps true what only it has
 */

export class PanelGrid {
  element;
  /** Told of the panels on show, in their order. @type {((frames: import('./panel-frame.js').PanelFrame[]) => void) | undefined} */
  whenShown;
  /** @type {Map<string, Place>} */
  #places = new Map();
  #lab;
  #host;
  #follow;
  #sizes = new ResizeObserver((entries) => this.#resized(entries));
  #sight = new IntersectionObserver((entries) => this.#seen(entries));

  /**
   * @param {Lab} lab
   * @param {'main' | 'div'} tag
   * @param {Pick<import('../view.js').Host, 'dispatch' | 'redraw' | 'share'>} host
   * @param {Parameters<typeof listen>[2]['follow']} follow
   */
  constructor(lab, tag, host, follow) {
    this.element = h(tag, { class: 'panels' });
    this.#lab = lab;
    this.#host = host;
    this.#follow = follow;
  }

  /** Names of the panels in their order. */
  get names() {
    return [...this.#places.keys()];
  }

  /** The first one that is a picture. */
  get first() {
    return [...this.#places.values()].map(({ frame }) => frame).find(({ isDrawn }) => isDrawn);
  }

  /** Whether any of them can be seen. */
  get isOnScreen() {
    return [...this.#places.values()].some(({ frame }) => frame.isVisible);
  }

  /**
   * Shows these panels in this order; those that stay keep their state.
   *
   * @param {string[]} names
   */
  show(names) {
    for (const name of this.names.filter((name) => !names.includes(name))) {
      this.#remove(name);
    }
    const places = names.map((name) => /** @type {const} */ ([name, this.#places.get(name) ?? this.#make(name)]));
    this.#places = new Map(places);
    for (const [k, side] of columns(names).entries()) {
      places[k][1].frame.element.dataset.side = side;
    }
    // Elements that are moved lose what has the focus.
    const focused = /** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement;
    this.element.replaceChildren(...places.map(([, place]) => place.frame.element));
    this.whenShown?.(places.map(([, place]) => place.frame));
    if (focused instanceof HTMLElement) {
      focused.focus();
    }
  }

  /**
   * Brings the switches of the panels to how the lab is shown.
   *
   * @param {Pick<import('../presentation.js').Presentation, 'scale' | 'viewOf'>} presentation
   */
  sync(presentation) {
    this.#check('scale', presentation.scale);
    for (const name of this.names) {
      this.#check(`${name}-view`, presentation.viewOf(name));
    }
  }

  /**
   * @param {string} name of radio buttons
   * @param {string | undefined} value
   */
  #check(name, value) {
    for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (
      this.element.querySelectorAll(`input[name="${name}"]`)
    )) {
      radio.checked = radio.value === value;
    }
  }

  /** @param {boolean} isOnScreen */
  assume(isOnScreen) {
    for (const { frame } of this.#places.values()) {
      frame.isVisible = isOnScreen;
    }
  }

  destroy() {
    this.#sizes.disconnect();
    this.#sight.disconnect();
  }

  /** Fits all canvases again. */
  resize() {
    for (const { frame } of this.#places.values()) {
      frame.resize();
    }
  }

  /**
   * Draws what has changed and says it.
   *
   * @param {Numbers} numbers
   * @param {State} state
   * @param {{ scores?: import('../regularization-lab.js').Scores, describe: boolean }} moment
   */
  draw(numbers, state, { scores, describe }) {
    for (const { frame, update } of this.#places.values()) {
      frame.draw();
      const text = frame.showTexts(numbers, { describe, isMeasured: scores !== undefined });
      update?.(numbers, state, scores, text);
    }
  }

  /** @param {string} name */
  #make(name) {
    const lab = this.#lab;
    const { dispatch, share } = this.#host;
    const follow = this.#follow;
    const set = (/** @type {import('../types.js').Change} */ change) => dispatch({ type: 'set', change });
    const made = panelFrame(name, lab);
    const update = (KINDS[name]?.furnish ?? furnishViews)(made, { dispatch, lab });
    addPanelMenu(made, lab, { share });
    if (made.isDrawn) {
      listen(made, lab, {
        set,
        moveLambda: (decades) => set({ lambda: lambdaMoved(lab.state().lambda, decades) }),
        choose: (lambda, l1Ratio) => set({ ...changeOfRatio(l1Ratio), lambda }),
        moveChoice: (decades, share) => {
          const state = lab.state();
          const l1Ratio = Math.min(1, Math.max(0, Math.round(100 * (ratioOf(state) + share)) / 100));
          const lambda = decades === 0 ? state.lambda : lambdaMoved(state.lambda, decades);
          set({ ...changeOfRatio(l1Ratio), lambda });
        },
        follow,
        followNext: (step) => {
          // Where there is no pointer, at the upper edge of the picture that has the focus.
          const { right, top } = made.picture.getBoundingClientRect();
          follow(lab.nextWeight(step), { x: right - 8, y: top - 32 });
        },
      });
      this.#sizes.observe(made.picture);
    }
    this.#sight.observe(made.element);
    return { frame: made, update };
  }

  /** @param {string} name */
  #remove(name) {
    const place = this.#places.get(name);
    if (place) {
      this.#sizes.unobserve(place.frame.picture);
      this.#sight.unobserve(place.frame.element);
      this.#lab.removePanel(name);
      this.#places.delete(name);
    }
  }

  /** @param {ResizeObserverEntry[]} entries */
  #resized(entries) {
    for (const { frame } of this.#places.values()) {
      if (entries.some(({ target }) => target === frame.picture)) {
        frame.resize();
      }
    }
    this.#host.redraw();
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const place = this.#places.get(target.id);
      if (place) {
        place.frame.isVisible = isIntersecting;
      }
    }
    this.#host.redraw();
  }
}
