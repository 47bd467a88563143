/**
 * The store of a lab's state: `dispatch(action)` is the only way to change it, `notify(changed)` calls the listeners.
 *
 * Controls, undo, address and events listen; none of them changes the lab directly.
 */

import { isSame } from './element/state.js';
import { LabError } from './lab-error.js';
import { loadTableOf } from './lab-handle.js';
import { actionsOf, Presentation } from './presentation.js';
import { repeatedIteration, run } from './run-actions.js';
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
/** Actions that a table, which is in use only when it has been fetched, would undo. */
const REPEATED = [
  'set',
  'view',
  'scoring',
  'pair',
  'start',
  'play',
  'pause',
  'step',
  'go-to',
  'converge',
  'bookmark',
  'open-bookmark',
];

export class Store {
  /** Names of the visible panels, in order. @type {string[]} */
  panels = [];
  /** Names of the visible controls. @type {string[]} */
  controls = [];
  presentation;
  #handle;
  #player;
  #history;
  /** @type {Set<(changed: Changed) => void>} */
  #listeners = new Set();
  /** Counts choices of data: a table that is loaded after another choice is dropped. */
  #dataChoices = 0;
  /** What was done while a table is being fetched, and is done again with it. @type {Action[] | undefined} */
  #repeated;
  /** Fulfilled when the chosen table is in use. @type {Promise<void>} */
  loaded = Promise.resolve();
  /** The state before the pending changes. @type {StoreState | undefined} */
  #before;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Errors of the current change. @type {LabError[] | undefined} */
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
    history.listenTo(this);
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

