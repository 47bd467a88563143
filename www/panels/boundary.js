/** What only the decision boundary has: which plane of which rows it shows. */
import { h, show } from '../dom.js';
import { pairChoice } from './geometry.js';

/** @type {import('./registry.js').Furnish} */
export function furnishBoundary({ picture }, { dispatch, lab }) {
  const note = h('p', { class: 'note' });
  const pair = pairChoice(dispatch);
  picture.after(h('div', { class: 'under' }, note, pair.element));
  let run = -1;
  return (numbers, _state, _scores, text) => {
    show(note, text.note);
    if (numbers.run !== run) {
      run = numbers.run;
      pair.list(lab.featureNames());
    }
    pair.sync(numbers.pair);
  };
}
