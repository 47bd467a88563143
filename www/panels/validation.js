/** What only cross-validation has: the mean or every fold, and a button that takes its advice. */
import { h, show } from '../dom.js';
import * as words from '../words.js';
import { viewSwitch } from './view-switch.js';

/** @type {import('./furniture.js').Furnish} */
export function furnishValidation({ name, picture }, { actions, lab }) {
  /** @type {number | undefined} */
  let oneSe;
  const button = h('button', { type: 'button', class: 'plain', onclick: () => actions.set({ lambda: oneSe }) });
  const note = h('p', { class: 'note' });
  picture.before(
    h('div', { class: 'plot-head' }, viewSwitch(name, words.validation.views, ['mean', 'folds'], lab, actions.look)),
  );
  picture.after(h('div', { class: 'under' }, note, button));
  return (numbers, state) => {
    oneSe = numbers.oneSe;
    button.hidden = oneSe === undefined || oneSe === state.lambda;
    if (oneSe !== undefined) {
      show(button, words.validation.use(oneSe));
    }
    show(note, words.validation.note(numbers));
  };
}
