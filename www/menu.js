/** A menu under a button: native popover, arrow keys, Escape, focus back to the button. */
import { h } from './dom.js';
import { attempt } from './notice.js';
import { place } from './place.js';

/**
 * @typedef {object} Entry
 * @property {string} text
 * @property {() => unknown} [act] errors are shown below the button of the menu
 * @property {string} [href] a page to open instead
 * @property {boolean} [isChosen] whether it is the chosen one of the entries
 * @property {string} [why] the reason why it is disabled
 */

/**
 * Adds a menu to a button; returns the menu, to be inserted beside the button.
 *
 * @param {HTMLButtonElement} button
 * @param {string} label
 * @param {() => Entry[]} entries called whenever the menu opens
 */
export function menu(button, label, entries) {
  const list = h('div', { popover: 'auto', role: 'menu', class: 'actions', 'aria-label': label });
  const close = () => list.hidePopover();
  button.popoverTargetElement = list;
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  const choose = (/** @type {Entry} */ { act }) => {
    close();
    attempt(button, () => act?.());
  };
  list.addEventListener('beforetoggle', (event) => {
    const isOpen = /** @type {ToggleEvent} */ (event).newState === 'open';
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) {
      list.replaceChildren(...entries().map((entry) => item(entry, choose)));
      list.querySelector('[role^=menuitem]:not([aria-disabled=true])')?.toggleAttribute('autofocus', true);
      place(list, button);
      // A fixed popover does not scroll with the page, so it is closed.
      addEventListener('scroll', close, { once: true });
    } else {
      removeEventListener('scroll', close);
      if (list.matches(':focus-within')) {
        button.focus();
      }
    }
  });
  list.addEventListener('keydown', (event) => {
    const items = /** @type {HTMLElement[]} */ ([...list.children]);
    const at = items.findIndex((one) => one.matches(':focus'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      items.at(to % items.length)?.focus();
      event.preventDefault();
    } else if (event.key === 'Tab') {
      close();
    }
    // Keys in a menu must not reach the page.
    event.stopPropagation();
  });
  return list;
}

/**
 * @param {Entry} entry
 * @param {(entry: Entry) => void} choose
 */
function item(entry, choose) {
  const { text, why, href, isChosen } = entry;
  const onclick = () => {
    if (why === undefined) {
      choose(entry);
    }
  };
  if (href !== undefined) {
    return h('a', { href, role: 'menuitem', tabindex: -1, target: '_blank', rel: 'noopener', onclick }, text);
  }
  const role =
    isChosen === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': String(isChosen) };
  return h(
    'button',
    { type: 'button', ...role, tabindex: -1, 'aria-disabled': String(why !== undefined), onclick },
    text,
    why !== undefined && h('small', {}, why),
  );
}
