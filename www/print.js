/** Printing: pictures for paper, and the state in words, because controls are not printed. */
import { h } from './dom.js';

/** Device pixels per CSS pixel on paper: 288 dots an inch. */
const PAPER_RATIO = 3;
/** Width of a picture of the page in CSS pixels: that of A4 between margins. */
const PAPER_WIDTH = 700;

/**
 * Prepares a view for the printer, and restores it afterwards.
 *
 * @param {object} view
 * @param {HTMLElement} view.element
 * @param {import('./types.js').LabReader} view.lab
 * @param {() => string} view.link address of this state
 * @param {(ratio: number, width: number) => void} view.draw shows light colours, and draws all panels, those of the page as wide as paper
 * @param {() => void} view.restore
 */
export function printable({ element, lab, link, draw, restore }) {
  const state = h('p', { class: 'printed' });
  const header = element.querySelector('.bar');
  if (header) {
    header.after(state);
  } else {
    element.append(state);
  }
  const before = () => {
    const href = link();
    state.replaceChildren(`${lab.parametersText()}. `, h('a', { href }, href));
    draw(PAPER_RATIO, PAPER_WIDTH);
  };
  addEventListener('beforeprint', before);
  addEventListener('afterprint', restore);
  return () => {
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', restore);
  };
}
