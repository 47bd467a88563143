/** `<regularization-lab>`: a lab in a page. */

import { h } from './dom.js';
import { Address } from './element/address.js';
import { undoKeys } from './element/keys.js';
import { whenNear } from './element/near.js';
import { keepKey } from './element/own-keys.js';
import { turn, turnInCrowd } from './element/scheduling.js';
import { isTheme, namesIn, PARAMETERS, readState } from './element/state.js';
import { style } from './element/style.js';
import { checkBrowser, underPolicy } from './element/trouble.js';
import { png, svg } from './export/picture.js';
import { withPicture } from './export/with-picture.js';
import { readLink, writeLink } from './generated/bindings.js';
import { init } from './init.js';
import { LabError } from './lab-error.js';
import { lazy } from './lazy.js';
import {
  CONTROLS,
  DEFAULT_PANELS,
  EMBEDDED_CONTROLS,
  EMBEDDED_PANELS,
  LAST_ITERATION,
  PANELS,
  THEMES,
} from './names.js';
import { attempt } from './notice.js';
import { Player } from './player.js';
import { loadFor, Session } from './session.js';
import { needsTable } from './tables.js';
import { Changes } from './undo.js';
import { View } from './view.js';
import * as words from './words.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Change} Change */
/** @typedef {import('./types.js').Moment} Moment */

const loadPage = lazy(() => import('./page/page.js'));
const loadShareDialog = lazy(() => import('./dialogs/share/dialog.js'));

/** Server-side rendering has no elements to inherit from. @type {typeof HTMLElement} */
const Base = globalThis.HTMLElement ?? class {};

export class RegularizationLab extends Base {
  static observedAttributes = [...Object.keys(PARAMETERS), 'theme', 'panels', 'controls'];

  /** Fulfilled once the first picture is drawn. @type {Promise<void>} */
  ready;
  #setReady = () => {};
  #isReady = false;
  #root;
  /** There while the lab is in a page and loaded. @type {Session | undefined} */
  #session;
  #player = new Player();
  #changes = new Changes();
  /** Where a lab stood that was taken out of the page. @type {Partial<State> & Change} */
  #left = {};
  /** Changes asked for while there is no lab. @type {Change[]} */
  #asked = [];
  /** The moment to be shown once there is one. @type {Moment} */
  #awaited = {};
  /** Attributes that have changed in this task, and what they say now. @type {Map<string, string>} */
  #heard = new Map();
  /** Whether the element itself is writing its attributes. */
  #isMirroring = false;
  /** What was asked for in vain before there was a place to say so. @type {string[]} */
  #problems = [];
  /** Stops waiting for a reader to come near. */
  #stopWaiting = () => {};
  /** @type {Address | undefined} */
  #address;
  #darkness = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
  #followSystem = () => this.#applyTheme();

