/** The choice of the class that counts as 1; of two classes it exchanges them. */
import { h } from '../dom.js';
import * as words from './words.js';

/**
 * @param {import('../types.js').Dispatch} dispatch
 */
export function classChoice(dispatch) {
  const select = h('select', {
    'aria-label': words.classes.title,
    title: words.classes.title,
    onchange: () => dispatch({ type: 'set', change: { recipe: { posLabel: Number(select.value) } } }),
  });
  const element = h('label', { class: 'class-choice' }, h('span', {}, words.classes.label), select);
  let listed = '';
  return {
    element,
    /**
     * @param {import('../types.js').State} state
     * @param {import('../types.js').LabReader} lab
     */
    sync({ recipe }, lab) {
      const names = lab.classChoices();
      if (names.join('\n') !== listed) {
        listed = names.join('\n');
        select.replaceChildren(...names.map((name, k) => h('option', { value: k }, name)));
      }
      element.hidden = names.length === 0;
      select.value = String(recipe.posLabel);
    },
  };
}

/** The panel's module for panels that have only this control. @type {import('./registry.js').Extend} */
export function extendWithClassChoice({ picture, note }, { dispatch, lab }) {
  const classes = classChoice(dispatch);
  picture.after(h('div', { class: 'under' }, note, classes.element));
  let run = -1;
  return (numbers, state) => {
    if (numbers.run !== run) {
      run = numbers.run;
      classes.sync(state, lab);
    }
  };
}
