/** All panels there are, in reading order: left those over iterations, right those over weights and λ. */

/** @type {Record<string, 'left' | 'right'>} */
export const SIDES = {
  trajectories: 'left',
  geometry: 'right',
  sparsity: 'left',
  path: 'right',
  'bias-variance': 'right',
  stability: 'left',
  calibration: 'left',
  boundary: 'right',
};

/** All that the attribute `panels` takes. */
export const PANELS = Object.keys(SIDES);

/** Those that are shown unless it says otherwise. */
export const DEFAULT_PANELS = ['trajectories', 'geometry', 'sparsity', 'path'];
