/** The ⋯ menu of a panel. */
import { h } from '../dom.js';
import { savePicture, saveTable, videoEntry, whyNoTable } from '../export/save.js';
import * as words from '../export/words.js';
import { icons } from '../icons.js';
import { menu } from '../menu.js';
import { PANEL_TITLES } from '../names.js';
import * as allWords from '../words.js';
import { enlarge } from './enlarge.js';
import { addHeight } from './height.js';

/** @typedef {import('../types.js').LabReader} LabReader */
/** @typedef {import('../view.js').Host} Host */
/** @typedef {import('./panel-frame.js').PanelFrame} PanelFrame */

/** The table with the data of each panel that has one. @type {Record<string, import('../types.js').TableName>} */
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
 * Adds button and menu to a panel.
 *
 * @param {PanelFrame} frame
 * @param {LabReader} lab
 * @param {Pick<Host, 'share'>} host
 */
export function addPanelMenu(frame, lab, { share }) {
  const label = allWords.tools.open(PANEL_TITLES[frame.name]);
  const button = h(
    'button',
    { type: 'button', class: 'tool', title: allWords.tools.more, 'aria-label': label },
    icons.more(),
  );
  const heights = frame.isDrawn ? addHeight(frame) : () => [];
  const list = menu(button, label, () => entries(frame, lab, button, heights, share));
  frame.element.querySelector('.number')?.before(h('div', { class: 'tools' }, button, list));
}

/**
 * @param {PanelFrame} frame
 * @param {LabReader} lab
 * @param {HTMLElement} button of the menu
 * @param {() => import('../menu.js').Entry[]} heights
 * @param {Host['share']} share
 * @returns {import('../menu.js').Entry[]}
 */
function entries(frame, lab, button, heights, share) {
  const { name, element, isDrawn } = frame;
  const place = isDrawn ? frame.picture : frame.note;
  const table = name === 'cross-validation' && lab.numbers().validationView === 'surface' ? 'surface' : TABLES[name];
  const isLarge = element.closest('dialog') !== null;
  const large = { text: words.tools.enlarge, act: () => enlarge(element, button) };
  const pictures = [
    { text: words.tools.png, act: () => savePicture(name, lab, 'png', place) },
    { text: words.tools.svg, act: () => savePicture(name, lab, 'svg', place) },
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
    ...(isDrawn ? [videoEntry(frame, lab)] : []),
    ...(isPreview(element) ? [] : [{ text: words.tools.embed, act: () => share(button, name) }]),
  ];
}

/**
 * Whether a panel is in the preview of the share dialog, from which it cannot be opened again.
 *
 * @param {HTMLElement} panel
 */
function isPreview(panel) {
  return /** @type {ShadowRoot} */ (panel.getRootNode()).host.hasAttribute('data-preview');
}
