/** What is seen of one lab: header, controls and panels in a shadow tree, and keeping them true. */
import { choices } from './bindings.js';
import { controls } from './controls.js';
import { dataDialog } from './data/dialog.js';
import { h, show } from './dom.js';
import { exportMenu } from './export.js';
import { brand, icons } from './icons.js';
import { panelChooser } from './panels/chooser.js';
import { Deck } from './panels/deck.js';
import * as words from './words.js';

/** @typedef {import('./bindings.js').Lab} Lab */
/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Numbers} Numbers */

/**
 * @typedef {import('./types.js').Actions & {
 *   choosePair: (a: number, b: number) => void,
 *   playAt: (learningRate: number) => void,
 *   undo: () => void,
 *   redo: () => void,
 *   showPanels: (names: string[]) => void,
 *   switchTheme: () => void,
 *   look: () => void,
 * }} ViewActions what a view asks of its element; `look` = something else is seen, so draw
 */

export class View {
  element;
  #lab;
  #actions;
  #controls;
  #data;
  #deck;
  /** Keeps the header true. @type {(numbers: Numbers, state: State) => void} */
  #followHeader = () => {};
  /** The followed weight, at the pointer. */
  #tip = h('p', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
  #undo;
  #redo;
  #scale = 'sqrt';
  #theme = 'light';
  #pixelRatio = 0;
  /** Which overview of λ is shown. */
  #overview = '';

