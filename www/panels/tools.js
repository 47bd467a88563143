/** What can be done with every panel: the ⋯ before its number. */
import { h } from '../dom.js';
import { filmEntry, prepare, savePng, saveSvg, saveTable, whyNoTable } from '../export.js';
import { icons } from '../icons.js';
import { menu } from '../menu.js';
import * as words from '../words.js';
import { enlarge } from './enlarge.js';
import { addHeight } from './height.js';

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
 * Adds the tools to a panel.
 *
 * @param {import('./shell.js').Shell} shell
 * @param {import('../bindings.js').Lab} lab
 * @param {import('../view.js').ViewActions['share']} share
 */
export function addTools(shell, lab, share) {
  const { name, element, isDrawn } = shell;
  const label = words.tools.open(words.panels[name].title);
  const button = h(
    'button',
    { type: 'button', class: 'tool', title: words.tools.more, 'aria-label': label },
    icons.more(),
  );
  const heights = isDrawn ? addHeight(shell) : () => [];
  const list = menu(button, label, () => {
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
  });
  element.querySelector('.number')?.before(h('div', { class: 'tools' }, button, list));
}

/**
 * Whether a panel is in the dialog that gives labs away, which opens no other one.
 *
 * @param {HTMLElement} panel
 */
function isPreview(panel) {
  return /** @type {ShadowRoot} */ (panel.getRootNode()).host.hasAttribute('data-preview');
}
