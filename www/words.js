/**
 * Texts of every lab. Those of panels, further controls, the page and its dialogs are in the `words.js` of their folders.
 */
import { count, significant } from './format.js';
import { PRESET_LABELS } from './names.js';

/** @typedef {import('./types.js').Numbers} Numbers */

/** Labels of the controls of every lab; labels of other controls are in `controls/words.js` and `page/words.js`. */
export const controls = {
  label: 'Controls',
  lambda: 'λ',
  max: 'max',
  oneSe: '1se',
  shape: 'shape of the ball',
  play: 'Play',
  playAgain: 'Play again from the start',
  pause: 'Pause',
  playing: 'Playing',
};

/** @param {number} n */
export function iteration(n) {
  return `iteration ${count(n)}`;
}

/** @type {Record<Numbers['status'], string>} */
const statuses = { running: 'running', converged: 'converged', diverged: 'stopped', stopped: 'stopped' };

/** @param {Numbers} numbers */
export function status(numbers) {
  // `stopped at max_iter = 20`, without the explanation that some messages add.
  return numbers.status === 'stopped' ? numbers.message.split(':')[0] : statuses[numbers.status];
}

/** @type {Record<string, string>} */
const truths = { informative: 'informative', redundant: 'redundant', repeated: 'repeated', noise: 'noise' };

/** Returns the tooltip of a weight. @param {import('./types.js').FocusedFeature} focused */
export function tip({ name, value, perUnit, truth, optimum, about }) {
  const parts = [`${weightName(name)} = ${value === 0 ? 'exactly 0' : significant(value, 6)}`];
  if (perUnit !== undefined) {
    parts.push(`${significant(perUnit, 6)} per unit`);
  }
  if (truth !== undefined) {
    parts.push(truths[truth]);
  }
  if (optimum !== undefined) {
    parts.push(`optimum ${optimum === 0 ? 'exactly 0' : significant(optimum, 6)}`);
  }
  if (about !== undefined) {
    parts.push(about);
  }
  return parts.join(' · ');
}

/**
 * @param {number} learningRate
 * @param {number} stable
 */
export function tooFast(learningRate, stable) {
  return `Learning rate ${significant(learningRate)} is past the stable ${significant(stable, 2)}.`;
}

/** @param {number} stable */
export function use(stable) {
  return `Use ${significant(stable, 2)}`;
}

/**
 * @param {number} last
 * @param {unknown} given
 */
export function iterationRange(last, given) {
  return `iteration must be a whole number between 0 and ${count(last)}; got ${quoted(given)}`;
}

export const scale = { label: 'Spacing of weights', linear: 'linear', root: '√ scale' };

/**
 * Returns the name of a feature's weight: `w43` for `x43`, otherwise the feature's own name.
 *
 * @param {string} feature
 */
export function weightName(feature) {
  return feature.replace(/^x(?=\d+$)/, 'w');
}

export const tools = {
  /** @param {string} title */
  open: (title) => `${title}: enlarge, save`,
  more: 'Enlarge, save',
};

/** Longest text of the user in a message, in characters; it may have megabytes. */
const MAX_SHOWN = 40;

