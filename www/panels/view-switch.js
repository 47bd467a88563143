/** A switch between the views of a panel. */
import { h } from '../dom.js';
import { VIEWS } from '../names.js';

/**
 * @param {string} name of the panel
 * @param {Record<string, string>} labels of the views, and of the switch itself under `label`
 * @param {import('../types.js').Dispatch} dispatch
 */
export function viewSwitch(name, labels, dispatch) {
  const choose = (/** @type {string} */ view) => dispatch({ type: 'view', panel: name, view });
  return h(
    'div',
    { class: 'over', role: 'radiogroup', 'aria-label': labels.label },
    ...VIEWS[name].map((view, k) => toggle(`${name}-view`, view, labels[view], k === 0, choose)),
  );
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
