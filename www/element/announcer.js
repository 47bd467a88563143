/** The one live region of a lab: says the result once a change has settled, never during a drag or while playing. */
import { h, show } from '../dom.js';
import * as spoken from '../spoken.js';
import { trapOf } from '../trap.js';

/** Milliseconds between the last event and the announcement, and the longest wait for a run that continues. */
const [SETTLE, LONGEST_WAIT] = [150, 1000];
/** Actions on the run that change the result. */
const RESULTS = ['step', 'go-to', 'show-iteration', 'restart', 'converge', 'pause', 'toggle-playing'];

/** All announcers of the document, and that of the lab that was used last: only one lab of a page speaks. @type {Set<Announcer>} */
const all = new Set();
/** @type {Announcer | undefined} */
let lastUsed;

export class Announcer {
  element = h('p', { class: 'hidden-visually', role: 'status' });
  #lab;
  #player;
  /** Whether changes have not been committed, and whether a pointer is down. */
  #isChanging = false;
  #isHeld = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #requested = 0;
  #onRelease = () => {
    this.#isHeld = false;
    if (this.#requested > 0) {
      this.request();
    }
  };

  /**
   * @param {import('../generated/bindings.js').Lab} lab
   * @param {import('../player.js').Player} player
   */
  constructor(lab, player) {
    this.#lab = lab;
    this.#player = player;
    all.add(this);
  }

  destroy() {
    clearTimeout(this.#timer);
    removeEventListener('pointerup', this.#onRelease);
    removeEventListener('pointercancel', this.#onRelease);
    all.delete(this);
    lastUsed = lastUsed === this ? undefined : lastUsed;
  }

  /** Adds the region to the view, and notes when its controls and panels are used. @param {HTMLElement} view */
  listenTo(view) {
    view.append(this.element);
    for (const type of ['pointerdown', 'keydown', 'focusin']) {
      view.addEventListener(type, () => {
        lastUsed = this;
      });
    }
    view.addEventListener('pointerdown', () => {
      this.#isHeld = true;
      addEventListener('pointerup', this.#onRelease, { once: true });
      addEventListener('pointercancel', this.#onRelease, { once: true });
    });
  }

  /** @param {import('../types.js').Changed} changed */
  onChange({ edit, commit, settled, restored }) {
    if (edit) {
      this.#isChanging = true;
      this.#requested = 0;
      clearTimeout(this.#timer);
    }
    if (settled || restored) {
      this.#isChanging = false;
    }
    if (commit || restored) {
      this.request();
    }
  }

  /** @param {import('../types.js').Action['type']} action of the user on the run */
  onAction(action) {
    if (RESULTS.includes(action) && !this.#player.isPlaying) {
      this.request();
    }
  }

  /** @param {string} name of an event of the element */
  onEvent(name) {
    if (name === 'converged' || name === 'diverged') {
      this.request();
    }
  }

  /** Announces the result soon. */
  request() {
    clearTimeout(this.#timer);
    this.#requested = this.#requested || performance.now();
    this.#timer = setTimeout(() => this.#announce(), SETTLE);
  }

  #announce() {
    const isRunning = this.#player.isRunning;
    if (this.#isChanging || this.#isHeld || trapOf(this.#lab)) {
      return;
    }
    if (isRunning && performance.now() - this.#requested < LONGEST_WAIT) {
      this.request();
      return;
    }
    this.#requested = 0;
    if (lastUsed === this || all.size === 1) {
      const lab = this.#lab;
      this.say(spoken.result(lab.state(), lab.numbers(), lab.scores(), isRunning));
    }
  }

  /** @param {string} text */
  say(text) {
    show(this.element, text);
  }
}
