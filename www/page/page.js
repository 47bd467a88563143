/** Parts of a lab with the attribute `page`: header, data dialog, and file drop. */

import * as controlWords from '../controls/words.js';
import { dataDialog } from '../dialogs/data/dialog.js';
import { assign, h, show } from '../dom.js';
import { sheetOf } from '../element/style.js';
import { brand } from '../icons.js';
import { lazy } from '../lazy.js';
import { PRESET_DESCRIPTIONS, PRESET_LABELS, PRESETS } from '../names.js';
import { showNotice } from '../notice.js';
import { result } from '../spoken.js';
import text from '../style/lab-page.css';
import { exportMenu } from './export-menu.js';
import { helpMenu } from './help-menu.js';
import { icons } from './icons.js';
import { followLayout } from './layout.js';
import { panelNames } from './names.js';
import { panelChooser } from './panel-chooser.js';
import { controlSheet } from './sheet.js';
import { themeMenu } from './theme-menu.js';
import * as pageWords from './words.js';

/** @typedef {import('../generated/bindings.js').Lab} Lab */
/** @typedef {import('../view.js').Host} Host */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {ReturnType<typeof pageParts>} PageParts */

export { pageControls } from './controls.js';

/** Starts random events of `?fuzz=`, once. */
const startFuzz = lazy(async () => {
  const { fuzz } = await import('../fuzz/driver.js');
  const lab = /** @type {import('../element.js').RegularizationLab} */ (document.querySelector('regularization-lab'));
  await lab.ready;
  fuzz(lab, new URLSearchParams(location.search));
});

/** Returns the style sheet of the page. @param {Document} document */
export const style = (document) => sheetOf(text, document);

/**
 * @param {HTMLElement} element of the lab
 * @param {HTMLElement} form the controls
 * @param {import('../panels/panel-grid.js').PanelGrid} grid
 * @param {Lab} lab
 * @param {Host} host
 */
export function pageParts(element, form, grid, lab, host) {
  const { dispatch } = host;
  const dialog = dataDialog((change) => dispatch({ type: 'set', change }));
  const choice = dataChoice(lab, dialog, host);
  const undo = iconButton(pageWords.header.undo, () => dispatch({ type: 'undo' }), icons.undo());
  const redo = iconButton(pageWords.header.redo, () => dispatch({ type: 'redo' }), icons.redo());
  const chooser = panelChooser(
    () => grid.names,
    (panels) => dispatch({ type: 'panels', panels }),
  );
  assign(grid.element, { id: 'panels', tabindex: -1 });
  const summary = h('p', { class: 'hidden-visually' });
  const header = h(
    'header',
    { class: 'bar' },
    skipLink(grid.element),
    summary,
    h('div', { class: 'brand' }, brand(), h('h1', {}, pageWords.title)),
    choice.element,
    h(
      'div',
      { class: 'bar-tools' },
      undo,
      redo,
      chooser.button,
      exportMenu(lab, grid),
      shareButton(host),
      helpMenu(host),
      themeMenu(host),
    ),
    chooser.menu,
  );
  if (new URLSearchParams(location.search).has('fuzz')) {
    startFuzz();
  }
  lab.addTable('page');
  const names = panelNames();
  const sheet = controlSheet(form);
  const layout = followLayout(element, header, (fits) => sheet.fit(fits));
  grid.onpanels = names.show;
  acceptDrops(element, (file) => dialog.openFile(file, choice.opener));
  const parts = {
    header,
    names: names.element,
    /** Adapts the layout to a theme with another size of text. */
    resize: layout.update,
    destroy() {
      names.destroy();
      layout.destroy();
    },
    data: dialog.element,
    /** @param {{ canUndo: boolean, canRedo: boolean }} changes */
    showChanges({ canUndo, canRedo }) {
      undo.disabled = !canUndo;
      redo.disabled = !canRedo;
    },
    /** @param {State} state */
    sync(state) {
      dialog.sync(state, lab);
      dialog.showError();
    },
    /**
     * Shows an error about data, or removes the last one; returns whether it is visible.
     *
     * @param {{ message: string, parameter?: string }} [error]
     */
    showError(error) {
      if (dialog.showError(error)) {
        return true;
      }
      if (error?.parameter !== 'data') {
        return false;
      }
      showNotice(choice.select, error.message);
      return true;
    },
    /**
     * @param {Numbers} numbers
     * @param {State} state
     */
    draw(numbers, state) {
      choice.draw(numbers, state);
    },
    /**
     * Updates the summary for screen readers.
     *
     * @param {State} state
     * @param {Numbers} numbers
     * @param {import('../regularization-lab.js').Scores} scores
     */
    describe(state, numbers, scores) {
      show(summary, pageWords.summary(state.data, numbers, result(state, numbers, scores, false)));
    },
  };
  parts.showChanges({ canUndo: false, canRedo: false });
  return parts;
}

