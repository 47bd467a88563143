/** The views of the panels that have several; the first one is the default. @type {Record<string, readonly string[]>} */
export const VIEWS = {
  geometry: ['constraint', 'objective'],
  weights: ['sorted', 'place'],
  ledger: ['loss', 'gap'],
  path: ['lambda', 'norm', 'deviance', 'strips'],
  'cross-validation': ['mean', 'folds', 'surface'],
};
