/** The numbers of a panel as a table: those that it saves as CSV, in pages. */
import { h, show } from '../../dom.js';
import { significant } from '../../format.js';
import text from '../../style/numbers.css';
import { modal } from '../modal.js';
import { bounds, rowsOf } from './table.js';
import * as words from './words.js';

/** Rows and columns of a page, without the first column, which names the row. */
const [ROWS, COLUMNS] = [50, 10];
const DIGITS = 6;

/**
 * Opens the table.
 *
 * @param {HTMLElement} lab the view of a lab
 * @param {HTMLElement} opener gets the focus back
 * @param {{ panel: string, table: string, csv: string, why?: string, nIter: number }} numbers titles of panel and table, the table as CSV
 *   at this iteration, and why it has no rows
 */
export function numbersDialog(lab, opener, { panel, table, csv, why, nIter }) {
  // Above the scrolled area, because a caption inside is as wide as the table.
  const caption = h('p', { class: 'caption', id: 'numbers-caption' }, words.caption(panel, table, nIter));
  const labelled = { 'aria-labelledby': caption.id };
  const options = { name: 'panel-numbers', title: panel, css: text, opener };
  if (why !== undefined) {
    modal(lab, options, h('p', {}, words.none(why)));
    return;
  }
  const [header, ...rows] = rowsOf(csv);
  const head = h('thead');
  const body = h('tbody');
  const draw = () => {
    const [{ from, to }, columns] = [down.bounds(), across.bounds()];
    const cells = (/** @type {string[]} */ row) => row.slice(1 + columns.from, 1 + columns.to);
    const th = (/** @type {string} */ scope, /** @type {string} */ cell) => h('th', { scope }, cell);
    head.replaceChildren(h('tr', {}, th('col', header[0]), ...cells(header).map((cell) => th('col', cell))));
    body.replaceChildren(
      ...rows
        .slice(from, to)
        .map((row) => h('tr', {}, th('row', number(row[0])), ...cells(row).map((cell) => h('td', {}, number(cell))))),
    );
  };
  const down = pager(words.rows, rows.length, ROWS, draw);
  const across = pager(words.columns, header.length - 1, COLUMNS, draw);
  draw();
  const scroller = h(
    'div',
    { class: 'numbers-table', role: 'region', tabindex: 0, ...labelled },
    h('table', labelled, head, body),
  );
  modal(lab, options, down.element, across.element, caption, scroller, h('p', { class: 'note' }, words.rounded));
}

/** A number with six digits; other texts as they are. @param {string} cell */
function number(cell) {
  const value = Number(cell);
  return cell === '' || Number.isNaN(value) ? cell : Number.isInteger(value) ? cell : significant(value, DIGITS);
}

/**
 * Creates the buttons between pages, and the sentence about the one that is shown.
 *
 * @param {typeof words.rows} texts
 * @param {number} all
 * @param {number} size
 * @param {() => void} draw
 */
function pager(texts, all, size, draw) {
  let page = 0;
  const shown = h('p', { class: 'shown', 'aria-live': 'polite' });
  const button = (/** @type {string} */ label, /** @type {number} */ by) =>
    h('button', { type: 'button', class: 'plain', onclick: () => turn(by) }, label);
  const [previous, next] = [button(texts.previous, -1), button(texts.next, 1)];
  const now = () => bounds(all, size, page);
  const sync = () => {
    const { from, to, isFirst, isLast } = now();
    show(shown, words.shown(texts.what, from, to, all));
    // A disabled button would lose the focus.
    previous.setAttribute('aria-disabled', String(isFirst));
    next.setAttribute('aria-disabled', String(isLast));
    for (const one of [previous, next]) {
      one.hidden = isFirst && isLast;
    }
  };
  /** @param {number} by */
  function turn(by) {
    const { isFirst, isLast } = now();
    if (!(by < 0 ? isFirst : isLast)) {
      page += by;
      sync();
      draw();
    }
  }
  sync();
  return { element: h('div', { class: 'pager' }, shown, previous, next), bounds: now };
}
