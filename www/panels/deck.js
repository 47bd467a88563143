/** The panels on show: which, in which order, how large, and which of them can be seen at this moment. */
import { lambdaMoved } from '../bindings.js';
import { h } from '../dom.js';
import { changeOfRatio, ratioOf } from '../l1-ratio.js';
import { columns } from '../panels.js';
import { listen } from './hand.js';
import { hasPanel, kindOf, loadPanel } from './kinds.js';
import { shell } from './shell.js';
import { addTools } from './tools.js';

/** @typedef {import('../bindings.js').Lab} Lab */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('./kinds.js').Furnish} Furnish */

/**
 * A panel on show.
 *
 * @typedef {object} Place
 * @property {import('./shell.js').Shell} shell
 * @property {ReturnType<Furnish>} [follow] keeps true what only it has
 * @property {string} [view] that was chosen last from outside
 */

export class Deck {
  element;
  /** Told of the panels on show, in their order. @type {((shells: import('./shell.js').Shell[]) => void) | undefined} */
  whenShown;
  /** @type {Map<string, Place>} */
  #places = new Map();
  #lab;
  #actions;
  #sizes = new ResizeObserver((entries) => this.#resized(entries));
  #sight = new IntersectionObserver((entries) => this.#seen(entries));

  /**
   * @param {Lab} lab
   * @param {'main' | 'div'} tag
   * @param {Parameters<Furnish>[1]['actions'] & { follow: Parameters<typeof listen>[2]['follow'] }} actions
   */
  constructor(lab, tag, actions) {
    this.element = h(tag, { class: 'panels' });
    this.#lab = lab;
    this.#actions = actions;
  }

  /** Names of the panels in their order. */
  get names() {
    return [...this.#places.keys()];
  }

  /** The first one that is a picture. */
  get first() {
    return [...this.#places.values()].map(({ shell }) => shell).find(({ isDrawn }) => isDrawn);
  }

  /** Whether any of them can be seen. */
  get isOnScreen() {
    return [...this.#places.values()].some(({ shell }) => shell.isVisible);
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
      places[k][1].shell.element.dataset.side = side;
    }
    // Elements that are moved lose what has the focus.
    const focused = /** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement;
    this.element.replaceChildren(...places.map(([, place]) => place.shell.element));
    this.whenShown?.(places.map(([, place]) => place.shell));
    if (focused instanceof HTMLElement) {
      focused.focus();
    }
  }

  /**
   * Shows a panel another way, and says so on its switch.
   *
   * @param {string} name
   * @param {string} view
   */
  chooseView(name, view) {
    const place = this.#places.get(name);
    if (place) {
      place.view = view;
    }
    this.#choose(`input[name="${name}-view"]`, view, () => this.#lab.chooseView(name, view));
  }

  /** @param {string} scale that weights are spaced by */
  showScale(scale) {
    this.#choose('input[name="scale"]', scale);
  }

  /**
   * @param {string} selector of radio buttons
   * @param {string} value
   * @param {() => void} [act] what choosing it does
   */
  #choose(selector, value, act) {
    const radios = /** @type {HTMLInputElement[]} */ ([...this.element.querySelectorAll(selector)]);
    const radio = radios.find((one) => one.value === value);
    if (radio && !radio.checked) {
      radio.checked = true;
      act?.();
    }
  }

  /** @param {boolean} isOnScreen */
  assume(isOnScreen) {
    for (const { shell } of this.#places.values()) {
      shell.isVisible = isOnScreen;
    }
  }

  destroy() {
    this.#sizes.disconnect();
    this.#sight.disconnect();
  }

  /** Fits all canvases again. */
  resize() {
    for (const { shell } of this.#places.values()) {
      shell.resize();
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
    for (const { shell, follow } of this.#places.values()) {
      shell.draw();
      shell.say(numbers, state, describe);
      follow?.(numbers, state, scores);
    }
  }

  /** @param {string} name */
  #make(name) {
    const [lab, actions] = [this.#lab, this.#actions];
    const made = shell(name, lab);
    /** @type {Place} */
    const place = { shell: made };
    if (hasPanel(name)) {
      this.#fill(place);
    } else {
      this.#fillLater(place);
    }
    addTools(made, lab, actions);
    if (made.isDrawn) {
      listen(made, lab, {
        set: actions.set,
        moveLambda: (decades) => actions.set({ lambda: lambdaMoved(lab.state().lambda, decades) }),
        choose: (lambda, l1Ratio) => actions.set({ ...changeOfRatio(l1Ratio), lambda }),
        moveChoice: (decades, share) => {
          const state = lab.state();
          const l1Ratio = Math.min(1, Math.max(0, Math.round(100 * (ratioOf(state) + share)) / 100));
          const lambda = decades === 0 ? state.lambda : lambdaMoved(state.lambda, decades);
          actions.set({ ...changeOfRatio(l1Ratio), lambda });
        },
        follow: actions.follow,
        followNext: (step) => {
          // Where there is no pointer, at the upper edge of the picture that has the focus.
          const { right, top } = made.picture.getBoundingClientRect();
          actions.follow(lab.nextWeight(step), { x: right - 8, y: top - 32 });
        },
      });
      this.#sizes.observe(made.picture);
    }
    this.#sight.observe(made.element);
    return place;
  }

  /** @param {Place} place */
  #fill(place) {
    const kind = /** @type {import('./kinds.js').Kind} */ (kindOf(place.shell.name));
    if (kind.style) {
      this.#actions.adopt(kind.style);
    }
    place.shell.fill(kind);
    place.follow = kind.furnish?.(place.shell, { actions: this.#actions, lab: this.#lab });
    if (place.view !== undefined) {
      // Chosen before there was a switch.
      this.chooseView(place.shell.name, place.view);
    }
  }

  /** Until its code is there a panel is a frame. @param {Place} place */
  async #fillLater(place) {
    const { shell } = place;
    try {
      await loadPanel(shell.name);
      // The panel, or the whole lab, may be gone.
      if (shell.element.isConnected) {
        this.#fill(place);
        this.#actions.look();
      }
    } catch (error) {
      shell.fail(error);
    }
  }

  /** @param {string} name */
  #remove(name) {
    const place = this.#places.get(name);
    if (place) {
      this.#sizes.unobserve(place.shell.picture);
      this.#sight.unobserve(place.shell.element);
      this.#lab.removePanel(name);
      this.#places.delete(name);
    }
  }

  /** @param {ResizeObserverEntry[]} entries */
  #resized(entries) {
    for (const { shell } of this.#places.values()) {
      if (entries.some(({ target }) => target === shell.picture)) {
        shell.resize();
      }
    }
    this.#actions.look();
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const place = this.#places.get(target.id);
      if (place) {
        place.shell.isVisible = isIntersecting;
      }
    }
    this.#actions.look();
  }
}
