/** Controls, updates and hints of panels, besides drawing and texts. */
import { extendBoundary } from './boundary.js';
import { extendWithClassChoice } from './class-choice.js';
import { extendComparison } from './comparison.js';
import { extendGeometry } from './geometry.js';
import { extendLedger } from './ledger.js';
import { geometryHints } from './plane-words.js';
import { extendTrajectories } from './trajectories.js';
import { extendValidation } from './validation.js';
import { extendWeights } from './weights.js';
import { hints } from './words.js';

/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').PanelText} PanelText */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../regularization-lab.js').Scores} Scores */
/** @typedef {import('../types.js').LabReader} LabReader */

/**
 * Adds controls of its own to a panel, the switch between its views among them; returns a function that updates them.
 *
 * @callback Extend
 * @param {import('./panel-frame.js').PanelFrame} frame
 * @param {{ dispatch: import('../types.js').Dispatch, lab: LabReader }} host
 * @returns {((numbers: Numbers, state: State, scores: Scores | undefined, text: PanelText) => void) | undefined} `scores` are
 *   undefined unless they are new
 */

/**
 * Hints about pointer and keys.
 *
 * @typedef {{ pointer?: string, keys?: string }} Hints
 * @typedef {{ extend?: Extend, hints?: (numbers: Numbers) => Hints }} PanelModule without `extend` a panel has the switch between its views, if any
 */

/** By name of the panel; panels with drawing and texts only are omitted. @type {Record<string, PanelModule | undefined>} */
export const PANEL_MODULES = {
  trajectories: { extend: extendTrajectories },
  geometry: { extend: extendGeometry, hints: geometryHints },
  boundary: { extend: extendBoundary },
  calibration: { extend: extendWithClassChoice },
  ledger: { extend: extendLedger },
  weights: { extend: extendWeights },
  comparison: { extend: extendComparison },
  'cross-validation': { extend: extendValidation, hints: hints.validation },
  sweep: { extend: extendValidation, hints: hints.sweep },
  path: { hints: hints.path },
  'bias-variance': { hints: hints.biasVariance },
};
