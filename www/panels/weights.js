/** What only the weights have: by size or in place. */
import { h } from '../dom.js';
import { viewSwitch } from './view-switch.js';
import * as words from './words.js';

/** @type {import('./registry.js').Furnish} */
export function furnishWeights({ name, picture }, { actions, lab }) {
  picture.before(h('div', { class: 'plot-head' }, viewSwitch(name, words.weightViews, lab, actions.look)));
  return undefined;
}
