/** The columns of a table with a tick for each feature. */

import { h, show } from '../../dom.js';
import * as words from './words.js';

/** @typedef {import('../../types.js').CsvColumnSummary} CsvColumnSummary */
/** @typedef {import('../../types.js').CsvPreview} CsvPreview */

/** Number of columns that are listed; a list of 100,000 ticks would take seconds. */
const MOST = 1000;

/** @param {() => void} onchange */
export function columnList(onchange) {
  const list = h('ul', { class: 'columns' });
  const more = h('p', { class: 'quiet' });
  const button = (/** @type {string} */ label, /** @type {boolean} */ isTicked) =>
    h('button', { type: 'button', class: 'text-button', onclick: () => tickAll(isTicked) }, label);
  const element = h(
    'fieldset',
    {},
    h('legend', {}, words.features),
    h('div', { class: 'tick-all' }, button(words.all, true), button(words.none, false)),
    list,
    more,
  );
  /** @type {{ tick: HTMLInputElement, about: HTMLElement, why: HTMLElement }[]} */
  let rows = [];
  /** @type {CsvColumnSummary[]} */
  let summaries = [];
  /** Indices of the columns that are left out by hand. @type {Set<number>} */
  const unticked = new Set();
  /** @param {boolean} isTicked */
  function tickAll(isTicked) {
    for (const [j, { tick }] of rows.entries()) {
      if (!tick.disabled) {
        isTicked ? unticked.delete(j) : unticked.add(j);
      }
    }
    onchange();
  }
  /** @param {number} j */
  function row(j) {
    const tick = h('input', {
      type: 'checkbox',
      onchange: () => {
        tick.checked ? unticked.delete(j) : unticked.add(j);
        onchange();
      },
    });
    return { tick, about: h('span', { class: 'about' }), why: h('span', { class: 'why' }) };
  }
  return {
    element,
    /**
     * Lists the columns of a new table.
     *
     * @param {CsvColumnSummary[]} columns
     */
    list(columns) {
      summaries = columns;
      unticked.clear();
      rows = columns.slice(0, MOST).map((_, j) => row(j));
      list.replaceChildren(
        ...rows.map(({ tick, about, why }, j) =>
          h('li', {}, h('label', {}, tick, h('b', {}, columns[j].name), about, why)),
        ),
      );
      show(more, columns.length > MOST ? words.moreColumns(columns.length - MOST) : '');
    },
    /** Returns the references of the columns that are left out by hand. */
    without() {
      return [...unticked].sort((a, b) => a - b).map((j) => summaries[j].key);
    },
    /**
     * Shows what becomes of the columns. Only a column that can be a feature has a tick to change.
     *
     * @param {CsvPreview} preview
     */
    sync({ columns, target, split }) {
      for (const [j, { tick, about, why }] of rows.entries()) {
        const column = columns[j];
        const role = j === target ? words.target : j === split ? words.split : undefined;
        tick.checked = role === undefined && column.used;
        tick.disabled = role !== undefined || !(column.used || unticked.has(j));
        show(about, words.about(column, summaries[j]));
        show(why, role ?? (unticked.has(j) ? '' : (column.why ?? '')));
      }
    },
  };
}
