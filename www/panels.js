/**
 * All panels there are, in reading order: left those over iterations, right those over weights and λ, so that columns share their
 * axis; the others wherever there is room.
 *
 * @type {Record<string, 'left' | 'right' | 'any'>}
 */
export const SIDES = {
  trajectories: 'left',
  geometry: 'right',
  sparsity: 'left',
  weights: 'right',
  ledger: 'left',
  path: 'right',
  comparison: 'left',
  'cross-validation': 'right',
  sweep: 'right',
  pull: 'any',
  priors: 'any',
  histogram: 'any',
  'bias-variance': 'right',
  stability: 'any',
  calibration: 'any',
  boundary: 'any',
};

/** Pictures with a mark for every weight: all but the followed one step back. */
export const FOLLOWS = new Set(['trajectories', 'weights', 'path', 'pull', 'priors', 'histogram', 'stability']);

/** All that the attribute `panels` takes. */
export const PANELS = Object.keys(SIDES);

/** Those that are shown unless it says otherwise. */
export const DEFAULT_PANELS = [
  'trajectories',
  'geometry',
  'sparsity',
  'weights',
  'ledger',
  'path',
  'comparison',
  'cross-validation',
];

/** Panels of an embed unless the author names others. */
export const EMBEDDED_PANELS = ['trajectories'];

/** All that the attribute `controls` takes. */
export const CONTROLS = [
  'data',
  'penalty',
  'lambda',
  'l1-ratio',
  'optimizer',
  'learning-rate',
  'play',
  'step',
  'speed',
  'scrub',
];

/** Controls of an embed unless the author names others. */
export const EMBEDDED_CONTROLS = ['penalty', 'lambda', 'play'];

/**
 * The column of each panel.
 *
 * @param {string[]} names
 * @returns {('left' | 'right')[]}
 */
export function columns(names) {
  const fixed = new Set(names.map((name) => SIDES[name]).filter((side) => side !== 'any'));
  const count = { left: 0, right: 0 };
  return names.map((name) => {
    const wanted = fixed.size < 2 ? 'any' : SIDES[name];
    const side = wanted === 'any' ? (count.left <= count.right ? 'left' : 'right') : wanted;
    count[side]++;
    return side;
  });
}
