/** What each panel has besides its picture. */

import { furnishBoundary } from './boundary.js';
import { furnishGeometry } from './geometry.js';
import { furnishLedger } from './ledger.js';
import { furnishPath } from './path.js';
import { furnishTrajectories } from './trajectories.js';
import { furnishValidation } from './validation.js';
import { furnishWeights } from './weights.js';

/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../regularization-lab.js').Scores} Scores */

/**
 * Adds to a panel what only it has; returns what keeps it true.
 *
 * @callback Furnish
 * @param {import('./shell.js').Shell} shell
 * @param {{ actions: import('../view.js').ViewActions & { space: (scale: string) => void }, lab: import('../bindings.js').Lab }} home
 * @returns {((numbers: Numbers, state: State, scores?: Scores) => void) | undefined} scores are there when they have been measured anew
 */

/** @type {Record<string, Furnish>} */
export const furniture = {
  trajectories: furnishTrajectories,
  geometry: furnishGeometry,
  ledger: furnishLedger,
  weights: furnishWeights,
  comparison: (shell, home) =>
    later(import('./comparison.js'), ({ furnishComparison }) => furnishComparison(shell, home)),
  'cross-validation': furnishValidation,
  sweep: furnishValidation,
  boundary: furnishBoundary,
  path: furnishPath,
};

/**
 * Furniture whose code is fetched when its panel is shown.
 *
 * @template M
 * @param {Promise<M>} module
 * @param {(module: M) => ReturnType<Furnish>} furnish
 * @returns {ReturnType<Furnish>}
 */
function later(module, furnish) {
  /** @type {ReturnType<Furnish>} */
  let follow;
  /** @type {Parameters<NonNullable<ReturnType<Furnish>>> | undefined} */
  let last;
  module.then((fetched) => {
    follow = furnish(fetched);
    if (last) {
      follow?.(...last);
    }
  });
  return (...moment) => {
    last = moment;
    follow?.(...moment);
  };
}
