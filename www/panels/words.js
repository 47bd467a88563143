/** Texts of controls and tables of panels; the other texts of panels are in src/charts/panels. */
import { count, fixed, significant } from '../format.js';
import { PENALTY_LABELS, SCORING_LABELS } from '../names.js';

/** @typedef {import('../types.js').Numbers} Numbers */

const LINE_KEYS = 'The left and right arrow keys move the line.';
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

/** @type {{ penalty: string, caption: string, choose: string, published: string,
 *   names: Record<string, string>, columns: Record<string, { short: string, title: string }>,
 *   elasticNet: (l1Ratio: number) => string,
 *   score: (accuracy?: number, r2?: number) => string | undefined,
 *   loss: (loss?: number) => string | undefined, norm: (norm: number) => string,
 *   selected: (right?: number, wrong?: number) => string | undefined }} */
export const comparison = {
  penalty: 'penalty',
  caption: 'The same run under four penalties',
  choose: 'Train under this penalty',
  published:
    'As published: the script asked for “elastic”, a name the class does not know, so nothing was penalized. Published after 5,000 iterations of gradient descent, ‖w‖₂ and the count below 0.001: none 4.41 and 0, L2 3.40 and 3, elastic net 4.41 and 0, L1 3.81 and 74. These come out here too; the published accuracies are from another run.',
  names: { ...PENALTY_LABELS, published: 'as published' },
  columns: {
    train: { short: 'train', title: 'Accuracy in %, or R², on the training rows' },
    test: { short: 'test', title: 'Accuracy in %, or R², on the test rows' },
    auc: { short: 'AUC', title: 'Area under the ROC curve on the test rows' },
    loss: { short: 'loss', title: 'Mean loss on the test rows' },
    norm: { short: '‖w‖₂', title: 'Norm of the weights' },
    near: { short: '< 0.001', title: 'Weights smaller than 0.001, zeros included' },
    zero: { short: '= 0', title: 'Weights that are exactly 0' },
    selected: { short: 'TP/FP', title: 'True and false positives: kept weights that carry signal, and that are noise' },
  },
  elasticNet: (l1Ratio) => `${PENALTY_LABELS.elasticnet} ${significant(l1Ratio, 2)}`,
  score: (accuracy, r2) =>
    accuracy === undefined ? (r2 === undefined ? undefined : share(r2)) : fixed(100 * accuracy, 1),
  loss: (loss) => (loss === undefined ? undefined : significant(loss)),
  norm: (norm) => (norm < 1000 ? fixed(norm, 2) : significant(norm)),
  selected: (right, wrong) =>
    right === undefined || wrong === undefined ? undefined : `${count(right)}/${count(wrong)}`,
};
