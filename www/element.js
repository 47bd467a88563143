/** The custom element `<regularization-lab>`: its lifecycle callbacks. Its properties and methods are in element/public-api.js. */

import { h } from './dom.js';
import { permalinkOf } from './element/address.js';
import { OBSERVED } from './element/attributes.js';
import { failure, reportOf } from './element/failure.js';
import { FormAssociated } from './element/form-associated.js';
import { leavePageKeys, returnsFocus, stopHandledKey } from './element/handled-keys.js';
import { isHelpKey } from './element/help-key.js';
import { controller, stopped } from './element/public-api.js';
import { queueTask, queueTaskIfBusy } from './element/scheduling.js';
import { checkBrowser, detectPolicyViolation } from './element/startup-errors.js';
import { style } from './element/style.js';
import { handleUndoKeys } from './element/undo-keys.js';
import { onceNearViewport } from './element/viewport.js';
import { init } from './init.js';
import { lazy } from './lazy.js';
import * as words from './words.js';

/** The slot of the poster; Markdown cannot name it, so that its content may also have no name. */
const poster = () => h('slot', { name: 'poster' }, h('slot'));

const loadPage = lazy(() => import('./page/page.js'));

export class RegularizationLab extends FormAssociated {
  static observedAttributes = [...OBSERVED, 'check', 'state'];

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
    this.#root.addEventListener('keydown', (event) => leavePageKeys(/** @type {KeyboardEvent} */ (event)), true);
    this.#root.addEventListener('keydown', (event) => this.#showKeys(/** @type {KeyboardEvent} */ (event)));
    this.#root.addEventListener('keydown', (event) => this.#onKey(/** @type {KeyboardEvent} */ (event)));
  }

  connectedCallback() {
    if (this.hasAttribute('page')) {
      document.addEventListener('keydown', this.#onDocumentKey);
    }
    if (this[controller].remount()) {
      return;
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
    this[controller].unmount();
    // A lab that is moved to another place is inserted again before that.
    queueMicrotask(() => this.#free());
  }

  adoptedCallback() {
    // It cannot go on, because its style sheets are those of the former document.
    this.#free();
  }

  #free() {
    if (this[controller].free()) {
      this.#showPoster();
    }
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (returnsFocus(event, this.#root)) {
      // The next key goes to the page, for example to a presentation.
      /** @type {HTMLElement | null} */ (this.#root.activeElement)?.blur();
      event.stopPropagation();
    } else {
      stopHandledKey(event);
    }
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
    let canRetry = false;
    try {
      // The module that imports the element may call `init(source)` first.
      await undefined;
      checkBrowser();
      canRetry = true;
      const code = detectPolicyViolation(() =>
        Promise.all([init(), this.hasAttribute('page') ? loadPage() : undefined]),
      );
      // The style sheet is parsed while the code is loading.
      style(this.ownerDocument);
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
        this.#root.adoptedStyleSheets = [style(this.ownerDocument), ...(page ? [page.style(this.ownerDocument)] : [])];
        lab.mount(handle, page);
      } else {
        handle.free();
      }
    } catch (error) {
      if (lab.mounted) {
        lab.fail(error);
        return;
      }
      // Deferred, because listeners may be added after the element is created.
      await queueTask();
      const { failed } = words.trouble;
      this.#showFailure(error, failed, canRetry ? { text: words.failures.retry, act: () => this.#retry() } : undefined);
    }
  }

  #retry() {
    this.#showPoster();
    this.#load();
  }

  /** Shows the `poster` slot until the first frame is drawn. */
  #showPoster() {
    this.#root.replaceChildren(poster());
  }

  /**
   * @param {unknown} error
   * @param {boolean} hasState
   */
  [stopped](error, hasState) {
    const act = () => this.#retry();
    const retry = { text: hasState ? words.failures.restart : words.failures.reset, act };
    this.#showFailure(error, words.failures.stopped, retry, true);
  }

  /**
   * Shows an error in place of the lab and emits `error`.
   *
   * @param {unknown} error
   * @param {(reason: string) => string} sentence
   * @param {Parameters<typeof failure>[2]} retry
   * @param {boolean} [hasReport]
   */
  #showFailure(error, sentence, retry, hasReport = false) {
    const given = error instanceof Error ? error : new Error(String(error));
    const report = hasReport ? reportOf(given, () => permalinkOf(this, {})) : undefined;
    this.#root.adoptedStyleSheets = [style(this.ownerDocument)];
    // The poster stays visible in place of the charts.
    this.#root.replaceChildren(
      poster(),
      failure(this[controller].resolvedTheme, sentence(given.message), retry, report),
    );
    this[controller].emit('error', { message: given.message });
  }
}
