/** Import of the user's CSV by file, drop or paste. It is read in this page and never sent. */

import { h, show } from '../../dom.js';
import * as pageWords from '../../page/words.js';
import { importForm } from './form.js';
import { Source } from './source.js';
import * as words from './words.js';

/** @typedef {import('../../types.js').Change} Change */

/** Largest number of letters that are pasted into the text field; a longer text is read at once and not shown. */
const MAX_SHOWN = 100_000;

/** @param {(change: Change) => void} set */
export function ownCsv(set) {
  const file = h('input', {
    type: 'file',
    accept: '.csv,.tsv,.tab,.txt,.dat,text/csv,text/tab-separated-values,text/plain',
    class: 'hidden-visually',
    onchange: async () => {
      const chosen = file.files?.[0];
      if (chosen) {
        await open(chosen, chosen.name);
        // The same file may be chosen again after it was changed.
        file.value = '';
      }
    },
  });
  const pasted = h('textarea', {
    id: 'csv-text',
    rows: 4,
    spellcheck: 'false',
    placeholder: words.example,
    oninput: () => open(pasted.value, words.pasted),
    onpaste: (/** @type {ClipboardEvent} */ event) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.length > MAX_SHOWN) {
        event.preventDefault();
        open(text, words.pasted);
      }
    },
  });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const bar = h('progress', { max: 1, value: 0 });
  const progressText = h('span', {});
  const progress = h(
    'div',
    { class: 'reading', hidden: true },
    h('label', {}, progressText, bar),
    h('button', { type: 'button', class: 'plain', onclick: () => close() }, words.cancel),
  );
  const form = importForm({
    read,
    use: (options) => {
      try {
        if (source) {
          set({ data: 'csv', csv: source.csv(options) });
        }
      } catch (error) {
        // A value that is too large, or too little memory, shows when the matrix is made.
        showProblem(error);
      }
    },
    showProblem,
  });
  const element = h(
    'div',
    { class: 'own' },
    h('p', { class: 'intro' }, words.intro),
    h('p', { class: 'intro quiet' }, words.limits),
    h('label', { class: 'plain pick' }, words.choose, file),
    h('label', { for: 'csv-text', class: 'label' }, words.paste),
    pasted,
    progress,
    form.settings,
    problem,
    form.element,
  );
  /** @type {Source | undefined} */
  let source;
  /** @param {unknown} [error] */
  function showProblem(error) {
    const message = error instanceof Error ? error.message : String(error ?? '');
    show(problem, message ? pageWords.dataProblem(message) : '');
  }
  /** Stops reading and removes the table. */
  function close() {
    source?.cancel();
    source = undefined;
    progress.hidden = true;
    showProblem();
    form.clear();
  }
  /**
   * Reads a new table.
   *
   * @param {Blob | string} content
   * @param {string} name
   */
  async function open(content, name) {
    close();
    if (typeof content !== 'string' || content.trim() !== '') {
      source = new Source(content, name);
      await read({});
    }
  }
  /**
   * Reads the table with other options for delimiter, decimal sign and header.
   *
   * @param {import('../../regularization-lab.js').CsvOptions} options
   */
  async function read(options) {
    const current = source;
    if (!current) {
      return;
    }
    showProblem();
    show(progressText, words.reading(current.name));
    bar.value = 0;
    try {
      const summary = await current.read(options, (share) => {
        progress.hidden = false;
        bar.value = share;
      });
      if (current === source) {
        form.show(current, summary);
      }
    } catch (error) {
      // A table that was closed is no error.
      if (current === source) {
        form.showUnread();
        showProblem(error);
      }
    }
    if (current === source) {
      progress.hidden = true;
    }
  }
  return { element, readFile: (/** @type {File} */ given) => open(given, given.name) };
}
