/** Names and ranges from the tables in Rust. `UPDATE_NAMES=1 cargo test --test names` writes this file; do not edit it. */

/** Address of the source code. */
export const REPOSITORY = 'https://github.com/regularization-lab/regularization-lab';

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
 * The column of each panel: left those over iterations, right those over weights, then those over λ, so that columns share their axis.
 *
 * @type {Record<string, 'left' | 'right' | 'lambda' | 'any'>}
 */
export const COLUMNS = {
  trajectories: 'left',
  geometry: 'right',
  sparsity: 'left',
  weights: 'right',
  ledger: 'left',
  path: 'lambda',
  comparison: 'left',
  'cross-validation': 'lambda',
  sweep: 'lambda',
  pull: 'any',
  priors: 'any',
  histogram: 'any',
  'bias-variance': 'lambda',
  stability: 'any',
  calibration: 'any',
  boundary: 'any',
};

/**
 * Names and labels of the ways to show a panel that has several, the default first.
 *
 * @type {Record<string, Record<string, string>>}
 */
export const VIEWS = {
  geometry: { constraint: 'constraint', objective: 'objective' },
  weights: { sorted: 'by size', place: 'in place' },
  ledger: { loss: 'loss', gap: 'gap to the optimum' },
  path: { lambda: 'λ', norm: '‖w‖₁', deviance: 'deviance', strips: 'sparsity, norm' },
  'cross-validation': { mean: 'mean', folds: 'every fold', surface: 'λ × l1_ratio' },
};

/**
 * Heights of pictures in CSS pixels.
 *
 * @type {Record<string, number>}
 */
export const HEIGHTS = {
  trajectories: 344,
  geometry: 300,
  sparsity: 164,
  weights: 164,
  ledger: 172,
  path: 236,
  comparison: 142,
  'cross-validation': 220,
  sweep: 220,
  pull: 212,
  priors: 212,
  histogram: 212,
  'bias-variance': 236,
  stability: 236,
  calibration: 260,
  boundary: 300,
};

/**
 * Titles of panels.
 *
 * @type {Record<string, string>}
 */
export const PANEL_TITLES = {
  trajectories: 'Weight trajectories',
  geometry: 'Constraint geometry',
  sparsity: 'Sparsity',
  weights: 'Weights now',
  ledger: 'Loss ledger',
  path: 'Coefficient path',
  comparison: 'Comparison',
  'cross-validation': 'Cross-validation',
  sweep: 'Sweep',
  pull: 'Penalty and pull',
  priors: 'Priors',
  histogram: 'Weight histogram',
  'bias-variance': 'Bias and variance',
  stability: 'Selection stability',
  calibration: 'Calibration',
  boundary: 'Decision boundary',
};

/**
 * Titles of panels where there is little room.
 *
 * @type {Record<string, string>}
 */
export const SHORT_TITLES = {
  trajectories: 'Weights',
  geometry: 'Geometry',
  sparsity: 'Sparsity',
  weights: 'Now',
  ledger: 'Loss',
  path: 'Path',
  comparison: 'Compare',
  'cross-validation': 'Folds',
  sweep: 'Sweep',
  pull: 'Pull',
  priors: 'Priors',
  histogram: 'Histogram',
  'bias-variance': 'Bias',
  stability: 'Stability',
  calibration: 'Calibration',
  boundary: 'Boundary',
};

/** Controls, in the order of the page. */
export const CONTROLS = [
  'data',
  'penalty',
  'lambda',
  'l1-ratio',
  'optimizer',
  'learning-rate',
  'intercept',
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

/** Largest size of a weight of a start point. */
export const LARGEST_WEIGHT = 1e50;

/** Largest size of a CSV in bytes. */
export const MAX_CSV_BYTES = 50000000;

/** Largest number of cells of a CSV. */
export const MAX_CSV_CELLS = 10000000;

/** Data sets, in the order of the menu. */
export const PRESETS = [
  'stress',
  'easy',
  'two-features',
  'twins',
  'stress-600',
  'breast-cancer',
  'make-regression',
  'scales',
  'imbalanced',
  'polynomial',
  'diabetes',
  'capped',
  'valley',
  'prostate',
  'hitters',
  'credit',
  'heart',
];

/**
 * Files of the presets that are built-in tables.
 *
 * @type {Record<string, string>}
 */
export const PRESET_TABLES = {
  'breast-cancer': 'breast_cancer.bin',
  diabetes: 'diabetes.bin',
  prostate: 'prostate.csv',
  hitters: 'hitters.csv',
  credit: 'credit.csv',
  heart: 'heart.csv',
};

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
  prostate: 'Prostate cancer',
  hitters: 'Baseball salaries',
  credit: 'Credit balance',
  heart: 'Heart disease',
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
  prostate: '8 measures of 97 men for log PSA; the book’s 67 rows train, lasso as in its figure 3.10 (S-F1)',
  hitters: '19 numbers of 263 players; ridge and lasso as in the book’s lab 6.5 (S-F2)',
  credit: '11 numbers of 400 card holders; ridge and lasso as in the book’s figures 6.4 and 6.6 (S-F3)',
  heart: '9 risk factors of 462 men, 160 with the disease; the path under L1 as in the book’s figure 4.13 (S-F4)',
  csv: 'A table of your own, read in this page and sent nowhere',
};

/**
 * What penalties are called.
 *
 * @type {Record<string, string>}
 */
export const PENALTY_LABELS = {
  none: 'none',
  l2: 'L2',
  elasticnet: 'elastic net',
  l1: 'L1',
};

/**
 * What optimizers are called.
 *
 * @type {Record<string, string>}
 */
export const OPTIMIZER_LABELS = {
  'gradient-descent': 'gradient descent',
  'proximal-gradient': 'proximal gradient',
  'accelerated-proximal-gradient': 'accelerated proximal gradient',
  'coordinate-descent': 'coordinate descent',
};

/**
 * What scores of held-out rows are called.
 *
 * @type {Record<string, string>}
 */
export const SCORING_LABELS = {
  auc: 'AUC',
  accuracy: 'accuracy',
  'neg-log-loss': 'log-loss',
  r2: 'R²',
  'neg-mse': 'MSE',
};

/** Parameters of a lab: their attributes, which are their keys in links too, their labels, kinds and sliders. */
export const PARAMETERS = /** @type {const} */ ({
  penalty: {
    attribute: 'penalty',
    label: 'Penalty',
    kind: 'choice',
  },
  lambda: {
    attribute: 'lambda',
    label: 'λ, regularization strength',
    kind: 'number',
  },
  l1Ratio: {
    attribute: 'l1-ratio',
    label: 'l1_ratio',
    kind: 'number',
    slider: { low: 0, high: 1, step: 0.01 },
  },
  optimizer: {
    attribute: 'optimizer',
    label: 'Optimizer',
    kind: 'choice',
  },
  fitIntercept: {
    attribute: 'fit-intercept',
    label: 'Intercept',
    kind: 'flag',
  },
  learningRate: {
    attribute: 'learning-rate',
    label: 'Learning rate',
    kind: 'number',
    slider: { low: 0.0001, high: 10, step: 0 },
  },
  classWeight: {
    attribute: 'class-weight',
    label: 'Class weight',
    kind: 'choice',
  },
  standardize: {
    attribute: 'standardize',
    label: 'Standardize features',
    kind: 'flag',
  },
});
