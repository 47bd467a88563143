/** What a reader, a page or a program may do with a lab: each a function of random numbers. */
import {
  CONTROLS,
  LAST_ITERATION,
  OPTIMIZER_LABELS,
  PANELS,
  PARAMETERS,
  PENALTY_LABELS,
  PRESETS,
  SCALES,
  THEMES,
  VIEWS,
} from '../names.js';

/** @typedef {import('../element.js').RegularizationLab} RegularizationLab */
/** @typedef {import('./random.js').Random} Random */
/** @typedef {(lab: RegularizationLab, random: Random) => unknown} Action */

const KEYS = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'Enter',
  ' ',
  'Escape',
  'Tab',
  'z',
  'y',
];
const WIDTHS = [280, 320, 390, 700, 900, 1280, 1920];
const TABLES = /** @type {const} */ (['trajectories', 'path', 'scores', 'coefficients']);
/** Entries of menus that take seconds. */
const SLOW = /^Video/;

/** Names of penalties, optimizers and class weights; an other parameter refuses them. */
const CHOICES = [...Object.keys(PENALTY_LABELS), ...Object.keys(OPTIMIZER_LABELS), 'balanced'];

/** @param {string} name */
const parameterOf = (name) => /** @type {Record<string, { attribute: string, kind: string }>} */ (PARAMETERS)[name];

/** Elements in the shadow tree. @param {RegularizationLab} lab @param {string} selector */
function within(lab, selector) {
  const found = lab.shadowRoot?.querySelectorAll(selector) ?? [];
  return /** @type {HTMLElement[]} */ ([...found]).filter((element) => element.checkVisibility());
}

/** A value of a parameter, which may be invalid. @param {Random} random @param {string} name */
function randomValue(random, name) {
  const { kind } = parameterOf(name);
  return kind === 'flag' ? random.happens(0.5) : kind === 'choice' ? random.of(CHOICES) : random.number();
}

/** @param {Random} random */
function recipe(random) {
  const names = [
    'nSamples',
    'nFeatures',
    'nInformative',
    'noise',
    'flipY',
    'classSep',
    'testSize',
    'randomState',
    'degree',
    'rho',
  ];
  const value = (/** @type {string} */ name) =>
    name.startsWith('n') && name !== 'noise' ? random.whole(0, name === 'nSamples' ? 800 : 60) : random.number();
  return Object.fromEntries(random.some(names, 3).map((name) => [name, value(name)]));
}

/** A small table, which may be none. @param {Random} random */
function csv(random) {
  const [rows, columns] = [random.whole(0, 60), random.whole(1, 8)];
  const delimiter = random.of([',', ';', '\t', ' ']);
  const cell = () =>
    random.happens(0.05)
      ? random.of(['', 'NA', '"', 'a"b', '=1+1', 'é', '1e400', '-'])
      : String(random.whole(-9, 9) / 2);
  const row = () => Array.from({ length: columns }, cell).join(delimiter);
  const header = Array.from({ length: columns }, (_, j) => `c${j}`).join(delimiter);
  return [header, ...Array.from({ length: rows }, row)].join(random.of(['\n', '\r\n', '\r']));
}

/** A hash, parts of which may be invalid. @param {Random} random */
function hash(random) {
  const pair = () => {
    const [name] = random.some(Object.keys(PARAMETERS), 1);
    return random.of([
      () => `${parameterOf(name).attribute}=${encodeURIComponent(String(randomValue(random, name)))}`,
      () => `data=${random.of([...PRESETS, 'csv', 'none'])}`,
      () => `panels=${random.some(PANELS, 3).join('+')}`,
      () => `n-iter=${random.whole(0, 300)}`,
      () => `scale=${random.of(SCALES)}`,
      () => 'at=optimum',
      () => `pair=${random.whole(0, 9)}+${random.whole(0, 9)}`,
      () => random.text(),
      () => '%',
    ])();
  };
  return Array.from({ length: random.whole(0, 6) }, pair).join('&');
}

/** Sends an event of the pointer to a place of an element. @param {Element} target @param {Random} random @param {string[]} types */
function point(target, random, types) {
  const { left, top, width, height } = target.getBoundingClientRect();
  const pointerType = random.of(['mouse', 'touch', 'pen']);
  for (const type of types) {
    const [clientX, clientY] = [left + random.next() * width, top + random.next() * height];
    const at = { clientX, clientY, pointerId: 1, pointerType, button: 0, isPrimary: true };
    target.dispatchEvent(new PointerEvent(type, { ...at, bubbles: true, composed: true, cancelable: true }));
  }
}

