/** `<regularization-lab>`: a lab in a page. */
import { Lab } from './bindings.js';
import { Changes } from './changes.js';
import { chunksOf, chunksOfChange, loadChunk, loadChunkNow, TAKE } from './chunks.js';
import { loadTable, needsTable, tableOf } from './data/tables.js';
import { h } from './dom.js';
import { withPicture } from './element/pictures.js';
import { isSame, isTheme, PARAMETERS, readState, THEMES } from './element/state.js';
import { style } from './element/style.js';
import { png, svg } from './export.js';
import { join, leave, wake } from './frames.js';
import { LabError } from './lab-error.js';
import { DEFAULT_PANELS, PANELS } from './panels.js';
import { Player } from './player.js';
import { View } from './view.js';
import { loadMain } from './wasm.js';
import * as words from './words.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Change} Change */
/** @typedef {import('./types.js').Numbers} Numbers */

/** Milliseconds between two measurements of the residual, and between two descriptions for screen readers. */
const SCORES_EVERY = 100;
const DESCRIPTION_EVERY = 1000;
/** Milliseconds without a move after which a parameter counts as settled. */
const SETTLED_AFTER = 250;
/** Where keys write. */
const TEXT = 'input:not([type]), input[type=text], textarea';
/** Furthest iteration that can be asked for. */
const LAST_ITERATION = 1e6;

/** Server-side rendering has no elements to inherit from. @type {typeof HTMLElement} */
const Base = globalThis.HTMLElement ?? class {};

export class RegularizationLab extends Base {
  static observedAttributes = [...Object.keys(PARAMETERS), 'theme', 'panels'];

  /** Fulfilled once the first picture is drawn. @type {Promise<void>} */
  ready;
  #setReady = () => {};
  #isReady = false;
  #root;
  #player = new Player();
  /** Where a lab stood that was taken out of the page. @type {Partial<State>} */
  #left = {};
  /** Changes asked for while there is no lab. @type {Change[]} */
  #asked = [];
  /** The table of one's own, kept for a lab that is put back. @type {import('./types.js').Csv | undefined} */
  #csv;
  /** How often data were chosen; a table that arrives after another choice comes too late. */
  #choices = 0;
  /** @type {Lab | undefined} */
  #lab;
  /** @type {View | undefined} */
  #view;
  #frame = (/** @type {number} */ time) => this.#drawFrame(time);
  #darkness = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
  #followSystem = () => this.#applyTheme();
  #changes = new Changes();
  #isDirty = true;
  /** Milliseconds that the last picture took. */
  #drawing = 0;
  #lastScores = 0;
  #lastDescription = 0;
  #toldStatus = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;

  constructor() {
    super();
    this.ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    this.#root = this.attachShadow({ mode: 'open' });
    // The element tells of parameters itself; the events of its fields would only repeat that in other words.
    this.#root.addEventListener('input', (event) => event.stopPropagation());
    this.#root.addEventListener('keydown', (event) => this.#followKeys(/** @type {KeyboardEvent} */ (event)));
  }

