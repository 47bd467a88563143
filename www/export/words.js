/** Words of what can be done with a panel, and of the files that can be saved. */

export const tools = {
  enlarge: 'Enlarge',
  shrink: 'Back to the page',
  grip: 'Drag to make this picture taller; twice to make it as it was',
  taller: 'Taller',
  shorter: 'Shorter',
  tallest: 'as tall as it gets',
  shortest: 'as short as it gets',
  png: 'Save as PNG',
  svg: 'Save as SVG',
  csv: 'Save numbers as CSV',
  embed: 'Embed…',
};

export const exports = {
  open: 'Export',
  /** @param {string} table */
  csv: (table) => `${table} (CSV)`,
  python: 'Python script',
  film: 'Video of this run',
  filmAnew: 'Video of a run with these parameters',
  recording: 'Recording the run',
  cancel: 'Cancel',
  notYet: 'still being computed',
  notCompared: 'no panel on show compares',
  notShown: 'no panel shows it, or not all of it yet',
  noRecorder: 'this browser cannot record a canvas',
  noRun: 'run some iterations first',
};

/** The tables that can be taken away. @type {Record<import('../types.js').TableName, string>} */
export const tables = {
  trajectories: 'Weights by iteration',
  sparsity: 'Counts by iteration',
  ledger: 'Loss by iteration',
  coefficients: 'Coefficients',
  path: 'Coefficient path',
  'cross-validation': 'Cross-validation',
  surface: 'Cross-validation, λ × l1_ratio',
  comparison: 'Comparison',
  scores: 'Scores',
  parameters: 'Parameters',
};
