/** What can be done with every panel: the ⋯ before its number. */
import { h } from '../dom.js';
import { icons } from '../icons.js';
import { menu } from '../menu.js';
import * as words from '../words.js';
import { addHeight } from './height.js';

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
  // Fetched when a hand is on its way: an embed is mostly looked at.
  const fetched = () => import('../taking/entries.js');
  button.addEventListener('pointerenter', fetched, { once: true });
  const list = menu(button, label, async () => (await fetched()).entries(shell, lab, button, heights, share));
  element.querySelector('.number')?.before(h('div', { class: 'tools' }, button, list));
}
