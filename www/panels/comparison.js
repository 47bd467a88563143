/** The same run under four penalties, as a table. */
import { h, show } from '../dom.js';
import { count } from '../format.js';
import { ball } from '../icons.js';
import * as words from '../words.js';

/** @typedef {import('../regularization-lab.js').Scores} Scores */

const PENALTIES = /** @type {const} */ (['none', 'l2', 'elasticnet', 'l1']);

/** The columns: their key in words, and what a cell shows. @type {[string, (scores: Scores) => string | undefined][]} */
const COLUMNS = [
  ['train', ({ trainAccuracy, trainR2 }) => words.comparison.score(trainAccuracy, trainR2)],
  ['test', ({ testAccuracy, testR2 }) => words.comparison.score(testAccuracy, testR2)],
  ['auc', ({ testAuc }) => testAuc?.toFixed(3)],
  ['loss', ({ testLoss }) => words.comparison.loss(testLoss)],
  ['norm', ({ norm2 }) => words.comparison.norm(norm2)],
  ['near', ({ nearZero }) => count(nearZero)],
  ['zero', ({ exactZero }) => count(exactZero)],
  ['selected', ({ truePositives, falsePositives }) => words.comparison.selected(truePositives, falsePositives)],
];

/**
 * The same table in texts, for a picture of it.
 *
 * @param {import('../bindings.js').Lab} lab
 */
export function comparisonTable(lab) {
  const [scores, state] = [lab.comparison() ?? [], lab.state()];
  const columns = COLUMNS.filter(([, text]) => scores[0] && text(scores[0]) !== undefined);
  const row = (/** @type {string} */ penalty, /** @type {Scores} */ each, /** @type {string} */ name) => ({
    penalty,
    cells: [name, ...columns.map(([, text]) => text(each) ?? '')],
  });
  const published =
    state.data === 'stress' && scores[0]
      ? [{ ...row('elasticnet', scores[0], words.comparison.names.published), isQuiet: true }]
      : [];
  return {
    head: [words.comparison.penalty, ...columns.map(([key]) => words.comparison.columns[key].short)],
    rows: [
      ...scores.map((each, k) => ({
        ...row(PENALTIES[k], each, nameOf(PENALTIES[k], state.l1Ratio)),
        isCurrent: PENALTIES[k] === state.penalty,
      })),
      ...published,
    ],
    l1Ratio: state.l1Ratio,
  };
}

/**
 * @param {import('../bindings.js').Lab} lab
 * @returns {[string, string]}
 */
export function comparisonHeadline(lab) {
  const { penalty } = lab.state();
  const mine = lab.comparison()?.[PENALTIES.indexOf(/** @type {typeof PENALTIES[number]} */ (penalty))];
  return mine ? words.comparison.headline(mine, penalty) : ['', ''];
}

/**
 * @param {string} penalty
 * @param {number} l1Ratio
 */
function nameOf(penalty, l1Ratio) {
  return penalty === 'elasticnet' ? words.comparison.elasticNet(l1Ratio) : words.comparison.names[penalty];
}

/** @type {import('./furniture.js').Furnish} */
export function furnishComparison({ element, headline }, { actions, lab }) {
  const rows = PENALTIES.map((penalty) => row(penalty, () => actions.set({ penalty })));
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
    headline(...comparisonHeadline(lab));
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
