/** One widget of a notebook: its views, of which one is reported to Python, and commands that wait for a view. */
import { View } from './view.js';

/** @typedef {import('./view.js').Model} Model */

/**
 * The definition of a widget; anywidget calls this once per model, so its views share what is in here.
 *
 * @returns {{ initialize(context: { model: Model }): void, render(context: { model: Model, el: HTMLElement }): () => void }}
 */
export function notebookWidget() {
  const views = new Views();
  return {
    initialize({ model }) {
      model.on('msg:custom', (message) => views.execute(message));
    },
    render({ model, el }) {
      return views.open(model, el);
    },
  };
}

class Views {
  /** Views that are ready, the one that Python sees last: the one used or opened last. @type {View[]} */
  #views = [];
  /** Commands that arrived while no view was ready. @type {any[]} */
  #waiting = [];

  /**
   * @param {Model} model
   * @param {HTMLElement} el
   */
  open(model, el) {
    const view = new View(model, el, () => this.#views.at(-1) === view);
    const select = () => this.#select(view);
    for (const event of ['pointerdown', 'keydown', 'focusin']) {
      el.addEventListener(event, select, { capture: true });
    }
    view.ready.then(() => {
      this.#select(view);
      model.send({ type: 'ready' });
      this.#waiting.splice(0).forEach((message) => void this.execute(message));
    });
    const stopHiding = hidePoster(model.get('_poster_class'));
    return () => {
      this.#views = this.#views.filter((other) => other !== view);
      view.close();
      stopHiding();
      this.#views.at(-1)?.report();
    };
  }

  /** Makes a view the one whose run Python sees. @param {View} view */
  #select(view) {
    if (view.isReady && this.#views.at(-1) !== view) {
      this.#views = [...this.#views.filter((other) => other !== view), view];
      view.report();
    }
  }

  /** Executes a command of Python in the current view, or keeps it until there is one. @param {any} message */
  execute(message) {
    const view = this.#views.at(-1);
    if (view) {
      view.execute(message);
    } else {
      this.#waiting.push(message);
    }
  }
}

/**
 * Hides the poster, which Python displays below the lab for exported notebooks, while the lab itself is there.
 *
 * @param {string} name class of the poster
 */
function hidePoster(name) {
  const style = document.createElement('style');
  // The second selector is the cell output of JupyterLab, which would leave an empty line.
  style.textContent = `.${name}, .jp-OutputArea-child:has(.${name}) { display: none }`;
  document.head.append(style);
  return () => style.remove();
}
