/** The code of an embed as element, iframe, Markdown, Hugo, Quarto or reveal.js. */
import { h, show } from '../../dom.js';
import { copying } from './copying.js';
import { beyondAttributes, FORMS, FRAMES } from './snippets.js';
import * as words from './words.js';

/** @typedef {import('./snippets.js').Embed} Embed */

/** Forms with a poster beside them. */
const WITH_POSTER = ['markdown'];

/**
 * @param {string} files URL of the folder of this lab
 * @param {() => void} changed
 * @param {() => void} savePoster
 */
export function code(files, changed, savePoster) {
  const form = radios('form', words.forms, 'element', changed);
  const source = radios('source', words.sources, 'own', changed);
  form.element.classList.add('forms');
  const address = h('input', { type: 'text', class: 'field', value: files, spellcheck: 'false', oninput: changed });
  const places = h(
    'div',
    { class: 'files' },
    h(
      'div',
      { class: 'from' },
      h('span', { class: 'label', 'aria-hidden': 'true' }, words.embed.source),
      source.element,
    ),
    h('label', {}, h('span', { class: 'label' }, words.embed.files), address),
  );
  const parts = h('div', { class: 'parts' });
  const note = h('p', { class: 'note' });
  const poster = h('button', { type: 'button', class: 'plain', onclick: savePoster }, words.embed.savePoster);
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
    get isFromCdn() {
      return source.value === 'cdn' && !FRAMES.includes(form.value);
    },
    get form() {
      return form.value;
    },
    /** @param {Embed} embed */
    show(embed) {
      const name = form.value;
      const isFrame = FRAMES.includes(name);
      source.element.parentElement?.toggleAttribute('hidden', isFrame);
      address.closest('label')?.toggleAttribute('hidden', embed.isFromCdn);
      poster.hidden = !WITH_POSTER.includes(name);
      show(note, notes(name, embed).join(' '));
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
 */
function notes(form, { hash, csv }) {
  const isFrame = FRAMES.includes(form);
  const beyond = isFrame ? [] : beyondAttributes(hash);
  const sentences = [words.notes[form], beyond.length > 0 && words.beyond(beyond), csv && isFrame && words.csvInFrame];
  return sentences.filter((sentence) => typeof sentence === 'string');
}

/** @param {import('./snippets.js').Part} part */
function part({ place, code }) {
  const label = words.places[place];
  const field = h('pre', { tabindex: 0, role: 'region', 'aria-label': label }, code);
  const { button, status } = copying(field, () => code, label);
  return h('div', { class: 'part' }, h('div', { class: 'row' }, h('p', {}, label), status, button), field);
}

/**
 * @param {string} name
 * @param {Record<string, string>} options
 * @param {string} chosen
 * @param {() => void} changed
 */
function radios(name, options, chosen, changed) {
  const inputs = Object.keys(options).map((value) =>
    h('input', { type: 'radio', name: `share-${name}`, value, checked: value === chosen, onchange: changed }),
  );
  const labels = inputs.map((input) => h('label', {}, input, options[input.value]));
  const label = name === 'form' ? words.embed.form : words.embed.source;
  return {
    element: h('div', { class: 'tabs', role: 'radiogroup', 'aria-label': label }, ...labels),
    get value() {
      return inputs.find(({ checked }) => checked)?.value ?? chosen;
    },
  };
}