  async connectedCallback() {
    try {
      const [sheet] = await Promise.all([style(), loadMain(), this.#loadAsked(), this.#loadCode()]);
      if (this.isConnected && !this.#lab) {
        this.#root.adoptedStyleSheets = [sheet];
        this.#build();
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  disconnectedCallback() {
    if (!this.#lab) {
      return;
    }
    this.#left = this.#moment();
    leave(this.#frame);
    this.#darkness.removeEventListener('change', this.#followSystem);
    this.#view?.destroy();
    this.#lab.free();
    this.#lab = undefined;
    this.#view = undefined;
    this.#root.replaceChildren();
  }

  /**
   * @param {string} name
   * @param {string | null} _old
   * @param {string | null} value
   */
  attributeChangedCallback(name, _old, value) {
    if (name in PARAMETERS && value !== null) {
      const [key, read] = PARAMETERS[name];
      this.#attempt(() => this.#set({ [key]: read(value) }));
    } else if (name === 'theme') {
      if (value !== null && !isTheme(value)) {
        this.#tellError(words.element.theme(THEMES, value));
      }
      this.#applyTheme();
    } else if (name === 'panels') {
      this.#view?.showPanels(this.#panelNames());
    }
  }

  // Parameters. A value out of range throws a LabError; the last good state stays.

  get data() {
    return this.#state().data;
  }
  set data(data) {
    this.#set({ data });
  }
  get penalty() {
    return this.#state().penalty;
  }
  set penalty(penalty) {
    this.#set({ penalty });
  }
  get lambda() {
    return this.#state().lambda;
  }
  set lambda(lambda) {
    this.#set({ lambda });
  }
  get l1Ratio() {
    return this.#state().l1Ratio;
  }
  set l1Ratio(l1Ratio) {
    this.#set({ l1Ratio });
  }
  get optimizer() {
    return this.#state().optimizer;
  }
  set optimizer(optimizer) {
    this.#set({ optimizer });
  }
  get learningRate() {
    return this.#state().learningRate;
  }
  set learningRate(learningRate) {
    this.#set({ learningRate });
  }
  get recipe() {
    return this.#state().recipe;
  }
  set recipe(recipe) {
    this.#set({ recipe });
  }
  get theme() {
    const theme = this.getAttribute('theme');
    return isTheme(theme) ? theme : 'auto';
  }
  set theme(theme) {
    if (!isTheme(theme)) {
      throw new LabError(words.element.theme(THEMES, theme), 'theme');
    }
    this.setAttribute('theme', theme);
  }

  /** Names of the panels on show, separated by spaces. */
  get panels() {
    return this.#view?.panels.join(' ') ?? this.getAttribute('panels') ?? DEFAULT_PANELS.join(' ');
  }
  set panels(panels) {
    this.setAttribute('panels', panels);
  }

  /**
   * Takes a table of one's own.
   *
   * @param {string} text
   * @param {Omit<import('./types.js').Csv, 'text'>} [options]
   */
  useCsv(text, options = {}) {
    this.#set({ data: 'csv', csv: { ...options, text } });
  }

  /** Iterations run. */
  get nIter() {
    return this.#lab?.nIter ?? 0;
  }

  /** How the run stands. */
  get status() {
    return this.#lab?.numbers().status ?? 'running';
  }

  /** Whether training goes on frame by frame. */
  get isPlaying() {
    return this.#player.isPlaying;
  }

  play() {
    this.#player.play();
    this.#changed();
  }

  pause() {
    this.#player.pause();
    this.#changed();
  }

  /** @param {number} [n] */
  step(n = 1) {
    if (!(Number.isInteger(n) && n >= 0 && n <= LAST_ITERATION)) {
      throw new LabError(words.element.steps(LAST_ITERATION, n), 'n');
    }
    this.#player.pause();
    this.#lab?.step(n);
    this.#changed();
  }

  /** Returns to the start of the same run. */
  reset() {
    this.#lab?.restart();
    this.#player.changed();
    this.#changed();
  }

  /** All that reopens this lab: parameters, data, panels and look. */
  getState() {
    return { ...structuredClone(this.#moment()), panels: this.panels, theme: this.theme };
  }

  /**
   * Takes what another lab, or this one, was told; what is left out stays. Nothing has changed after an error.
   *
   * @param {object} state
   */
  setState(state) {
    const { change, panels, theme } = readState(state);
    this.#set(change);
    if (panels !== undefined && panels !== this.panels) {
      this.panels = panels;
    }
    if (theme !== undefined && theme !== this.theme) {
      this.theme = /** @type {'auto' | 'light' | 'dark'} */ (theme);
    }
  }

  /** A script for NumPy and scikit-learn that recomputes the present state. */
  toPython() {
    const { lab } = this.#present();
    loadChunkNow(TAKE);
    return lab.python();
  }

  /**
   * Numbers as CSV.
   *
   * @param {import('./types.js').TableName} what
   */
  toCsv(what) {
    if (typeof what !== 'string' || !Object.hasOwn(words.tables, what)) {
      throw new LabError(words.element.table(Object.keys(words.tables), what), 'table');
    }
    const { lab } = this.#present();
    loadChunkNow(TAKE);
    return lab.table(what);
  }

  /**
   * A panel as SVG, whether it is on show or not.
   *
   * @param {string} panel
   */
  toSvg(panel) {
    const { lab, view } = this.#present();
    this.#changed();
    return withPicture(panel, lab, view.panels, svg);
  }

  /**
   * A panel as PNG, whether it is on show or not.
   *
   * @param {string} panel
   */
  async toBlob(panel) {
    const { lab, view } = this.#present();
    this.#changed();
    return withPicture(panel, lab, view.panels, png);
  }

  /** Lab and view, once they are there. */
  #present() {
    if (!this.#lab || !this.#view) {
      throw new LabError(words.element.notReady);
    }
    return { lab: this.#lab, view: this.#view };
  }

  /** Jumps to the exact optimum; rejects where there is none. */
  async converge() {
    await this.ready;
    this.#convergeNow();
  }

  #convergeNow() {
    this.#lab?.converge();
    this.#player.rest();
    this.#changed();
  }

  /** @returns {State} */
  #state() {
    return /** @type {State} */ (this.#lab?.state() ?? Object.assign({}, this.#left, ...this.#asked));
  }

  /** The state with the table that it is about, if that is one's own: what can be returned to. */
  #moment() {
    const state = this.#state();
    return this.#lab && state.data === 'csv' ? { ...state, csv: this.#csv } : state;
  }

  /** @param {Change} asked */
  #set(asked) {
    // A table is given to be used.
    const change = asked.csv !== undefined && asked.data === undefined ? { ...asked, data: 'csv' } : asked;
    if (!this.#lab) {
      this.#asked.push({ ...change });
      return;
    }
    if (change.data !== undefined) {
      this.#choices += 1;
      if (needsTable(change.data)) {
        // What can be wrong besides the table is said at once.
        this.#lab.check({ ...change, data: undefined, recipe: undefined, csv: undefined });
        this.#setLater(change, change.data);
        return;
      }
    }
    const before = this.#moment();
    this.#take(this.#lab, change);
    this.#changes.begin(before);
    this.#player.changed();
    this.#view?.sync();
    this.#changed();
    this.#tellInput();
  }

  /**
   * @param {Lab} lab
   * @param {Change} change
   */
  #take(lab, change) {
    const whole = this.#withTable(change);
    chunksOfChange(whole).forEach(loadChunkNow);
    lab.set(whole);
    // A copy: whoever gave it may change it.
    this.#csv = structuredClone(change.csv) ?? this.#csv;
  }

  /**
   * Fetches a built-in table and then takes the change, unless other data have been chosen meanwhile.
   *
   * @param {Change} change
   * @param {string} preset
   */
  async #setLater(change, preset) {
    const choice = this.#choices;
    const failure = await this.#load(preset);
    if (choice === this.#choices) {
      this.#attempt(() => {
        if (failure) {
          throw failure;
        }
        this.#set(change);
      });
    }
  }

  /**
   * Fetches a built-in table; returns what was wrong.
   *
   * @param {string} preset
   */
  async #load(preset) {
    try {
      await loadTable(preset);
    } catch (error) {
      return new LabError(
        words.data.loadFailed(preset, error instanceof Error ? error.message : String(error)),
        'data',
      );
    }
  }

