/** Controls of the weights: their order. */
import { h } from '../dom.js';
import { viewSwitch } from './view-switch.js';
import * as words from './words.js';

/** @type {import('./registry.js').Extend} */
export function extendWeights({ name, picture }, { dispatch }) {
  picture.before(h('div', { class: 'plot-head' }, viewSwitch(name, words.weightViews, dispatch)));
  return undefined;
}