/** Uses a control as a reader does. @param {HTMLElement} control @param {Random} random */
function operate(control, random) {
  if (control instanceof HTMLSelectElement) {
    control.selectedIndex = random.whole(0, Math.max(0, control.length - 1));
  } else if (control instanceof HTMLTextAreaElement) {
    control.value = csv(random);
  } else if (control instanceof HTMLInputElement && control.type === 'range') {
    control.value = String(Number(control.min) + random.next() * (Number(control.max) - Number(control.min)));
  } else if (control instanceof HTMLInputElement && !['radio', 'checkbox', 'file'].includes(control.type)) {
    control.value = random.text();
  } else if (!SLOW.test(control.textContent ?? '')) {
    control.click();
    return;
  }
  control.dispatchEvent(new InputEvent('input', { bubbles: true }));
  if (random.happens(0.7)) {
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

/** Messages to an embed in a frame. @param {Random} random */
function message(random) {
  const type = random.of(['play', 'pause', 'reset', 'measure', 'set', 'get', 'step', 'nothing']);
  return random.of([
    {
      type: `regularization-lab:${type}`,
      v: random.of([1, 2, '1']),
      state: { lambda: random.number() },
      n: random.number(),
    },
    { type: ['regularization-lab:play'], v: 1 },
    { v: 1, type: null },
    random.text(),
    null,
    [1, 2, 3],
  ]);
}

/** History entries that were added, at least. */
let depth = 0;

/** By name, with how often they are chosen. @type {Record<string, [number, Action]>} */
export const ACTIONS = {
  control: [
    30,
    (lab, random) => {
      const controls = within(lab, 'button, select, textarea, input');
      return controls.length > 0 && operate(random.of(controls), random);
    },
  ],
  pointer: [
    20,
    (lab, random) => {
      const plots = within(lab, '.plot, .grip, .start, input[type=range]');
      const moves = Array.from({ length: random.whole(1, 5) }, () => 'pointermove');
      const types = random.of([
        ['pointerdown', ...moves, 'pointerup'],
        moves,
        ['pointerdown'],
        ['pointerup', 'pointerleave'],
        ['pointercancel'],
      ]);
      return plots.length > 0 && point(random.of(plots), random, types);
    },
  ],
  key: [
    15,
    (lab, random) => {
      const targets = within(lab, '.plot, button, input, select, [role=menuitem]');
      const key = random.of(KEYS);
      const init = { key, ctrlKey: key.length === 1 && random.happens(0.5), shiftKey: random.happens(0.2) };
      return (
        targets.length > 0 &&
        random
          .of(targets)
          .dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, composed: true, cancelable: true }))
      );
    },
  ],
  property: [
    12,
    (lab, random) => {
      const [name] = random.some(Object.keys(PARAMETERS), 1);
      return Reflect.set(lab, name, randomValue(random, name), lab);
    },
  ],
  recipe: [
    4,
    (lab, random) => {
      lab.recipe = recipe(random);
    },
  ],
  data: [
    3,
    (lab, random) => {
      lab.data = random.of([...PRESETS, 'csv']);
    },
  ],
  csv: [2, (lab, random) => lab.useCsv(csv(random))],
  factors: [
    1,
    (lab, random) => {
      lab.penaltyFactor = Array.from({ length: random.whole(0, 5) }, () => Math.abs(random.number()));
    },
  ],
  panels: [
    3,
    (lab, random) => {
      lab.panels = random.some(PANELS, 5).join(' ');
    },
  ],
  controls: [
    1,
    (lab, random) => {
      lab.controls = random.some(CONTROLS, 8).join(' ');
    },
  ],
  theme: [
    2,
    (lab, random) => {
      lab.theme = random.of(THEMES);
    },
  ],
  state: [
    3,
    (lab, random) => {
      const panel = random.of(Object.keys(VIEWS));
      const views = { [panel]: random.of(Object.keys(VIEWS[panel])) };
      const state = random.of([
        { nIter: random.whole(0, 500) },
        { views },
        { scale: random.of(SCALES) },
        { atOptimum: true },
        { nIter: LAST_ITERATION + 1 },
        lab.getState(),
        {},
      ]);
      return lab.setState(state);
    },
  ],
  run: [
    8,
    (lab, random) => {
      const run = random.of(['play', 'pause', 'reset', 'undo', 'redo']);
      return /** @type {any} */ (lab)[run]();
    },
  ],
  step: [4, (lab, random) => lab.step(random.whole(0, 200))],
  converge: [2, (lab) => lab.converge()],
  export: [
    2,
    (lab, random) =>
      random.of([
        () => lab.toSvg(random.of(PANELS)),
        () => lab.toCsv(random.of(TABLES)),
        () => lab.toPython(),
        () => lab.permalink(),
      ])(),
  ],
  hash: [
    3,
    (_, random) => {
      depth += 1;
      location.hash = hash(random);
    },
  ],
  history: [
    1,
    () => {
      // Not beyond the first page.
      if (depth > 0) {
        depth -= 1;
        history.back();
      }
    },
  ],
  resize: [
    6,
    (_, random) => {
      document.body.style.width = `${random.of(WIDTHS)}px`;
    },
  ],
  zoom: [1, (_, random) => document.documentElement.style.setProperty('zoom', random.of(['1', '1.5', '0.8']))],
  hide: [1, (lab, random) => lab.style.setProperty('display', random.of(['none', '', '']))],
  scroll: [3, (_, random) => scrollTo(0, random.next() * document.documentElement.scrollHeight)],
  remove: [
    1,
    (lab, random) => {
      const parent = lab.parentElement ?? document.body;
      lab.remove();
      return random.happens(0.5) ? parent.append(lab) : setTimeout(() => parent.append(lab), 50);
    },
  ],
  lab: [
    1,
    (lab, random) => {
      const others = document.querySelectorAll('regularization-lab:not([page])');
      if (others.length > 1) {
        return others[0].remove();
      }
      const other = /** @type {RegularizationLab} */ (document.createElement('regularization-lab'));
      other.setAttribute('panels', random.some(PANELS, 2).join(' '));
      return lab.after(other);
    },
  ],
  message: [
    2,
    (_, random) => {
      const frame = document.querySelector('iframe') ?? document.body.appendChild(document.createElement('iframe'));
      frame.src ||= 'embed.html';
      frame.contentWindow?.postMessage(message(random), '*');
    },
  ],
};
