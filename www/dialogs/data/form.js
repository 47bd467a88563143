/** The choices of an import: how the text is read, target, features, missing cells; and what follows from them. */

import { h, show } from '../../dom.js';
import { columnList } from './columns.js';
import * as words from './words.js';

/** @typedef {import('../../regularization-lab.js').CsvOptions} CsvOptions */
/** @typedef {import('../../types.js').CsvSummary} CsvSummary */
/** @typedef {import('../../types.js').CsvPreview} CsvPreview */
/** @typedef {import('./source.js').Source} Source */

/** Largest number of rows among which the row of names can be chosen. */
const HEADER_ROWS = 10;

/** Value of the option that leaves a choice to the reader. */
const AUTOMATIC = 'auto';

/**
 * @param {{ read: (options: CsvOptions) => void, use: (options: CsvOptions) => void, showProblem: (error?: unknown) => void }} actions
 */
export function importForm({ read, use, showProblem }) {
  /** @type {Source | undefined} */
  let source;
  /** @type {CsvSummary | undefined} */
  let summary;
  const dialect = dialectChoices(() => read(dialect.options()));
  const caption = h('p', { class: 'caption' });
  const notices = h('ul', { class: 'notices' });
  const target = choice('csv-target', words.target, () => chooseTarget());
  const task = choice('csv-task', words.task, () => update());
  const positive = choice('csv-positive', words.positive, () => update());
  const split = choice('csv-split', words.split, () => update());
  const missing = choice('csv-missing', words.missing, () => update());
  const categories = choice('csv-categories', words.categories, () => update());
  missing.offer(Object.entries(words.missings));
  categories.offer(Object.entries(words.categoryEncodings));
  const columns = columnList(() => update());
  const consequences = h('ul', { class: 'consequences', 'aria-live': 'polite' });
  const button = h('button', { type: 'button', class: 'plain', onclick: () => use(options()) }, words.use);
  const table = h('table', {});
  const element = h(
    'div',
    { class: 'preview', hidden: true },
    caption,
    notices,
    ...[target, task, positive].map((one) => one.element),
    columns.element,
    ...[categories, missing, split].map((one) => one.element),
    consequences,
    button,
    h(
      'details',
      {},
      h('summary', {}, words.firstRows),
      h('div', { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': words.firstRows }, table),
    ),
  );
  /** @returns {CsvSummary['columns'][number]} */
  const targetColumn = () => /** @type {CsvSummary} */ (summary).columns[Number(target.value)];
  /** The options of the import, which the code to embed repeats; without defaults that every table has. @returns {CsvOptions} */
  function options() {
    const column = targetColumn();
    const without = columns.without();
    /** @type {CsvOptions} */
    const chosen = { ...dialect.options(), target: /** @type {string} */ (column.key) };
    if (column.tasks.length > 1) {
      chosen.task = /** @type {import('../../regularization-lab.js').Task} */ (task.value);
    }
    if (without.length > 0) {
      chosen.without = without;
    }
    // Of two classes the larger one is class 1 by default.
    if (task.value === 'classification' && !(column.levels.length === 2 && positive.value === column.levels[1].name)) {
      chosen.positive = positive.value;
    }
    if (missing.value !== 'drop') {
      chosen.missing = /** @type {CsvOptions['missing']} */ (missing.value);
    }
    if (categories.value !== 'baseline') {
      chosen.categories = /** @type {CsvOptions['categories']} */ (categories.value);
    }
    if (split.value !== '') {
      chosen.split = /** @type {string} */ (summary?.columns[Number(split.value)].key);
    }
    return chosen;
  }
  /** Offers the tasks and the classes of a new target. */
  function chooseTarget() {
    const { tasks, levels } = targetColumn();
    task.offer(tasks.map((name) => [name, words.tasks[name]]));
    task.value = tasks.includes('regression') && levels.length !== 2 ? 'regression' : tasks[0];
    task.element.hidden = tasks.length < 2;
    positive.offer(levels.map(({ name }) => [name, name]));
    // Of two classes the larger value, as in Dataset.fromCsv; of several the most frequent.
    const most = levels.reduce((best, level) => (level.n > best.n ? level : best), levels[0]);
    positive.value = (levels.length === 2 ? levels[1] : most)?.name ?? '';
    update();
  }
  /** Shows what follows from the choices. */
  function update() {
    const current = /** @type {Source} */ (source);
    try {
      const preview = current.preview(options());
      const isClassification = preview.outcome?.task === 'classification' || task.value === 'classification';
      positive.element.hidden = !isClassification;
      columns.sync(preview);
      const others = preview.columns.filter((_, j) => j !== preview.target && j !== preview.split);
      categories.element.hidden = !others.some(({ kind }) => kind === 'category');
      missing.element.hidden = !others.some((column) => column.used && column.missing > 0);
      const sentences = words.consequences(preview, positive.value);
      consequences.replaceChildren(...sentences.map((sentence) => h('li', {}, sentence)));
      button.disabled = preview.outcome === undefined;
      showProblem(preview.problem);
    } catch (error) {
      button.disabled = true;
      consequences.replaceChildren();
      showProblem(error);
    }
  }
  return {
    /** How the text is read; visible also when the table was refused. */
    settings: dialect.element,
    element,
    clear() {
      source = undefined;
      dialect.clear();
      element.hidden = true;
    },
    /** Shows only how the text is read, which may be why the table was refused. */
    showUnread() {
      dialect.show(undefined);
      element.hidden = true;
    },
    /**
     * Shows a table that was read.
     *
     * @param {Source} from
     * @param {CsvSummary} found
     */
    show(from, found) {
      [source, summary] = [from, found];
      const names = found.columns.map(({ name }) => name);
      const suggested = found.columns.findIndex(({ key }) => key === found.split);
      const numbered = /** @type {[string, string][]} */ (names.map((name, j) => [String(j), name]));
      dialect.show(found);
      show(caption, words.found(from.name, found.nRows, names.length));
      notices.replaceChildren(...[...from.notices, ...found.notices].map((notice) => h('li', {}, notice)));
      target.offer(numbered);
      // The last column that can be predicted.
      const last = found.columns.findLastIndex(({ tasks }, j) => j !== suggested && tasks.length > 0);
      target.value = String(last < 0 ? names.length - 1 : last);
      split.offer([
        ['', words.noSplit],
        ...numbered.map(([j, name]) => /** @type {[string, string]} */ ([j, words.bySplit(name)])),
      ]);
      split.value = suggested < 0 ? '' : String(suggested);
      missing.value = 'drop';
      categories.value = 'baseline';
      columns.list(found.columns);
      table.replaceChildren(
        h('thead', {}, h('tr', {}, ...names.map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, ...found.rows.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cell))))),
      );
      element.hidden = false;
      chooseTarget();
    },
  };
}

