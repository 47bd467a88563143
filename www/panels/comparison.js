/** The same run under every penalty, as a table. */
import { h, show } from '../dom.js';
import { ball } from '../icons.js';
import * as words from './words.js';

/** @typedef {import('../types.js').ComparisonTable} ComparisonTable */

/** @type {import('./registry.js').Extend} */
export function extendComparison({ element, note }, { dispatch, lab }) {
  const head = h('thead');
  const body = h('tbody');
  const table = h('table', {}, h('caption', { class: 'hidden-visually' }, words.comparison.caption), head, body);
  element.append(
    h('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': words.comparison.caption }, table),
    note,
  );
  /** The columns and rows that the table has. */
  let shape = '';
  /** @type {ReturnType<typeof tableRow>[]} */
  let rows = [];
  return (_numbers, _state, measured) => {
    const compared = measured === undefined ? undefined : lab.comparisonTable();
    if (!compared) {
      return;
    }
    const wanted = [...compared.columns.map(({ key }) => key), ...compared.rows.map(kindOf)];
    if (String(wanted) !== shape) {
      shape = String(wanted);
      rows = compared.rows.map((row) => tableRow(row, (penalty) => dispatch({ type: 'set', change: { penalty } })));
      body.replaceChildren(...rows.map((row) => row.element));
      const heads = compared.columns.map(({ head, title }) => h('th', { scope: 'col', title }, head));
      head.replaceChildren(h('tr', {}, h('th', { scope: 'col' }, compared.rowHead), ...heads));
    }
    for (const [k, row] of rows.entries()) {
      row.sync(compared.rows[k]);
    }
  };
}

/**
 * Returns the penalty that a row chooses, or what else the row is.
 *
 * @param {Pick<ComparisonTable['rows'][number], 'penalty' | 'isPublished'>} row
 */
function kindOf({ penalty, isPublished }) {
  return isPublished ? 'published' : (penalty ?? 'larger-class');
}

/**
 * @param {ComparisonTable['rows'][number]} row
 * @param {(penalty: import('../regularization-lab.js').Penalty) => void} choose
 */
function tableRow({ penalty, cells, isPublished }, choose) {
  const name = h('span');
  const kind = kindOf({ penalty, isPublished });
  const mark = penalty === null ? h('span', { class: 'no-mark' }) : ball(penalty, 0.7);
  const onclick = () => choose(/** @type {import('../regularization-lab.js').Penalty} */ (penalty));
  const label =
    kind !== penalty
      ? h('span', { class: 'choose' }, mark, name)
      : h('button', { type: 'button', class: 'choose', onclick, title: words.comparison.choose }, mark, name);
  const texts = cells.map(() => h('td'));
  const attributes = { 'data-penalty': kind, class: kind === penalty ? '' : kind };
  const element = h('tr', attributes, h('th', { scope: 'row' }, label), ...texts);
  return {
    element,
    /** @param {ComparisonTable['rows'][number]} row */
    sync(row) {
      element.classList.toggle('current', row.isCurrent);
      show(name, row.name);
      for (const [k, cell] of row.cells.entries()) {
        show(texts[k], cell);
      }
    },
  };
}
