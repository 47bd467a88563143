/** `<regularization-lab>`: a lab in a page. */
import { choices, Lab } from './bindings.js';
import { controls } from './controls.js';
import { h, show } from './dom.js';
import { join, leave, wake } from './frames.js';
import { brand, icons } from './icons.js';
import { init } from './init.js';
import { LabError } from './lab-error.js';
import { load } from './load.js';
import { divergenceAdvice, PANELS, pairChoice, panel, scaleSwitch } from './panels.js';
import { Player } from './player.js';
import * as words from './words.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Numbers} Numbers */

/** Attributes that are parameters, and how their text is read. @type {Record<string, [keyof State, (text: string) => unknown]>} */
const PARAMETERS = {
  data: ['data', String],
  penalty: ['penalty', String],
  lambda: ['lambda', Number],
  'l1-ratio': ['l1Ratio', Number],
  optimizer: ['optimizer', String],
  'learning-rate': ['learningRate', Number],
  standardize: ['standardize', (text) => text !== 'false'],
};

/** Milliseconds between two measurements of the residual, and between two descriptions for screen readers. */
const SCORES_EVERY = 100;
const DESCRIPTION_EVERY = 1000;

/** Milliseconds without a move after which a parameter counts as settled. */
const SETTLED_AFTER = 250;

/** Server-side rendering has no elements to inherit from. @type {typeof HTMLElement} */
const Base = globalThis.HTMLElement ?? class {};

/** @type {Promise<CSSStyleSheet> | undefined} */
let styleSheet;

async function loadStyle() {
  const file = await load('style.css');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(file instanceof Response ? await file.text() : '');
  return sheet;
}

export class RegularizationLab extends Base {
  static observedAttributes = [...Object.keys(PARAMETERS), 'theme', 'panels'];

  /** Fulfilled once the first picture is drawn. @type {Promise<void>} */
  ready;
  #setReady = () => {};
  #root;
  #player = new Player();
  /** Parameters set before the lab was there, and those of a lab that was taken out of the page. @type {Partial<State>} */
  #wanted = {};
  /** @type {Lab | undefined} */
  #lab;
  /** @type {ReturnType<typeof controls> | undefined} */
  #controls;
  /** @type {ReturnType<typeof panel>[]} */
  #panels = [];
  /** What follows the lab besides controls and panels. @type {((numbers: Numbers, state: State) => void)[]} */
  #followers = [];
  /** @type {(() => void)[]} */
  #cleanups = [];
  #frame = (/** @type {number} */ time) => this.#drawFrame(time);
  #isOnScreen = true;
  #isDirty = true;
  #pixelRatio = 0;
  #lastScores = 0;
  #lastDescription = 0;
  #scale = 'sqrt';
  #status = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;
  #isReady = false;

  constructor() {
    super();
    this.ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    this.#root = this.attachShadow({ mode: 'open' });
    // The element tells of parameters itself; the events of its fields would only repeat that in other words.
    this.#root.addEventListener('input', (event) => event.stopPropagation());
  }