  /**
   * The code of the panels on show and of what was asked for. What cannot be had is asked for again where it is used, and
   * said there.
   */
  async #loadCode() {
    const names = this.getAttribute('panels')?.split(/\s+/) ?? DEFAULT_PANELS;
    const chunks = [...names.flatMap(chunksOf), ...[this.#left, ...this.#asked].flatMap(chunksOfChange)];
    await Promise.allSettled(chunks.map(loadChunk));
  }

  /** The tables that the first picture needs; without them the lab starts on other data. */
  async #loadAsked() {
    for (const change of this.#asked.filter(({ data }) => needsTable(data))) {
      const failure = await this.#load(String(change.data));
      if (failure) {
        this.#tellError(failure.message);
        change.data = undefined;
        change.recipe = undefined;
      }
    }
  }

  /**
   * @param {Change} change
   * @returns {Change} with the table that its data are
   */
  #withTable(change) {
    // The table in use is not read again: another one, even an equal one, would begin anew.
    const isInUse =
      change.data === this.#lab?.state().data && (change.csv === undefined || isSame(change.csv, this.#csv));
    if (isInUse) {
      return { ...change, csv: undefined };
    }
    const csv = change.data === 'csv' ? (change.csv ?? this.#csv) : undefined;
    return { ...change, table: tableOf(change.data), csv };
  }

