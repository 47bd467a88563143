/** Values of sliders and results of a run in words, for screen readers. */
import { count, counted, editable, fixed, significant } from './format.js';
import { ratioOf } from './l1-ratio.js';
import { PANEL_TITLES, PENALTY_LABELS, PRESET_LABELS } from './names.js';
import { iteration, status } from './words.js';

/** @typedef {import('./types.js').Numbers} Numbers */
/** @typedef {import('./types.js').State} State */
/** @typedef {import('./regularization-lab.js').Scores} Scores */

/**
 * λ with the number of weights that the optimum keeps, once it is known: `0.32, keeps 13 of 100 weights`.
 *
 * @param {number} lambda
 * @param {Partial<Pick<Numbers, 'penalty' | 'kept' | 'nFeatures'>>} [numbers]
 */
export function lambdaValue(lambda, { penalty, kept, nFeatures = 0 } = {}) {
  if (penalty === 'none') {
    return `${significant(lambda)}, without a penalty`;
  }
  return `${significant(lambda)}${kept === undefined ? '' : `, keeps ${ofWeights(kept, nFeatures)}`}`;
}

/** @param {number} ratio */
export function ratioValue(ratio) {
  const share = ratio === 0 ? 'L2' : ratio === 1 ? 'L1' : `${significant(100 * ratio)} % L1`;
  return `${significant(ratio)}, ${share}`;
}

/** λ and l1_ratio on the plane of both. @param {State} state @param {Numbers} numbers */
export function planeValue(state, numbers) {
  return `λ ${lambdaValue(state.lambda, numbers)}; l1_ratio ${ratioValue(ratioOf(state))}`;
}

/** @param {number} rate @param {number} stable */
export function rateValue(rate, stable) {
  return `${editable(rate)}, ${rate > stable ? 'past the stable' : 'stable up to'} ${significant(stable, 2)}`;
}

/** @param {Pick<Numbers, 'nIter' | 'endIter'>} numbers */
export function iterationValue({ nIter, endIter }) {
  return `${iteration(nIter)} of ${count(endIter)}`;
}

/** @param {number} kept @param {number} all */
const ofWeights = (kept, all) => `${count(kept)} of ${counted(all, 'weight')}`;

/** The penalty with its strength: `λ 0.32, L1`. @param {State} state */
function penaltyOf(state) {
  if (state.penalty === 'none') {
    return 'no penalty';
  }
  const ratio = state.penalty === 'elasticnet' ? `, l1_ratio ${significant(state.l1Ratio)}` : '';
  return `λ ${significant(state.lambda)}, ${PENALTY_LABELS[state.penalty]}${ratio}`;
}

/** The score that counts most: that of the rows held back, if any. @param {Scores} scores */
function score({ testAccuracy, trainAccuracy, testR2, trainR2 }) {
  const rows = testAccuracy === undefined && testR2 === undefined ? 'training' : 'test';
  const accuracy = testAccuracy ?? trainAccuracy;
  return accuracy === undefined
    ? `${rows} R² ${fixed(testR2 ?? trainR2 ?? 0, 3)}`
    : `${rows} accuracy ${fixed(100 * accuracy, 1)} %`;
}

/**
 * The result of a change, in one sentence.
 *
 * @param {State} state
 * @param {Numbers} numbers
 * @param {Scores} scores of the displayed iteration
 * @param {boolean} isRunning
 */
export function result(state, numbers, scores, isRunning) {
  const penalty = penaltyOf(state);
  if (numbers.status === 'diverged') {
    return `${penalty}: ${numbers.message}`;
  }
  if (isRunning) {
    const kept = numbers.kept === undefined ? '' : `, the optimum keeps ${ofWeights(numbers.kept, numbers.nFeatures)}`;
    return `${penalty}: running${kept}`;
  }
  const weights = ofWeights(numbers.nFeatures - scores.exactZero, numbers.nFeatures);
  const end = numbers.status === 'running' ? '' : `, ${status(numbers)}`;
  return `${penalty}: ${weights} kept, ${score(scores)}, ${iteration(numbers.nIter)}${end}`;
}

/** The name of an embedded lab. @param {State} state @param {string[]} panels */
export function labName(state, panels) {
  const titles = panels.map((panel) => PANEL_TITLES[panel]).join(', ');
  return `Regularization Lab: ${titles}; ${PRESET_LABELS[state.data]}, ${penaltyOf(state)}`;
}
