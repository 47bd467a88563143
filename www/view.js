/** What is seen of one lab: header, controls and panels in a shadow tree, and keeping them true. */
import { choices, lambdaMoved } from './bindings.js';
import { controls } from './controls.js';
import { dataDialog } from './data/dialog.js';
import { h, show } from './dom.js';
import { brand, icons } from './icons.js';
import { furniture } from './panels/furniture.js';
import { listen } from './panels/hand.js';
import { shell } from './panels/shell.js';
import { SIDES } from './panels.js';
import * as words from './words.js';

/** @typedef {import('./bindings.js').Lab} Lab */
/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Numbers} Numbers */
/** @typedef {import('./panels/shell.js').Shell} Shell */

/**
 * @typedef {import('./types.js').Actions & {
 *   choosePair: (a: number, b: number) => void,
 *   playAt: (learningRate: number) => void,
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
  #panels;
  /** What follows the lab besides controls and panels. @type {((numbers: Numbers, state: State) => void)[]} */
  #followers = [];
  /** The followed weight, at the pointer. */
  #tip = h('p', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
  #scale = 'sqrt';
  #theme = 'light';
  #pixelRatio = 0;
  /** Which overview of λ is shown. */
  #overview = '';
  #disconnect = () => {};

  /**
   * @param {Lab} lab
   * @param {string[]} names of the panels, in their order
   * @param {ViewActions} actions
   */
  constructor(lab, names, actions) {
    this.#lab = lab;
    this.#actions = actions;
    this.#controls = controls(actions);
    this.#data = dataDialog(actions.set);
    this.#panels = names.map((name) => shell(name, lab));
    for (const view of this.#panels) {
      view.element.dataset.side = SIDES[view.name];
      this.#furnish(view);
    }
    const links = this.#panels.map((view) => this.#link(view));
    const panels = h('main', { class: 'panels' }, ...this.#panels.map((view) => view.element));
    this.element = h(
      'div',
      { class: 'lab' },
      this.#header(),
      h('nav', { class: 'names' }, ...links),
      h('div', { class: 'body' }, this.#controls.element, this.#data.element, panels),
      this.#tip,
    );
    this.#takeDrops();
    this.#observe(links);
  }

  /** Stops observing; the view is not used afterwards. */
  destroy() {
    this.#disconnect();
  }

  /** Whether any of it can be seen. */
  get isOnScreen() {
    return this.#panels.some((view) => view.isVisible);
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
    for (const view of this.#panels) {
      view.resize();
    }
    return true;
  }

  /**
   * Draws what has changed and says it.
   *
   * @param {Numbers} numbers
   * @param {{ isPlaying: boolean, kktResidual?: number, describe: boolean }} moment
   */
  draw(numbers, { isPlaying, kktResidual, describe }) {
    const state = this.#lab.state();
    for (const view of this.#panels) {
      view.draw();
      view.say(numbers, state, describe);
    }
    for (const follow of this.#followers) {
      follow(numbers, state);
    }
    if (numbers.followed) {
      show(this.#tip, words.tip(numbers.followed));
    }
    this.#controls.frame(numbers, isPlaying, kktResidual);
    const overview = `${numbers.run} ${numbers.overview}`;
    if (overview !== this.#overview) {
      this.#overview = overview;
      this.#controls.overview(this.#lab.overview());
    }
  }

  /** @param {Shell} shell */
  #furnish(shell) {
    const actions = { ...this.#actions, space: (/** @type {string} */ scale) => this.#space(scale) };
    const follow = furniture[shell.name]?.(shell, { actions, lab: this.#lab });
    if (follow) {
      this.#followers.push(follow);
    }
    listen(shell, this.#lab, {
      set: this.#actions.set,
      moveLambda: (decades) => this.#actions.set({ lambda: lambdaMoved(this.#lab.state().lambda, decades) }),
      follow: (weight, at) => this.#follow(weight, at),
      followNext: (step) => this.#follow(this.#lab.nextWeight(step)),
    });
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
        if (value === 'own' && this.#lab.state().data !== 'own') {
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
    data.append(...choices().data.map(option), option('own'), other);
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
    const theme = h(
      'button',
      {
        type: 'button',
        class: 'icon',
        title: words.controls.theme,
        'aria-label': words.controls.theme,
        onclick: this.#actions.switchTheme,
      },
      icons.theme(),
    );
    this.#followers.push((numbers, state) => {
      data.value = state.data;
      show(size, words.size(numbers));
    });
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
      theme,
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

  /**
   * A panel's name in the row that small screens have under the header.
   *
   * @param {Shell} view
   */
  #link(view) {
    const scroll = (/** @type {Event} */ event) => {
      event.preventDefault();
      const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
      view.element.scrollIntoView({ behavior: isStill ? 'auto' : 'smooth' });
    };
    return h('a', { href: `#${view.name}`, onclick: scroll }, words.panels[view.name].short);
  }

  /** @param {HTMLAnchorElement[]} links */
  #observe(links) {
    const sizes = new ResizeObserver((entries) => {
      const isMeant = (/** @type {Shell} */ view) => entries.some(({ target }) => target === view.picture);
      for (const view of this.#panels.filter(isMeant)) {
        view.resize();
      }
      this.#actions.look();
    });
    const sight = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const view = this.#panels.find(({ element }) => element === target);
        if (view) {
          view.isVisible = isIntersecting;
        }
      }
      this.#actions.look();
    });
    // The panel being read is the one that crosses the upper half of the screen, below the row of names.
    const reading = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const link = links.find(({ hash }) => hash === `#${target.id}`);
          link?.toggleAttribute('aria-current', isIntersecting);
        }
      },
      { rootMargin: '-90px 0px -55% 0px' },
    );
    for (const view of this.#panels) {
      sizes.observe(view.picture);
      sight.observe(view.element);
      reading.observe(view.element);
    }
    this.#disconnect = () => {
      sizes.disconnect();
      sight.disconnect();
      reading.disconnect();
    };
  }
}
