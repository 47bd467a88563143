/** What each panel has besides its picture. */
import { furnishBoundary } from './boundary.js';
import { furnishGeometry } from './geometry.js';
import { furnishTrajectories } from './trajectories.js';

/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').State} State */

/**
 * Adds to a panel what only it has; returns what keeps it true.
 *
 * @callback Furnish
 * @param {import('./shell.js').Shell} shell
 * @param {{ actions: import('../view.js').ViewActions & { space: (scale: string) => void }, lab: import('../bindings.js').Lab }} home
 * @returns {(numbers: Numbers, state: State) => void}
 */

/** @type {Record<string, Furnish>} */
export const furniture = {
  trajectories: furnishTrajectories,
  geometry: furnishGeometry,
  boundary: furnishBoundary,
};