/**
 * Creates the link past header and controls, visible while it has the focus.
 *
 * @param {HTMLElement} target
 */
function skipLink(target) {
  const onclick = (/** @type {Event} */ event) => {
    // The hash of the address is the state of the lab.
    event.preventDefault();
    target.focus();
  };
  return h('a', { class: 'skip', href: `#${target.id}`, onclick }, pageWords.skip);
}

/**
 * Creates the select of presets, the size of the data, and the button of the data dialog.
 *
 * @param {Lab} lab
 * @param {ReturnType<typeof dataDialog>} dialog
 * @param {Host} host
 */
function dataChoice(lab, dialog, { dispatch, redraw }) {
  const data = h('select', {
    id: 'data',
    'aria-label': controlWords.data,
    onchange: () => {
      const { value } = data;
      if (value === 'csv' && lab.state().data !== 'csv') {
        dialog.open(data, 'own');
      } else if (value === '') {
        dialog.open(data, 'numbers');
      } else {
        dispatch({ type: 'set', change: { data: value } });
      }
      redraw();
    },
  });
  const option = (/** @type {string} */ name) =>
    h('option', { value: name, title: PRESET_DESCRIPTIONS[name] }, PRESET_LABELS[name]);
  data.append(...PRESETS.map(option), option('csv'), h('option', { value: '' }, pageWords.data.more));
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'more',
      title: pageWords.data.open,
      'aria-label': pageWords.data.open,
      onclick: () => dialog.toggle(opener),
    },
    icons.sliders(),
    h('span', {}, pageWords.data.open),
  );
  const size = h('span', { class: 'size' });
  const label = h('label', { for: 'data', class: 'label' }, `${controlWords.data}:`);
  return {
    element: h('div', { class: 'choice' }, label, data, size, opener),
    select: data,
    opener,
    /**
     * @param {Numbers} numbers
     * @param {State} state
     */
    draw(numbers, state) {
      data.value = state.data;
      show(size, pageWords.size(numbers));
    },
  };
}

/**
 * Creates the button that opens the share dialog.
 *
 * @param {Host} host
 */
function shareButton(host) {
  const button = h(
    'button',
    { type: 'button', class: 'text', title: pageWords.sharing.title, onclick: () => host.share(button) },
    pageWords.sharing.open,
  );
  return button;
}

/**
 * Accepts files dropped anywhere on the page.
 *
 * @param {HTMLElement} element
 * @param {(file: File) => void} openFile
 */
function acceptDrops(element, openFile) {
  const hasFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files');
  element.dataset.drop = pageWords.data.drop;
  element.addEventListener('dragover', (event) => {
    if (hasFile(event)) {
      event.preventDefault();
      element.classList.add('dropping');
    }
  });
  element.addEventListener('dragleave', (event) => {
    if (!element.contains(/** @type {Node | null} */ (event.relatedTarget))) {
      element.classList.remove('dropping');
    }
  });
  element.addEventListener('drop', (event) => {
    element.classList.remove('dropping');
    const file = event.dataTransfer?.files[0];
    if (file) {
      event.preventDefault();
      openFile(file);
    }
  });
}

/**
 * @param {string} label
 * @param {() => void} onclick
 * @param {Node} face
 */
function iconButton(label, onclick, face) {
  return h('button', { type: 'button', class: 'icon', title: label, 'aria-label': label, onclick }, face);
}
