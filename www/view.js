/** What is seen of one lab: controls and panels in a shadow tree, and keeping them true. */
import { controls } from './controls/controls.js';
import { h, show } from './dom.js';
import { footer } from './embed/footer.js';
import { SCALES } from './names.js';
import { PanelGrid } from './panels/panel-grid.js';
import * as words from './words.js';

/** @typedef {import('./generated/bindings.js').Lab} Lab */
/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Moment} Moment */
/** @typedef {import('./types.js').Numbers} Numbers */
/** @typedef {import('./page/page.js').PageParts} PageParts */

/**
 * @typedef {import('./types.js').Actions & {
 *   choosePair: (a: number, b: number) => void,
 *   playAt: (learningRate: number) => void,
 *   undo: () => void,
 *   redo: () => void,
 *   showPanels: (names: string[]) => void,
 *   switchTheme: () => void,
 *   look: () => void,
 *   permalink: () => string,
 *   home: () => string | undefined,
 *   share: (opener: HTMLElement, panel?: string) => void,
 * }} ViewActions what a view asks of its element; `look` = something else is seen, so draw
 */

export class View {
  element;
  #lab;
  #actions;
  #controls;
  #grid;
  /** Header, data and drops, where the lab is the page. @type {PageParts | undefined} */
  #page;
  /** The line under an embedded lab. @type {ReturnType<typeof footer> | undefined} */
  #footer;
  /** The followed weight, at the pointer. */
  #tip = h('p', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
  /** @type {string} */
  #scale = SCALES[0];
  #theme = 'light';
  #pixelRatio = 0;
  /** Which overview of λ is shown. */
  #overview = '';

  /**
   * @param {Lab} lab
   * @param {string[]} names of the panels, in their order
   * @param {typeof import('./page/page.js') | undefined} page given where the lab is the page
   * @param {ViewActions} actions
   */
  constructor(lab, names, page, actions) {
    this.#lab = lab;
    this.#actions = actions;
    this.#controls = controls(actions, page);
    this.#grid = new PanelGrid(lab, page ? 'main' : 'div', {
      ...actions,
      space: (scale) => this.#space(scale),
      follow: (weight, at) => this.#follow(weight, at),
    });
    this.element = h('div', { class: `lab ${page ? 'page' : 'embed'}`, part: 'lab' });
    if (page) {
      this.#page = page.pageParts(this.element, lab, this.#grid, actions);
      const body = h('div', { class: 'body' }, this.#controls.element, this.#page.data, this.#grid.element);
      this.element.append(this.#page.header, this.#page.names, body, this.#tip);
    } else {
      this.#footer = footer(actions.home, actions.permalink);
      this.element.append(this.#grid.element, this.#controls.element, this.#footer.element, this.#tip);
    }
    this.#grid.show(names);
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

  /** Names of the panels on show, in their order. */
  get panels() {
    return this.#grid.names;
  }

  /** @param {{ canUndo: boolean, canRedo: boolean }} changes */
  showChanges(changes) {
    this.#page?.showChanges(changes);
  }

  /** @param {string[]} names */
  showPanels(names) {
    this.#grid.show(names);
    this.#setLook();
    this.#actions.look();
  }

  /** @param {string[]} names */
  showControls(names) {
    this.element.dataset.controls = names.join(' ');
    this.#controls.choose(names);
  }

  /** How the lab is looked at, for who wants to see the same. @returns {Moment} */
  look() {
    const { pair, scoring, pathView, validationView, isObjective } = this.#lab.numbers();
    const views = {
      path: pathView,
      'cross-validation': validationView,
      geometry: isObjective ? 'objective' : undefined,
    };
    return {
      scale: /** @type {Moment['scale']} */ (this.#scale),
      speed: this.#controls.speed,
      pair: pair ?? undefined,
      scoring,
      views: Object.fromEntries(Object.entries(views).flatMap(([name, view]) => (view ? [[name, view]] : []))),
    };
  }

  /**
   * Looks at the lab another way; what is left out stays.
   *
   * @param {Moment} look
   * @param {(work: () => void) => void} attempt
   */
  setLook({ scale, speed, pair, scoring, views = {} }, attempt) {
    if (scale !== undefined) {
      this.#space(scale);
    }
    if (speed !== undefined) {
      this.#controls.setSpeed(speed);
    }
    if (pair !== undefined) {
      this.#actions.choosePair(...pair);
    }
    if (scoring !== undefined) {
      attempt(() => this.#lab.setScoring(scoring));
    }
    for (const [name, view] of Object.entries(views)) {
      this.#grid.chooseView(name, view);
    }
  }

  /** Whether any of it can be seen. */
  get isOnScreen() {
    return this.#grid.isOnScreen;
  }

  /** @param {'light' | 'dark' | 'projector'} theme */
  setTheme(theme) {
    const isResized = [theme, this.#theme].includes('projector') && theme !== this.#theme;
    this.#theme = theme;
    this.element.setAttribute('data-theme', theme);
    if (isResized) {
      // Firefox tells observers of sizes nothing: in their own pixels they are the same.
      this.#grid.resize();
    }
    this.#setLook();
  }

  #setLook() {
    this.#lab.setLook(this.#theme, this.#scale);
  }

  /** Brings the controls to the lab's parameters. */
  sync() {
    const state = this.#lab.state();
    this.#controls.sync(state, this.#lab);
    this.#page?.sync(state);
  }

  /** @param {{ message: string, parameter?: string }} [error] what could not be done, or nothing */
  complain(error) {
    this.#controls.complain(this.#page?.complain(error) ? undefined : error);
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
   * Follows a weight through all pictures, or none.
   *
   * @param {number | undefined} weight
   * @param {{ x: number, y: number }} [at] the place of the pointer on the screen
   */
  #follow(weight, at) {
    this.#lab.focusFeature(weight ?? -1);
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
    this.#actions.look();
  }

  /** @param {string} scale */
  #space(scale) {
    this.#scale = scale;
    this.#grid.showScale(scale);
    this.#setLook();
    this.#actions.look();
  }
}
