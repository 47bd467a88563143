/** `<regularization-lab>`: a lab in a page. */
import { Lab } from './bindings.js';
import { Changes } from './changes.js';
import { loadTable, needsTable, tableOf } from './data/tables.js';
import { h } from './dom.js';
import { Address } from './element/address.js';
import { whenNear } from './element/near.js';
import { withPicture } from './element/pictures.js';
import { isSame, isTheme, LAST_ITERATION, namesIn, PARAMETERS, readState, THEMES } from './element/state.js';
import { style } from './element/style.js';
import { checkBrowser, underPolicy } from './element/trouble.js';
import { turn } from './element/turn.js';
import { png, svg } from './export.js';
import { join, leave, wake } from './frames.js';
import { init } from './init.js';
import { LabError } from './lab-error.js';
import { readLink, writeLink } from './link-temp.js';
import { CONTROLS, DEFAULT_PANELS, EMBEDDED_CONTROLS, EMBEDDED_PANELS, PANELS } from './panels.js';
import { Player } from './player.js';
import { View } from './view.js';
import * as words from './words.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Change} Change */
/** @typedef {import('./types.js').Moment} Moment */
/** @typedef {import('./types.js').Numbers} Numbers */

/** Milliseconds between two measurements of the residual, and between two descriptions for screen readers. */
const SCORES_EVERY = 100;
const DESCRIPTION_EVERY = 1000;
/** Milliseconds without a move after which a parameter counts as settled. */
const SETTLED_AFTER = 250;
/** Where keys write. */
const TEXT = 'input:not([type]), input[type=text], textarea';

/** Server-side rendering has no elements to inherit from. @type {typeof HTMLElement} */
const Base = globalThis.HTMLElement ?? class {};

