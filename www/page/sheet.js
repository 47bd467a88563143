/** The sheet of controls at the bottom of small screens: one row, the main controls, or all of them. */
import { h } from '../dom.js';
import { turned } from '../icons.js';
import * as words from './words.js';

/** @typedef {'row' | 'main' | 'all'} Size */

/** @type {readonly Size[]} */
const SIZES = ['row', 'main', 'all'];
/** Vertical distance in CSS pixels of a swipe to the next size. */
const SWIPE = 24;

/**
 * Adds the handle and the button of the sheet to the controls.
 *
 * @param {HTMLElement} form
 */
export function controlSheet(form) {
  /** @type {Size} */
  let size = 'main';
  const show = (/** @type {Size} */ wanted) => {
    size = wanted;
    form.dataset.sheet = size;
    handle.setAttribute('aria-expanded', String(size === 'all'));
    collapse.setAttribute('aria-expanded', String(size !== 'row'));
    form.scrollTop = 0;
  };
  const move = (/** @type {number} */ by) => {
    const next = SIZES.indexOf(size) + by;
    show(SIZES[Math.min(Math.max(next, 0), SIZES.length - 1)]);
  };
  const handle = h('button', {
    type: 'button',
    class: 'handle',
    'aria-label': words.sheet.more,
    onclick: () => show(size === 'all' ? 'main' : 'all'),
  });
  const collapse = h(
    'button',
    {
      type: 'button',
      class: 'icon collapse',
      'aria-label': words.sheet.controls,
      title: words.sheet.controls,
      onclick: () => show(size === 'row' ? 'main' : 'row'),
    },
    turned('M4 7l5 5 5-5'),
  );
  const bar = h('div', { class: 'sheet-bar' }, handle, collapse);
  addSwipe(bar, move);
  form.prepend(bar);
  show(size);
  return {
    /** Shows the size that leaves room for the panels. @param {boolean} isLow whether there is room for one row only */
    fit: (isLow) => show(isLow ? 'row' : 'main'),
  };
}

/**
 * @param {HTMLElement} bar
 * @param {(by: number) => void} move
 */
function addSwipe(bar, move) {
  /** @type {number | undefined} */
  let start;
  bar.addEventListener('pointerdown', (event) => {
    start = event.clientY;
  });
  bar.addEventListener('pointermove', (event) => {
    if (start === undefined || event.buttons === 0 || Math.abs(event.clientY - start) <= SWIPE) {
      return;
    }
    // With the capture at the bar, the button under the pointer gets no click.
    bar.setPointerCapture(event.pointerId);
    move(event.clientY < start ? 1 : -1);
    start = undefined;
  });
  bar.addEventListener('pointerup', () => {
    start = undefined;
  });
}
