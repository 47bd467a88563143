/** The menu of the header with the keyboard map, and links to documentation and source. */
import { h } from '../dom.js';
import { menu } from '../menu.js';
import { REPOSITORY } from '../names.js';
import { icons } from './icons.js';
import * as words from './words.js';

/** @param {import('../view.js').Host['showKeys']} showKeys */
export function helpMenu(showKeys) {
  const { open, keys, docs, source, problem } = words.help;
  const button = h('button', { type: 'button', class: 'icon', title: open, 'aria-label': open }, icons.help());
  const entries = () => [
    { text: keys, act: () => showKeys(button) },
    { text: docs, href: `${REPOSITORY}/tree/main/docs` },
    { text: source, href: REPOSITORY },
    { text: problem, href: `${REPOSITORY}/issues` },
  ];
  return h('div', {}, button, menu(button, open, entries));
}
