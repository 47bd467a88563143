/** The share dialog: a link, or the code of an embed. */
import { discard, h } from '../../dom.js';
import { controller } from '../../element/public-api.js';
import { adopt } from '../../element/style.js';
import { savePanels } from '../../export/save.js';
import { homePage } from '../../home-page.js';
import { icons } from '../../icons.js';
import { EMBEDDED_CONTROLS, PANEL_TITLES, PANELS } from '../../names.js';
import text from '../../style/share.css';
import { choices } from './choices.js';
import { code } from './code.js';
import { copying } from './copying.js';
import { posterFile } from './poster-file.js';
import { preview } from './preview.js';
import * as words from './words.js';

/** @typedef {import('../../element/public-api.js').PublicApi} RegularizationLab */
/** @typedef {{ csv?: import('../../types.js').Csv }} SharedState the part of a state used here */

/** Number of panels that are chosen by default. */
const FEW = 2;

/**
 * Opens the dialog and pauses the lab, so that link and preview show the same state.
 *
 * @param {RegularizationLab} lab
 * @param {HTMLElement} opener gets the focus back
 * @param {string} [panel] panel whose menu opened it
 */
export function shareDialog(lab, opener, panel) {
  const root = /** @type {ShadowRoot} */ (lab.shadowRoot);
  // The lab may have been removed while this code was loading.
  if (!opener.isConnected || root.querySelector('.share')) {
    return;
  }
  adopt(root, text);
  const wasPlaying = lab.isPlaying;
  lab.pause();
  const state = /** @type {SharedState} */ (lab.getState());
  const link = homePage(lab) !== undefined || lab.hasAttribute('linked') ? linkPart(lab, state) : undefined;
  const embed = embedPart(lab, state, panel);
  const close = h(
    'button',
    { type: 'button', class: 'icon', title: words.close, 'aria-label': words.close, onclick: () => dialog.close() },
    icons.close(),
  );
  const dialog = h(
    'dialog',
    {
      class: 'modal share',
      'aria-labelledby': 'share-title',
      // Keys in the dialog must not reach the lab.
      onkeydown: (/** @type {Event} */ event) => event.stopPropagation(),
      onclose: () => {
        embed.destroy();
        discard(dialog);
        if (wasPlaying) {
          lab.play();
        }
        opener.focus();
      },
    },
    h('div', { class: 'modal-head' }, h('h2', { id: 'share-title' }, words.title), close),
    link?.element,
    embed.element,
  );
  root.querySelector('.lab')?.append(dialog);
  dialog.showModal();
  // Opened from a panel, the dialog shows the embed first.
  (panel === undefined && link ? link.button : close).focus();
  embed.start();
}

/**
 * Creates the section with the link to the current state.
 *
 * @param {RegularizationLab} lab
 * @param {SharedState} state
 */
function linkPart(lab, state) {
  const address = linkOf(lab);
  const field = h('input', {
    type: 'text',
    class: 'field',
    readonly: true,
    value: address,
    'aria-label': words.link.label,
    onfocus: () => field.select(),
  });
  const { button, status } = copying(field, () => address, words.link.label);
  const element = h(
    'section',
    { class: 'share-link', 'aria-labelledby': 'share-link' },
    h('h3', { id: 'share-link' }, words.link.title),
    h('div', { class: 'row' }, field, button, status),
    h('p', { class: 'note' }, words.link.holds, state.csv !== undefined && ` ${words.link.own}`),
  );
  return { element, button };
}

/**
 * Returns the link to the page of the lab; if there is none, a link to this page, which shows the state if its lab is `linked`.
 *
 * @param {RegularizationLab} lab
 */
function linkOf(lab) {
  return new URL(lab.permalink(), homePage(lab) ?? location.href).href;
}

/** Returns the URL of the folder of this lab's files. */
function folder() {
  const isThere = /^(https?|file):/.test(import.meta.url);
  return new URL('.', isThere ? import.meta.url : document.baseURI).href;
}

/**
 * Creates the section with options, preview and code of an embed.
 *
 * @param {RegularizationLab} lab
 * @param {SharedState} state
 * @param {string} [panel]
 */
