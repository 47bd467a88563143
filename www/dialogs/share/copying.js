/** A button that copies a text, with a confirmation. */
import { h, show } from '../../dom.js';
import * as words from './words.js';

/**
 * Creates a button that copies a text, and the status that confirms it.
 *
 * @param {HTMLElement} field selected if the clipboard is not available
 * @param {() => string} text
 * @param {string} what accessible name of the text
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
 * Copies a text, or selects it: insecure pages and iframes have no clipboard API, and some have no `execCommand`.
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