  /**
   * Does what a hand or an attribute asks for; what cannot be is said beside the control.
   *
   * @param {() => void} work
   */
  #attempt(work) {
    try {
      work();
    } catch (error) {
      if (!(error instanceof LabError)) {
        throw error;
      }
      this.#view?.complain(error);
      this.#tellError(error.message);
    }
  }

  #build() {
    const lab = this.#makeLab();
    this.#view = new View(lab, this.#panelNames(), {
      set: (change) => this.#attempt(() => this.#set(change)),
      toggle: () => (this.#player.isPlaying ? this.pause() : this.play()),
      step: (n) => this.step(n),
      restart: () => this.reset(),
      converge: () => this.#attempt(() => this.#convergeNow()),
      goTo: (iteration) => this.#attempt(() => this.#goTo(iteration)),
      lookBack: (iteration) => {
        this.#player.pause();
        lab.lookBack(iteration);
        this.#changed();
      },
      keepMoment: () => {
        lab.keepMoment();
        this.#changed();
      },
      forgetMoment: () => {
        lab.forgetMoment();
        this.#changed();
      },
      setSpeed: (perSecond) => {
        this.#player.speed = perSecond;
      },
      choosePair: (a, b) =>
        this.#attempt(() => {
          lab.setPair(a, b);
          this.#changed();
        }),
      playAt: (learningRate) => {
        this.#attempt(() => this.#set({ learningRate }));
        this.play();
      },
      undo: () => this.undo(),
      redo: () => this.redo(),
      showPanels: (names) => {
        this.panels = names.join(' ');
      },
      switchTheme: () => {
        this.theme = this.#isDark() ? 'light' : 'dark';
      },
      look: () => this.#changed(),
    });
    this.#root.replaceChildren(this.#view.element);
    this.#darkness.addEventListener('change', this.#followSystem);
    this.#applyTheme();
    this.#view.sync();
    if (this.hasAttribute('autoplay') && !this.#isReady) {
      this.#start();
    }
    join(this.#frame);
  }

  #makeLab() {
    const measuring = /** @type {CanvasRenderingContext2D} */ (h('canvas').getContext('2d'));
    const before = this.#withTable(this.#left);
    chunksOfChange(before).forEach(loadChunkNow);
    const lab = new Lab(before, measuring);
    this.#lab = lab;
    const asked = this.#asked.splice(0);
    try {
      this.#take(lab, Object.assign({}, ...asked));
    } catch {
      // One by one, data first, so that only what cannot be is left out, and said.
      const hasData = (/** @type {Change} */ { data }) => Number(data !== undefined);
      for (const change of asked.toSorted((a, b) => hasData(b) - hasData(a))) {
        this.#attempt(() => this.#take(lab, change));
      }
    }
    return lab;
  }

  #panelNames() {
    const wanted = this.getAttribute('panels')?.split(/\s+/).filter(Boolean) ?? DEFAULT_PANELS;
    for (const name of wanted.filter((name) => !PANELS.includes(name))) {
      this.#tellError(`there is no panel ${name}; known are ${PANELS.join(', ')}`);
    }
    const known = wanted.filter((name) => PANELS.includes(name));
    return known.length > 0 ? known : DEFAULT_PANELS;
  }

  /** With reduced motion a lab opens at rest, at the optimum. */
  #start() {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#attempt(() => this.#convergeNow());
    } else {
      this.#player.play();
    }
  }

  /** @param {number} iteration */
  #goTo(iteration) {
    if (!(Number.isInteger(iteration) && iteration >= 0 && iteration <= LAST_ITERATION)) {
      throw new LabError(words.iterationRange(LAST_ITERATION, iteration), 'nIter');
    }
    if (iteration < this.nIter) {
      this.#lab?.restart();
    }
    this.#view?.complain();
    this.#player.runTo(iteration);
    this.#changed();
  }

  #isDark() {
    return this.theme === 'dark' || (this.theme === 'auto' && this.#darkness.matches);
  }

  #applyTheme() {
    this.#view?.setTheme(this.#isDark() ? 'dark' : 'light');
    this.#changed();
  }

  #changed() {
    this.#isDirty = true;
    wake();
  }

  /**
   * @param {number} time
   * @returns {boolean} whether another frame is wanted
   */
  #drawFrame(time) {
    const [lab, view] = [this.#lab, this.#view];
    if (!lab || !view?.isOnScreen) {
      return false;
    }
    const isFitted = view.followPixelRatio();
    const start = performance.now();
    const wasRunning = this.#player.isRunning;
    if (wasRunning) {
      this.#player.train(lab, time, lab.nIter);
    }
    const hasMore = this.#player.refine(lab, start, this.#drawing);
    if (wasRunning || hasMore || this.#isDirty || isFitted) {
      // The last piece of a computation says that there is no more; what it has changed is drawn in the next frame.
      this.#isDirty = hasMore;
      const before = performance.now();
      this.#draw(time, lab, view);
      this.#drawing = performance.now() - before;
    }
    return hasMore || this.#player.isRunning;
  }

  /**
   * @param {number} time
   * @param {Lab} lab
   * @param {View} view
   */
  #draw(time, lab, view) {
    const numbers = lab.numbers();
    const isAtRest = !this.#player.isRunning;
    const measures = isAtRest || time - this.#lastScores > SCORES_EVERY;
    const describe = isAtRest || time - this.#lastDescription > DESCRIPTION_EVERY;
    const scores = measures ? lab.scores() : undefined;
    view.draw(numbers, { isPlaying: this.#player.isPlaying, scores, describe });
    this.#lastScores = measures ? time : this.#lastScores;
    this.#lastDescription = describe ? time : this.#lastDescription;
    this.#tellFrame(numbers, scores);
  }

  /**
   * @param {Numbers} numbers
   * @param {object} [scores]
   */
  #tellFrame(numbers, scores) {
    const detail = { state: this.#state(), scores };
    if (!this.#isReady) {
      this.#isReady = true;
      this.#setReady();
      this.#tell('ready', detail);
    }
    if (scores) {
      this.#tell('step', detail);
    }
    if (numbers.status !== this.#toldStatus) {
      this.#toldStatus = numbers.status;
      if (numbers.status === 'converged' || numbers.status === 'diverged') {
        this.#tell(numbers.status, { ...detail, message: numbers.message });
      }
    }
  }

  /** `input` while a parameter moves, `change` once it has settled. */
  #tellInput() {
    this.#tell('input', { state: this.#state() });
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle(), SETTLED_AFTER);
  }

  #settle() {
    clearTimeout(this.#settling);
    this.#changes.settle(this.#moment());
    this.#view?.showChanges(this.#changes);
    this.#tell('change', { state: this.#state() });
  }

  /** Takes the last change of parameters back; false where there is none. */
  undo() {
    this.#settle();
    return this.#apply(this.#changes.undo(this.#moment()));
  }

  /** Makes a change that was taken back again; false where there is none. */
  redo() {
    this.#settle();
    return this.#apply(this.#changes.redo(this.#moment()));
  }

  /** @param {Change} [state] */
  #apply(state) {
    if (state === undefined || !this.#lab) {
      return false;
    }
    this.#take(this.#lab, state);
    this.#player.changed();
    this.#view?.sync();
    this.#view?.showChanges(this.#changes);
    this.#changed();
    this.#tell('change', { state: this.#state() });
    return true;
  }

  /**
   * Ctrl or ⌘ with Z takes a change back, with shift or with Y makes it again; fields keep these keys for their text.
   *
   * @param {KeyboardEvent} event
   */
  #followKeys(event) {
    const isInText = event.composedPath().some((part) => part instanceof Element && part.matches(TEXT));
    if (isInText || !(event.ctrlKey || event.metaKey)) {
      return;
    }
    const key = event.key.toLowerCase();
    if (key === 'y' || (key === 'z' && event.shiftKey)) {
      event.preventDefault();
      this.redo();
    } else if (key === 'z') {
      event.preventDefault();
      this.undo();
    }
  }

  /** @param {string} message */
  #tellError(message) {
    this.#tell('error', { message });
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {unknown} error */
  #fail(error) {
    const reason = error instanceof Error ? error.message : String(error);
    this.#root.replaceChildren(h('p', { class: 'failure', role: 'alert' }, words.loadFailed(reason)));
    this.#tellError(reason);
  }
}
