/** Texts of the controls that an embed shows only on request. */
import { count, significant } from '../format.js';
import { penalties } from '../words.js';

/** @typedef {import('../types.js').Numbers} Numbers */

/** What each preset is for. @type {Record<string, string>} */
export const presets = {
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

export const data = 'Data';
export const l1Ratio = 'l1_ratio';
export const restart = 'Restart from the same start';
export const step = 'One iteration';
export const times = (/** @type {number} */ n) => `${n} iterations`;
export const converge = 'Jump to the exact optimum';
export const iteration = 'Iteration';
export const past = 'Go back in the run';
export const keep = 'Bookmark this iteration';
export const speed = 'Speed';
export const learningRate = 'Learning rate';
export const optimizer = 'Optimizer';
export const standardize = 'Standardize features';

/** @param {Numbers['bookmark']} kept */
export function bookmark(kept) {
  if (kept === undefined) {
    return keep;
  }
  const under = kept.penalty === 'none' ? 'no penalty' : `${penalties[kept.penalty]}, λ = ${significant(kept.lambda)}`;
  return `Remove the bookmark at iteration ${count(kept.nIter)}, ${under}`;
}

/** @param {number} n */
export function perSecond(n) {
  return n === 1 ? '1 iteration a second' : `${count(n)} iterations a second`;
}

export const paused = 'paused';

export const noLearningRate = 'coordinate descent finds its own step';

/** @param {number} stable */
export function stable(stable) {
  return `stable up to ${significant(stable, 2)}`;
}

export const kkt = (/** @type {number} */ residual) => `KKT residual ${significant(residual)}`;