function embedPart(lab, state, panel) {
  const shown = lab.panels.split(' ');
  const isPage = lab.hasAttribute('page');
  const chosen = choices(
    {
      panels: panel === undefined ? PANELS.filter((name) => shown.slice(0, FEW).includes(name)) : [panel],
      controls: isPage ? EMBEDDED_CONTROLS : lab.controls.split(' '),
      theme: lab.theme,
      autoplay: false,
      lazy: true,
    },
    () => refresh(),
  );
  const home = homePage(lab);
  const files = folder();
  const picture = preview(lab, { state, home, label: words.embed.preview }, () => updateCode());
  const snippet = code(
    files,
    () => updateCode(),
    (button) => savePoster(button),
  );

  /** Default values, which the code omits. @type {{ pair?: undefined }} */
  let defaults = {};

  /** Updates preview and code. */
  function refresh() {
    picture.show(chosen.read());
    updateCode();
  }

  /** Returns the hash of the embed. */
  function hash() {
    const { panels, controls, theme, autoplay } = chosen.read();
    const moment = { ...defaults, ...(autoplay ? { nIter: 0, atOptimum: false } : {}) };
    const look = { panels: panels.join(' '), controls: controls.join(' '), theme };
    return lab.permalink({ ...look, ...moment }).slice(1);
  }

  const posterName = () => posterFile(lab.data, chosen.read().panels, hash());

  /** Saves all panels of the preview on one sheet. @param {HTMLElement} button */
  async function savePoster(button) {
    const { panels } = chosen.read();
    const { lab: copy } = picture;
    const { theme } = copy;
    // Feeds and print are light.
    copy.theme = theme === 'auto' ? 'light' : theme;
    await savePanels(panels, copy[controller].requireMounted().lab, 'svg', button, posterName());
    copy.theme = theme;
  }

  /** Updates the code. */
  function updateCode() {
    // The observer of the preview reports once more after the lab was removed.
    if (!element.isConnected) {
      return;
    }
    const choice = chosen.read();
    const { panels } = choice;
    snippet.show({
      ...choice,
      hash: hash(),
      home,
      shownHeight: Math.ceil(picture.lab.getBoundingClientRect().height),
      files: snippet.files,
      poster: snippet.posters + posterName(),
      title: words.embedTitle(titlesOf(panels)),
      alt: descriptionOf(lab, panels[0]) ?? descriptionOf(picture.lab, panels[0]) ?? PANEL_TITLES[panels[0]],
      csv: state.csv && withoutText(state),
    });
  }

  const element = h(
    'section',
    { class: 'share-embed', 'aria-labelledby': 'share-embed' },
    h('h3', { id: 'share-embed' }, words.embed.title),
    chosen.element,
    h('div', { class: 'share-output' }, picture.element, snippet.element),
  );
  return {
    element,
    async start() {
      const hasDefaults = picture.start();
      refresh();
      defaults = (await hasDefaults) ? { pair: undefined } : {};
      updateCode();
      if (isMissing(files)) {
        snippet.showMissing();
      }
    },
    destroy: picture.destroy,
  };
}

/** @param {string[]} panels */
const titlesOf = (panels) => panels.map((name) => PANEL_TITLES[name]);

/** Entries beside which all files of the lab are. */
const ENTRIES = ['define.js', 'regularization-lab.js', 'embed.html'];

/**
 * Returns whether this page has loaded no entry from a folder: the code of the lab may be part of another script. Asking the server for
 * a file that is not there would be an error in the console.
 *
 * @param {string} files
 */
function isMissing(files) {
  const loaded = [
    location.href.replace(/[?#].*$/, ''),
    ...performance.getEntriesByType('resource').map(({ name }) => name),
  ];
  return files.startsWith('http') && !ENTRIES.some((entry) => loaded.includes(`${files}${entry}`));
}

/**
 * Returns the options of the user's CSV, and the state besides data and look.
 *
 * @param {any} state
 */
function withoutText({ csv: { text, ...options }, data, panels, controls, theme, ...rest }) {
  return { options, state: rest };
}

/**
 * Returns the description of a visible panel.
 *
 * @param {RegularizationLab} lab
 * @param {string} panel
 */
function descriptionOf(lab, panel) {
  return lab.shadowRoot?.querySelector(`[data-panel="${panel}"] .plot`)?.getAttribute('aria-label');
}
