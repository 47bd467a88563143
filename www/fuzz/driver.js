/**
 * Drives the page with random events, for tests: `index.html?fuzz=SEED` until it is closed, `&events=1000` the first thousand of this
 * seed, `&events=3,17,40-60` only these. An event depends on seed and number alone, so the events that lead to an error can be
 * repeated, and reduced to fewer. `&burst=30` does so many between two frames.
 */
import { ACTIONS } from './actions.js';
import { Random } from './random.js';

/** @typedef {import('../element.js').RegularizationLab} RegularizationLab */

/** Events between two frames unless `burst` says otherwise, and between two readings of all texts. */
const EVENTS_A_FRAME = 4;
const EVENTS_A_READING = 100;
/** Share of the events that go to any lab of the page, the others to the first one. */
const OTHERS = 0.2;
/** What no text may contain. */
const MISTAKES = /\bNaN\b|\bundefined\b|\[object |Infinity/;

const names = Object.entries(ACTIONS).flatMap(([name, [weight]]) => Array.from({ length: weight }, () => name));

/** @param {string | null} text such as `3,17,40-60`; one number is a count @returns {Iterable<number>} */
function* eventsOf(text) {
  const parts = text === null ? [] : text.split(',').map((part) => part.split('-').map(Number));
  if (parts.length === 0 || (parts.length === 1 && parts[0].length === 1)) {
    const count = parts[0]?.[0] ?? Number.POSITIVE_INFINITY;
    for (let event = 0; event < count; event++) {
      yield event;
    }
    return;
  }
  for (const [first, last = first] of parts) {
    for (let event = first; event <= last; event++) {
      yield event;
    }
  }
}

/**
 * @param {RegularizationLab} lab
 * @param {URLSearchParams} options
 */
export async function fuzz(lab, options) {
  const seed = Number(options.get('fuzz'));
  const run = {
    seed,
    event: -1,
    action: '',
    count: 0,
    /** Errors with the number and name of the last event before them. @type {{ event: number, action: string, message: string }[]} */
    errors: [],
    isDone: false,
    isStopped: false,
  };
  Object.assign(globalThis, { labFuzz: run });
  const report = (/** @type {string} */ message) => {
    run.errors.push({ event: run.event, action: run.action, message });
  };
  watch(report);
  emulatePointers();
  const burst = Number(options.get('burst') ?? EVENTS_A_FRAME);
  for (const event of eventsOf(options.get('events'))) {
    const random = new Random(seed, event);
    const others = /** @type {NodeListOf<RegularizationLab>} */ (document.querySelectorAll('regularization-lab'));
    const target = random.happens(OTHERS) && others.length > 0 ? random.of([...others]) : lab;
    run.event = event;
    run.action = random.of(names);
    try {
      // Not awaited: what follows happens meanwhile.
      Promise.resolve(ACTIONS[run.action][1](target, random)).catch((error) => check(error, report));
    } catch (error) {
      check(error, report);
    }
    run.count += 1;
    if (run.count % burst === 0) {
      await nextFrame();
    }
    if (run.count % EVENTS_A_READING === 0) {
      read(report);
    }
    if (run.isStopped) {
      break;
    }
  }
  await nextFrame();
  read(report);
  run.isDone = true;
}

/** The next frame, or soon where there are none. */
function nextFrame() {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, 100);
  });
}

/** Accepts the errors that the contract names. @param {unknown} error @param {(message: string) => void} report */
function check(error, report) {
  const isExpected =
    error instanceof Error && error.name === 'LabError' && !/internal|used any more/.test(error.message);
  if (!isExpected) {
    report(error instanceof Error ? `${error.stack}` : `${error}`);
  }
}

/** Reports everything that goes wrong outside of the calls. @param {(message: string) => void} report */
function watch(report) {
  addEventListener('error', (event) => report(`uncaught: ${event.message}`));
  addEventListener('unhandledrejection', ({ reason }) => check(reason, report));
  for (const level of /** @type {const} */ (['error', 'warn'])) {
    const log = console[level];
    console[level] = (...given) => {
      report(`console.${level}: ${given.join(' ')}`);
      log(...given);
    };
  }
}

/** Reads all texts of all labs. @param {(message: string) => void} report */
function read(report) {
  for (const { shadowRoot } of document.querySelectorAll('regularization-lab')) {
    if (shadowRoot?.querySelector('.failure')) {
      report(`stopped: ${shadowRoot.querySelector('.failure')?.textContent}`);
      /** @type {HTMLElement | null} */ (shadowRoot.querySelector('.failure-actions button'))?.click();
    }
    for (const element of shadowRoot?.querySelectorAll('.panel *, .controls *, .bar *') ?? []) {
      // Messages repeat what was given.
      if (element.closest('.problem, .notice, textarea')) {
        continue;
      }
      const own = [...element.childNodes].filter((node) => node instanceof Text).map((node) => node.data);
      const mistake = [...own, element.getAttribute('aria-label') ?? ''].find((text) => MISTAKES.test(text));
      if (mistake !== undefined) {
        report(`text: ${mistake}`);
      }
    }
  }
}

/** Pointers of dispatched events are not active, so they cannot be captured; and downloads are not offered. */
function emulatePointers() {
  /** @type {WeakSet<Element>} */
  const capturing = new WeakSet();
  Object.assign(Element.prototype, {
    /** @this {Element} */
    setPointerCapture() {
      capturing.add(this);
    },
    /** @this {Element} */
    hasPointerCapture() {
      return capturing.has(this);
    },
    /** @this {Element} */
    releasePointerCapture() {
      capturing.delete(this);
    },
  });
  for (const type of ['pointerup', 'pointercancel']) {
    addEventListener(type, (event) => capturing.delete(/** @type {Element} */ (event.composedPath()[0])), {
      capture: true,
    });
  }
  const { click } = HTMLElement.prototype;
  HTMLAnchorElement.prototype.click = function () {
    if (!this.download) {
      click.call(this);
    }
  };
}
