/** The three penalties as one axis, from L2 at 0 to L1 at 1. */
import { penaltyOfRatio } from './generated/bindings.js';

/** @typedef {import('./types.js').State} State */

/**
 * Returns the change that sets a ratio.
 *
 * @param {number} l1Ratio
 * @returns {{ penalty: State['penalty'], l1Ratio?: number }}
 */
export function changeOfRatio(l1Ratio) {
  const penalty = /** @type {State['penalty']} */ (penaltyOfRatio(l1Ratio));
  return penalty === 'elasticnet' ? { penalty, l1Ratio } : { penalty };
}

/** @param {State} state */
export function ratioOf({ penalty, l1Ratio }) {
  return penalty === 'l2' ? 0 : penalty === 'l1' ? 1 : l1Ratio;
}
