/** The data dialog: presets, recipe parameters, and the user's CSV. It is not modal and does not cover the panels. */

import { h, show } from '../../dom.js';
import { icons } from '../../icons.js';
import { PRESET_DESCRIPTIONS, PRESET_LABELS, PRESETS } from '../../names.js';
import * as pageWords from '../../page/words.js';
import { ownCsv } from './csv.js';
import { numberControls } from './numbers.js';

/** @typedef {import('../../types.js').State} State */
/** @typedef {import('../../types.js').Change} Change */
/** @typedef {{ message: string, parameter?: string }} ShownError */

/**
 * @param {(change: Change) => void} set
 */
export function dataDialog(set) {
  const presets = presetList(set);
  const numbers = numberControls(set);
  const own = ownCsv(set);
  const sections = { presets: presets.element, numbers: numbers.element, own: own.element };
  /** @type {Map<string, HTMLInputElement>} */
  const tabs = new Map();
  const problem = h('p', { class: 'problem', role: 'alert' });
  const close = h(
    'button',
    {
      type: 'button',
      class: 'icon',
      'aria-label': pageWords.data.close,
      title: pageWords.data.close,
      onclick: () => closeDialog(),
    },
    icons.close(),
  );
  const element = h(
    'dialog',
    { class: 'data', 'aria-labelledby': 'data-title', onkeydown: closeOnEscape },
    h(
      'div',
      { class: 'data-head' },
      h('div', { class: 'row' }, h('h2', { id: 'data-title' }, pageWords.data.title), close),
      h(
        'div',
        { class: 'tabs', role: 'radiogroup', 'aria-label': pageWords.data.title },
        ...Object.keys(sections).map(tab),
      ),
    ),
    ...Object.values(sections),
    problem,
  );
  /** @type {HTMLElement | undefined} */
  let opener;
  /** @param {string} name */
  function tab(name) {
    const radio = h('input', { type: 'radio', name: 'data-section', value: name, onchange: () => showSection(name) });
    tabs.set(name, radio);
    return h('label', {}, radio, pageWords.data.sections[name]);
  }
  /** @param {string} name */
  function showSection(name) {
    for (const [other, section] of Object.entries(sections)) {
      section.hidden = other !== name;
    }
    const radio = tabs.get(name);
    if (radio) {
      radio.checked = true;
    }
    show(problem, '');
  }
  /** @param {KeyboardEvent} event */
  function closeOnEscape(event) {
    if (event.key === 'Escape') {
      event.stopPropagation();
      closeDialog();
    }
  }
  function closeDialog() {
    element.close();
    opener?.focus();
  }
  showSection('presets');
  return {
    element,
    /**
     * @param {HTMLElement} by gets the focus back
     * @param {string} [section]
     */
    open(by, section) {
      opener = by;
      if (section) {
        showSection(section);
      }
      if (!element.open) {
        element.show();
      }
    },
    toggle(/** @type {HTMLElement} */ by) {
      if (element.open) {
        closeDialog();
      } else {
        this.open(by);
      }
    },
    /**
     * Opens the preview of a file, in which target and task are chosen.
     *
     * @param {File} file
     * @param {HTMLElement} by
     */
    async openFile(file, by) {
      this.open(by, 'own');
      await own.readFile(file);
    },
    /**
     * @param {State} state
     * @param {import('../../types.js').LabReader} lab
     */
    sync(state, lab) {
      presets.sync(state);
      numbers.sync(state, lab);
    },
    /**
     * Shows an error, or removes the last one; returns whether it is visible.
     *
     * @param {ShownError} [error]
     */
    showError(error) {
      const isVisible = error !== undefined && element.open;
      show(problem, isVisible ? pageWords.dataProblem(error.message, error.parameter) : '');
      return isVisible;
    },
  };
}

/**
 * Creates the list of presets with their descriptions.
 *
 * @param {(change: Change) => void} set
 */
function presetList(set) {
  const buttons = PRESETS.map((name) => {
    const [title, description] = [PRESET_LABELS[name], PRESET_DESCRIPTIONS[name]];
    const [, what, source] = description.match(/^(.*) \((.*)\)$/) ?? [description, description, ''];
    return h(
      'button',
      { type: 'button', class: 'preset', value: name, 'aria-pressed': 'false', onclick: () => set({ data: name }) },
      h('b', {}, title),
      h('span', { class: 'source' }, source),
      h('span', { class: 'what' }, what),
    );
  });
  const element = h('div', { class: 'presets' }, ...buttons);
  return {
    element,
    /** @param {State} state */
    sync(state) {
      for (const button of buttons) {
        button.setAttribute('aria-pressed', String(button.value === state.data));
      }
    },
  };
}
