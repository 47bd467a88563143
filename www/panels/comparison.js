/** The table of the same run under four penalties. */
import { h, show } from '../dom.js';
import { ball } from '../icons.js';
import { COLUMNS, nameOf, PENALTIES } from './comparison-table.js';
import * as words from './words.js';

/** @typedef {import('../regularization-lab.js').Scores} Scores */

/** @type {import('./registry.js').Extend} */
export function extendComparison({ element }, { dispatch, lab }) {
  const rows = PENALTIES.map((penalty) => row(penalty, () => dispatch({ type: 'set', change: { penalty } })));
  const published = row('published');
  published.element.classList.add('published');
  const heads = COLUMNS.map(([key]) =>
    h(
      'th',
      { scope: 'col', class: key, title: words.comparison.columns[key].title },
      words.comparison.columns[key].short,
    ),
  );
  const table = h(
    'table',
    {},
    h('caption', { class: 'hidden-visually' }, words.comparison.caption),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, words.comparison.penalty), ...heads)),
    h('tbody', {}, ...rows.map((each) => each.element), published.element),
  );
  const note = h('p', { class: 'note' });
  element.append(
    h('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': words.comparison.caption }, table),
    note,
  );
  return (_, state, measured) => {
    if (!measured) {
      return;
    }
    const scores = lab.comparison();
    if (scores === undefined) {
      return;
    }
    const isStress = state.data === 'stress';
    published.element.hidden = !isStress;
    show(note, isStress ? words.comparison.published : '');
    for (const [k, penalty] of PENALTIES.entries()) {
      rows[k].sync(scores[k], penalty === state.penalty, state.l1Ratio);
    }
    published.sync(scores[0], false, state.l1Ratio);
    for (const [k, [key]] of COLUMNS.entries()) {
      const isEmpty = COLUMNS[k][1](scores[0]) === undefined;
      table.classList.toggle(`without-${key}`, isEmpty);
    }
  };
}

/**
 * @param {string} penalty
 * @param {() => void} [choose]
 */
function row(penalty, choose) {
  const name = h('span', {}, words.comparison.names[penalty]);
  const mark = ball(penalty === 'published' ? 'elasticnet' : penalty, 0.7);
  const head = choose
    ? h('button', { type: 'button', class: 'choose', onclick: choose, title: words.comparison.choose }, mark, name)
    : h('span', { class: 'choose' }, mark, name);
  const cells = COLUMNS.map(([key]) => h('td', { class: key }));
  const element = h('tr', { 'data-penalty': penalty }, h('th', { scope: 'row' }, head), ...cells);
  return {
    element,
    /**
     * @param {Scores} scores
     * @param {boolean} isCurrent
     * @param {number} l1Ratio
     */
    sync(scores, isCurrent, l1Ratio) {
      element.classList.toggle('current', isCurrent);
      show(name, nameOf(penalty, l1Ratio));
      for (const [k, [, text]] of COLUMNS.entries()) {
        show(cells[k], text(scores) ?? '');
      }
    },
  };
}
