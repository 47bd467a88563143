/** The menu of the header that saves tables, the Python script and a video. */
import { h } from '../dom.js';
import { savePython, saveTable, videoEntry, whyNoTable } from '../export/save.js';
import * as words from '../export/words.js';
import { menu } from '../menu.js';
import { icons } from './icons.js';

/** @typedef {import('../types.js').LabReader} LabReader */
/** @typedef {import('../types.js').TableName} TableName */

/**
 * Creates the button and the menu.
 *
 * @param {LabReader} lab
 * @param {() => { name: string, picture: HTMLElement } | undefined} first returns the panel that a video shows
 */
export function exportMenu(lab, first) {
  const button = h(
    'button',
    { type: 'button', class: 'text', 'aria-label': words.exports.open, title: words.exports.open },
    icons.save(),
    h('span', {}, words.exports.open),
  );
  const list = menu(button, words.exports.open, () => {
    const [known, recorded] = [lab.tables(), first()];
    const tables = /** @type {[TableName, string][]} */ (Object.entries(words.tables));
    return [
      ...tables.map(([table, text]) => ({
        text: words.exports.csv(text),
        act: () => saveTable(table, lab),
        why: whyNoTable(table, known),
      })),
      {
        text: words.exports.python,
        act: () => savePython(lab),
      },
      ...(recorded ? [videoEntry(recorded, lab)] : []),
    ];
  });
  return h('div', { class: 'exports' }, button, list);
}
