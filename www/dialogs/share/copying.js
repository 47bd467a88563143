/** A button that copies a text, with a confirmation. */
import { h, show } from '../../dom.js';
import * as words from './words.js';

/**
 * A button that copies the content of a field, and its confirmation.
 *
 * @param {HTMLElement} field selected where the clipboard is not to be had
 * @param {() => string} text
 * @param {string} what for who does not see the field beside it
 */
export function copying(field, text, what) {
  const status = h('span', { class: 'copied', role: 'status' });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'plain',
      'aria-label': `${words.copy}: ${what}`,
      onclick: async () => show(status, await copy(field, text())),
    },
    words.copy,
  );
  return { button, status };
}

/**
 * Insecure pages and frames have no clipboard API; some have `execCommand`, and in all of them the text can be selected.
 *
 * @param {HTMLElement} field
 * @param {string} text
 */
async function copy(field, text) {
  try {
    await navigator.clipboard.writeText(text);
    return words.copied;
  } catch {
    field.focus();
    if (field instanceof HTMLInputElement) {
      field.select();
    } else {
      getSelection()?.selectAllChildren(field);
    }
    return document.execCommand('copy') ? words.copied : words.selected;
  }
}
