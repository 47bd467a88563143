/** A switch between the views of a panel. */
import { h } from '../dom.js';
import { VIEWS } from '../names.js';
import * as words from './words.js';

/**
 * @param {string} name of the panel
 * @param {import('../types.js').Dispatch} dispatch
 */
export function viewSwitch(name, dispatch) {
  const choose = (/** @type {string} */ view) => dispatch({ type: 'view', panel: name, view });
  return h(
    'div',
    { class: 'over', role: 'radiogroup', 'aria-label': words.views },
    ...Object.entries(VIEWS[name]).map(([view, label], k) => toggle(`${name}-view`, view, label, k === 0, choose)),
  );
}

/** The switch above the picture. @type {import('./registry.js').Extend} */
export function extendViews({ name, picture }, { dispatch }) {
  if (name in VIEWS) {
    picture.before(h('div', { class: 'plot-head' }, viewSwitch(name, dispatch)));
  }
  return undefined;
}

/**
 * Creates a radio button as a word that is underlined while it is checked.
 *
 * @param {string} group
 * @param {string} value
 * @param {string} label
 * @param {boolean} checked
 * @param {(value: string) => void} choose
 */
export function toggle(group, value, label, checked, choose) {
  const input = h('input', { type: 'radio', name: group, value, checked, onchange: () => choose(value) });
  return h('label', { class: 'toggle' }, input, label);
}