/** @param {string} text */
export function shortened(text) {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/**
 * Returns what a message repeats of a value.
 *
 * @param {unknown} given any value; one of the user's objects may throw when it is converted
 */
export function quoted(given) {
  if (typeof given === 'string') {
    return JSON.stringify(shortened(given));
  }
  const hasText = given === null || !['object', 'function'].includes(typeof given);
  return hasText ? shortened(String(given)) : `a value of type ${typeof given}`;
}

/** Messages of start-up errors. */
export const trouble = {
  /** @param {string} reason */
  failed: (reason) => `The lab could not start: ${reason}.`,
  /** @param {string} missing */
  browser: (missing) =>
    `this browser has no ${missing}; Chrome 119, Edge 119, Firefox 125, Safari 17.4 and newer ones can run it`,
  /** @param {string} url @param {number} status */
  missing: (url, status) => `${url} could not be loaded, the server answered ${status}`,
  /** @param {unknown} given */
  base: (given) => `base must be the URL of a folder; got ${quoted(given)}`,
  /** @param {string} url */
  unreachable: (url) => `${url} could not be reached`,
  /** @param {string} url */
  code: (url) => `the code in ${url} could not be loaded`,
  /** @param {string} url @param {string} type */
  type: (url, type) =>
    `${url} came ${type === '' ? 'without a type' : `as “${type}”`}, but the server has to send it as application/wasm`,
  broken: 'regularization-lab.wasm is no WebAssembly, or not all of it',
  /** @param {SecurityPolicyViolationEvent | undefined} violation */
  policy: (violation) =>
    violation && !violation.violatedDirective.startsWith('script-src')
      ? `this page’s Content-Security-Policy forbids ${violation.blockedURI}; add its origin to ${violation.effectiveDirective}`
      : `this page’s Content-Security-Policy forbids WebAssembly; add 'wasm-unsafe-eval' to script-src`,
};

/** Texts in place of a lab that does not run. */
export const failures = {
  /** @param {string} reason */
  stopped: (reason) => `The lab has stopped: ${reason}. Other labs on this page go on.`,
  retry: 'Try again',
  restart: 'Restart with the last good state',
  reset: 'Restart with the first state',
  copy: 'Copy report',
  copied: 'Copied',
  report: 'Report about the error',
};

/** Messages of internal errors. */
export const trap = {
  full: 'there is no memory left for this calculation; remove labs or tables that are not used, or reload the page',
  /** @param {string} reason */
  stopped: (reason) => `an internal error stopped this calculation (${shortened(reason)})`,
  /** @param {string} name of a class @param {string} reason */
  unusable: (name, reason) => `this ${name} cannot be used any more: ${reason}; make a new one`,
};

/** @param {string} name of a preset @param {string} reason */
export const noTable = (name, reason) =>
  `the table “${PRESET_LABELS[name]}” could not be loaded, so the data stay as they are: ${reason}`;

/** Texts of the footer of an embed. */
export const embedded = {
  home: 'Regularization Lab: open this state ↗',
  /** @param {Numbers} numbers */
  iteration: (numbers) =>
    numbers.status === 'running' ? iteration(numbers.nIter) : `${iteration(numbers.nIter)}, ${status(numbers)}`,
};

/** Messages of the errors that the element's methods throw. */
export const element = {
  noPng: 'this browser could not make a PNG of the picture',
  notReady: 'the lab has not started yet; wait for its promise ready',
  notConnected: 'the lab is not in the document, so it does not run; insert it, and wait for its promise ready',
  /** @param {string[]} known @param {unknown} given */
  format: (known, given) => `type must be one of ${known.join(', ')}; got ${quoted(given)}`,
  /** @param {string[]} known @param {unknown} given */
  panel: (known, given) => `panel must be one of ${known.join(', ')}; got ${quoted(given)}`,
  /** @param {string} what @param {readonly string[]} known @param {unknown} given */
  names: (what, known, given) => `${what} must be names among ${known.join(', ')}; got ${quoted(given)}`,
  /** @param {string} name @param {string} accepted @param {unknown} given */
  option: (name, accepted, given) => `${name} must be ${accepted}; got ${quoted(given)}`,
  /** @param {number} last @param {unknown} given */
  steps: (last, given) => `n must be a whole number between 0 and ${count(last)}; got ${quoted(given)}`,
  /** @param {readonly string[]} known @param {unknown} given */
  theme: (known, given) => `theme must be one of ${known.join(', ')}; got ${quoted(given)}`,
  notStarted: 'Not yet: the lab has not started; show it on the screen',
  /** @param {import('./types.js').Condition[]} conditions those that do not hold */
  unmet: (conditions) =>
    `Not yet: ${conditions.map(({ text, actual }) => (actual === null ? text : `${text} (now ${actual})`)).join(', ')}`,
  /** @param {unknown} given */
  state: (given) => `state must be an object as getState() returns it; got ${quoted(given)}`,
};
