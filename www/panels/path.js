/** Controls of the coefficient path: the horizontal axis. */
import { h } from '../dom.js';
import { viewSwitch } from './view-switch.js';
import * as words from './words.js';

/** @type {import('./registry.js').Extend} */
export function extendPath({ name, picture }, { dispatch }) {
  picture.before(h('div', { class: 'plot-head' }, viewSwitch(name, words.pathViews, dispatch)));
  return undefined;
}
