/** What the table of the same run under four penalties holds. */
import { count } from '../format.js';
import * as words from './words.js';

/** @typedef {import('../regularization-lab.js').Scores} Scores */

export const PENALTIES = /** @type {const} */ (['none', 'l2', 'elasticnet', 'l1']);

/** The columns: their key in words, and what a cell shows. @type {[string, (scores: Scores) => string | undefined][]} */
export const COLUMNS = [
  ['train', ({ trainAccuracy, trainR2 }) => words.comparison.score(trainAccuracy, trainR2)],
  ['test', ({ testAccuracy, testR2 }) => words.comparison.score(testAccuracy, testR2)],
  ['auc', ({ testAuc }) => testAuc?.toFixed(3)],
  ['loss', ({ testLoss }) => words.comparison.loss(testLoss)],
  ['norm', ({ norm2 }) => words.comparison.norm(norm2)],
  ['near', ({ nearZero }) => count(nearZero)],
  ['zero', ({ exactZero }) => count(exactZero)],
  ['selected', ({ truePositives, falsePositives }) => words.comparison.selected(truePositives, falsePositives)],
];

/**
 * The same table in texts, for a picture of it.
 *
 * @param {import('../types.js').LabReader} lab
 */
export function comparisonTable(lab) {
  const [scores, state] = [lab.comparison() ?? [], lab.state()];
  const columns = COLUMNS.filter(([, text]) => scores[0] && text(scores[0]) !== undefined);
  const row = (/** @type {string} */ penalty, /** @type {Scores} */ each, /** @type {string} */ name) => ({
    penalty,
    cells: [name, ...columns.map(([, text]) => text(each) ?? '')],
  });
  const published =
    state.data === 'stress' && scores[0]
      ? [{ ...row('elasticnet', scores[0], words.comparison.names.published), isQuiet: true }]
      : [];
  return {
    head: [words.comparison.penalty, ...columns.map(([key]) => words.comparison.columns[key].short)],
    rows: [
      ...scores.map((each, k) => ({
        ...row(PENALTIES[k], each, nameOf(PENALTIES[k], state.l1Ratio)),
        isCurrent: PENALTIES[k] === state.penalty,
      })),
      ...published,
    ],
    l1Ratio: state.l1Ratio,
  };
}

/**
 * @param {import('../types.js').LabReader} lab
 * @returns {[string, string]}
 */
export function comparisonHeadline(lab) {
  const { penalty } = lab.state();
  const mine = lab.comparison()?.[PENALTIES.indexOf(/** @type {typeof PENALTIES[number]} */ (penalty))];
  return mine ? words.comparison.headline(mine, penalty) : ['', ''];
}

/**
 * @param {string} penalty
 * @param {number} l1Ratio
 */
export function nameOf(penalty, l1Ratio) {
  return penalty === 'elasticnet' ? words.comparison.elasticNet(l1Ratio) : words.comparison.names[penalty];
}
