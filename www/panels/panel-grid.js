/** The grid of visible panels: order, sizes and visibility in the viewport. */

import { discard, h } from '../dom.js';
import { changeOfRatio, ratioOf } from '../l1-ratio.js';
import { columns } from '../panels.js';
import { tip } from '../words.js';
import { panelFrame } from './panel-frame.js';
import { addPanelMenu } from './panel-menu.js';
import { plotRole } from './plot-role.js';
import { listen } from './pointer.js';
import { PANEL_MODULES } from './registry.js';
import { extendViews } from './view-switch.js';

/** @typedef {import('../generated/bindings.js').Lab} Lab */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('./registry.js').Extend} Extend */

/**
 * A panel in the grid.
 *
 * @typedef {object} Entry
 * @property {import('./panel-frame.js').PanelFrame} frame
 * @property {ReturnType<Extend>} [update] updates the controls and texts of this panel
 * @property {ReturnType<typeof plotRole>} [role] updates role and value of the plot
 */

export class PanelGrid {
  element;
  /** Called after a change of the panels, in order. @type {((frames: import('./panel-frame.js').PanelFrame[]) => void) | undefined} */
  onpanels;
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  #lab;
  #host;
  #focus;
  /** Whether there are pictures for paper. */
  #isPrinting = false;
  #sizes = new ResizeObserver((entries) => this.#resized(entries));
  #sight = new IntersectionObserver((entries) => this.#seen(entries));

  /**
   * @param {Lab} lab
   * @param {'main' | 'div'} tag
   * @param {Pick<import('../view.js').Host, 'dispatch' | 'redraw' | 'share' | 'showKeys' | 'say'>} host
   * @param {Parameters<typeof listen>[2]['focus']} focus
   */
  constructor(lab, tag, host, focus) {
    this.element = h(tag, { class: 'panels' });
    this.#lab = lab;
    this.#host = host;
    this.#focus = focus;
  }

