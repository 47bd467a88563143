/** A view of a widget: one lab, whose parameters are those of the model in both directions. */
import { posterOf } from './poster.js';
import { isSame, read, STATE, snakeCase, startState, TABLE, toPython } from './traits.js';

/**
 * The model of a widget, as anywidget passes it.
 *
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(message: object) => void} send
 * @property {(name: string, listener: (message?: any) => void) => void} on
 * @property {(name: string, listener: (message?: any) => void) => void} off
 */

/** Commands of Python. @type {Record<string, (lab: any, message: any) => unknown>} */
const COMMANDS = {
  play: (lab) => lab.play(),
  pause: (lab) => lab.pause(),
  step: (lab, { n }) => lab.step(n),
  reset: (lab) => lab.reset(),
  converge: (lab) => lab.converge(),
};

/** Least milliseconds between two reports of a run, also as a multiple of the time that a report takes. */
const REPORT_EVERY = 100;
const REPORT_FACTOR = 20;
/** Milliseconds without an event after which state, link and poster are reported: they are large. */
const SETTLED_AFTER = 500;

export class View {
  isReady = false;
  /** Fulfilled when the first frame is drawn. @type {Promise<void>} */
  ready;
  /** @type {Model} */
  #model;
  /** @type {any} */
  #lab;
  /** @type {HTMLElement} */
  #alert;
  /** @type {() => boolean} */
  #isCurrent;
  #isClosed = false;
  /** Traits that Python has changed and that are not passed to the lab yet. @type {Set<string>} */
  #changed = new Set();
  /** Values for data that the lab is fetching; until then the lab's state is older than the model's. @type {Record<string, any> | undefined} */
  #fetching;
  /** @type {any} */
  #scores = {};
  #reportDuration = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reportTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settleTimer;
  /** @type {[string, () => void][]} */
  #listeners;