  /**
   * @param {Lab} lab
   * @param {string[]} names of the panels, in their order
   * @param {ViewActions} actions
   */
  constructor(lab, names, actions) {
    this.#lab = lab;
    this.#actions = actions;
    this.#controls = controls(actions);
    this.#undo = iconButton(words.controls.undo, actions.undo, icons.undo());
    this.#redo = iconButton(words.controls.redo, actions.redo, icons.redo());
    this.showChanges({ canUndo: false, canRedo: false });
    this.#data = dataDialog(actions.set);
    this.#deck = new Deck(lab, {
      ...actions,
      space: (scale) => this.#space(scale),
      follow: (weight, at) => this.#follow(weight, at),
    });
    this.element = h(
      'div',
      { class: 'lab' },
      this.#header(),
      this.#deck.links,
      h('div', { class: 'body' }, this.#controls.element, this.#data.element, this.#deck.element),
      this.#tip,
    );
    this.#takeDrops();
    this.#deck.show(names);
  }

  /** Stops observing; the view is not used afterwards. */
  destroy() {
    this.#deck.destroy();
  }

  /** Names of the panels on show, in their order. */
  get panels() {
    return this.#deck.names;
  }

  /** @param {{ canUndo: boolean, canRedo: boolean }} changes */
  showChanges({ canUndo, canRedo }) {
    this.#undo.disabled = !canUndo;
    this.#redo.disabled = !canRedo;
  }

  /** @param {string[]} names */
  showPanels(names) {
    this.#deck.show(names);
    this.#lab.setLook(this.#theme, this.#scale);
    this.#actions.look();
  }

  /** Whether any of it can be seen. */
  get isOnScreen() {
    return this.#deck.isOnScreen;
  }

  /** @param {'light' | 'dark'} theme */
  setTheme(theme) {
    this.#theme = theme;
    this.element.setAttribute('data-theme', theme);
    this.#lab.setLook(theme, this.#scale);
  }

  /** Brings the controls to the lab's parameters. */
  sync() {
    const state = this.#lab.state();
    this.#controls.sync(state, this.#lab);
    this.#data.sync(state, this.#lab);
    this.#data.complain();
  }

  /** @param {{ message: string, parameter?: string }} [error] what could not be done, or nothing */
  complain(error) {
    this.#controls.complain(this.#data.complain(error) ? undefined : error);
  }

  /** Fits the canvases again after a move to another screen or a zoom; returns whether it had to. */
  followPixelRatio() {
    if (this.#pixelRatio === globalThis.devicePixelRatio) {
      return false;
    }
    this.#pixelRatio = globalThis.devicePixelRatio;
    this.#deck.resize();
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
    this.#deck.draw(numbers, state, { scores, describe });
    this.#followHeader(numbers, state);
    if (numbers.followed) {
      show(this.#tip, words.tip(numbers.followed));
    }
    if (scores) {
      this.#controls.advise(this.#lab.advice());
    }
    this.#controls.frame(numbers, isPlaying, scores?.kktResidual);
    const overview = `${numbers.run} ${numbers.overview}`;
    if (overview !== this.#overview) {
      this.#overview = overview;
      this.#controls.overview(this.#lab.overview());
    }
  }

  /**
   * Follows a weight through all pictures, or none.
   *
   * @param {number | undefined} weight
   * @param {{ x: number, y: number }} [at] the place of the pointer on the screen
   */
  #follow(weight, at) {
    this.#lab.follow(weight ?? -1);
    this.element.classList.toggle('following', weight !== undefined);
    this.#tip.hidden = weight === undefined || at === undefined;
    if (at) {
      const isRight = at.x > innerWidth - 220;
      this.#tip.style.transform = `translate(${at.x}px, ${at.y}px) translate(${isRight ? '-100%' : '0'}, 0)`;
    }
    this.#actions.look();
  }

  /** @param {string} scale */
  #space(scale) {
    this.#scale = scale;
    this.#lab.setLook(this.#theme, scale);
    this.#actions.look();
  }

  #header() {
    const data = h('select', {
      id: 'data',
      'aria-label': words.controls.data,
      onchange: () => {
        const { value } = data;
        if (value === 'csv' && this.#lab.state().data !== 'csv') {
          this.#data.open(data, 'own');
        } else if (value === '') {
          this.#data.open(data, 'numbers');
        } else {
          this.#actions.set({ data: value });
        }
        this.#actions.look();
      },
    });
    const option = (/** @type {string} */ name) =>
      h('option', { value: name, title: words.presets[name].description }, words.presets[name].name);
    const other = h('option', { value: '' }, words.data.more);
    data.append(...choices().data.map(option), option('csv'), other);
    const more = h(
      'button',
      {
        type: 'button',
        class: 'more',
        title: words.data.open,
        'aria-label': words.data.open,
        onclick: () => this.#data.toggle(more),
      },
      icons.sliders(),
      h('span', {}, words.data.open),
    );
    const size = h('span', { class: 'size' });
    const theme = iconButton(words.controls.theme, this.#actions.switchTheme, icons.theme());
    this.#followHeader = (numbers, state) => {
      data.value = state.data;
      show(size, words.size(numbers));
    };
    const chooser = panelChooser(() => this.#deck.names, this.#actions.showPanels);
    return h(
      'header',
      { class: 'bar' },
      h('div', { class: 'brand' }, brand(), h('h1', {}, words.title)),
      h(
        'div',
        { class: 'choice' },
        h('label', { for: 'data', class: 'label' }, `${words.controls.data}:`),
        data,
        size,
        more,
      ),
      h('span', { class: 'spacer' }),
      this.#undo,
      this.#redo,
      chooser.button,
      exportMenu(this.#lab, () => this.#deck.first),
      theme,
      chooser.menu,
    );
  }

  /** A file may be dropped anywhere; it is shown before it is used. */
  #takeDrops() {
    const { element } = this;
    const hasFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files');
    const target = () => /** @type {HTMLElement} */ (element.querySelector('.more'));
    element.dataset.drop = words.data.drop;
    element.addEventListener('dragover', (event) => {
      if (hasFile(event)) {
        event.preventDefault();
        element.classList.add('dropping');
      }
    });
    element.addEventListener('dragleave', (event) => {
      if (!element.contains(/** @type {Node | null} */ (event.relatedTarget))) {
        element.classList.remove('dropping');
      }
    });
    element.addEventListener('drop', (event) => {
      element.classList.remove('dropping');
      const file = event.dataTransfer?.files[0];
      if (file) {
        event.preventDefault();
        this.#data.take(file, target());
      }
    });
  }
}

/**
 * @param {string} label
 * @param {() => void} onclick
 * @param {Node} face
 */
function iconButton(label, onclick, face) {
  return h('button', { type: 'button', class: 'icon', title: label, 'aria-label': label, onclick }, face);
}