  /** Names of the panels, in order. */
  get names() {
    return [...this.#entries.keys()];
  }

  /** The first panel that is drawn. */
  get first() {
    return [...this.#entries.values()].map(({ frame }) => frame).find(({ isDrawn }) => isDrawn);
  }

  /** Whether any panel is in the viewport. */
  get isOnScreen() {
    return [...this.#entries.values()].some(({ frame }) => frame.isVisible);
  }

  /**
   * Shows these panels in this order; panels that were shown before keep their state.
   *
   * @param {string[]} names
   */
  show(names) {
    // An enlarged panel is elsewhere.
    const enlarged = /** @type {HTMLDialogElement | undefined} */ (
      this.element.closest('.lab')?.querySelector('.enlarged')
    );
    enlarged?.close();
    for (const name of this.names.filter((name) => !names.includes(name))) {
      this.#remove(name);
    }
    const entries = names.map((name) => /** @type {const} */ ([name, this.#entries.get(name) ?? this.#add(name)]));
    this.#entries = new Map(entries);
    for (const [k, [ofTwo, ofThree]] of columns(names).entries()) {
      Object.assign(entries[k][1].frame.element.dataset, { two: ofTwo, three: ofThree });
    }
    // Moving elements in the document removes the focus.
    const focused = /** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement;
    this.element.replaceChildren(...entries.map(([, entry]) => entry.frame.element));
    this.onpanels?.(entries.map(([, entry]) => entry.frame));
    if (focused instanceof HTMLElement) {
      focused.focus();
    }
  }

  /**
   * Updates the view switches of the panels.
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

  /** Sets the visibility until the IntersectionObserver reports. @param {boolean} isOnScreen */
  assume(isOnScreen) {
    for (const { frame } of this.#entries.values()) {
      frame.isVisible = isOnScreen;
    }
  }

  destroy() {
    this.#sizes.disconnect();
    this.#sight.disconnect();
  }

  /** Resizes all canvases to the screen, unless the page is being printed. */
  resize() {
    if (this.#isPrinting) {
      return;
    }
    for (const { frame } of this.#entries.values()) {
      frame.resize();
    }
  }

  /**
   * Adds pictures for paper to all panels, those outside of the viewport too.
   *
   * @param {number} ratio device pixels per CSS pixel
   * @param {number} [width] of the pictures in CSS pixels; by default, as wide as on the screen
   */
  print(ratio, width) {
    this.#isPrinting = true;
    for (const { frame } of this.#entries.values()) {
      frame.print(ratio, width);
    }
  }

  /** Removes the pictures for paper. */
  stopPrinting() {
    this.#isPrinting = false;
    for (const { frame } of this.#entries.values()) {
      frame.stopPrinting();
    }
    this.resize();
  }

  /**
   * Draws the visible panels and updates all texts.
   *
   * @param {Numbers} numbers
   * @param {State} state
   * @param {{ scores?: import('../regularization-lab.js').Scores, describe: boolean }} moment
   */
  draw(numbers, state, { scores, describe }) {
    for (const { frame, update, role } of this.#entries.values()) {
      frame.draw();
      const text = frame.showTexts(numbers, { describe, isMeasured: scores !== undefined });
      update?.(numbers, state, scores, text);
      role?.(numbers, state);
    }
  }

  /** @param {string} name */
  #add(name) {
    const lab = this.#lab;
    const { dispatch } = this.#host;
    const focus = this.#focus;
    const set = (/** @type {import('../types.js').Change} */ change) => dispatch({ type: 'set', change });
    const frame = panelFrame(name, lab);
    const update = (PANEL_MODULES[name]?.extend ?? extendViews)(frame, { dispatch, lab });
    if (this.element.localName !== 'main') {
      // In other pages, the panels are no landmarks.
      frame.element.setAttribute('role', 'group');
    }
    addPanelMenu(frame, lab, this.#host);
    if (frame.isDrawn) {
      listen(frame, lab, {
        set,
        moveLambda: (decades) => set({ lambda: lab.lambdaMoved(lab.state().lambda, decades) }),
        choose: (lambda, l1Ratio) => set({ ...changeOfRatio(l1Ratio), lambda }),
        moveChoice: (decades, share) => {
          const state = lab.state();
          const l1Ratio = Math.min(1, Math.max(0, Math.round(100 * (ratioOf(state) + share)) / 100));
          const lambda = decades === 0 ? state.lambda : lab.lambdaMoved(state.lambda, decades);
          set({ ...changeOfRatio(l1Ratio), lambda });
        },
        focus,
        focusNext: (step) => this.#focusNext(frame, step),
        focusEnd: (step) => {
          focus(undefined);
          // Without a focused weight, the next one is the largest.
          if (step !== 0) {
            focus(lab.nextBySize(0));
          }
          this.#focusNext(frame, step);
        },
      });
      this.#sizes.observe(frame.picture);
      for (const canvas of frame.picture.querySelectorAll('canvas')) {
        canvas.addEventListener('contextrestored', () => {
          frame.restore();
          this.#host.redraw();
        });
      }
    }
    this.#sight.observe(frame.element);
    return { frame, update, role: frame.isDrawn ? plotRole(frame, lab) : undefined };
  }

  /**
   * Focuses the weight `step` positions after the focused one, by descending size, and announces it.
   *
   * @param {import('./panel-frame.js').PanelFrame} frame
   * @param {number} step
   */
  #focusNext({ picture }, step) {
    // Without a pointer, the tooltip is at the upper edge of the focused panel.
    const { right, top } = picture.getBoundingClientRect();
    this.#focus(this.#lab.nextBySize(step), { x: right - 8, y: top - 32 });
    const { focused } = this.#lab.numbers();
    if (focused) {
      this.#host.say(tip(focused));
    }
  }

  /** @param {string} name */
  #remove(name) {
    const entry = this.#entries.get(name);
    if (entry) {
      this.#sizes.unobserve(entry.frame.picture);
      this.#sight.unobserve(entry.frame.element);
      this.#lab.removePanel(name);
      this.#entries.delete(name);
      discard(entry.frame.element);
    }
  }

  /** @param {ResizeObserverEntry[]} entries */
  #resized(entries) {
    if (this.#isPrinting) {
      return;
    }
    for (const { frame } of this.#entries.values()) {
      if (entries.some(({ target }) => target === frame.picture)) {
        frame.resize();
        // Before the browser paints the canvas, which is empty now. The IntersectionObserver has not seen the new layout.
        const { top, bottom } = frame.picture.getBoundingClientRect();
        frame.isVisible ||= top < innerHeight && bottom > 0;
        frame.draw();
      }
    }
    this.#host.redraw();
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const entry = this.#entries.get(target.id);
      if (entry) {
        entry.frame.isVisible = isIntersecting;
      }
    }
    this.#host.redraw();
  }
}
