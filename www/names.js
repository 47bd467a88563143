/** Names and ranges from the tables in Rust. `UPDATE_NAMES=1 cargo test --test names` writes this file; do not edit it. */

/** Panels, in reading order. */
export const PANELS = [
  'trajectories',
  'geometry',
  'sparsity',
  'weights',
  'ledger',
  'path',
  'comparison',
  'cross-validation',
  'sweep',
  'pull',
  'priors',
  'histogram',
  'bias-variance',
  'stability',
  'calibration',
  'boundary',
];

/** Panels that the page shows unless told otherwise. */
export const DEFAULT_PANELS = [
  'trajectories',
  'geometry',
  'sparsity',
  'weights',
  'ledger',
  'path',
  'comparison',
  'cross-validation',
];

/** Panels of an embedded lab unless its author names others. */
export const EMBEDDED_PANELS = ['trajectories'];

/** Panels that are tables. */
export const TABLE_PANELS = ['comparison'];

/** Panels with a mark for every weight: while one weight has the focus, the marks of the others fade. */
export const FADING_PANELS = ['trajectories', 'weights', 'path', 'pull', 'priors', 'histogram', 'stability'];

/**
 * The column of each panel: left those over iterations, right those over weights and λ, so that columns share their axis.
 *
 * @type {Record<string, 'left' | 'right' | 'any'>}
 */
export const COLUMNS = {
  trajectories: 'left',
  geometry: 'right',
  sparsity: 'left',
  weights: 'right',
  ledger: 'left',
  path: 'right',
  comparison: 'left',
  'cross-validation': 'right',
  sweep: 'right',
  pull: 'any',
  priors: 'any',
  histogram: 'any',
  'bias-variance': 'right',
  stability: 'any',
  calibration: 'any',
  boundary: 'any',
};

/**
 * The ways to show a panel that has several, the first one first.
 *
 * @type {Record<string, string[]>}
 */
export const VIEWS = {
  geometry: ['constraint', 'objective'],
  weights: ['sorted', 'place'],
  ledger: ['loss', 'gap'],
  path: ['lambda', 'norm', 'deviance', 'strips'],
  'cross-validation': ['mean', 'folds', 'surface'],
};

/** Controls, in the order of the page. */
export const CONTROLS = [
  'data',
  'penalty',
  'lambda',
  'l1-ratio',
  'optimizer',
  'learning-rate',
  'play',
  'step',
  'speed',
  'scrub',
];

/** Controls of an embedded lab unless its author names others. */
export const EMBEDDED_CONTROLS = ['penalty', 'lambda', 'play'];

/** Themes; the first one follows the system. */
export const THEMES = /** @type {const} */ (['auto', 'light', 'dark', 'projector']);

/** Spacings of weights, the default first. */
export const SCALES = /** @type {const} */ (['sqrt', 'linear']);

/**
 * What presets are called in menus.
 *
 * @type {Record<string, string>}
 */
export const PRESET_LABELS = {
  stress: 'Stress test',
  easy: 'Easy',
  'two-features': 'Two features, one is noise',
  twins: 'Twins',
  'stress-600': 'Stress test, harder',
  'breast-cancer': 'Breast cancer',
  'make-regression': 'Linear regression',
  scales: 'Unequal scales',
  imbalanced: 'Imbalanced classes',
  polynomial: 'Polynomial features',
  diabetes: 'Diabetes',
  capped: 'Easy, 20 iterations',
  valley: 'Valley',
  csv: 'Your own CSV',
};

/**
 * What presets are for, with their rows of docs/sources.md.
 *
 * @type {Record<string, string>}
 */
export const PRESET_DESCRIPTIONS = {
  stress: 'The article’s feature selection test: 3 of 100 features count (S-A3, A4)',
  easy: '5 features, 3 of them informative: regularization changes little (S-A2)',
  'two-features': 'x₁ carries the signal, x₂ is noise (S-A7)',
  twins: 'Three pairs of nearly equal features, and four of noise (S-A8)',
  'stress-600': '600 rows, 5 of 100 features count, classes overlap (S-A3)',
  'breast-cancer': '30 measured features of 569 tumours, many of them alike (S-B1–B4)',
  'make-regression': '10 of 60 features count, the target is a number (S-C1)',
  scales: 'Features in units up to 100 times apart: scale first (S-C2)',
  imbalanced: '70 % of the rows are of one class (S-C7, C8)',
  polynomial: '4 features become 34 products that overfit (S-C11)',
  diabetes: '10 features of 442 patients, the target is a number (S-D1, D2)',
  capped: 'L2 at λ = 0.01, stopped after 20 iterations or at 0.001 (S-E1)',
  valley: 'x₁ ≈ 2 x₂: the loss is a long valley, penalties choose a place in it (S-E4)',
  csv: 'A table of your own, read in this page and sent nowhere',
};

/** Iterations a second. */
export const SPEED = { default: 120, lowest: 1, highest: 120000 };

/** Furthest iteration that can be asked for. */
export const LAST_ITERATION = 1000000;
