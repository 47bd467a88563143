/** Texts that only the page needs: header, data dialog and advice. */
import { capitalized, count, counted, significant } from '../format.js';
import { PRESET_LABELS } from '../names.js';

/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').Advice} Advice */

export const title = 'Regularization Lab';

export const header = { undo: 'Undo', redo: 'Redo' };

export const theme = {
  open: 'Theme',
  /** @type {Record<import('../view.js').Theme, string>} */
  names: { auto: 'Follow system', light: 'Light', dark: 'Dark', projector: 'Projector: larger, light' },
};

export const help = {
  open: 'Help',
  keys: 'Keyboard shortcuts',
  docs: 'Documentation',
  source: 'Source code',
  problem: 'Report a problem',
};

/** Texts around the λ slider. */
export const lambda = {
  strength: 'regularization strength',
  hint: 'drag me',
  kept: (/** @type {number} */ count) => `${count} kept`,
};

/** The sheet of controls on small screens. */
export const sheet = { controls: 'Controls', more: 'More controls' };

export const dialects = {
  c: 'C = 1/λ',
  alpha: 'α = λ/n',
  ridgeAlpha: 'Ridge α',
  glmnetLambda: 'glmnet λ',
  priorDeviation: 'prior σ',
  laplaceScale: 'Laplace b',
};

/** @param {Numbers} numbers */
export function size(numbers) {
  return `${counted(numbers.nSamples, 'row')}, ${counted(numbers.nFeatures, 'feature')}`;
}

/** The button that opens the share dialog. */
export const sharing = { open: 'Share', title: 'Share: a link, or code to embed this lab' };

/**
 * Formats a correlation, which is 1 only if it is exactly 1.
 *
 * @param {number} value
 */
function correlation(value) {
  const texts = [2, 3, 4, 5, 6].map((digits) => significant(value, digits));
  return texts.find((text) => text !== '1' && text !== '−1') ?? texts[0];
}

/** @type {Record<string, any>} */
export const advice = {
  label: 'Advice',
  noOptimum: () =>
    'The classes can be separated, so weights without a penalty grow without limit. A penalty on them prevents that.',
  allZero: (/** @type {Advice} */ { value }) => `Every weight is 0 for λ ≥ ${significant(value)}.`,
  hovering: (/** @type {Advice} */ { value }) =>
    `${counted(value, 'weight hovers', 'weights hover')} below 0.001 and not one is 0: gradient descent steps across, proximal gradient stops there.`,
  gap: (/** @type {Advice} */ { value }) =>
    `Train is ${(100 * value).toFixed(1)} points above test, more than 5: a stronger penalty may help.`,
  weak: (/** @type {Advice} */ { value }) => `The folds would choose λ = ${significant(value, 2)}, far above this one.`,
  strong: (/** @type {Advice} */ { value }) =>
    `The folds would choose λ = ${significant(value, 2)}, far below this one.`,
  scales: (/** @type {Advice} */ { value, a, b }) =>
    `${a} varies ${significant(value, 2)} times as much as ${b}, so the penalty is unfair: standardize.`,
  offset: (/** @type {Advice} */ { value, a }) =>
    `${a} lies ${significant(value, 2)} standard deviations from 0, so gradient steps crawl: standardize.`,
  correlated: (/** @type {Advice} */ { value, a, b }) =>
    Math.abs(value) > 1 - 1e-9
      ? `${a} and ${b} say the same: L1 alone does not choose between them, L2 and elastic net share.`
      : `${a} and ${b} correlate at ${correlation(value)}, beyond 0.7: L1 keeps one of them, L2 and elastic net share.`,
  fewRows: (/** @type {Advice} */ { value }) =>
    `${significant(value, 2)} ${significant(value, 2) === '1' ? 'row' : 'rows'} a feature, fewer than 10: without a penalty weights fit noise.`,
};

export const standardize = 'Standardize';

export const moreAdvice = (/** @type {number} */ rest) => `${count(rest)} more`;

export const chooser = {
  label: 'Panels',
  aid: 'Choose panels and their order.',
  up: 'earlier',
  down: 'later',
  reset: 'Reset to defaults',
};

export const data = {
  title: 'Data',
  open: 'Data…',
  more: 'Parameters, your CSV…',
  close: 'Close',
  /** @type {Record<string, string>} */
  sections: { presets: 'Presets', numbers: 'Parameters', own: 'Your CSV' },
  next: 'Next',
  stratify: 'Stratify the split',
  balance: 'Balance classes',
  asDocumented: 'Reset to the preset',
  drop: 'Drop a CSV to use it here. It stays in this page.',
};

/** Name and explanation of each recipe parameter. @type {Record<string, [string, string]>} */
export const recipeParameters = {
  nSamples: ['n_samples', 'rows'],
  nFeatures: ['n_features', ''],
  nInformative: ['n_informative', 'carry signal'],
  nRedundant: ['n_redundant', 'combine those'],
  nGroups: ['n_groups', 'of features alike'],
  groupSize: ['group_size', ''],
  nNoise: ['n_noise', 'features of noise'],
  degree: ['degree', 'of the products'],
  rho: ['ρ', 'correlation in a group'],
  classSep: ['class_sep', 'separation'],
  noise: ['noise', 'of the target, σ'],
  flipY: ['flip_y', 'labels at random'],
  weight0: ['weights[0]', 'share of class 0'],
  testSize: ['test_size', 'share held back; 0: all rows train'],
  randomState: ['random_state', ''],
};

/** The value of a recipe parameter with its meaning. @param {string} value @param {string} note */
export const recipeValue = (value, note) => (note === '' ? value : `${value}, ${note}`);

/**
 * What the page is, its state, and how to operate it.
 *
 * @param {string} preset
 * @param {Numbers} numbers
 * @param {string} result
 */
export const summary = (preset, numbers, result) =>
  `A regression is trained while its penalty is changed. Data: ${PRESET_LABELS[preset]}, ${size(numbers)}. ${result}. The slider of λ sets the regularization strength, and the panels show its effect on the weights. The key ? lists all keys.`;

export const skip = 'Skip to the panels';

/**
 * @param {string} preset
 * @param {Numbers} numbers
 * @param {string} note
 */
export function aboutData(preset, numbers, note) {
  const test = numbers.nTest === 0 ? 'all rows train' : `${count(numbers.nTest)} held back`;
  return `${PRESET_LABELS[preset]}: ${size(numbers)} in training, ${test}. ${note}`.trim();
}

/**
 * An error about the data as a sentence, with the parameter's name as the page shows it.
 *
 * @param {string} message
 * @param {string} [parameter]
 */
export function dataProblem(message, parameter) {
  const name = parameter === undefined ? undefined : recipeParameters[parameter]?.[0];
  if (name !== undefined) {
    return `${message.replace(String(parameter), name)}.`;
  }
  return `${capitalized(message)}.`;
}
