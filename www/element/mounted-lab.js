/** The lab of a connected element: the WebAssembly lab, its store, view and frame loop. */

import { FrameLoop } from '../frame-loop.js';
import { homePage } from '../home-page.js';
import { applyEach } from '../lab-handle.js';
import { lazy } from '../lazy.js';
import { attempt } from '../notice.js';
import { Store } from '../store.js';
import { onTrap, trapOf } from '../trap.js';
import { View } from '../view.js';
import { Announcer } from './announcer.js';

/** @typedef {import('./public-api.js').PublicApi} PublicApi */
/** @typedef {import('../types.js').Change} Change */

const loadShareDialog = lazy(() => import('../dialogs/share/dialog.js'));
const loadKeyboardDialog = lazy(() => import('../dialogs/reading.js'));

/**
 * @typedef {object} Options
 * @property {import('../player.js').Player} player
 * @property {import('../undo.js').History} history
 * @property {string[]} panels
 * @property {string[]} controls
 * @property {'light' | 'dark' | 'projector'} theme
 * @property {Change} change applied before the first frame
 * @property {typeof import('../page/page.js') | undefined} page undefined in an embed
 * @property {(name: string, detail: object) => void} emit
 * @property {(changed: import('../types.js').Changed, store: Store) => void} onChange
 * @property {(error: unknown) => void} fail called when an internal error has stopped the lab
 */

export class MountedLab {
  /** @type {import('../generated/bindings.js').Lab} */
  lab;
  /** @type {Store} */
  store;
  /** @type {import('../lab-handle.js').LabHandle} */
  #handle;
  /** @type {View} */
  #view;
  /** @type {FrameLoop} */
  #loop;
  #announcer;

  /**
   * @param {PublicApi} element
   * @param {import('../lab-handle.js').LabHandle} handle
   * @param {Options} options
   */
  constructor(element, handle, { player, history, panels, controls, theme, change, page, emit, onChange, fail }) {
    onTrap(handle.lab, fail);
    const store = new Store(handle, player, history);
    store.subscribe(({ error }) => error && emit('error', { message: error.message }));
    applyEach(
      change,
      (part) => handle.apply(part),
      (work) => store.attempt(work),
    );
    Object.assign(store, { panels, controls });
    const announcer = new Announcer(handle.lab, player);
    this.#announcer = announcer;
    const view = new View(handle.lab, store, page, {
      dispatch: (action) => {
        store.request(action);
        announcer.onAction(action.type);
      },
      say: (text) => announcer.say(text),
      redraw: () => this.redraw(),
      permalink: () => element.permalink(),
      homePage: () => homePage(element),
      theme: () => element.theme,
      chooseTheme: (theme) => {
        element.theme = theme;
      },
      share: (opener, panel) =>
        attempt(opener, async () => {
          const { shareDialog } = await loadShareDialog();
          shareDialog(element, opener, panel);
        }),
      showKeys: (opener) => this.showKeys(opener),
    });
    announcer.listenTo(view.element);
    const loop = new FrameLoop(
      handle.lab,
      player,
      view,
      (name, detail) => {
        emit(name, detail);
        announcer.onEvent(name);
      },
      fail,
    );
    store.subscribe((changed) => announcer.onChange(changed));
    store.subscribe((changed) => view.update(changed));
    store.subscribe(() => loop.redraw());
    store.dispatch({ type: 'theme', theme });
    view.showControls();
    store.subscribe((changed) => onChange(changed, store));
    [this.lab, this.#handle, this.store, this.#view, this.#loop] = [handle.lab, handle, store, view, loop];
  }

  /**
   * Inserts the view into the shadow root.
   *
   * @param {ShadowRoot} root
   */
  attach(root) {
    const { top, bottom } = root.host.getBoundingClientRect();
    this.#view.assume(top < innerHeight && bottom > 0);
    this.setDisabled(root.host.matches(':disabled'));
    root.replaceChildren(this.#view.element);
    this.#view.sync();
  }

  /** Makes all controls and panels inert, as a disabled form control is. @param {boolean} isDisabled */
  setDisabled(isDisabled) {
    this.#view.element.inert = isDisabled;
  }

  /** Starts the frame loop, which draws the first frame. */
  start() {
    this.#loop.start();
  }

  /**
   * Shows the keyboard map.
   *
   * @param {HTMLElement} [opener] gets the focus back; by default, what has it now
   */
  showKeys(opener) {
    const view = this.#view.element;
    const root = /** @type {ShadowRoot} */ (view.getRootNode());
    const focused = root.activeElement;
    const back = opener ?? (focused instanceof HTMLElement ? focused : undefined);
    attempt(back ?? view, async () => {
      const { keyboardDialog } = await loadKeyboardDialog();
      keyboardDialog(view, back);
    });
  }

  redraw() {
    this.#loop.redraw();
  }

  /** A picture of the lab as it is; parts of the panels on the page are drawn again. */
  run() {
    this.redraw();
    return true;
  }

  release() {}

  /** Returns the state without the element's attributes. */
  state() {
    return { ...this.#handle.parameters(), ...this.store.moment() };
  }

  parameters() {
    return this.#handle.parameters();
  }

  /** Frees all resources; the object must not be used afterwards. */
  destroy() {
    // A lab that has stopped has no state to be recorded.
    this.store.destroy(trapOf(this.lab) === undefined);
    this.#loop.stop();
    this.#announcer.destroy();
    this.#view.destroy();
    this.#handle.free();
  }
}