  async connectedCallback() {
    try {
      styleSheet ??= loadStyle();
      const [sheet] = await Promise.all([styleSheet, init()]);
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
    this.#wanted = this.#state();
    leave(this.#frame);
    for (const cleanup of this.#cleanups.splice(0)) {
      cleanup();
    }
    this.#lab.free();
    this.#lab = undefined;
    this.#controls = undefined;
    this.#panels = [];
    this.#followers = [];
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
      this.#set({ [key]: read(value) });
    } else if (name === 'theme') {
      this.#applyTheme();
    }
  }

  // Parameters. A value out of range throws a LabError; the last good state stays.

  get data() {
    return this.#state().data;
  }
  set data(data) {
    this.#setOrThrow({ data });
  }
  get penalty() {
    return this.#state().penalty;
  }
  set penalty(penalty) {
    this.#setOrThrow({ penalty });
  }
  get lambda() {
    return this.#state().lambda;
  }
  set lambda(lambda) {
    this.#setOrThrow({ lambda });
  }
  get l1Ratio() {
    return this.#state().l1Ratio;
  }
  set l1Ratio(l1Ratio) {
    this.#setOrThrow({ l1Ratio });
  }
  get optimizer() {
    return this.#state().optimizer;
  }
  set optimizer(optimizer) {
    this.#setOrThrow({ optimizer });
  }
  get learningRate() {
    return this.#state().learningRate;
  }
  set learningRate(learningRate) {
    this.#setOrThrow({ learningRate });
  }
  get theme() {
    return /** @type {'auto' | 'light' | 'dark'} */ (this.getAttribute('theme') ?? 'auto');
  }
  set theme(theme) {
    this.setAttribute('theme', theme);
  }

  /** Iterations run. */
  get nIter() {
    return this.#lab ? this.#numbers().nIter : 0;
  }

  /** How the run stands. */
  get status() {
    return this.#lab ? this.#numbers().status : 'running';
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

  /** Jumps to the exact optimum. */
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
    return /** @type {State} */ (this.#lab ? this.#lab.state() : this.#wanted);
  }

  /** @returns {Numbers} */
  #numbers() {
    return /** @type {Lab} */ (this.#lab).numbers();
  }

  /** @param {Partial<State>} change */
  #setOrThrow(change) {
    if (!this.#lab) {
      Object.assign(this.#wanted, change);
      return;
    }
    this.#lab.set(change);
    this.#player.changed();
    this.#controls?.sync(this.#state(), this.#lab);
    this.#changed();
    this.#tellInput();
  }

  /** `input` while a parameter moves, `change` once it has settled. */
  #tellInput() {
    this.dispatchEvent(new CustomEvent('input', { bubbles: true, detail: { state: this.#state() } }));
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.dispatchEvent(new CustomEvent('change', { bubbles: true, detail: { state: this.#state() } }));
    }, SETTLED_AFTER);
  }

  /**
   * What a hand or an attribute asks for; what cannot be is said beside the control.
   *
   * @param {Partial<State>} change
   */
  #set(change) {
    this.#attempt(() => this.#setOrThrow(change));
  }

  /** @param {() => void} work */
  #attempt(work) {
    try {
      work();
    } catch (error) {
      if (!(error instanceof LabError)) {
        throw error;
      }
      this.#controls?.complain(error);
      this.dispatchEvent(new CustomEvent('error', { detail: { message: error.message } }));
    }
  }

  #build() {
    const measuring = /** @type {CanvasRenderingContext2D} */ (h('canvas').getContext('2d'));
    this.#lab = this.#makeLab(measuring);
    const lab = this.#lab;
    this.#controls = controls({
      set: (change) => this.#set(change),
      toggle: () => (this.#player.isPlaying ? this.pause() : this.play()),
      step: (n) => this.step(n),
      restart: () => this.reset(),
      converge: () => this.#attempt(() => this.#convergeNow()),
      goTo: (iteration) => this.#attempt(() => this.#goTo(iteration)),
      setSpeed: (perSecond) => {
        this.#player.speed = perSecond;
      },
    });
    const names = this.#panelNames();
    this.#panels = names.map((name) => panel(name, lab));
    this.#furnish();
    const body = h(
      'div',
      { class: 'body' },
      this.#controls.element,
      h('main', { class: 'panels' }, ...this.#panels.map((view) => view.element)),
    );
    const nav = h(
      'nav',
      { class: 'names' },
      ...this.#panels.map((view) =>
        h(
          'a',
          { href: `#${view.name}`, onclick: (/** @type {Event} */ event) => this.#scrollTo(event, view) },
          words.panels[view.name].short,
        ),
      ),
    );
    this.#root.replaceChildren(h('div', { class: 'lab' }, this.#header(), nav, body));
    this.#applyTheme();
    this.#observe(nav);
    this.#controls.sync(this.#state(), lab);
    if (this.hasAttribute('autoplay') && !this.#isReady) {
      this.#start();
    }
    join(this.#frame);
  }

  /** @param {CanvasRenderingContext2D} context */
  #makeLab(context) {
    try {
      return new Lab(this.#wanted, context);
    } catch (error) {
      // An attribute out of range is reported, and the lab starts without it.
      this.dispatchEvent(
        new CustomEvent('error', { detail: { message: String(/** @type {Error} */ (error).message) } }),
      );
      return new Lab({}, context);
    }
  }

  /** With reduced motion a lab opens at rest, at the optimum. */
  #start() {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#attempt(() => this.#convergeNow());
    } else {
      this.#player.play();
    }
  }

  #panelNames() {
    const wanted = this.getAttribute('panels')?.split(/\s+/).filter(Boolean) ?? PANELS;
    const known = wanted.filter((name) => PANELS.includes(name));
    for (const name of wanted.filter((name) => !PANELS.includes(name))) {
      this.dispatchEvent(
        new CustomEvent('error', { detail: { message: `there is no panel ${name}; known are ${PANELS.join(', ')}` } }),
      );
    }
    return known.length > 0 ? known : PANELS;
  }

  /** Adds to the panels what only one of them has. */
  #furnish() {
    const lab = /** @type {Lab} */ (this.#lab);
    for (const view of this.#panels) {
      if (view.name === 'trajectories') {
        const scale = scaleSwitch((chosen) => {
          this.#scale = chosen;
          this.#applyTheme();
        });
        view.picture.after(this.#advice(lab));
        view.picture.before(h('div', { class: 'plot-head' }, scale));
      }
      if (view.name === 'geometry') {
        const note = h('p', { class: 'note' });
        const choice = pairChoice((a, b) => this.#attempt(() => this.#choosePair(a, b)));
        view.picture.after(note, choice.element);
        let run = -1;
        this.#followers.push((numbers) => {
          show(note, words.geometryNote(numbers));
          if (numbers.run !== run) {
            run = numbers.run;
            choice.list(lab.featureNames());
          }
          choice.sync(numbers.pair);
        });
      }
    }
  }

  /** @param {Lab} lab */
  #advice(lab) {
    const advice = divergenceAdvice((learningRate) => {
      this.#set({ learningRate });
      this.play();
    });
    this.#followers.push((numbers, state) => advice.sync(numbers, state, () => lab.stableLearningRate()));
    return advice.element;
  }

  #header() {
    const lab = /** @type {Lab} */ (this.#lab);
    const data = h('select', {
      id: 'data',
      'aria-label': words.controls.data,
      onchange: () => this.#set({ data: data.value }),
    });
    data.append(
      ...choices().data.map((name) =>
        h('option', { value: name, title: words.presets[name].description }, words.presets[name].name),
      ),
    );
    const size = h('span', { class: 'size' });
    const theme = h(
      'button',
      {
        type: 'button',
        class: 'icon',
        title: words.controls.theme,
        'aria-label': words.controls.theme,
        onclick: () => this.#switchTheme(),
      },
      icons.theme(),
    );
    this.#followers.push((numbers) => {
      data.value = lab.state().data;
      show(size, words.size(numbers));
    });
    return h(
      'header',
      { class: 'bar' },
      h('div', { class: 'brand' }, brand(), h('h1', {}, words.title)),
      h('div', { class: 'choice' }, h('label', { for: 'data', class: 'label' }, `${words.controls.data}:`), data, size),
      h('span', { class: 'spacer' }),
      theme,
    );
  }

  /**
   * @param {number} a
   * @param {number} b
   */
  #choosePair(a, b) {
    this.#lab?.setPair(a, b);
    this.#changed();
  }

  /** @param {number} iteration */
  #goTo(iteration) {
    if (!(Number.isInteger(iteration) && iteration >= 0 && iteration <= 1e6)) {
      throw new LabError(`iteration must be a whole number between 0 and 1,000,000; got ${iteration}`, 'nIter');
    }
    if (iteration < this.nIter) {
      this.#lab?.restart();
    }
    this.#controls?.complain();
    this.#player.runTo(iteration);
    this.#changed();
  }

  /**
   * @param {Event} event
   * @param {ReturnType<typeof panel>} view
   */
  #scrollTo(event, view) {
    event.preventDefault();
    view.element.scrollIntoView({
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
    });
  }

  #isDark() {
    return this.theme === 'dark' || (this.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  }

  #switchTheme() {
    this.theme = this.#isDark() ? 'light' : 'dark';
  }

  #applyTheme() {
    const theme = this.#isDark() ? 'dark' : 'light';
    this.#root.querySelector('.lab')?.setAttribute('data-theme', theme);
    this.#lab?.setLook(theme, this.#scale);
    this.#changed();
  }

  /** @param {HTMLElement} nav */
  #observe(nav) {
    const sizes = new ResizeObserver((entries) => {
      for (const view of this.#panels.filter((view) => entries.some((entry) => entry.target === view.picture))) {
        view.resize();
      }
      this.#changed();
    });
    const sight = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const view = this.#panels.find((view) => view.element === target);
        if (view) {
          view.isVisible = isIntersecting;
        }
      }
      this.#isOnScreen = this.#panels.some((view) => view.isVisible);
      const current = this.#panels.find((view) => view.isVisible);
      for (const link of nav.querySelectorAll('a')) {
        link.toggleAttribute('aria-current', link.hash === `#${current?.name}`);
      }
      this.#changed();
    });
    for (const view of this.#panels) {
      sizes.observe(view.picture);
      sight.observe(view.element);
    }
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const themed = () => this.#applyTheme();
    dark.addEventListener('change', themed);
    this.#cleanups.push(() => {
      sizes.disconnect();
      sight.disconnect();
      dark.removeEventListener('change', themed);
    });
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
    const lab = this.#lab;
    if (!lab || !this.#isOnScreen) {
      return false;
    }
    this.#followPixelRatio();
    const isRunning = this.#player.isPlaying || this.#player.target !== undefined;
    const hasRun = isRunning && this.#player.train(lab, time, this.#numbers().nIter) > 0;
    const hasMore = this.#player.refine(lab);
    if (hasRun || hasMore || this.#isDirty || isRunning) {
      this.#isDirty = hasMore;
      this.#render(time);
    }
    return hasMore || this.#player.isPlaying || this.#player.target !== undefined;
  }

  /** @param {number} time */
  #render(time) {
    const lab = /** @type {Lab} */ (this.#lab);
    for (const view of this.#panels) {
      view.draw();
    }
    const numbers = this.#numbers();
    const state = this.#state();
    const isAtRest = !this.#player.isPlaying && this.#player.target === undefined;
    const describe = isAtRest || time - this.#lastDescription > DESCRIPTION_EVERY;
    const measure = isAtRest || time - this.#lastScores > SCORES_EVERY;
    for (const view of this.#panels) {
      view.say(numbers, state, describe);
    }
    for (const follow of this.#followers) {
      follow(numbers, state);
    }
    const scores = measure ? lab.scores() : undefined;
    this.#controls?.frame(numbers, this.#player.isPlaying, scores?.kktResidual);
    this.#lastDescription = describe ? time : this.#lastDescription;
    this.#lastScores = measure ? time : this.#lastScores;
    this.#tell(numbers, scores);
  }

  /**
   * @param {Numbers} numbers
   * @param {object} [scores]
   */
  #tell(numbers, scores) {
    const detail = { state: this.#state(), scores };
    if (!this.#isReady) {
      this.#isReady = true;
      this.#setReady();
      this.dispatchEvent(new CustomEvent('ready', { detail }));
    }
    if (scores) {
      this.dispatchEvent(new CustomEvent('step', { detail }));
    }
    if (numbers.status !== this.#status) {
      this.#status = numbers.status;
      if (numbers.status === 'converged' || numbers.status === 'diverged') {
        this.dispatchEvent(new CustomEvent(numbers.status, { detail: { ...detail, message: numbers.message } }));
      }
    }
  }

  /** A window moved to another screen, or zoomed. */
  #followPixelRatio() {
    if (this.#pixelRatio !== globalThis.devicePixelRatio) {
      this.#pixelRatio = globalThis.devicePixelRatio;
      for (const view of this.#panels) {
        view.resize();
      }
      this.#isDirty = true;
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    const reason = error instanceof Error ? error.message : String(error);
    this.#root.replaceChildren(h('p', { class: 'failure', role: 'alert' }, words.loadFailed(reason)));
    this.dispatchEvent(new CustomEvent('error', { detail: { message: reason } }));
  }
}
