/** Controls of the decision boundary: the two features, and a note about plane and rows. */
import { h } from '../dom.js';
import { pairChoice } from './geometry.js';

/** @type {import('./registry.js').Extend} */
export function extendBoundary({ picture, note }, { dispatch, lab }) {
  const pair = pairChoice(dispatch);
  picture.after(h('div', { class: 'under' }, note, pair.element));
  let run = -1;
  return (numbers) => {
    if (numbers.run !== run) {
      run = numbers.run;
      pair.list(lab.featureNames());
    }
    pair.sync(numbers.pair);
  };
}
