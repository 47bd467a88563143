/** Import of the user's CSV by file, drop or paste. It is parsed in this page and never sent. */

import { h, show } from '../../dom.js';
import { previewCsv } from '../../generated/bindings.js';
import * as pageWords from '../../page/words.js';

/** @typedef {import('../../types.js').Change} Change */
/** @typedef {import('../../types.js').Preview} Preview */

/** Larger files are rejected before they are read. */
const MAX_BYTES = 2_000_000;

/** @param {(change: Change) => void} set */
export function ownCsv(set) {
  const file = h('input', {
    type: 'file',
    accept: '.csv,.tsv,.txt,text/csv,text/plain',
    class: 'hidden-visually',
    onchange: async () => {
      const chosen = file.files?.[0];
      if (chosen) {
        await readFile(chosen);
        // The same file may be chosen again after it was changed.
        file.value = '';
      }
    },
  });
  const pasted = h('textarea', {
    id: 'csv-text',
    rows: 4,
    spellcheck: 'false',
    placeholder: pageWords.csv.example,
    oninput: () => read(pasted.value, pageWords.csv.pasted),
  });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const preview = previewTable((csv) => set({ data: 'csv', csv: { text, ...csv } }));
  let text = '';
  const element = h(
    'div',
    { class: 'own' },
    h('p', {}, pageWords.csv.intro),
    h('p', { class: 'quiet' }, pageWords.csv.form),
    h('label', { class: 'plain pick' }, pageWords.csv.choose, file),
    h('label', { for: 'csv-text', class: 'label' }, pageWords.csv.paste),
    pasted,
    problem,
    preview.element,
  );
  /**
   * @param {string} content
   * @param {string} name
   */
  function read(content, name) {
    text = content;
    preview.clear();
    show(problem, '');
    if (content.trim() === '') {
      return;
    }
    try {
      preview.show(previewCsv(content), name);
    } catch (error) {
      show(problem, pageWords.dataProblem(error instanceof Error ? error.message : String(error)));
    }
  }
  /** @param {File} given */
  async function readFile(given) {
    if (given.size > MAX_BYTES) {
      preview.clear();
      show(problem, pageWords.csv.tooLarge(given.name, given.size, MAX_BYTES));
      return;
    }
    try {
      read(await given.text(), given.name);
    } catch (error) {
      show(problem, pageWords.csv.unreadable(given.name, error instanceof Error ? error.message : String(error)));
    }
  }
  return { element, readFile };
}

/**
 * Creates the preview: the first rows, and the choice of target and task.
 *
 * @param {(csv: import('../../regularization-lab.js').CsvOptions) => void} use
 */
function previewTable(use) {
  const caption = h('p', {});
  const table = h('table', {});
  const scroller = h(
    'div',
    { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': pageWords.csv.preview },
    table,
  );
  const target = h('select', { id: 'csv-target', onchange: () => chooseTarget() });
  const task = h('select', { id: 'csv-task' });
  const note = h('p', { class: 'quiet' });
  const button = h('button', { type: 'button', class: 'plain', onclick: () => submit() }, pageWords.csv.use);
  const element = h(
    'div',
    { class: 'preview', hidden: true },
    caption,
    scroller,
    h('div', { class: 'row' }, h('label', { for: 'csv-target' }, pageWords.csv.target), target),
    h('div', { class: 'row' }, h('label', { for: 'csv-task' }, pageWords.csv.task), task),
    note,
    button,
  );
  /** @type {Preview['columns']} */
  let columns = [];
  /** @type {HTMLInputElement[]} */
  let uses = [];
  /** Shows the tasks that the target allows, and removes the target from the features. */
  function chooseTarget() {
    const chosen = columns[Number(target.value)];
    const tasks = [
      ...(chosen.nDistinct === 2 ? ['classification'] : []),
      ...(chosen.isNumeric && chosen.nDistinct > 1 ? ['regression'] : []),
    ];
    task.replaceChildren(...tasks.map((name) => h('option', { value: name }, pageWords.tasks[name])));
    for (const [j, box] of uses.entries()) {
      box.disabled = j === Number(target.value);
    }
    button.disabled = tasks.length === 0;
    task.disabled = tasks.length < 2;
    show(note, tasks.length === 0 ? pageWords.csv.noTask(chosen) : pageWords.csv.kindOf(chosen));
  }
  function submit() {
    use({
      target: columns[Number(target.value)].key,
      task: /** @type {import('../../regularization-lab.js').Task} */ (task.value),
      without: columns.filter((_, j) => !uses[j].checked).map(({ key }) => key),
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
      // Words and identifiers are no features unless they are selected. A word in a numeric column is an error, so that column stays
      // selected and is reported.
      uses = columns.map((column) =>
        h('input', { type: 'checkbox', checked: column.kind === 'number', 'aria-label': column.name }),
      );
      show(caption, pageWords.csv.found(name, found));
      table.replaceChildren(
        h(
          'thead',
          {},
          h('tr', {}, ...columns.map((column, j) => h('th', { scope: 'col' }, h('label', {}, uses[j], column.name)))),
          h('tr', {}, ...columns.map((column) => h('td', { class: 'quiet' }, pageWords.csv.kind(column)))),
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
