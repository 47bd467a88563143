/** Texts of the controls that an embed shows only on request. */
import { count, significant } from '../format.js';
import { PENALTY_LABELS } from '../names.js';

/** @typedef {import('../types.js').Numbers} Numbers */

export const data = 'Data';
export const restart = 'Restart from the same start';
export const step = 'One iteration';
export const times = (/** @type {number} */ n) => `×${n}: ${n} iterations`;
export const converge = 'Jump to the exact optimum';
export const iteration = 'Iteration';
export const past = 'Go back in the run';
export const keep = 'Bookmark this iteration';
export const speed = 'Speed';

/** @param {Numbers['bookmark']} kept */
export function bookmark(kept) {
  if (kept === undefined) {
    return keep;
  }
  const under =
    kept.penalty === 'none' ? 'no penalty' : `${PENALTY_LABELS[kept.penalty]}, λ = ${significant(kept.lambda)}`;
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
