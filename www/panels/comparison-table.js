/** Columns of the comparison table. */
import { count, fixed } from '../format.js';
import * as words from './words.js';

/** @typedef {import('../regularization-lab.js').Scores} Scores */

export const PENALTIES = /** @type {const} */ (['none', 'l2', 'elasticnet', 'l1']);

/** Key in words.js and text of a cell, for each column. @type {[string, (scores: Scores) => string | undefined][]} */
export const COLUMNS = [
  ['train', ({ trainAccuracy, trainR2 }) => words.comparison.score(trainAccuracy, trainR2)],
  ['test', ({ testAccuracy, testR2 }) => words.comparison.score(testAccuracy, testR2)],
  ['auc', ({ testAuc }) => (testAuc === undefined ? undefined : fixed(testAuc, 3))],
  ['loss', ({ testLoss }) => words.comparison.loss(testLoss)],
  ['norm', ({ norm2 }) => words.comparison.norm(norm2)],
  ['near', ({ nearZero }) => count(nearZero)],
  ['zero', ({ exactZero }) => count(exactZero)],
  ['selected', ({ truePositives, falsePositives }) => words.comparison.selected(truePositives, falsePositives)],
];

/**
 * @param {string} penalty
 * @param {number} l1Ratio
 */
export function nameOf(penalty, l1Ratio) {
  return penalty === 'elasticnet' ? words.comparison.elasticNet(l1Ratio) : words.comparison.names[penalty];
}