  constructor() {
    super();
    this.ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    this.#root = this.attachShadow({ mode: 'open' });
    this.#showPoster();
    // The element tells of parameters itself; the events of its fields would only repeat that in other words.
    this.#root.addEventListener('input', (event) => event.stopPropagation());
    this.#root.addEventListener('keydown', (event) =>
      undoKeys(/** @type {KeyboardEvent} */ (event), { undo: () => this.undo(), redo: () => this.redo() }),
    );
    this.#root.addEventListener('keydown', (event) => keepKey(/** @type {KeyboardEvent} */ (event)));
  }

  // In and out of the page.

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
      const code = underPolicy(() => Promise.all([init(), this.hasAttribute('page') ? loadPage() : undefined]));
      // Parsed while the code is on its way.
      const sheet = style();
      const [, page] = await code;
      const isFirst = Object.keys(this.#left).length === 0;
      if (isFirst && this.hasAttribute('linked') && location.hash.length > 1) {
        this.#readAddress(location.hash);
      }
      await this.#loadAsked();
      await turnInCrowd();
      if (!this.isConnected || this.#session) {
        return;
      }
      const session = this.#makeSession();
      // In a task of its own: on a page with many labs both together would hold up a reader who scrolls.
      await turn();
      if (this.isConnected && !this.#session) {
        this.#root.adoptedStyleSheets = [sheet, ...(page ? [page.style()] : [])];
        this.#build(session, page);
      } else {
        session.destroy();
      }
    } catch (error) {
      // Whoever made the element can listen by then.
      await turn();
      this.#fail(error);
    }
  }

  /** The tables that the first picture needs; without them the lab starts on other data. */
  async #loadAsked() {
    for (const change of this.#asked.filter(({ data }) => needsTable(data))) {
      const failure = await loadFor(String(change.data));
      if (failure) {
        this.#problems.push(failure.message);
        change.data = undefined;
        change.recipe = undefined;
      }
    }
  }

  #makeSession() {
    /** @type {ConstructorParameters<typeof Session>[1]} */
    const home = {
      player: this.#player,
      changes: this.#changes,
      tell: (name, detail) => (name === 'ready' ? this.#tellReady(detail) : this.#tell(name, detail)),
      settled: () => {
        this.#mirror();
        this.#writeAddress(true);
      },
    };
    if (Object.keys(this.#left).length === 0) {
      try {
        // Begun with what is asked for, no other data are made before.
        return new Session(Object.assign({}, ...this.#asked), home);
      } catch {
        // What is wrong with it is said when it is taken.
      }
    }
    return new Session(this.#left, home);
  }

  /**
   * @param {Session} session
   * @param {ConstructorParameters<typeof View>[2]} page
   */
  #build(session, page) {
    this.#session = session;
    session.takeEach(Object.assign({}, ...this.#asked.splice(0)), (part) => session.take(part));
    const view = new View(session.lab, this.#panelNames(), page, {
      ...session.actions,
      toggle: () => (this.#player.isPlaying ? this.pause() : this.play()),
      showPanels: (names) => {
        this.panels = names.join(' ');
      },
      switchTheme: () => {
        this.theme = this.#isDark() ? 'light' : 'dark';
      },
      permalink: () => this.permalink(),
      home: () => this.#home(),
      share: (opener, panel) =>
        attempt(opener, async () => {
          const { shareDialog } = await loadShareDialog();
          shareDialog(this, opener, panel);
        }),
    });
    view.showControls(this.#controlNames());
    this.#tellUnknown('panels');
    this.#tellUnknown('controls');
    const { top, bottom } = this.getBoundingClientRect();
    view.assume(top < innerHeight && bottom > 0);
    this.#root.replaceChildren(view.element);
    session.show(view);
    this.#darkness.addEventListener('change', this.#followSystem);
    this.#applyTheme();
    if (this.hasAttribute('linked')) {
      this.#address = new Address((hash) => this.#readAddress(hash));
    }
    const moment = this.#awaited;
    this.#awaited = {};
    session.goToMoment(moment);
    this.#tellProblems();
    const isNew = !this.#isReady && moment.nIter === undefined && !moment.atOptimum;
    if (this.hasAttribute('autoplay') && isNew) {
      this.#playFirst();
    }
    session.run(view);
  }

  /** With reduced motion a lab opens at rest, at the optimum. */
  #playFirst() {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#session?.actions.converge();
    } else {
      this.#player.play();
    }
  }

  disconnectedCallback() {
    this.#stopWaiting();
    if (!this.#session) {
      return;
    }
    [this.#left, this.#awaited] = [this.#session.params(), this.#session.moment()];
    this.#session.destroy();
    this.#session = undefined;
    this.#player.pause();
    this.#address?.destroy();
    this.#darkness.removeEventListener('change', this.#followSystem);
    this.#showPoster();
  }

  /** What is seen until the first picture is there. */
  #showPoster() {
    this.#root.replaceChildren(h('slot', { name: 'poster' }));
  }

  /** @param {unknown} error */
  #fail(error) {
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = h('p', { class: 'failure', part: 'failure', role: 'alert' }, words.trouble.failed(reason));
    // The poster stays: it shows what the lab would.
    this.#root.replaceChildren(h('slot', { name: 'poster' }), sentence);
    this.#tell('error', { message: reason });
  }

  // Attributes.

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
      queueMicrotask(() => this.#takeHeard());
    }
    this.#heard.set(name, value ?? '');
  }

  /** Takes the attributes that have been set in this task. */
  #takeHeard() {
    if (this.#heard.size === 0) {
      return;
    }
    const heard = new Map(this.#heard);
    this.#heard.clear();
    /** @type {Change} */
    const change = {};
    for (const [name, [key, read]] of Object.entries(PARAMETERS)) {
      const value = heard.get(name);
      if (value !== undefined) {
        Object.assign(change, { [key]: read(value) });
      }
    }
    if (Object.keys(change).length > 0) {
      this.#setEach(change);
    }
    const theme = heard.get('theme');
    if (theme !== undefined) {
      if (theme !== '' && !isTheme(theme)) {
        this.#tell('error', { message: words.element.theme(THEMES, theme) });
      }
      this.#applyTheme();
    }
    // What is unknown before there is a lab is told when there is one, and somebody listens.
    const view = this.#session?.view;
    if (view && heard.has('panels')) {
      view.showPanels(this.#panelNames());
      this.#tellUnknown('panels');
    }
    if (view && heard.has('controls')) {
      view.showControls(this.#controlNames());
      this.#tellUnknown('controls');
    }
  }

  #panelNames() {
    const defaults = this.hasAttribute('page') ? DEFAULT_PANELS : EMBEDDED_PANELS;
    const { names } = namesIn(this.getAttribute('panels') ?? '', PANELS);
    return names.length === 0 ? defaults : names;
  }

  #controlNames() {
    const defaults = this.hasAttribute('page') ? CONTROLS : EMBEDDED_CONTROLS;
    const text = this.getAttribute('controls');
    return text === null ? defaults : namesIn(text, CONTROLS).names;
  }

  /**
   * Tells the names in an attribute that nobody knows; they are skipped.
   *
   * @param {'panels' | 'controls'} attribute
   */
  #tellUnknown(attribute) {
    const known = attribute === 'panels' ? PANELS : CONTROLS;
    for (const name of namesIn(this.getAttribute(attribute) ?? '', known).unknown) {
      this.#tell('error', { message: words.element.names(attribute, known, name) });
    }
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
    return (this.#session?.view?.panels ?? this.#panelNames()).join(' ');
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

  /** @returns {State} */
  #state() {
    this.#takeHeard();
    return /** @type {State} */ (this.#session?.lab.state() ?? Object.assign({}, this.#left, ...this.#asked));
  }

  /**
   * @param {Change} asked
   * @param {Moment} [moment] to be shown then
   */
  #set(asked, moment) {
    // What attributes have said before comes first.
    this.#takeHeard();
    // A table is given to be used.
    const change = asked.csv !== undefined && asked.data === undefined ? { ...asked, data: 'csv' } : asked;
    if (this.#session) {
      this.#session.set(change, moment);
    } else {
      this.#asked.push({ ...change });
      this.#awaited = { ...this.#awaited, ...moment };
    }
  }

  /** @param {Change} change of which what can be is taken */
  #setEach(change) {
    if (this.#session) {
      this.#session.takeEach(change, (part) => this.#set(part));
    } else {
      this.#set(change);
    }
  }

  // The run.

  /** Iterations run. */
  get nIter() {
    return this.#session?.lab.nIter ?? 0;
  }

  /** How the run stands. */
  get status() {
    return this.#session?.lab.numbers().status ?? 'running';
  }

  /** Whether training goes on frame by frame. */
  get isPlaying() {
    return this.#player.isPlaying;
  }

  play() {
    this.#player.play();
    this.#session?.look();
  }

  pause() {
    this.#player.pause();
    this.#session?.look();
    this.#writeAddress(false);
  }

  /** @param {number} [n] */
  step(n = 1) {
    if (!(Number.isInteger(n) && n >= 0 && n <= LAST_ITERATION)) {
      throw new LabError(words.element.steps(LAST_ITERATION, n), 'n');
    }
    this.#session?.step(n);
  }

  /** Returns to the start of the same run. */
  reset() {
    this.#session?.restart();
  }

  /** Jumps to the exact optimum; rejects where there is none. */
  async converge() {
    await this.ready;
    this.#session?.converge();
  }

  /** Takes the last change of parameters back; false where there is none. */
  undo() {
    return this.#session?.undo() ?? false;
  }

  /** Makes a change that was taken back again; false where there is none. */
  redo() {
    return this.#session?.redo() ?? false;
  }

  // Taking it away.

  /** All that reopens this lab: parameters, data, where the run is, panels, controls and look. */
  getState() {
    const { panels, controls, theme } = this;
    const [params, moment] = this.#session
      ? [this.#session.params(), this.#session.moment()]
      : [this.#state(), this.#awaited];
    return structuredClone({ ...params, ...moment, panels, controls, theme });
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
    this.#setLook({ panels, controls, theme });
  }

  /** @param {Record<string, string | undefined>} look attributes */
  #setLook(look) {
    for (const [name, value] of Object.entries(look)) {
      if (value !== undefined && value !== this[/** @type {'panels'} */ (name)]) {
        this.setAttribute(name, value);
      }
    }
    this.#takeHeard();
  }

  /**
   * The URL hash that reopens this state, or this one but for some of it. A table of one's own is too large for it.
   *
   * @param {object} [but]
   */
  permalink(but = {}) {
    this.#present();
    readState(but);
    // A page has every control, and an embed's few are not meant for it.
    const hasOwn = this.hasAttribute('linked') && this.hasAttribute('controls');
    const controls = hasOwn ? this.controls : undefined;
    return `#${writeLink(/** @type {import('./types.js').LinkState} */ ({ ...this.getState(), controls, ...but }))}`;
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
    const session = this.#present();
    session.look();
    return withPicture(panel, session.lab, this.panels.split(' '), svg);
  }

  /**
   * A panel as PNG, whether it is on show or not.
   *
   * @param {string} panel
   */
  async toBlob(panel) {
    const session = this.#present();
    session.look();
    return withPicture(panel, session.lab, this.panels.split(' '), png);
  }

  /** The session, once it is there. */
  #present() {
    if (!this.#session) {
      throw new LabError(words.element.notReady);
    }
    return this.#session;
  }

  // Links.

  /** The page on which this lab can be opened alone, if that is known. */
  #home() {
    const home = this.getAttribute('home') ?? homeOf(import.meta.url);
    return home && new URL(home, document.baseURI).href;
  }

  /**
   * Takes what an address says; what it cannot say is told in one line.
   *
   * @param {string} hash
   */
  #readAddress(hash) {
    // What a link leaves out is as it is by default, whatever stands there now.
    const { whole, problems } = readLink(hash);
    const { change, moment, ...look } = readState(whole);
    this.#setEach(change);
    if (this.#session) {
      this.#session.goToMoment(moment);
    } else {
      this.#awaited = moment;
    }
    this.#setLook(look);
    this.#problems.push(...problems);
    this.#tellProblems();
  }

  /** Shows what was asked for in vain, as soon as there is a place for it. */
  #tellProblems() {
    if (this.#session && this.#problems.length > 0) {
      const message = this.#problems.splice(0).join('; ');
      this.#session.view?.complain(new LabError(message));
      this.#tell('error', { message });
    }
  }

  /** @param {boolean} isStep whether going back returns to what is there now */
  #writeAddress(isStep) {
    if (this.#address && this.#session) {
      this.#address.write(this.permalink(), isStep);
    }
  }

  // Look and events.

  #isDark() {
    return this.theme === 'dark' || (this.theme === 'auto' && this.#darkness.matches);
  }

  #applyTheme() {
    const theme = this.#isDark() ? 'dark' : this.theme === 'projector' ? 'projector' : 'light';
    this.#session?.view?.setTheme(theme);
    this.#session?.look();
  }

  /** @param {object} detail */
  #tellReady(detail) {
    if (!this.#isReady) {
      this.#isReady = true;
      this.#setReady();
      this.#tell('ready', detail);
    }
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
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
