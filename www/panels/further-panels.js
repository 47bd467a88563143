/** The panels that few embeds show. */
import { furnishComparison } from './comparison.js';
import { comparisonHeadline, comparisonTable } from './comparison-table.js';
import { furnishLedger } from './ledger.js';
import { furnishPath } from './path.js';
import style from './style.js';
import { furnishValidation } from './validation.js';
import { furnishWeights } from './weights.js';
import * as words from './words.js';

export { style };

const { panels, comparison } = words;

/** @type {Record<string, import('./kinds.js').Kind>} */
export const kinds = {
  ...panels,
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