  /**
   * Stops without notifying; the store is not used afterwards.
   *
   * @param {boolean} [records] whether pending changes are recorded
   */
  destroy(records = true) {
    clearTimeout(this.#timer);
    this.#dataChoices += 1;
    this.#listeners.clear();
    if (this.#before && records) {
      this.#history.record(this.#before, this.snapshot());
    }
  }

  // Reading.

  /** @returns {StoreState} the state that undo restores */
  snapshot() {
    return { parameters: this.#handle.parameters(), presentation: this.presentation.snapshot() };
  }

  /**
   * The iteration and the presentation.
   *
   * @param {boolean} [isRepeated] whether another lab runs to this iteration, and is to end as this one
   * @returns {Moment}
   */
  moment(isRepeated = false) {
    const { lab } = this.#handle;
    const nIter = isRepeated ? repeatedIteration(lab) : lab.nIter;
    const { scale, views, pair, scoring, start } = this.presentation.snapshot();
    const shown = Object.entries(views).filter(([panel]) => this.panels.includes(panel));
    return {
      scale,
      speed: this.speed,
      pair,
      ...(start && { start }),
      scoring,
      views: Object.fromEntries(shown),
      bookmark: lab.bookmarkText(),
      ...(lab.isAtOptimum ? { atOptimum: true } : { nIter: this.#player.target ?? nIter }),
    };
  }

  /** Whether a chosen table is being fetched. */
  get isLoading() {
    return this.#repeated !== undefined;
  }

  /** Iterations per second. */
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
   * Performs an action. Throws an error and keeps the state if the action is invalid.
   *
   * @param {Action} action
   * @returns {boolean} whether parameters or presentation have changed
   */
  dispatch(action) {
    if (REPEATED.includes(action.type) && !(action.type === 'set' && action.change.data !== undefined)) {
      this.#repeated?.push(action);
    }
    switch (action.type) {
      case 'set':
        return this.#set(action.change, action.moment ?? {}, action.keepsData);
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
      default:
        this.#run(action);
        return false;
    }
  }

  /**
   * Dispatches an action of a control: an error is notified instead of thrown.
   *
   * @param {Action} action
   */
  request(action) {
    this.attempt(() => this.dispatch(action));
  }

  /**
   * Calls `work`; a LabError is notified instead of thrown.
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

  /** Commits pending changes as one entry of undo. */
  commit() {
    clearTimeout(this.#timer);
    const before = this.#before;
    const now = before && this.snapshot();
    this.#before = undefined;
    const commit = before && now && !isSameState(before, now) ? { before, now } : undefined;
    this.notify({ commit, settled: true });
  }

  /**
   * Makes an undoable change.
   *
   * @param {() => boolean} work returns whether anything has changed
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
   * Notifies the errors of `work` after all other changes, because controls remove error messages when they show a new state.
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
   * @param {Change} given
   * @param {Moment} moment to show after the change
   * @param {boolean} [keepsData] whether data that are in use are not chosen again
   */
  #set(given, moment, keepsData) {
    let change = given;
    if (change.data !== undefined) {
      this.#dataChoices += 1;
      this.#repeated = undefined;
      if (keepsData && this.#handle.isInUse(change)) {
        change = { ...change, data: undefined, csv: undefined };
      }
    }
    if (change.data !== undefined) {
      if (needsTable(change.data)) {
        this.#handle.check(change);
        this.loaded = this.#setLater(change, change.data, moment);
        return false;
      }
    }
    return this.#edit(() => {
      // With other data, what is invalid is known only after they are in use: then it is notified.
      const isKept = change.data === undefined && change.recipe === undefined;
      const apply = () => this.#handle.apply(change);
      const [hasChanged, hasOtherLook] = isKept ? this.#present(moment, apply) : [apply(), false];
      if (hasChanged) {
        this.#player.resumeAfterChange();
      }
      return this.show(moment) || hasOtherLook || hasChanged;
    });
  }

  /**
   * Applies the presentation of a moment, then parameters; if a part is invalid, nothing has changed.
   *
   * @param {Moment} moment
   * @param {() => boolean} apply returns whether parameters have changed
   * @returns {[boolean, boolean]} whether parameters and whether the presentation have changed
   */
  #present({ scale, views, pair, start, scoring }, apply) {
    const before = this.presentation.snapshot();
    try {
      let hasOtherLook = false;
      for (const action of actionsOf({ scale, views, pair, start, scoring })) {
        hasOtherLook = this.presentation.apply(action) || hasOtherLook;
      }
      return [apply(), hasOtherLook];
    } catch (error) {
      this.#applyAll(this.presentation.changesTo(before));
      throw error;
    }
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
    /** @type {Action[]} */
    const repeated = [];
    this.#repeated = repeated;
    const error = await loadTableOf(preset);
    if (choice !== this.#dataChoices) {
      return;
    }
    this.#repeated = undefined;
    if (error) {
      // Resets the selected entry in lists of data.
      this.notify({ state: true });
      this.notify({ error });
    } else {
      this.attempt(() => this.#set(change, moment));
      for (const action of repeated) {
        this.request(action);
      }
    }
  }

  /**
   * Shows a moment of a run with the current parameters; undefined properties do not change.
   *
   * @param {Moment} moment
   * @returns {boolean} whether the presentation has changed
   */
  show({ nIter, atOptimum, speed, bookmark, ...presentation }) {
    if (speed !== undefined) {
      this.#run({ type: 'speed', speed });
    }
    const hasChanged = this.#applyAll(actionsOf(presentation));
    const { lab } = this.#handle;
    if (atOptimum) {
      this.attempt(() => this.#run({ type: 'converge' }));
    } else if (nIter !== undefined && (nIter !== lab.nIter || lab.isAtOptimum)) {
      this.#run({ type: 'go-to', iteration: nIter });
    }
    // After a restart, because it is one of this run or of another.
    if (bookmark !== undefined && bookmark !== (lab.bookmarkText() ?? '')) {
      this.attempt(() => this.#run({ type: 'open-bookmark', bookmark }));
    }
    return hasChanged;
  }

  /**
   * Applies the valid ones of these actions.
   *
   * @param {PresentAction[]} actions
   * @returns {boolean} whether anything has changed
   */
  #applyAll(actions) {
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
        this.#player.resumeAfterChange();
      }
      this.#applyAll(this.presentation.changesTo(state.presentation));
      this.notify({ state: true, restored: true });
      return true;
    });
  }

  /** @param {string[]} panels */
  #showPanels(panels) {
    const added = panels.filter((panel) => !this.panels.includes(panel));
    this.panels = panels;
    this.notify({ panels: true });
    // Views can be set only after the canvases of a panel have been added to the lab.
    this.presentation.applyViews(added);
    this.notify({ state: true });
  }

  /** @param {Presentation['theme']} theme */
  #setTheme(theme) {
    this.presentation.setTheme(theme);
    this.notify({ theme: true });
  }

  /**
   * Performs an action on the run, bookmark or focused feature, none of which is undone.
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