  /**
   * @param {Model} model
   * @param {HTMLElement} el
   * @param {() => boolean} isCurrent whether Python sees the run of this view
   */
  constructor(model, el, isCurrent) {
    const lab = /** @type {any} */ (document.createElement('regularization-lab'));
    const alert = document.createElement('p');
    alert.setAttribute('role', 'alert');
    alert.hidden = true;
    [this.#model, this.#lab, this.#alert, this.#isCurrent] = [model, lab, alert, isCurrent];
    // JupyterLab has shortcuts on arrow keys.
    el.dataset.lmSuppressShortcuts = 'true';

    // Python may set a trait at any time, also before the lab is ready; the element keeps changes until then.
    this.#listeners = [...Object.keys(STATE), ...TABLE, '_revision'].map((name) => [
      `change:${name}`,
      () => this.#enqueue(name),
    ]);
    for (const [event, listener] of this.#listeners) {
      model.on(event, listener);
    }
    lab.addEventListener('error', (/** @type {CustomEvent} */ { detail }) => this.#onError(detail.message));
    lab.addEventListener('input', () => this.#endFetching());
    lab.addEventListener('change', () => this.#onChange());
    lab.addEventListener('step', (/** @type {CustomEvent} */ { detail }) => this.#onStep(detail));
    this.#apply(startState(model));
    this.ready = lab.ready.then(() => this.#onReady());
    el.append(lab, alert);
  }

  /** Removes the lab; nothing is reported afterwards. */
  close() {
    this.#isClosed = true;
    clearTimeout(this.#reportTimer);
    clearTimeout(this.#settleTimer);
    for (const [event, listener] of this.#listeners) {
      this.#model.off(event, listener);
    }
    this.#lab.remove();
  }

  /** Executes a command of Python. @param {any} message */
  execute(message) {
    if (message?.type === 'svg') {
      this.#sendSvg(message);
    } else if (Object.hasOwn(COMMANDS, message?.type)) {
      this.#attempt(() => COMMANDS[message.type](this.#lab, message));
    }
  }

  // From Python to the lab.

  /** Adds a changed trait; those of one message are applied together. @param {string} name */
  #enqueue(name) {
    if (this.#changed.size === 0) {
      queueMicrotask(() => this.#applyChanged());
    }
    this.#changed.add(name);
  }

  #applyChanged() {
    const names = [...this.#changed].filter((name) => name !== '_revision');
    this.#changed.clear();
    if (this.#isClosed) {
      return;
    }
    const state = this.#lab.getState();
    const entries = Object.entries(read(this.#model, names)).filter(
      // Other data, which are fetched or wait for the lab to be displayed, may still replace its values.
      ([key, value]) =>
        this.#fetching ||
        !this.isReady ||
        !this.#lab.isConnected ||
        key === 'csv' ||
        !isSame(toPython(key, value), toPython(key, state[key])),
    );
    if (entries.length > 0) {
      const change = Object.fromEntries(entries);
      const { data, ...others } = this.#fetching ?? {};
      this.#apply({ ...others, ...(change.csv || !data ? {} : { data }), ...change });
    }
    // Python ignores reports that are older than its last change.
    this.#reportState();
  }

  /** Applies a change; if it is invalid as a whole, applies its valid parts and reports the others. @param {Record<string, any>} change */
  #apply(change) {
    this.#showError('');
    let errors = this.#setState(change);
    if (errors.length > 0) {
      errors = Object.entries(change).flatMap(([key, value]) => this.#setState({ [key]: value }));
    }
    this.#fetching =
      change.data !== undefined && this.#lab.data !== change.data && errors.length === 0 ? change : undefined;
    if (errors.length > 0) {
      this.#showError(errors.join('\n'));
    }
  }

  /** Sets a part of the state; returns the error messages. @param {Record<string, any>} change */
  #setState(change) {
    try {
      this.#lab.setState(change);
      return [];
    } catch (error) {
      return [messageOf(error)];
    }
  }

  #endFetching() {
    if (this.#fetching && this.#lab.data === this.#fetching.data) {
      this.#fetching = undefined;
    }
  }

  // From the lab to Python.

  #onReady() {
    if (this.#isClosed) {
      return;
    }
    this.isReady = true;
    this.#endFetching();
    this.#reportState();
    this.report();
  }

  #onChange() {
    this.#endFetching();
    this.#reportState();
    this.#settle();
  }

  /** @param {{ scores?: object }} detail */
  #onStep({ scores }) {
    this.#scores = scores ?? this.#scores;
    this.#reportTimer ??= setTimeout(() => this.report(), Math.max(REPORT_EVERY, REPORT_FACTOR * this.#reportDuration));
    this.#settle();
  }

  /**
   * Reports the parameters, unless the lab does not have them yet, with the last change of Python that they contain. One trait has both,
   * because ipywidgets may merge messages. Changes that are not applied yet are reported after they are.
   */
  #reportState() {
    if (this.isReady && !this.#fetching && this.#changed.size === 0) {
      const state = this.#lab.getState();
      const values = Object.fromEntries(Object.entries(STATE).map(([name, key]) => [name, toPython(key, state[key])]));
      this.#set({ ...values, _reported: { revision: this.#model.get('_revision'), values } });
    }
  }

  /** Reports the run, if this is the view that Python sees. */
  report() {
    clearTimeout(this.#reportTimer);
    this.#reportTimer = undefined;
    if (!this.#isCurrent() || this.#isClosed) {
      return;
    }
    const start = performance.now();
    const { nIter, status, coef, intercept, featureNames } = this.#lab;
    const scores = Object.entries(this.#scores).filter(([, value]) => typeof value === 'number');
    this.#set({
      n_iter: nIter,
      status,
      scores: Object.fromEntries(scores.map(([name, value]) => [snakeCase(name), value])),
      coef: [...coef],
      intercept,
      feature_names: featureNames,
    });
    this.#reportDuration = performance.now() - start;
    this.#settle();
  }

  /** Reports state, link and poster, once nothing has happened for a while. */
  #settle() {
    clearTimeout(this.#settleTimer);
    this.#settleTimer = setTimeout(() => this.#reportSettled(), SETTLED_AFTER);
  }

  async #reportSettled() {
    if (!this.#isCurrent() || this.#isClosed) {
      return;
    }
    try {
      // The table is in the model already.
      const { csv, ...state } = this.#lab.getState();
      this.#set({ state: toPython('state', state), permalink: this.#lab.permalink() });
      this.#set({ poster: await posterOf(this.#lab, state.panels.split(' ')) });
    } catch (error) {
      this.#showError(messageOf(error));
    }
  }

  /** @param {{ panel: string, id: string }} message */
  async #sendSvg({ panel, id }) {
    try {
      const svg = await this.#lab.toSvg(panel);
      this.#model.send({ type: 'svg', id, svg });
    } catch (error) {
      this.#model.send({ type: 'svg', id, error: messageOf(error) });
    }
  }

  /** Sets the traits that have another value. @param {Record<string, unknown>} values */
  #set(values) {
    const changes = Object.entries(values).filter(([name, value]) => !isSame(this.#model.get(name), value));
    if (changes.length > 0 && !this.#isClosed) {
      for (const [name, value] of changes) {
        this.#model.set(name, value);
      }
      this.#model.save_changes();
    }
  }

  // Errors.

  /** @param {string} message */
  #onError(message) {
    this.#fetching = undefined;
    this.#showError(message);
    this.#reportState();
  }

  /** @param {string} message empty to remove the last one */
  #showError(message) {
    this.#alert.textContent = message;
    this.#alert.hidden = message === '';
    this.#set({ error: message });
  }

  /** Does some work, and shows its error. @param {() => unknown} work */
  async #attempt(work) {
    try {
      this.#showError('');
      await work();
    } catch (error) {
      this.#showError(messageOf(error));
    }
  }
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));
