/** The private part of the element: the mounted lab, and pending changes until it is mounted. */

import { LabError } from '../lab-error.js';
import { applyEach, LabHandle, loadTables } from '../lab-handle.js';
import { isMotionReduced } from '../motion.js';
import { LAST_ITERATION } from '../names.js';
import { Player } from '../player.js';
import { History } from '../undo.js';
import * as words from '../words.js';
import { Address, permalinkOf } from './address.js';
import { Attributes } from './attributes.js';
import { ColorScheme } from './color-scheme.js';
import { DetachedLab } from './detached-lab.js';
import { eventDetail } from './event-detail.js';
import { MountedLab } from './mounted-lab.js';
import { readHash, readStateAttribute } from './read-link.js';
import { Recovery } from './recovery.js';
import { isSame } from './state.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Change} Change */
/** @typedef {import('../types.js').Moment} Moment */
/** @typedef {Partial<State> & Change} SavedState */

export class Controller {
  player = new Player();
  attributes;
  /** Defined while the element is connected and loaded. @type {MountedLab | undefined} */
  mounted;
  /** The lab of an element that was removed in this task. @type {MountedLab | undefined} */
  #unmounted;
  /** Fulfilled when the first frame is drawn. @type {Promise<void>} */
  ready;
  /** Whether code and tables are loaded. */
  isLoaded = false;
  /** Whether the code that reads links is loaded. */
  #readsLinks = false;
  /** A link to open as soon as it can be read. @type {string | undefined} */
  #pendingHash;
  /** Whether a link of the address is being opened, which is in the history already. */
  #isNavigating = false;
  /** Called when changes have settled, also if they were taken back. */
  onSettled = () => {};
  #setReady = () => {};
  #isReady = false;
  #element;
  #history = new History();
  /** State saved on disconnect. @type {SavedState} */
  #savedState = {};
  /** Changes to apply when the lab is mounted. @type {Change[]} */
  #pendingChanges = [];
  /** Iteration and view options to apply when the lab is mounted. @type {Moment} */
  #pendingMoment = {};
  /** Error messages to show when the lab is mounted. @type {string[]} */
  #pendingProblems = [];
  #recovery = new Recovery();
  #isFailing = false;
  #onFailure;
  /** @type {Address | undefined} */
  #address;
  #scheme;

