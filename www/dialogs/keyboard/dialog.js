/** The keyboard map. */
import { h } from '../../dom.js';
import text from '../../style/keyboard.css';
import { modal } from '../modal.js';
import { SECTIONS } from './keys.js';

const TITLE = 'Keyboard';

/**
 * Opens the keyboard map.
 *
 * @param {HTMLElement} lab the view of a lab
 * @param {HTMLElement} [opener] gets the focus back
 */
export function keyboardDialog(lab, opener) {
  const sections = SECTIONS.map(({ title, shortcuts }) =>
    h(
      'section',
      {},
      h('h3', {}, title),
      h('dl', {}, ...shortcuts.flatMap(({ keys, text }) => [h('dt', {}, ...kbds(keys)), h('dd', {}, text)])),
    ),
  );
  modal(lab, { name: 'keyboard', title: TITLE, css: text, opener }, h('div', { class: 'keys' }, ...sections));
}

/** @param {string[]} keys */
function kbds(keys) {
  return keys.flatMap((key, k) => [...(k > 0 ? [' '] : []), h('kbd', {}, key)]);
}
