/** The custom element `<regularization-lab>`: its lifecycle callbacks. Its properties and methods are in element/public-api.js. */

import { h } from './dom.js';
import { OBSERVED } from './element/attributes.js';
import { stopHandledKey } from './element/handled-keys.js';
import { isHelpKey } from './element/help-key.js';
import { controller, PublicApi } from './element/public-api.js';
import { queueTask, queueTaskIfBusy } from './element/scheduling.js';
import { checkBrowser, detectPolicyViolation } from './element/startup-errors.js';
import { style } from './element/style.js';
import { handleUndoKeys } from './element/undo-keys.js';
import { onceNearViewport } from './element/viewport.js';
import { init } from './init.js';
import { lazy } from './lazy.js';
import * as words from './words.js';

const loadPage = lazy(() => import('./page/page.js'));

export class RegularizationLab extends PublicApi {
  static observedAttributes = OBSERVED;

  #root;
  #stopObserving = () => {};
  /** The page shows its keys also while nothing in it has the focus. */
  #onDocumentKey = (/** @type {KeyboardEvent} */ event) => event.target === document.body && this.#showKeys(event);

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    this.#showPoster();
    // The element dispatches its own `input` events, so the native ones of its inputs must not bubble out of it.
    this.#root.addEventListener('input', (event) => event.stopPropagation());
    this.#root.addEventListener('keydown', (event) =>
      handleUndoKeys(/** @type {KeyboardEvent} */ (event), { undo: () => this.undo(), redo: () => this.redo() }),
    );
    this.#root.addEventListener('keydown', (event) => this.#showKeys(/** @type {KeyboardEvent} */ (event)));
    this.#root.addEventListener('keydown', (event) => stopHandledKey(/** @type {KeyboardEvent} */ (event)));
  }

  connectedCallback() {
    if (this.hasAttribute('page')) {
      document.addEventListener('keydown', this.#onDocumentKey);
    }
    if (this.getAttribute('loading') === 'lazy' && 'IntersectionObserver' in globalThis) {
      this.#stopObserving = onceNearViewport(this, () => this.#load());
    } else {
      this.#load();
    }
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.#onDocumentKey);
    this.#stopObserving();
    if (this[controller].unmount()) {
      this.#showPoster();
    }
  }

  /**
   * @param {string} name
   * @param {string | null} _old
   * @param {string | null} value
   */
  attributeChangedCallback(name, _old, value) {
    this[controller].attributes.enqueue(name, value);
  }

  /** Shows the keyboard map, unless the key is typed into a field. @param {KeyboardEvent} event */
  #showKeys(event) {
    if (isHelpKey(event)) {
      event.preventDefault();
      this[controller].mounted?.showKeys();
    }
  }

  /** Loads code and tables, then mounts the lab if the element is still connected. */
  async #load() {
    const lab = this[controller];
    try {
      checkBrowser();
      const code = detectPolicyViolation(() =>
        Promise.all([init(), this.hasAttribute('page') ? loadPage() : undefined]),
      );
      // The style sheet is parsed while the code is loading.
      const sheet = style();
      const [, page] = await code;
      await lab.load();
      await queueTaskIfBusy();
      if (!this.isConnected || lab.mounted) {
        return;
      }
      const handle = lab.makeHandle();
      // Mounting is a separate task, because on a page with many labs a longer task would block scrolling.
      await queueTask();
      if (this.isConnected && !lab.mounted) {
        this.#root.adoptedStyleSheets = [sheet, ...(page ? [page.style()] : [])];
        lab.mount(handle, page);
      } else {
        handle.free();
      }
    } catch (error) {
      // Deferred, because listeners may be added after the element is created.
      await queueTask();
      this.#showError(error);
    }
  }

  /** Shows the `poster` slot until the first frame is drawn. */
  #showPoster() {
    this.#root.replaceChildren(h('slot', { name: 'poster' }));
  }

  /**
   * Shows a start-up error and emits `error`.
   *
   * @param {unknown} error
   */
  #showError(error) {
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = h('p', { class: 'failure', part: 'failure', role: 'alert' }, words.trouble.failed(reason));
    // The poster stays visible in place of the charts.
    this.#root.replaceChildren(h('slot', { name: 'poster' }), sentence);
    this[controller].emit('error', { message: reason });
  }
}
