/** The code of an embed as element, iframe, Markdown, Hugo, Quarto or reveal.js. */
import { h, show } from '../../dom.js';
import { parsedUrl } from '../../home-page.js';
import { attempt } from '../../notice.js';
import { copying } from './copying.js';
import { FORMS, FRAMES } from './snippets.js';
import * as words from './words.js';

/** @typedef {import('./snippets.js').Embed} Embed */

/** Forms with a poster beside them. */
const WITH_POSTER = ['markdown', 'hugo'];

/**
 * @param {string} files URL of the folder of this lab
 * @param {() => void} changed
 * @param {(button: HTMLElement) => unknown} savePoster
 */
export function code(files, changed, savePoster) {
  const form = radios(words.forms, 'element', changed);
  form.element.classList.add('forms');
  const field = (/** @type {string} */ value) =>
    h('input', { type: 'text', class: 'field', value, spellcheck: 'false', oninput: changed });
  const address = field(files);
  // A path from the root works in every post of a site.
  const posters = field('/');
  const labelled = (/** @type {string} */ label, /** @type {HTMLElement} */ input) =>
    h('label', {}, h('span', { class: 'label' }, label), input);
  const postersLabel = labelled(words.embed.posters, posters);
  const places = h('div', { class: 'files' }, labelled(words.embed.files, address), postersLabel);
  let isMissing = false;
  const parts = h('div', { class: 'parts' });
  const note = h('p', { class: 'note' });
  const poster = h(
    'button',
    { type: 'button', class: 'plain', onclick: () => attempt(poster, () => savePoster(poster)) },
    words.embed.savePoster,
  );
  let shown = '';
  return {
    element: h(
      'div',
      { class: 'code' },
      h('h3', {}, words.embed.form),
      form.element,
      places,
      parts,
      h('div', { class: 'row' }, note, poster),
    ),
    get files() {
      return address.value.trim();
    },
    /** URL or path of the folder of posters, with a slash at its end. */
    get posters() {
      return posters.value.trim().replace(/(?<=[^/])$/, '/');
    },
    /** Shows that the folder of this lab has no files to embed. */
    showMissing() {
      isMissing = true;
      changed();
    },
    get form() {
      return form.value;
    },
    /** @param {Embed} embed */
    show(embed) {
      const name = form.value;
      poster.hidden = !WITH_POSTER.includes(name);
      postersLabel.hidden = poster.hidden;
      show(note, notes(name, embed, isMissing && embed.files === files).join(' '));
      const newParts = FORMS[name](embed);
      if (JSON.stringify(newParts) !== shown) {
        shown = JSON.stringify(newParts);
        parts.replaceChildren(...newParts.map(part));
      }
    },
  };
}

/**
 * @param {string} form
 * @param {Embed} embed
 * @param {boolean} isMissing whether the folder has no files to embed
 */
function notes(form, { files, csv }, isMissing) {
  const isFrame = FRAMES.includes(form);
  const sentences = [
    words.notes[form],
    isMissing ? words.missing : isLocal(files) && words.onThisComputer,
    isFrame && isPlainText(files) && words.noFrames,
    csv && isFrame && words.csvInFrame,
  ];
  return sentences.filter((sentence) => typeof sentence === 'string');
}

/** Returns whether an address is that of this computer only. @param {string} address */
function isLocal(address) {
  const { protocol, hostname } = parsedUrl(address) ?? { protocol: '', hostname: '' };
  return protocol === 'file:' || hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** Returns whether an address is that of a CDN of packages, which sends pages as plain text. @param {string} address */
function isPlainText(address) {
  return /^https:\/\/(cdn\.jsdelivr\.net|unpkg\.com|esm\.sh)\//.test(address);
}

/** @param {import('./snippets.js').Part} part */
function part({ place, code }) {
  const label = words.places[place];
  const field = h('pre', { tabindex: 0, role: 'region', 'aria-label': label }, code);
  const { button, status } = copying(field, () => code, label);
  return h('div', { class: 'part' }, h('div', { class: 'row' }, h('p', {}, label), status, button), field);
}

/**
 * @param {Record<string, string>} options
 * @param {string} chosen
 * @param {() => void} changed
 */
function radios(options, chosen, changed) {
  const inputs = Object.keys(options).map((value) =>
    h('input', { type: 'radio', name: 'share-form', value, checked: value === chosen, onchange: changed }),
  );
  const labels = inputs.map((input) => h('label', {}, input, options[input.value]));
  return {
    element: h('div', { class: 'tabs', role: 'radiogroup', 'aria-label': words.embed.form }, ...labels),
    get value() {
      return inputs.find(({ checked }) => checked)?.value ?? chosen;
    },
  };
}
