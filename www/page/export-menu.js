/** The menu of the header that saves pictures of all panels, tables, the Python script and a video. */
import { h } from '../dom.js';
import { savePanels, savePython, saveTable, videoEntry, whyNoTable } from '../export/save.js';
import * as words from '../export/words.js';
import { menu } from '../menu.js';
import { icons } from './icons.js';

/** @typedef {import('../types.js').LabReader} LabReader */
/** @typedef {import('../types.js').TableName} TableName */

/**
 * Creates the button and the menu.
 *
 * @param {LabReader} lab
 * @param {import('../panels/panel-grid.js').PanelGrid} grid a video shows its first panel
 */
export function exportMenu(lab, grid) {
  const button = h(
    'button',
    { type: 'button', class: 'text', 'aria-label': words.exports.open, title: words.exports.open },
    icons.save(),
    h('span', {}, words.exports.open),
  );
  const place = () => /** @type {Element} */ (button.closest('.bar'));
  const list = menu(button, words.exports.open, () => {
    const [known, recorded] = [lab.tables(), grid.first];
    const tables = /** @type {[TableName, string][]} */ (Object.entries(words.tables));
    return [
      { text: words.exports.allSvg, act: () => savePanels(grid.names, lab, 'svg', place()) },
      { text: words.exports.allPng, act: () => savePanels(grid.names, lab, 'png', place()) },
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
