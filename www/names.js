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

/** Iterations a second. */
export const SPEED = { default: 120, lowest: 1, highest: 120000 };

/** Furthest iteration that can be asked for. */
export const LAST_ITERATION = 1000000;