export class RegularizationLab extends Base {
  static observedAttributes = [...Object.keys(PARAMETERS), 'theme', 'panels', 'controls'];

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
  /** Attributes that have changed in this task, and what they say now. @type {Map<string, string>} */
  #heard = new Map();
  /** Whether the element itself is writing its attributes. */
  #isMirroring = false;
  /** The moment to be shown once the data are there. @type {Moment} */
  #awaited = {};
  /** What a link asked for in vain. @type {string[]} */
  #problems = [];
  /** Stops waiting for a reader to come near. */
  #stopWaiting = () => {};
  /** @type {Address | undefined} */
  #address;
  /** How often data were chosen; a table that arrives after another choice comes too late. */
  #choices = 0;
  /** @type {Lab | undefined} */
  #lab;
  /** @type {View | undefined} */
  #view;
  #frame = (/** @type {number} */ time, /** @type {number} */ share) => this.#drawFrame(time, share);
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
    this.#showPoster();
    // The element tells of parameters itself; the events of its fields would only repeat that in other words.
    this.#root.addEventListener('input', (event) => event.stopPropagation());
    this.#root.addEventListener('keydown', (event) => this.#followKeys(/** @type {KeyboardEvent} */ (event)));
  }

  connectedCallback() {
    if (this.getAttribute('loading') === 'lazy' && 'IntersectionObserver' in globalThis) {
      this.#stopWaiting = whenNear(this, () => this.#start());
    } else {
      this.#start();
    }
  }

  async #start() {
    try {
      checkBrowser();
      await underPolicy(() => init());
      const isFirst = Object.keys(this.#left).length === 0;
      if (isFirst && this.hasAttribute('linked') && location.hash.length > 1) {
        this.#readAddress(location.hash);
      }
      const [parts] = await Promise.all([
        this.hasAttribute('page') ? import('./page/page.js') : undefined,
        this.#loadAsked(),
      ]);
      await turn();
      if (this.isConnected && !this.#lab) {
        this.#root.adoptedStyleSheets = [style()];
        this.#build(parts?.pageParts);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  disconnectedCallback() {
    this.#stopWaiting();
    if (!this.#lab) {
      return;
    }
    [this.#left, this.#awaited] = [this.#params(), this.#moment()];
    clearTimeout(this.#settling);
    leave(this.#frame);
    this.#address?.destroy();
    this.#player.pause();
    this.#darkness.removeEventListener('change', this.#followSystem);
    this.#view?.destroy();
    this.#lab.free();
    this.#lab = undefined;
    this.#view = undefined;
    this.#showPoster();
  }

  /** What is seen until the first picture is there. */
  #showPoster() {
    this.#root.replaceChildren(h('slot', { name: 'poster' }));
  }

  /**
   * Keeps what an attribute says; all that change in one task are taken together.
   *
   * @param {string} name
   * @param {string | null} _old
   * @param {string | null} value
   */
  attributeChangedCallback(name, _old, value) {
    if (this.#isMirroring || (value === null && name in PARAMETERS)) {
      return;
    }
    if (this.#heard.size === 0) {
      queueMicrotask(() => this.#takeAttributes());
    }
    this.#heard.set(name, value ?? '');
  }

  #takeAttributes() {
    const heard = [...this.#heard];
    this.#heard.clear();
    /** @type {Change} */
    const change = {};
    for (const [name, value] of heard.filter(([name]) => name in PARAMETERS)) {
      const [key, read] = PARAMETERS[name];
      Object.assign(change, { [key]: read(value) });
    }
    if (Object.keys(change).length > 0) {
      this.#attemptEach(change, (part) => this.#set(part));
    }
    for (const [name, value] of heard) {
      if (name === 'theme') {
        this.#checkTheme(value);
        this.#applyTheme();
      } else if (name === 'panels') {
        this.#view?.showPanels(this.#panelNames());
      } else if (name === 'controls') {
        this.#view?.showControls(this.#controlNames());
      }
    }
  }

  /** @param {string} theme */
  #checkTheme(theme) {
    if (theme !== '' && !isTheme(theme)) {
      this.#tellError(words.element.theme(THEMES, theme));
    }
  }

  /**
   * Takes a change; where it cannot be as a whole, what of it can be.
   *
   * @param {Change} change
   * @param {(part: Change) => void} take
   */
  #attemptEach(change, take) {
    try {
      take(change);
    } catch {
      // Data first: other numbers may be about them.
      const parts = Object.entries(change).sort(([a], [b]) => Number(b === 'data') - Number(a === 'data'));
      for (const [name, value] of parts) {
        this.#attempt(() => take({ [name]: value }));
      }
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
    this.#takeHeard();
  }

  /** Names of the panels on show, separated by spaces. */
  get panels() {
    this.#takeHeard();
    return (this.#view?.panels ?? this.#panelNames()).join(' ');
  }
  set panels(panels) {
    this.setAttribute('panels', panels);
    this.#takeHeard();
  }

  /** Names of the controls that a hand finds, separated by spaces. */
  get controls() {
    return this.#controlNames().join(' ');
  }
  set controls(controls) {
    this.setAttribute('controls', controls);
    this.#takeHeard();
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
    this.#writeAddress(false);
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

  /** All that reopens this lab: parameters, data, where the run is, panels, controls and look. */
  getState() {
    const { panels, controls, theme } = this;
    return { ...structuredClone(this.#params()), ...structuredClone(this.#moment()), panels, controls, theme };
  }

  /**
   * Takes what another lab, or this one, was told; what is left out stays. Nothing has changed after an error.
   *
   * @param {object} state
   */
  setState(state) {
    const { change, moment, panels, controls, theme } = readState(state);
    this.#takeHeard();
    this.#set(change, moment);
    for (const [name, value] of Object.entries({ panels, controls, theme })) {
      if (value !== undefined && value !== this[/** @type {'panels'} */ (name)]) {
        this.setAttribute(name, value);
      }
    }
    this.#takeHeard();
  }

  /** The URL hash that reopens this state. A table of one's own is too large for it. */
  permalink() {
    this.#present();
    return `#${writeLink(this.getState())}`;
  }

  /** A model of its own at the weights of this moment, with the same data and parameters, for who wants to go on by hand. */
  trainer() {
    return this.#present().lab.trainer();
  }

  /** A script for NumPy and scikit-learn that recomputes the present state. */
  toPython() {
    return this.#present().lab.python();
  }

  /**
   * Numbers as CSV.
   *
   * @param {import('./types.js').TableName} what
   */
  toCsv(what) {
    return this.#present().lab.table(/** @type {import('./types.js').TableName} */ (String(what)));
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
    this.#takeHeard();
    return /** @type {State} */ (this.#lab?.state() ?? Object.assign({}, this.#left, ...this.#asked));
  }

  /** Attributes that were set a moment ago count. */
  #takeHeard() {
    if (this.#heard.size > 0) {
      this.#takeAttributes();
    }
  }

  /** The state with the table that it is about, if that is one's own: what can be returned to. */
  #params() {
    const state = this.#state();
    return this.#lab && state.data === 'csv' ? { ...state, csv: this.#csv } : state;
  }

  /** Where the run is, and how it is looked at. @returns {Moment} */
  #moment() {
    const [lab, view] = [this.#lab, this.#view];
    if (!lab || !view) {
      return this.#awaited;
    }
    const { isAtOptimum } = lab;
    const nIter = isAtOptimum ? undefined : (this.#player.target ?? lab.nIter);
    const moment = { ...view.look(), ...this.#awaited, nIter, atOptimum: isAtOptimum || undefined };
    return Object.fromEntries(Object.entries(moment).filter(([, value]) => value !== undefined));
  }

  /**
   * @param {Change} asked
   * @param {Moment} [moment] to be shown then
   */
  #set(asked, moment = {}) {
    // A table is given to be used.
    const change = asked.csv !== undefined && asked.data === undefined ? { ...asked, data: 'csv' } : asked;
    if (!this.#lab) {
      this.#asked.push({ ...change });
      this.#awaited = { ...this.#awaited, ...moment };
      return;
    }
    if (change.data !== undefined) {
      this.#choices += 1;
      if (needsTable(change.data)) {
        // What can be wrong besides the table is said at once.
        this.#lab.check({ ...change, data: undefined, recipe: undefined, csv: undefined });
        this.#setLater(change, change.data, moment);
        return;
      }
    }
    const before = this.#params();
    this.#take(this.#lab, change);
    this.#changes.begin(before);
    this.#player.changed();
    this.#view?.sync();
    this.#goToMoment(moment);
    this.#changed();
    this.#tellInput();
  }

  /**
   * Shows a moment of a run under the present parameters.
   *
   * @param {Moment} moment
   */
  #goToMoment({ nIter, atOptimum, ...look }) {
    this.#view?.setLook(look, (work) => this.#attempt(work));
    if (atOptimum) {
      this.#attempt(() => this.#convergeNow());
    } else if (nIter !== undefined && (nIter !== this.nIter || this.#lab?.isAtOptimum)) {
      this.#goTo(nIter);
    }
  }

  /**
   * @param {Lab} lab
   * @param {Change} change
   */
  #take(lab, change) {
    lab.set(this.#withTable(change));
    // A copy: whoever gave it may change it.
    this.#csv = structuredClone(change.csv) ?? this.#csv;
  }

  /**
   * Fetches a built-in table and then takes the change, unless other data have been chosen meanwhile.
   *
   * @param {Change} change
   * @param {string} preset
   * @param {Moment} moment
   */
  async #setLater(change, preset, moment) {
    const choice = this.#choices;
    const failure = await this.#load(preset);
    if (choice === this.#choices) {
      this.#attempt(() => {
        if (failure) {
          throw failure;
        }
        this.#set(change, moment);
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

  /** @param {ConstructorParameters<typeof View>[2]} pageParts */
  #build(pageParts) {
    const lab = this.#makeLab();
    this.#view = new View(lab, this.#panelNames(), pageParts, {
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
      permalink: () => this.permalink(),
      home: () => this.#home(),
      share: async (opener, panel) => {
        const { shareDialog } = await import('./share/dialog.js');
        shareDialog(this, opener, panel);
      },
      look: () => this.#changed(),
    });
    this.#view.showControls(this.#controlNames());
    this.#root.replaceChildren(this.#view.element);
    this.#darkness.addEventListener('change', this.#followSystem);
    this.#applyTheme();
    this.#view.sync();
    const moment = this.#awaited;
    this.#awaited = {};
    this.#goToMoment(moment);
    if (this.hasAttribute('linked')) {
      this.#address = new Address((hash) => this.#readAddress(hash));
    }
    this.#tellProblems();
    const isNew = !this.#isReady && moment.nIter === undefined && !moment.atOptimum;
    if (this.hasAttribute('autoplay') && isNew) {
      this.#playFirst();
    }
    // The first picture does not wait for an animation frame: frames out of sight get none.
    this.#drawFrame(performance.now(), 1);
    join(this.#frame);
  }

  /** Where this state can be opened on a page of its own, if that is known. */
  #home() {
    const home = this.getAttribute('home') ?? homeOf(import.meta.url);
    return home && this.#lab ? new URL(this.permalink(), new URL(home, document.baseURI)).href : undefined;
  }

  /**
   * Takes what an address says; what it cannot say is told in one line.
   *
   * @param {string} hash
   */
  #readAddress(hash) {
    const { state, problems } = readLink(hash);
    this.#problems = problems;
    this.#tellProblems();
    const { change, moment, ...look } = readState(state);
    this.#attemptEach(change, (part) => this.#set(part));
    if (this.#lab) {
      this.#goToMoment(moment);
    } else {
      this.#awaited = moment;
    }
    for (const [name, value] of Object.entries(look)) {
      if (value !== undefined) {
        this.setAttribute(name, value);
      }
    }
  }

  /** Tells what a link asked for in vain, as soon as there is a place for it. */
  #tellProblems() {
    if (this.#view && this.#problems.length > 0) {
      const message = this.#problems.splice(0).join('; ');
      this.#view.complain(new LabError(message));
      this.#tellError(message);
    }
  }

  /** @param {boolean} isStep whether going back returns to what is there now */
  #writeAddress(isStep) {
    if (this.#address && this.#lab) {
      this.#address.write(this.permalink(), isStep);
    }
  }

  #makeLab() {
    const measuring = /** @type {CanvasRenderingContext2D} */ (h('canvas').getContext('2d'));
    const lab = new Lab(this.#withTable(this.#left), measuring);
    this.#lab = lab;
    const asked = this.#asked.splice(0);
    this.#attemptEach(Object.assign({}, ...asked), (part) => this.#take(lab, part));
    return lab;
  }

  #panelNames() {
    const defaults = this.hasAttribute('page') ? DEFAULT_PANELS : EMBEDDED_PANELS;
    const names = this.#namesOf('panels', PANELS);
    return names === undefined || names.length === 0 ? defaults : names;
  }

  #controlNames() {
    const defaults = this.hasAttribute('page') ? CONTROLS : EMBEDDED_CONTROLS;
    return this.#namesOf('controls', CONTROLS) ?? defaults;
  }

  /**
   * The names in an attribute; unknown ones are told and skipped.
   *
   * @param {'panels' | 'controls'} attribute
   * @param {readonly string[]} known
   */
  #namesOf(attribute, known) {
    const text = this.getAttribute(attribute);
    if (text === null) {
      return undefined;
    }
    const { names, unknown } = namesIn(text, known);
    for (const name of unknown) {
      this.#tellError(words.element.names(attribute, known, name));
    }
    return names;
  }

  /** With reduced motion a lab opens at rest, at the optimum. */
  #playFirst() {
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
    if (iteration < this.nIter || this.#lab?.isAtOptimum) {
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
    this.#view?.setTheme(this.#isDark() ? 'dark' : this.theme === 'projector' ? 'projector' : 'light');
    this.#changed();
  }

  #changed() {
    this.#isDirty = true;
    wake();
  }

  /**
   * @param {number} time
   * @param {number} share of the frame that is this lab's
   * @returns {boolean} whether another frame is wanted
   */
  #drawFrame(time, share) {
    const [lab, view] = [this.#lab, this.#view];
    if (!lab || !view?.isOnScreen) {
      return false;
    }
    const isFitted = view.followPixelRatio();
    const start = performance.now();
    const wasRunning = this.#player.isRunning;
    if (wasRunning) {
      this.#player.train(lab, time, lab.nIter, share);
    }
    const hasMore = this.#player.refine(lab, start, this.#drawing, share);
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
    this.#changes.settle(this.#params());
    this.#view?.showChanges(this.#changes);
    this.#mirror();
    this.#writeAddress(true);
    this.#tell('change', { state: this.#state() });
  }

  /** Writes the parameters into the attributes that an author has given, so that they say what is so. */
  #mirror() {
    const state = this.#state();
    this.#isMirroring = true;
    for (const [name, [key]] of Object.entries(PARAMETERS)) {
      const value = String(state[key]);
      if (this.hasAttribute(name) && this.getAttribute(name) !== value) {
        this.setAttribute(name, value);
      }
    }
    this.#isMirroring = false;
  }

  /** Takes the last change of parameters back; false where there is none. */
  undo() {
    this.#settle();
    return this.#apply(this.#changes.undo(this.#params()));
  }

  /** Makes a change that was taken back again; false where there is none. */
  redo() {
    this.#settle();
    return this.#apply(this.#changes.redo(this.#params()));
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
    // The poster stays: it shows what the lab would.
    this.#root.replaceChildren(
      h('slot', { name: 'poster' }),
      h('p', { class: 'failure', part: 'failure', role: 'alert' }, words.trouble.failed(reason)),
    );
    this.#tellError(reason);
  }
}

/**
 * The page of the lab beside its module, where that has an address.
 *
 * @param {string} module
 */
function homeOf(module) {
  return module.startsWith('http') ? new URL('index.html', module).href : undefined;
}
