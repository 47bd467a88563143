/** A modal dialog with a title and a button that closes it; each is open at most once. */
import { h } from '../dom.js';
import { adopt } from '../element/style.js';
import { icons } from '../icons.js';

const CLOSE = 'Close';

/**
 * @param {HTMLElement | null} lab the view of a lab; null or removed if the panel or the lab went while the code was loading
 * @param {object} options
 * @param {string} options.name class of the dialog
 * @param {string} options.title
 * @param {string} options.css its style sheet
 * @param {HTMLElement} [options.opener] gets the focus back
 * @param {...Node} content
 */
export function modal(lab, { name, title, css, opener }, ...content) {
  if (!lab?.isConnected) {
    return;
  }
  const root = /** @type {ShadowRoot} */ (lab.getRootNode());
  if (root.querySelector(`dialog.${name}`)) {
    return;
  }
  adopt(root, css);
  const close = h(
    'button',
    { type: 'button', class: 'icon', title: CLOSE, 'aria-label': CLOSE, onclick: () => dialog.close() },
    icons.close(),
  );
  const id = `${name}-title`;
  const dialog = h(
    'dialog',
    {
      class: `modal ${name}`,
      'aria-labelledby': id,
      // Keys in the dialog must not reach the lab.
      onkeydown: (/** @type {Event} */ event) => event.stopPropagation(),
      onclose: () => {
        dialog.remove();
        opener?.focus();
      },
    },
    h('div', { class: 'modal-head' }, h('h2', { id }, title), close),
    ...content,
  );
  // An enlarged panel is a modal dialog itself, outside of which everything is inert.
  (opener?.closest('dialog') ?? lab).append(dialog);
  dialog.showModal();
  close.focus();
}
