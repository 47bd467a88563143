/** A table of one's own, by file, drop or paste. It is read in this page and goes nowhere. */
import { previewCsv } from '../bindings.js';
import { loadChunk, TABLES } from '../chunks.js';
import { h, show } from '../dom.js';
import * as words from '../words.js';

/** @typedef {import('../types.js').Change} Change */
/** @typedef {import('../types.js').Preview} Preview */

/** Larger files are refused before they are read. */
const MOST_BYTES = 2_000_000;

/** @param {(change: Change) => void} set */
export function ownCsv(set) {
  const file = h('input', {
    type: 'file',
    accept: '.csv,.tsv,.txt,text/csv,text/plain',
    class: 'hidden-visually',
    onchange: async () => {
      const chosen = file.files?.[0];
      if (chosen) {
        await take(chosen);
        // The same file may be chosen again after it was changed.
        file.value = '';
      }
    },
  });
  const pasted = h('textarea', {
    id: 'csv-text',
    rows: 4,
    spellcheck: 'false',
    placeholder: words.csv.example,
    oninput: () => read(pasted.value, words.csv.pasted),
  });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const preview = previewTable((csv) => set({ data: 'csv', csv: { text, ...csv } }));
  let text = '';
  const element = h(
    'div',
    { class: 'own' },
    h('p', {}, words.csv.intro),
    h('p', { class: 'quiet' }, words.csv.form),
    h('label', { class: 'plain pick' }, words.csv.choose, file),
    h('label', { for: 'csv-text', class: 'label' }, words.csv.paste),
    pasted,
    problem,
    preview.element,
  );
  /**
   * @param {string} content
   * @param {string} name
   */
  async function read(content, name) {
    text = content;
    preview.clear();
    show(problem, '');
    if (content.trim() === '') {
      return;
    }
    try {
      await loadChunk(TABLES);
      if (content === text) {
        preview.show(previewCsv(content), name);
      }
    } catch (error) {
      show(problem, words.dataProblem(error instanceof Error ? error.message : String(error)));
    }
  }
  /** @param {File} given */
  async function take(given) {
    if (given.size > MOST_BYTES) {
      preview.clear();
      show(problem, words.csv.tooLarge(given.name, given.size, MOST_BYTES));
      return;
    }
    try {
      await read(await given.text(), given.name);
    } catch (error) {
      show(problem, words.csv.unreadable(given.name, error instanceof Error ? error.message : String(error)));
    }
  }
  return { element, take };
}

/**
 * The first rows, and the choice of target and task.
 *
 * @param {(csv: { target: string, task: import('../regularization-lab.js').Task, without: string[] }) => void} use
 */
function previewTable(use) {
  const caption = h('p', {});
  const table = h('table', {});
  const scroller = h('div', { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': words.csv.preview }, table);
  const target = h('select', { id: 'csv-target', onchange: () => chooseTarget() });
  const task = h('select', { id: 'csv-task' });
  const note = h('p', { class: 'quiet' });
  const button = h('button', { type: 'button', class: 'plain', onclick: () => submit() }, words.csv.use);
  const element = h(
    'div',
    { class: 'preview', hidden: true },
    caption,
    scroller,
    h('div', { class: 'row' }, h('label', { for: 'csv-target' }, words.csv.target), target),
    h('div', { class: 'row' }, h('label', { for: 'csv-task' }, words.csv.task), task),
    note,
    button,
  );
  /** @type {Preview['columns']} */
  let columns = [];
  /** @type {HTMLInputElement[]} */
  let uses = [];
  /** Offers the tasks that the target can have, and takes it out of the features. */
  function chooseTarget() {
    const chosen = columns[Number(target.value)];
    const tasks = [
      ...(chosen.nDistinct === 2 ? ['classification'] : []),
      ...(chosen.isNumeric && chosen.nDistinct > 1 ? ['regression'] : []),
    ];
    task.replaceChildren(...tasks.map((name) => h('option', { value: name }, words.tasks[name])));
    for (const [j, box] of uses.entries()) {
      box.disabled = j === Number(target.value);
    }
    button.disabled = tasks.length === 0;
    task.disabled = tasks.length < 2;
    show(note, tasks.length === 0 ? words.csv.noTask(chosen) : words.csv.kindOf(chosen));
  }
  function submit() {
    use({
      target: columns[Number(target.value)].name,
      task: /** @type {import('../regularization-lab.js').Task} */ (task.value),
      without: columns.filter((_, j) => !uses[j].checked).map(({ name }) => name),
    });
  }
  return {
    element,
    clear() {
      element.hidden = true;
    },
    /**
     * @param {Preview} found
     * @param {string} name
     */
    show(found, name) {
      columns = found.columns;
      // Columns of words cannot be features; in a column of numbers a word is a mistake that has to be told.
      uses = columns.map((column) =>
        h('input', { type: 'checkbox', checked: !column.isText, 'aria-label': column.name }),
      );
      show(caption, words.csv.found(name, found));
      table.replaceChildren(
        h(
          'thead',
          {},
          h('tr', {}, ...columns.map((column, j) => h('th', { scope: 'col' }, h('label', {}, uses[j], column.name)))),
          h('tr', {}, ...columns.map((column) => h('td', { class: 'quiet' }, words.csv.kind(column)))),
        ),
        h('tbody', {}, ...found.rows.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cell))))),
      );
      target.replaceChildren(...columns.map((column, j) => h('option', { value: j }, column.name)));
      target.value = String(columns.length - 1);
      chooseTarget();
      element.hidden = false;
    },
  };
}
