/** What the ⋯ of a panel offers, and the lower edge by which its picture is made taller. */
import { menu } from '../menu.js';
import { enlarge } from './enlarge.js';
import { filmEntry, prepare, savePng, saveSvg, saveTable, whyNoTable } from './export.js';
import { addHeight } from './height.js';
import style from './style.js';
import * as words from './words.js';

export { style };

/** The numbers behind each picture; others have none of their own. @type {Record<string, import('../types.js').TableName>} */
const TABLES = {
  trajectories: 'trajectories',
  sparsity: 'sparsity',
  ledger: 'ledger',
  weights: 'coefficients',
  histogram: 'coefficients',
  pull: 'coefficients',
  priors: 'coefficients',
  comparison: 'comparison',
  geometry: 'trajectories',
  path: 'path',
  'cross-validation': 'cross-validation',
  sweep: 'surface',
};

/**
 * Puts the menu beside its button.
 *
 * @param {import('../panels/shell.js').Shell} shell
 * @param {import('../bindings.js').Lab} lab
 * @param {HTMLButtonElement} button
 * @param {string} label
 * @param {import('../view.js').ViewActions['share']} share
 */
export function panelTools(shell, lab, button, label, share) {
  const heights = shell.isDrawn ? addHeight(shell) : () => [];
  const list = menu(button, label, () => entries(shell, lab, button, heights, share));
  button.after(list);
  return list;
}

/**
 * @param {import('../panels/shell.js').Shell} shell
 * @param {import('../bindings.js').Lab} lab
 * @param {HTMLElement} button of the menu
 * @param {() => import('../menu.js').Entry[]} heights
 * @param {import('../view.js').ViewActions['share']} share
 * @returns {import('../menu.js').Entry[]}
 */
function entries(shell, lab, button, heights, share) {
  const { name, element, isDrawn } = shell;
  prepare();
  const table = name === 'cross-validation' && lab.numbers().validationView === 'surface' ? 'surface' : TABLES[name];
  const isLarge = element.closest('dialog') !== null;
  const large = { text: words.tools.enlarge, act: () => enlarge(element, button) };
  const pictures = [
    { text: words.tools.png, act: () => savePng(name, lab) },
    { text: words.tools.svg, act: () => saveSvg(name, lab) },
  ];
  const numbers = {
    text: words.tools.csv,
    act: () => saveTable(table, lab),
    why: table && whyNoTable(table, lab.tables()),
  };
  return [
    ...(isLarge ? [] : [large, ...heights()]),
    ...pictures,
    ...(table ? [numbers] : []),
    ...(isDrawn ? [filmEntry(shell, lab)] : []),
    ...(isPreview(element) ? [] : [{ text: words.tools.embed, act: () => share(button, name) }]),
  ];
}

/**
 * Whether a panel is in the dialog that gives labs away, which opens no other one.
 *
 * @param {HTMLElement} panel
 */
function isPreview(panel) {
  return /** @type {ShadowRoot} */ (panel.getRootNode()).host.hasAttribute('data-preview');
}
