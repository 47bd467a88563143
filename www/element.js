/** `<regularization-lab>`: a lab in a page. Its lifecycle is here, its properties and methods are in element/public-api.js. */

import { h } from './dom.js';
import { OBSERVED } from './element/attributes.js';
import { undoKeys } from './element/keys.js';
import { whenNear } from './element/near.js';
import { keepKey } from './element/own-keys.js';
import { controller, PublicApi } from './element/public-api.js';
import { turn, turnInCrowd } from './element/scheduling.js';
import { style } from './element/style.js';
import { checkBrowser, underPolicy } from './element/trouble.js';
import { init } from './init.js';
import { lazy } from './lazy.js';
import * as words from './words.js';

const loadPage = lazy(() => import('./page/page.js'));

export class RegularizationLab extends PublicApi {
  static observedAttributes = OBSERVED;

  #root;
  #stopWaiting = () => {};

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    this.#showPoster();
    // The element has events of its own for its parameters; those of its fields would only repeat them.
    this.#root.addEventListener('input', (event) => event.stopPropagation());
    this.#root.addEventListener('keydown', (event) =>
      undoKeys(/** @type {KeyboardEvent} */ (event), { undo: () => this.undo(), redo: () => this.redo() }),
    );
    this.#root.addEventListener('keydown', (event) => keepKey(/** @type {KeyboardEvent} */ (event)));
  }

  connectedCallback() {
    if (this.getAttribute('loading') === 'lazy' && 'IntersectionObserver' in globalThis) {
      this.#stopWaiting = whenNear(this, () => this.#load());
    } else {
      this.#load();
    }
  }

  disconnectedCallback() {
    this.#stopWaiting();
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
    this[controller].attributes.changed(name, value);
  }

  /** Loads code and tables, then shows the lab, unless it has been taken out of the page meanwhile. */
  async #load() {
    const lab = this[controller];
    try {
      checkBrowser();
      const code = underPolicy(() => Promise.all([init(), this.hasAttribute('page') ? loadPage() : undefined]));
      // Parsed while the code is on its way.
      const sheet = style();
      const [, page] = await code;
      await lab.load();
      await turnInCrowd();
      if (!this.isConnected || lab.mounted) {
        return;
      }
      const handle = lab.makeHandle();
      // In a task of its own: on a page with many labs both together would hold up a reader who scrolls.
      await turn();
      if (this.isConnected && !lab.mounted) {
        this.#root.adoptedStyleSheets = [sheet, ...(page ? [page.style()] : [])];
        lab.mount(handle, page);
      } else {
        handle.free();
      }
    } catch (error) {
      // Listeners may be added after the element is made.
      await turn();
      this.#fail(error);
    }
  }

  /** Shows the author's poster until the first picture is there. */
  #showPoster() {
    this.#root.replaceChildren(h('slot', { name: 'poster' }));
  }

  /** @param {unknown} error */
  #fail(error) {
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = h('p', { class: 'failure', part: 'failure', role: 'alert' }, words.trouble.failed(reason));
    // The poster stays: it shows what the lab would.
    this.#root.replaceChildren(h('slot', { name: 'poster' }), sentence);
    this[controller].emit('error', { message: reason });
  }
}
