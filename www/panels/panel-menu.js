/** The ⋯ menu of a panel. */
import { h } from '../dom.js';
import { savePicture, saveTable, videoEntry, whyNoTable } from '../export/save.js';
import * as words from '../export/words.js';
import { icons } from '../icons.js';
import { lazy } from '../lazy.js';
import { menu } from '../menu.js';
import { PANEL_TITLES } from '../names.js';
import { attempt } from '../notice.js';
import * as allWords from '../words.js';
import { enlarge } from './enlarge.js';
import { addHeight } from './height.js';

/** @typedef {import('../types.js').LabReader} LabReader */
/** @typedef {import('../view.js').Host} Host */
/** @typedef {import('./panel-frame.js').PanelFrame} PanelFrame */

const loadNumbers = lazy(() => import('../dialogs/reading.js'));

/** The table with the data of each panel. @type {Record<string, import('../types.js').TableName>} */
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
  'bias-variance': 'bias-variance',
  stability: 'stability',
  calibration: 'calibration',
  boundary: 'coefficients',
};

/**
 * Adds button and menu to a panel.
 *
 * @param {PanelFrame} frame
 * @param {LabReader} lab
 * @param {Pick<Host, 'share' | 'showKeys'>} host
 */
export function addPanelMenu(frame, lab, host) {
  const label = allWords.tools.open(PANEL_TITLES[frame.name]);
  const button = h(
    'button',
    { type: 'button', class: 'tool', title: allWords.tools.more, 'aria-label': label },
    icons.more(),
  );
  const heights = frame.isDrawn ? addHeight(frame) : () => [];
  const list = menu(button, label, () => entries(frame, lab, button, heights, host));
  frame.element.querySelector('.number')?.before(h('div', { class: 'tools' }, button, list));
  const numbers = h(
    'button',
    { type: 'button', class: 'on-focus', onclick: () => attempt(numbers, () => showNumbers(frame, lab, numbers)) },
    words.tools.numbersOf(PANEL_TITLES[frame.name]),
  );
  frame.note.before(numbers);
}

/**
 * @param {PanelFrame} frame
 * @param {LabReader} lab
 * @param {HTMLElement} button of the menu
 * @param {() => import('../menu.js').Entry[]} heights
 * @param {Pick<Host, 'share' | 'showKeys'>} host
 * @returns {import('../menu.js').Entry[]}
 */
function entries(frame, lab, button, heights, { share, showKeys }) {
  const { name, element, isDrawn } = frame;
  const place = isDrawn ? frame.picture : frame.note;
  const table = tableOf(name, lab);
  const isLarge = element.closest('dialog') !== null;
  const large = { text: words.tools.enlarge, act: () => enlarge(element, button) };
  const pictures = [
    { text: words.tools.png, act: () => savePicture(name, lab, 'png', place) },
    { text: words.tools.svg, act: () => savePicture(name, lab, 'svg', place) },
  ];
  const why = whyNoTable(table, lab.tables());
  const numbers = [
    { text: words.tools.numbers, act: () => showNumbers(frame, lab, button), why },
    { text: words.tools.csv, act: () => saveTable(table, lab), why },
  ];
  return [
    ...(isLarge ? [] : [large, ...heights()]),
    ...pictures,
    ...numbers,
    ...(isDrawn ? [videoEntry(frame, lab)] : []),
    { text: words.tools.keys, act: () => showKeys(button) },
    ...(isPreview(element) ? [] : [{ text: words.tools.embed, act: () => share(button, name) }]),
  ];
}

/**
 * @param {string} name of a panel
 * @param {LabReader} lab
 */
function tableOf(name, lab) {
  return name === 'cross-validation' && lab.numbers().validationView === 'surface' ? 'surface' : TABLES[name];
}

/**
 * Opens the numbers of a panel as a table.
 *
 * @param {PanelFrame} frame
 * @param {LabReader} lab
 * @param {HTMLElement} opener gets the focus back
 */
async function showNumbers({ name, element }, lab, opener) {
  const { numbersDialog } = await loadNumbers();
  const table = tableOf(name, lab);
  numbersDialog(/** @type {HTMLElement} */ (element.closest('.lab')), opener, {
    panel: PANEL_TITLES[name],
    table: words.tables[table],
    csv: lab.table(table),
    why: whyNoTable(table, lab.tables()),
    nIter: lab.numbers().nIter,
  });
}

/**
 * Whether a panel is in the preview of the share dialog, from which it cannot be opened again.
 *
 * @param {HTMLElement} panel
 */
function isPreview(panel) {
  return /** @type {ShadowRoot} */ (panel.getRootNode()).host.hasAttribute('data-preview');
}
