/** Adjustable height of a panel: the mouse drags its lower edge, keyboard and touch use the menu. */
import { h } from '../dom.js';
import * as words from '../export/words.js';

const [LEAST, MOST, STEP] = [0.7, 3, 1.25];

/**
 * Makes the height of a panel adjustable; returns the entries for the panel's menu.
 *
 * @param {import('./panel-frame.js').PanelFrame} frame
 * @returns {() => import('../menu.js').Entry[]}
 */
export function addHeight({ element, picture }) {
  let height = 1;
  const set = (/** @type {number} */ wanted) => {
    height = Math.min(Math.max(wanted, LEAST), MOST);
    element.style.setProperty('--height', String(height));
  };
  const grip = h('div', { class: 'grip', 'aria-hidden': 'true', title: words.tools.grip, ondblclick: () => set(1) });
  grip.addEventListener('pointerdown', (down) => {
    // A finger here scrolls the page.
    if (down.pointerType !== 'mouse') {
      return;
    }
    const [start, unit] = [height, picture.offsetHeight / height];
    grip.setPointerCapture(down.pointerId);
    grip.onpointermove = (move) => set(start + (move.clientY - down.clientY) / unit);
  });
  grip.addEventListener('lostpointercapture', () => {
    grip.onpointermove = null;
  });
  picture.after(grip);
  return () => [
    { text: words.tools.taller, act: () => set(height * STEP), why: height >= MOST ? words.tools.tallest : undefined },
    {
      text: words.tools.shorter,
      act: () => set(height / STEP),
      why: height <= LEAST ? words.tools.shortest : undefined,
    },
  ];
}