  /**
   * @param {import('./public-api.js').PublicApi} element
   * @param {(error: unknown, hasState: boolean) => void} onFailure called after the lab was removed because of an internal error
   */
  constructor(element, onFailure) {
    this.#onFailure = onFailure;
    this.#element = element;
    this.#scheme = new ColorScheme(element, () => this.#applyTheme());
    this.ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    this.attributes = new Attributes(element, (change, names) => this.#applyAttributes(change, names));
  }

  // Mounting.

  /** Reads the URL hash, and loads the tables that the first frame needs. */
  async load() {
    this.#readsLinks = true;
    const isFirst = Object.keys(this.#savedState).length === 0;
    const hash = this.#pendingHash;
    this.#pendingHash = undefined;
    if (isFirst && this.#element.hasAttribute('linked') && location.hash.length > 1) {
      this.open(location.hash);
    } else if (hash !== undefined) {
      this.#openFirst(() => readHash(hash, false));
    } else if (isFirst && this.#element.hasAttribute('state')) {
      this.#openFirst(() => readStateAttribute(this.#element));
    }
    this.#pendingProblems.push(...(await loadTables(this.#pendingChanges)));
    this.isLoaded = true;
  }

  /** Creates a lab from the saved state or from the pending changes. @returns {LabHandle} */
  makeHandle() {
    if (Object.keys(this.#savedState).length === 0) {
      try {
        // With the pending changes as options, the default data are not generated first.
        return new LabHandle(merged(this.#pendingChanges));
      } catch {
        // Invalid changes are reported when they are applied.
      }
    }
    return new LabHandle(this.#savedState);
  }

  /**
   * Mounts a lab and draws its first frame.
   *
   * @param {LabHandle} handle
   * @param {typeof import('../page/page.js') | undefined} page
   */
  mount(handle, page) {
    const { panels, controls } = this.attributes;
    const mounted = new MountedLab(this.#element, handle, {
      player: this.player,
      history: this.#history,
      panels,
      controls,
      theme: this.resolvedTheme,
      change: merged(this.#pendingChanges.splice(0)),
      page,
      emit: (name, detail) => this.emit(name, detail),
      onChange: (changed, store) => this.#onChange(changed, store),
      fail: (error) => this.fail(error),
    });
    this.mounted = mounted;
    this.#emitProblems('panels');
    this.#emitProblems('controls');
    mounted.attach(/** @type {ShadowRoot} */ (this.#element.shadowRoot));
    this.#scheme.observe();
    if (this.#element.hasAttribute('linked')) {
      this.#address = new Address((hash) => this.#navigate(hash));
    }
    const moment = this.#pendingMoment;
    const isNew = !this.#isReady && moment.nIter === undefined && !moment.atOptimum;
    this.#pendingMoment = {};
    mounted.store.show(moment);
    if (this.#element.hasAttribute('autoplay') && isNew && !this.#element.matches(':disabled')) {
      // With reduced motion, a lab shows the optimum instead of playing.
      mounted.store.request({ type: isMotionReduced() ? 'converge' : 'play' });
    }
    // An action of the run removes messages, so they are shown after the one that starts it.
    this.#showProblems();
    mounted.start();
  }

  /** Saves the state, for `remount`, or after `free` for a new lab. */
  unmount() {
    if (this.mounted && !this.#isFailing) {
      [this.#savedState, this.#pendingMoment] = [this.mounted.parameters(), this.mounted.store.moment(true)];
    }
    this.#unmounted = this.mounted ?? this.#unmounted;
    this.mounted = undefined;
  }

  /** Continues with the unmounted lab, if it is not freed, and applies the changes made meanwhile; returns whether it does. */
  remount() {
    const mounted = this.#unmounted;
    if (!mounted) {
      return false;
    }
    this.#unmounted = undefined;
    this.mounted = mounted;
    const [changes, moment] = [this.#pendingChanges.splice(0), this.#pendingMoment];
    this.#pendingMoment = {};
    this.#applyValidParts(merged(changes));
    if (!isSame(moment, mounted.store.moment(true))) {
      mounted.store.show(moment);
    }
    mounted.setDisabled(this.#element.matches(':disabled'));
    this.#applyTheme();
    return true;
  }

  /** Frees the unmounted lab; returns whether there was one. */
  free() {
    if (!this.#unmounted) {
      return false;
    }
    this.#unmounted.destroy();
    this.#unmounted = undefined;
    this.onSettled();
    this.player.pause();
    this.#address?.destroy();
    this.#address = undefined;
    this.#scheme.disconnect();
    return true;
  }

  /**
   * Replaces the lab by a message after an internal error; `restart` continues from the last state that was drawn, or if the lab has
   * already stopped in this state, from the first one.
   *
   * @param {unknown} error
   */
  fail(error) {
    if (this.#isFailing || !this.mounted) {
      return;
    }
    this.#isFailing = true;
    // Later, because methods of the lab, its view and its store are still running.
    queueMicrotask(() => {
      const restart = this.#recovery.next();
      [this.#savedState, this.#pendingMoment] = restart ?? [{}, {}];
      this.unmount();
      this.free();
      this.#isFailing = false;
      if (restart === undefined) {
        this.attributes.enqueueAll();
      }
      this.#onFailure(error, restart !== undefined);
    });
  }

  // Events.

  /**
   * Dispatches a custom event on the element.
   *
   * @param {string} name
   * @param {object} detail
   */
  emit(name, detail) {
    if (name === 'ready') {
      // `ready` is emitted once, not again after a reconnection.
      if (this.#isReady) {
        return;
      }
      this.#isReady = true;
      this.#setReady();
    }
    if (name === 'step' && this.mounted) {
      this.#recovery.remember([this.mounted.parameters(), this.mounted.store.moment(true)]);
    }
    this.#element.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #detail() {
    const { mounted } = this;
    return eventDetail(this.parameters(), () => (this.mounted === mounted ? mounted?.lab.scores() : undefined));
  }

  // State.

  /** Returns the parameters, including pending changes. @returns {State} */
  parameters() {
    this.attributes.flush();
    return /** @type {State} */ (this.mounted?.lab.state() ?? merged([this.#savedState, ...this.#pendingChanges]));
  }

  /** Returns the state without the attributes `panels`, `controls` and `theme`. */
  state() {
    return this.mounted?.state() ?? { ...this.parameters(), ...this.#pendingMoment };
  }

  /**
   * Applies a change, or adds it to the pending changes.
   *
   * @param {Change} given
   * @param {Moment} [moment] iteration and view options to apply after it
   * @param {boolean} [isLink] whether the data are chosen again if they are those in use, which resets the other parameters
   */
  set(given, moment, isLink = false) {
    // Pending attributes were set before this change.
    this.attributes.flush();
    // A change with a table also selects it.
    const change = given.csv !== undefined && given.data === undefined ? { ...given, data: 'csv' } : given;
    if (this.mounted) {
      this.mounted.store.dispatch({ type: 'set', change, moment, keepsData: !isLink });
    } else {
      this.#pendingChanges.push({ ...change });
      // Other data begin anew.
      const { scale, speed, views } = this.#pendingMoment;
      const kept = change.data === undefined ? this.#pendingMoment : { scale, speed, views };
      this.#pendingMoment = { ...kept, ...moment };
    }
  }

  /**
   * Keeps an action on the run for the time when the lab is mounted.
   *
   * @param {object} action
   * @param {boolean} [action.atOptimum] whether the run jumps to the optimum
   * @param {number} [action.nIter] the iteration to run to otherwise; by default the pending one
   * @param {number} [action.nSteps] iterations after it
   */
  showLater({ atOptimum = false, nIter = this.#pendingMoment.nIter ?? 0, nSteps = 0 }) {
    const moment = atOptimum ? { nIter: undefined } : { nIter: Math.min(nIter + nSteps, LAST_ITERATION) };
    this.#pendingMoment = { ...this.#pendingMoment, ...moment, atOptimum };
  }

  /**
   * Applies the valid parts of a change and reports the others.
   *
   * @param {Change} change
   * @param {boolean} [isLink] as of `set`
   * @param {Moment} [moment] as of `set`
   */
  #applyValidParts(change, isLink, moment = {}) {
    const { store } = this.mounted ?? {};
    if (store) {
      applyEach(
        change,
        (part) => this.set(part, moment, isLink),
        (work) => store.attempt(work),
      );
    } else {
      this.set(change, moment);
    }
  }

  /**
   * Applies changed attributes.
   *
   * @param {Change | undefined} change
   * @param {Set<string>} names
   */
  #applyAttributes(change, names) {
    if (this.mounted && names.has('state')) {
      this.open(this.#element.getAttribute('state') ?? '');
    }
    if (change) {
      this.#applyValidParts(change);
    }
    if (names.has('theme')) {
      this.#emitProblems('theme');
      this.#applyTheme();
      this.#writeAddress(false);
    }
    // Unknown names are reported on mount, when listeners have been added.
    const { panels, controls } = this.attributes;
    if (this.mounted && names.has('panels')) {
      this.mounted.store.dispatch({ type: 'panels', panels });
      this.#emitProblems('panels');
    }
    if (this.mounted && names.has('controls')) {
      this.mounted.store.dispatch({ type: 'controls', controls });
      this.#emitProblems('controls');
    }
  }

  /**
   * Emits `error` for each invalid part of an attribute.
   *
   * @param {'panels' | 'controls' | 'theme'} attribute
   */
  #emitProblems(attribute) {
    for (const message of this.attributes.problems(attribute)) {
      this.emit('error', { message });
    }
  }

  get resolvedTheme() {
    const { theme } = this.attributes;
    return theme === 'auto' ? (this.#scheme.isDark ? 'dark' : 'light') : theme;
  }

  #applyTheme() {
    const [store, theme] = [this.mounted?.store, this.resolvedTheme];
    if (theme !== store?.presentation.theme) {
      store?.dispatch({ type: 'theme', theme });
    }
  }

  /**
   * Reflects attributes, writes the URL hash and emits events after a change of the store.
   *
   * @param {import('../types.js').Changed} changed
   * @param {import('../store.js').Store} store
   */
  #onChange({ edit, commit, settled, restored, run, panels }, store) {
    if (edit) {
      this.emit('input', this.#detail());
    }
    if (settled || restored) {
      this.onSettled();
    }
    if (commit || restored) {
      this.attributes.reflect(this.parameters());
      this.#writeAddress(true);
      const { state, scores } = this.#detail();
      this.emit('change', { state, scores });
    }
    // Panels set by the attribute need no reflection.
    const hasNewPanels = panels && store.panels.join() !== this.attributes.panels.join();
    if (hasNewPanels) {
      this.attributes.write('panels', store.panels.join(' '));
    }
    if (hasNewPanels || run === 'pause' || run === 'bookmark') {
      this.#writeAddress(false);
    }
  }

  // Pictures and links.

  /** Returns a lab for a picture: while the element is not in the document, a new one of the same state. */
  pictureLab() {
    if (this.mounted || !this.isLoaded) {
      return this.requireMounted();
    }
    return new DetachedLab(this.#savedState, merged(this.#pendingChanges), this.#pendingMoment, this.resolvedTheme);
  }

  /**
   * Applies a URL hash, also before the lab is mounted, and shows one message about its invalid parts.
   *
   * @param {string} hash
   */
  open(hash) {
    if (!this.#readsLinks) {
      this.attributes.flush();
      [this.#pendingHash, this.#pendingChanges, this.#pendingMoment] = [hash, [], {}];
      return;
    }
    // Back and forward keep the user's table while the lab has it.
    const hasTable = this.mounted?.parameters().csv !== undefined;
    const { change, moment, attributes, problems } = readHash(hash, hasTable);
    // Chosen again, the table would reset the split, of which the link says nothing.
    this.#applyValidParts(change, change.data !== 'csv', moment);
    this.attributes.set(attributes);
    this.#pendingProblems.push(...problems);
    // The messages would be removed by the change of the data.
    const { isLoading, loaded } = this.mounted?.store ?? {};
    isLoading ? loaded?.then(() => this.#showProblems()) : this.#showProblems();
  }

  /**
   * Applies a link before the lab is mounted; what a program has set since has precedence.
   *
   * @param {() => ReturnType<typeof readHash>} read
   */
  #openFirst(read) {
    this.attributes.flush();
    const [changes, moment] = [this.#pendingChanges.splice(0), this.#pendingMoment];
    const { change, moment: given, attributes, problems } = read();
    this.set(change);
    this.attributes.set(attributes);
    this.#pendingChanges.push(...changes);
    this.#pendingMoment = { ...given, ...moment };
    this.#pendingProblems.push(...problems);
  }

  /** Opens the link of the address. @param {string} hash */
  #navigate(hash) {
    this.#isNavigating = true;
    this.open(hash);
    const store = this.mounted?.store;
    const settle = () => {
      store?.commit();
      this.#isNavigating = false;
    };
    // At once, unless a table has to be fetched.
    store?.isLoading ? store.loaded.then(settle) : settle();
  }

  /** Shows the pending error messages if the lab is mounted. */
  #showProblems() {
    if (this.mounted && this.#pendingProblems.length > 0) {
      this.mounted.store.notify({ error: new LabError(this.#pendingProblems.splice(0).join('; ')) });
    }
  }

  /** @param {boolean} isEntry whether to add a history entry */
  #writeAddress(isEntry) {
    // A link whose table is being fetched stays in the address until it is there.
    if (this.#address && this.mounted && !this.mounted.store.isLoading) {
      this.#address.write(permalinkOf(this.#element, {}), isEntry && !this.#isNavigating);
    }
  }

  /** Returns the mounted lab; throws if the lab is not mounted. */
  requireMounted() {
    if (!this.mounted) {
      throw new LabError(this.#element.isConnected ? words.element.notReady : words.element.notConnected);
    }
    return this.mounted;
  }
}

/**
 * Merges changes made one after the other.
 *
 * @param {SavedState[]} changes
 * @returns {SavedState}
 */
function merged(changes) {
  /** @type {SavedState} */
  const all = {};
  for (const change of changes) {
    // Numbers of a recipe are changed one by one.
    const recipe = change.data === undefined && change.recipe ? { ...all.recipe, ...change.recipe } : undefined;
    Object.assign(all, change, recipe && { recipe });
  }
  return all;
}
