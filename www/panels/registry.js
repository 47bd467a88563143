/** What each panel has besides its picture and its texts. */
import { furnishBoundary } from './boundary.js';
import { furnishComparison } from './comparison.js';
import { furnishGeometry } from './geometry.js';
import { furnishLedger } from './ledger.js';
import { geometryHints } from './plane-words.js';
import { furnishTrajectories } from './trajectories.js';
import { furnishValidation } from './validation.js';
import { hints } from './words.js';

/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').PanelText} PanelText */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../regularization-lab.js').Scores} Scores */
/** @typedef {import('../types.js').LabReader} LabReader */

/**
 * Adds controls of its own to a panel, the switch between its views among them; returns a function that updates them.
 *
 * @callback Furnish
 * @param {import('./panel-frame.js').PanelFrame} frame
 * @param {{ dispatch: import('../types.js').Dispatch, lab: LabReader }} host
 * @returns {((numbers: Numbers, state: State, scores: Scores | undefined, text: PanelText) => void) | undefined} scores are there
 *   when they have been measured anew
 */

/**
 * What a pointer and keys do on a picture.
 *
 * @typedef {{ pointer?: string, keys?: string }} Hints
 * @typedef {{ furnish?: Furnish, hints?: (numbers: Numbers) => Hints }} Kind without `furnish` a panel has the switch between its views, if any
 */

/** By the name of the panel; those that have only a picture and texts are not there. @type {Record<string, Kind | undefined>} */
export const KINDS = {
  trajectories: { furnish: furnishTrajectories },
  geometry: { furnish: furnishGeometry, hints: geometryHints },
  boundary: { furnish: furnishBoundary },
  ledger: { furnish: furnishLedger },
  comparison: { furnish: furnishComparison },
  'cross-validation': { furnish: furnishValidation, hints: hints.validation },
  sweep: { furnish: furnishValidation, hints: hints.sweep },
  path: { hints: hints.path },
  'bias-variance': { hints: hints.biasVariance },
};
