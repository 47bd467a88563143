/**
 * The state of a lab and the one way to change it: `dispatch(action)` changes the lab, `notify(changed)` tells the listeners.
 *
 * Controls, undo, address and events listen; none of them writes to the lab itself.
 */

import { isSame } from './element/state.js';
import { LabError } from './lab-error.js';
import { loadTableOf } from './lab-handle.js';
import { actionsOf, Presentation } from './presentation.js';
import { run } from './run-actions.js';
import { needsTable } from './tables.js';

/** @typedef {import('./types.js').Action} Action */
/** @typedef {import('./types.js').PresentAction} PresentAction */
/** @typedef {import('./types.js').RunAction} RunAction */
/** @typedef {import('./types.js').Change} Change */
/** @typedef {import('./types.js').Changed} Changed */
/** @typedef {import('./types.js').Moment} Moment */
/** @typedef {import('./types.js').StoreState} StoreState */

/** Milliseconds without a further change after which changes are committed: a drag is one change. */
const COMMIT_AFTER = 250;

export class Store {
  /** Names of the panels on show, in their order. @type {string[]} */
  panels = [];
  /** Names of the controls on show. @type {string[]} */
  controls = [];
  presentation;
  #handle;
  #player;
  #history;
  /** @type {Set<(changed: Changed) => void>} */
  #listeners = new Set();
  /** How often data have been chosen: a table that arrives after another choice is dropped. */
  #dataChoices = 0;
  /** The state before the changes that are not committed yet. @type {StoreState | undefined} */
  #before;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Errors of the change that is being made. @type {LabError[] | undefined} */
  #errors;

  /**
   * @param {import('./lab-handle.js').LabHandle} handle
   * @param {import('./player.js').Player} player
   * @param {import('./undo.js').History} history
   */
  constructor(handle, player, history) {
    this.#handle = handle;
    this.presentation = new Presentation(handle.lab);
    this.#player = player;
    this.#history = history;
    history.follow(this);
  }

  /** @param {(changed: Changed) => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
  }

  /** @param {Changed} changed */
  notify(changed) {
    for (const listener of this.#listeners) {
      listener(changed);
    }
  }

