/** Controls and texts of the loss ledger: the objective terms as a sum and as a bar, the scores, and the views. */
import { h, show } from '../dom.js';
import { significant } from '../format.js';
import { viewSwitch } from './view-switch.js';
import * as words from './words.js';

const PARTS = /** @type {const} */ (['loss', 'l1', 'l2']);

/** @type {import('./registry.js').Extend} */
export function extendLedger({ name, picture }, { dispatch }) {
  const values = Object.fromEntries([...PARTS, 'objective'].map((part) => [part, h('b')]));
  const term = (/** @type {keyof typeof words.ledger & string} */ part) =>
    h('div', { class: `term ${part}` }, values[part], h('span', {}, String(words.ledger[part])));
  const sign = (/** @type {string} */ text) => h('span', { class: 'sign' }, text);
  const bars = PARTS.map((part) => h('i', { class: part }));
  const scores = h('p', { class: 'note' });
  picture.before(
    h(
      'div',
      { class: 'sum' },
      term('loss'),
      sign('+'),
      term('l1'),
      sign('+'),
      term('l2'),
      sign('='),
      term('objective'),
      viewSwitch(name, dispatch),
    ),
    h('div', { class: 'sum-bar', 'aria-hidden': 'true' }, ...bars),
  );
  picture.after(scores);
  return (numbers, _, measured) => {
    const total = numbers.loss + numbers.l1 + numbers.l2;
    for (const [k, part] of PARTS.entries()) {
      show(values[part], significant(numbers[part]));
      bars[k].style.flexGrow = String(total > 0 ? numbers[part] / total : 0);
    }
    show(values.objective, significant(total));
    if (measured) {
      show(scores, words.scoresLine(measured));
    }
  };
}
