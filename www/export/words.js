/** Texts of a panel's menu and of the export menu. */

export const tools = {
  enlarge: 'Enlarge',
  shrink: 'Back to the page',
  grip: 'Drag to change the height; double-click to reset it',
  taller: 'Taller',
  shorter: 'Shorter',
  tallest: 'at the maximum height',
  shortest: 'at the minimum height',
  png: 'Save as PNG',
  svg: 'Save as SVG',
  numbers: 'Show numbers as a table',
  /** @param {string} title */
  numbersOf: (title) => `${title}: show numbers as a table`,
  csv: 'Save numbers as CSV',
  embed: 'Embed…',
  keys: 'Keyboard shortcuts',
};

export const exports = {
  open: 'Export',
  allSvg: 'All panels (SVG)',
  allPng: 'All panels (PNG)',
  /** @param {string} table */
  csv: (table) => `${table} (CSV)`,
  python: 'Python script',
  film: 'Video of this run',
  filmAnew: 'Video of a new run with these parameters',
  recording: 'Recording the run',
  computing: 'Computing the rest of the picture',
  cancel: 'Cancel',
  notYet: 'still being computed',
  noRecorder: 'this browser cannot record a canvas',
  noRun: 'run some iterations first',
};

/** Names of the tables that can be exported. @type {Record<import('../types.js').TableName, string>} */
export const tables = {
  trajectories: 'Weights by iteration',
  sparsity: 'Counts by iteration',
  ledger: 'Loss by iteration',
  coefficients: 'Coefficients',
  path: 'Coefficient path',
  'cross-validation': 'Cross-validation',
  surface: 'Cross-validation, λ × l1_ratio',
  'bias-variance': 'Bias and variance',
  stability: 'Selection frequencies',
  calibration: 'Calibration',
  comparison: 'Comparison',
  scores: 'Scores',
  parameters: 'Parameters',
};

const notShown = 'no visible panel computes it, or it is not complete';

/** Why a table has no data, unless it is still being computed. @type {Partial<Record<import('../types.js').TableName, string>>} */
export const noTable = {
  comparison: 'no visible panel compares penalties',
  surface: notShown,
  'bias-variance': notShown,
  stability: notShown,
  calibration: 'needs two classes, rows held back, and a visible panel that compares penalties',
};