  /** Records changes that are not committed yet, without notifying; the store is not used afterwards. */
  destroy() {
    clearTimeout(this.#timer);
    this.#dataChoices += 1;
    this.#listeners.clear();
    if (this.#before) {
      this.#history.record(this.#before, this.snapshot());
    }
  }

  // Reading.

  /** @returns {StoreState} all that undo returns to */
  snapshot() {
    return { parameters: this.#handle.parameters(), presentation: this.presentation.snapshot() };
  }

  /** Where the run is, and how it is shown. @returns {Moment} */
  moment() {
    const { lab } = this.#handle;
    const { scale, views, pair, scoring } = this.presentation.snapshot();
    const shown = Object.entries(views).filter(([panel]) => this.panels.includes(panel));
    return {
      scale,
      speed: this.speed,
      pair,
      scoring,
      views: Object.fromEntries(shown),
      ...(lab.isAtOptimum ? { atOptimum: true } : { nIter: this.#player.target ?? lab.nIter }),
    };
  }

  /** Iterations a second. */
  get speed() {
    return this.#player.speed;
  }

  get canUndo() {
    return this.#history.canUndo;
  }

  get canRedo() {
    return this.#history.canRedo;
  }

  // Changing.

  /**
   * Does what an action says. An error is thrown, and the state is as before then.
   *
   * @param {Action} action
   * @returns {boolean} whether parameters or presentation have changed
   */
  dispatch(action) {
    switch (action.type) {
      case 'set':
        return this.#set(action.change, action.moment ?? {});
      case 'view':
      case 'scoring':
      case 'pair':
      case 'start':
      case 'scale':
        return this.#edit(() => this.presentation.apply(action));
      case 'undo':
        this.commit();
        return this.#restore(this.#history.undo(this.snapshot()));
      case 'redo':
        this.commit();
        return this.#restore(this.#history.redo(this.snapshot()));
      case 'panels':
        this.#showPanels(action.panels);
        return false;
      case 'controls':
        this.controls = action.controls;
        this.notify({ controls: true });
        return false;
      case 'theme':
        this.#setTheme(action.theme);
        return false;
      case 'switch-theme':
        this.#setTheme(this.presentation.theme === 'dark' ? 'light' : 'dark');
        return false;
      default:
        this.#run(action);
        return false;
    }
  }

  /**
   * The same for a control: an error is reported beside it instead of thrown.
   *
   * @param {Action} action
   */
  request(action) {
    this.attempt(() => this.dispatch(action));
  }

  /**
   * Does some work; what cannot be done is notified as an error.
   *
   * @param {() => void} work
   */
  attempt(work) {
    try {
      work();
    } catch (error) {
      if (!(error instanceof LabError)) {
        throw error;
      }
      if (this.#errors) {
        this.#errors.push(error);
      } else {
        this.notify({ error });
      }
    }
  }

  /** Ends a change: undo returns to the state before it. */
  commit() {
    clearTimeout(this.#timer);
    const before = this.#before;
    if (before) {
      this.#before = undefined;
      this.notify({ commit: { before, now: this.snapshot() } });
    }
  }

  /**
   * Makes a change that can be undone.
   *
   * @param {() => boolean} work returns whether it has changed anything
   */
  #edit(work) {
    const before = this.#before ?? this.snapshot();
    return this.#withErrors(() => {
      const hasChanged = work();
      if (hasChanged) {
        this.#before = before;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.commit(), COMMIT_AFTER);
      }
      this.notify({ state: true, edit: hasChanged });
      return hasChanged;
    });
  }

  /**
   * Notifies the errors of some work after everything else: controls that show a new state show no errors of the old one.
   *
   * @param {() => boolean} work
   */
  #withErrors(work) {
    /** @type {LabError[]} */
    const errors = [];
    this.#errors = errors;
    try {
      return work();
    } finally {
      this.#errors = undefined;
      for (const error of errors) {
        this.notify({ error });
      }
    }
  }

  /**
   * @param {Change} change
   * @param {Moment} moment to be shown then
   */
  #set(change, moment) {
    if (change.data !== undefined) {
      this.#dataChoices += 1;
      if (needsTable(change.data)) {
        this.#handle.check(change);
        this.#setLater(change, change.data, moment);
        return false;
      }
    }
    return this.#edit(() => {
      const hasChanged = this.#handle.apply(change);
      if (hasChanged) {
        this.#player.changed();
      }
      return this.show(moment) || hasChanged;
    });
  }

  /**
   * Fetches a built-in table and then applies the change, unless other data have been chosen meanwhile.
   *
   * @param {Change} change
   * @param {string} preset
   * @param {Moment} moment
   */
  async #setLater(change, preset, moment) {
    const choice = this.#dataChoices;
    const error = await loadTableOf(preset);
    if (choice !== this.#dataChoices) {
      return;
    }
    if (error) {
      // Lists of data show the present one again.
      this.notify({ state: true });
      this.notify({ error });
    } else {
      this.attempt(() => this.#set(change, moment));
    }
  }

  /**
   * Shows a moment of a run under the present parameters; what it leaves out stays.
   *
   * @param {Moment} moment
   * @returns {boolean} whether the presentation is another one now
   */
  show({ nIter, atOptimum, speed, ...presentation }) {
    if (speed !== undefined) {
      this.#run({ type: 'speed', speed });
    }
    const hasChanged = this.#presentAll(actionsOf(presentation));
    const { lab } = this.#handle;
    if (atOptimum) {
      this.attempt(() => this.#run({ type: 'converge' }));
    } else if (nIter !== undefined && (nIter !== lab.nIter || lab.isAtOptimum)) {
      this.#run({ type: 'go-to', iteration: nIter });
    }
    return hasChanged;
  }

  /**
   * Makes each of these changes that can be made.
   *
   * @param {PresentAction[]} actions
   * @returns {boolean} whether any of them has changed anything
   */
  #presentAll(actions) {
    let hasChanged = false;
    for (const action of actions) {
      this.attempt(() => {
        hasChanged = this.presentation.apply(action) || hasChanged;
      });
    }
    return hasChanged;
  }

  /** @param {StoreState | undefined} state */
  #restore(state) {
    if (state === undefined) {
      return false;
    }
    return this.#withErrors(() => {
      if (this.#handle.apply(state.parameters)) {
        this.#player.changed();
      }
      this.#presentAll(this.presentation.changesTo(state.presentation));
      this.notify({ state: true, restored: true });
      return true;
    });
  }

  /** @param {string[]} panels */
  #showPanels(panels) {
    const added = panels.filter((panel) => !this.panels.includes(panel));
    this.panels = panels;
    this.notify({ panels: true });
    // The lab knows a panel's canvases only now.
    this.presentation.applyViews(added);
    this.notify({ state: true });
  }

  /** @param {Presentation['theme']} theme */
  #setTheme(theme) {
    this.presentation.setTheme(theme);
    this.notify({ theme: true });
  }

  /**
   * Moves the run, or what is marked in its pictures; neither is undone.
   *
   * @param {RunAction} action
   */
  #run(action) {
    this.notify({ run: run(action, this.#handle.lab, this.#player) });
  }
}

/**
 * @param {StoreState} a
 * @param {StoreState} b
 */
export function isSameState(a, b) {
  // A table may be megabytes of text, so tables are compared by identity.
  const { csv: tableA, ...parametersA } = a.parameters;
  const { csv: tableB, ...parametersB } = b.parameters;
  return tableA === tableB && isSame(parametersA, parametersB) && isSame(a.presentation, b.presentation);
}
