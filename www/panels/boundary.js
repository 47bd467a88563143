/** Controls of the decision boundary: the two features, the class that counts as 1, and a note about plane and rows. */
import { h } from '../dom.js';
import { classChoice } from './class-choice.js';
import { pairChoice } from './geometry.js';

/** @type {import('./registry.js').Extend} */
export function extendBoundary({ picture, note }, { dispatch, lab }) {
  const pair = pairChoice(dispatch);
  const classes = classChoice(dispatch);
  picture.after(h('div', { class: 'under' }, note, pair.element, classes.element));
  let run = -1;
  return (numbers, state) => {
    if (numbers.run !== run) {
      run = numbers.run;
      pair.list(lab.featureNames());
      classes.sync(state, lab);
    }
    pair.sync(numbers.pair);
  };
}
