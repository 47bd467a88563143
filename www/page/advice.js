/** One line of advice about the data and the run; further advice on request. */
import { h, show } from '../dom.js';
import * as words from './words.js';

/** @typedef {import('../types.js').Advice} Advice */

/** Advice that standardizing follows. */
const ON_SCALES = ['offset', 'scales'];

/** @param {() => void} standardize called by the button of advice on scales */
export function adviceLine(standardize) {
  const first = h('p');
  const button = h('button', { type: 'button', class: 'plain', onclick: standardize }, words.standardize);
  const rest = h('ul');
  const more = h('summary');
  const details = h('details', {}, more, rest);
  const element = h(
    'section',
    { class: 'group advice-line', role: 'group', 'aria-label': words.advice.label },
    first,
    button,
    details,
  );
  /** @type {string | undefined} */
  let shown;
  return {
    element,
    /** @param {Advice[]} advice */
    sync(advice) {
      const sentences = advice.map((each) => words.advice[each.name](each));
      const text = sentences.join('\n');
      if (text === shown) {
        return;
      }
      shown = text;
      element.hidden = sentences.length === 0;
      details.hidden = sentences.length < 2;
      button.hidden = !advice.some(({ name }) => ON_SCALES.includes(name));
      show(first, sentences[0] ?? '');
      show(more, words.moreAdvice(sentences.length - 1));
      rest.replaceChildren(...sentences.slice(1).map((sentence) => h('li', {}, sentence)));
    },
  };
}
