/** Texts of controls and tables of panels; the other texts of panels are in src/charts/panels. */
import { capitalized, count, fixed, significant } from '../format.js';
import { SCORING_LABELS } from '../names.js';

/** @typedef {import('../types.js').Numbers} Numbers */

const LINE_KEYS = 'The left and right arrow keys move the line, up and down follow a weight.';
const PLANE_KEYS = 'The left and right arrow keys move λ, up and down l1_ratio.';

/** Hints about pointer and keys. */
export const hints = {
  path: (/** @type {Numbers} */ { pathView, penalty }) => ({
    pointer:
      pathView === 'norm' || ((pathView ?? 'lambda') === 'lambda' && penalty !== 'none') ? 'Drag the line.' : undefined,
    keys: LINE_KEYS,
  }),
  validation: (/** @type {Numbers} */ { validationView }) => ({
    keys: validationView === 'surface' ? PLANE_KEYS : LINE_KEYS,
  }),
  sweep: () => ({ keys: PLANE_KEYS }),
  biasVariance: () => ({ keys: LINE_KEYS }),
};

/** Kinds of plots for screen readers, and the keys of those without keys of their own. */
export const plot = {
  plot: 'plot',
  plane: 'two-dimensional slider',
  keys: 'The arrow keys follow one weight after another.',
};

/** The editor of penalty factors. */
export const factors = {
  open: 'factors',
  hint: 'Penalty factors: weights that are free, penalized k times, or excluded',
  label: 'Penalty factor',
  weight: 'Weight',
  times: 'Penalty factor k',
  free: 'free',
  excluded: 'excluded',
  reset: 'Reset',
  adaptive: 'Adaptive',
  adaptiveHint: 'The factors of the adaptive lasso, from the weights as they stand; a weight at 0 is excluded',
  gamma: 'γ of adaptive factors',
  summary: (/** @type {number} */ n) => (n === 0 ? 'all ×1' : `${count(n)} set`),
  problem: (/** @type {string} */ message) =>
    `${capitalized(message)}.`.replace(/^penaltyFactor/, 'The factor').replace(/^Gamma/, 'γ'),
};

export const ledger = {
  loss: 'data loss',
  l1: 'L1 part',
  l2: 'L2 part',
  objective: 'objective',
};

/** @param {import('../regularization-lab.js').Scores} scores */
export function scoresLine(scores) {
  const pair = (
    /** @type {string} */ name,
    /** @type {number | undefined} */ train,
    /** @type {number | undefined} */ test,
  ) => (train === undefined ? '' : `${name} ${share(train)} train${test === undefined ? '' : `, ${share(test)} test`}`);
  const parts = [
    pair('accuracy', scores.trainAccuracy, scores.testAccuracy),
    pair('larger class', scores.trainLargerClass, scores.testLargerClass),
    pair('AUC', scores.trainAuc, scores.testAuc),
    pair('R²', scores.trainR2, scores.testR2),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** @param {number} value */
function share(value) {
  return fixed(value, 3);
}

/** The label of a switch between views. */
export const views = 'What is drawn';

/** Whether lower is better. */
const LOSSES = ['neg-log-loss', 'neg-mse'];

export const validation = {
  score: 'Score of the held-out rows',
  option: (/** @type {Numbers['scoring']} */ name) => `${SCORING_LABELS[name]} ${LOSSES.includes(name) ? '↓' : '↑'}`,
  use: (/** @type {number} */ lambda, /** @type {number | undefined} */ l1Ratio) =>
    `Use ${significant(lambda, 2)}${l1Ratio === undefined ? '' : `, l1_ratio ${significant(l1Ratio)}`}`,
};

export const classes = { label: 'counts as 1', title: 'The class that counts as 1' };

export const comparison = {
  caption: 'The same run under four penalties',
  choose: 'Train under this penalty',
};
