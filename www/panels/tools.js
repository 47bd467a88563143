/** What can be done with every panel: the ⋯ before its number. */
import { h } from '../dom.js';
import { icons } from '../icons.js';
import { menu } from '../menu.js';
import * as words from '../words.js';
import { addHeight } from './height.js';

/** What the menus offer, once it is there. @type {typeof import('../taking/entries.js') | undefined} */
let taking;

/** Fetches it: an embed is mostly looked at, so it waits until a hand is on its way. */
async function fetchTools() {
  taking ??= await import('../taking/entries.js');
  return taking;
}

/** @param {NonNullable<typeof taking>} module for a page, which has it anyway */
export function bringTools(module) {
  taking = module;
}

/**
 * Adds the tools to a panel.
 *
 * @param {import('./shell.js').Shell} shell
 * @param {import('../bindings.js').Lab} lab
 * @param {import('../view.js').ViewActions['share']} share
 */
export function addTools(shell, lab, share) {
  const { name, element, isDrawn } = shell;
  const label = words.tools.open(words.panels[name].title);
  const button = h(
    'button',
    { type: 'button', class: 'tool', title: words.tools.more, 'aria-label': label },
    icons.more(),
  );
  const heights = isDrawn ? addHeight(shell) : () => [];
  for (const event of ['pointerenter', 'focusin']) {
    element.addEventListener(event, fetchTools, { once: true });
  }
  const offer = (/** @type {typeof import('../taking/entries.js')} */ { entries }) =>
    entries(shell, lab, button, heights, share);
  const list = menu(button, label, () => (taking ? offer(taking) : fetchTools().then(offer)));
  element.querySelector('.number')?.before(h('div', { class: 'tools' }, button, list));
}
