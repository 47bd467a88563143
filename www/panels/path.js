/** What only the coefficient path has: the choice of what it is drawn over. */
import { h } from '../dom.js';
import { viewSwitch } from './view-switch.js';
import * as words from './words.js';

/** @type {import('./registry.js').Furnish} */
export function furnishPath({ name, picture }, { actions, lab }) {
  picture.before(h('div', { class: 'plot-head' }, viewSwitch(name, words.pathViews, lab, actions.look)));
  return undefined;
}
