/** A menu under a button: native popover, arrow keys, Escape, focus back to the button. */
import { h } from './dom.js';

/**
 * @typedef {object} Entry
 * @property {string} text
 * @property {() => unknown} act
 * @property {string} [why] why it cannot be chosen
 */

/** Room that a menu is given, in CSS pixels. */
const WIDTH = 240;

/**
 * Lets a button open a menu; returns the menu, to be put beside the button.
 *
 * @param {HTMLButtonElement} button
 * @param {string} label
 * @param {() => Entry[] | Promise<Entry[]>} entries asked for whenever it opens
 */
export function menu(button, label, entries) {
  const list = h('div', { popover: 'auto', role: 'menu', class: 'actions', 'aria-label': label });
  const close = () => list.hidePopover();
  button.popoverTargetElement = list;
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  /** @param {ReturnType<typeof entries>} made */
  async function fill(made) {
    const isLater = made instanceof Promise;
    list.replaceChildren(...(isLater ? await made : made).map((entry) => item(entry, close)));
    const first = list.querySelector('[role=menuitem]:not([aria-disabled=true])');
    first?.toggleAttribute('autofocus', true);
    if (isLater && list.matches(':popover-open') && first instanceof HTMLElement) {
      first.focus();
    }
  }
  list.addEventListener('beforetoggle', (event) => {
    const isOpen = /** @type {ToggleEvent} */ (event).newState === 'open';
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) {
      fill(entries());
      place(list, button);
      // It would stay where it is while the page moves away under it.
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
    // Keys of a menu are not those of what lies behind it.
    event.stopPropagation();
  });
  return list;
}

/**
 * @param {Entry} entry
 * @param {() => void} close
 */
function item({ text, act, why }, close) {
  const choose = () => {
    if (why === undefined) {
      close();
      act();
    }
  };
  return h(
    'button',
    { type: 'button', role: 'menuitem', tabindex: -1, 'aria-disabled': String(why !== undefined), onclick: choose },
    text,
    why !== undefined && h('small', {}, why),
  );
}

/**
 * Under the button, or above it in the lower part of the screen; inwards from whichever side is nearer.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} button
 */
function place(list, button) {
  // Above all else, only the zoom of a projector applies, and no transform of a slide.
  const zoom = button.currentCSSZoom ?? 1;
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const isLow = bottom > 0.6 * innerHeight;
  const isRight = left + WIDTH * zoom > innerWidth;
  const pixels = (/** @type {number} */ screen) => `${screen / zoom}px`;
  Object.assign(list.style, {
    top: isLow ? 'auto' : pixels(bottom + 4),
    bottom: isLow ? pixels(innerHeight - top + 4) : 'auto',
    left: isRight ? 'auto' : pixels(left),
    right: isRight ? pixels(Math.max(8, document.documentElement.clientWidth - right)) : 'auto',
    maxHeight: pixels((isLow ? top : innerHeight - bottom) - 12),
  });
}
