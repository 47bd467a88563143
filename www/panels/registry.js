/** What each panel has besides its picture: words, and what only it has. */
import { furnishBoundary } from './boundary.js';
import { furnishComparison } from './comparison.js';
import { comparisonHeadline, comparisonTable } from './comparison-table.js';
import { furnishGeometry } from './geometry.js';
import { furnishLedger } from './ledger.js';
import { furnishPath } from './path.js';
import * as planeWords from './plane-words.js';
import { trajectories } from './trajectories.js';
import { furnishValidation } from './validation.js';
import { furnishWeights } from './weights.js';
import * as words from './words.js';

/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../regularization-lab.js').Scores} Scores */
/** @typedef {import('../types.js').LabReader} LabReader */

/**
 * @typedef {object} PanelWords
 * @property {(numbers: Numbers, state: State) => string} aid how it is read
 * @property {(numbers: Numbers, lambda: number, state: State, lab: LabReader) => [string, string]} headline the number that matters,
 *   before and after its noun
 * @property {(numbers: Numbers, lambda: number, state: State) => string} description what a canvas shows, for those who do not see it
 */

/**
 * Adds to a panel what only it has; returns what keeps it true.
 *
 * @callback Furnish
 * @param {import('./panel-frame.js').PanelFrame} frame
 * @param {{ dispatch: import('../types.js').Dispatch, lab: LabReader }} host
 * @returns {((numbers: Numbers, state: State, scores?: Scores) => void) | undefined} scores are there when they have been measured anew
 */

/**
 * @typedef {PanelWords & {
 *   furnish?: Furnish,
 *   note?: (numbers: Numbers) => string,
 *   table?: (lab: LabReader) => NonNullable<import('../types.js').Caption['table']>,
 * }} Kind `note` = what a picture that is taken away has to say besides; `table` = what one shows that is no picture
 */

const { panels, comparison } = words;

/** By the name of the panel. @type {Record<string, Kind>} */
export const KINDS = {
  ...panels,
  trajectories,
  geometry: { ...planeWords.panels.geometry, furnish: furnishGeometry, note: planeWords.geometryNote },
  boundary: { ...planeWords.panels.boundary, furnish: furnishBoundary },
  ledger: { ...panels.ledger, furnish: furnishLedger },
  weights: { ...panels.weights, furnish: furnishWeights },
  comparison: {
    aid: comparison.aid,
    headline: (_numbers, _lambda, _state, lab) => comparisonHeadline(lab),
    description: comparison.aid,
    furnish: furnishComparison,
    table: comparisonTable,
  },
  'cross-validation': { ...panels['cross-validation'], furnish: furnishValidation },
  sweep: { ...panels.sweep, furnish: furnishValidation },
  path: { ...panels.path, furnish: furnishPath },
};