/**
 * A labelled select.
 *
 * @param {string} id
 * @param {string} label
 * @param {() => void} onchange
 */
function choice(id, label, onchange) {
  const select = h('select', { id, onchange });
  return {
    element: h('div', { class: 'row' }, h('label', { for: id }, label), select),
    get value() {
      return select.value;
    },
    set value(value) {
      select.value = value;
    },
    /** @param {[value: string, label: string][]} entries */
    offer(entries) {
      select.replaceChildren(...entries.map(([value, text]) => h('option', { value }, text)));
    },
  };
}

/**
 * Delimiter, decimal sign and row of names; what the reader found can be changed.
 *
 * @param {() => void} onchange
 */
function dialectChoices(onchange) {
  const delimiter = choice('csv-delimiter', words.dialect.delimiter, onchange);
  const decimal = choice('csv-decimal', words.dialect.decimal, onchange);
  const header = choice('csv-header', words.dialect.header, onchange);
  const rows = Array.from({ length: HEADER_ROWS }, (_, i) => String(i + 1));
  /** @type {[typeof delimiter, [string, string][]][]} */
  const choices = [
    [delimiter, Object.entries(words.dialect.delimiters)],
    [decimal, Object.entries(words.dialect.decimals)],
    [header, [['none', words.dialect.noHeader], ...rows.map((row) => /** @type {[string, string]} */ ([row, row]))]],
  ];
  for (const [one, entries] of choices) {
    one.offer([[AUTOMATIC, words.dialect.automatic], ...entries]);
  }
  const found = h('span', { class: 'quiet' });
  const element = h(
    'details',
    { class: 'dialect', hidden: true },
    h('summary', {}, words.dialect.title, ' ', found),
    ...choices.map(([one]) => one.element),
  );
  return {
    element,
    clear() {
      element.hidden = true;
      for (const [one] of choices) {
        one.value = AUTOMATIC;
      }
    },
    /** @param {CsvSummary | undefined} summary undefined if the table was refused */
    show(summary) {
      element.hidden = false;
      show(found, summary ? words.dialect.found(summary) : '');
    },
    /** @returns {CsvOptions} */
    options() {
      return {
        ...(delimiter.value !== AUTOMATIC && { delimiter: /** @type {CsvOptions['delimiter']} */ (delimiter.value) }),
        ...(decimal.value !== AUTOMATIC && { decimal: /** @type {CsvOptions['decimal']} */ (decimal.value) }),
        ...(header.value !== AUTOMATIC && { header: header.value === 'none' ? false : Number(header.value) }),
      };
    },
  };
}
