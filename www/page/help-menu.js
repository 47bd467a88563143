/** The menu of the header with links to documentation and source. */
import { h } from '../dom.js';
import { menu } from '../menu.js';
import { REPOSITORY } from '../names.js';
import { icons } from './icons.js';
import * as words from './words.js';

export function helpMenu() {
  const { open, docs, source, problem } = words.help;
  const button = h('button', { type: 'button', class: 'icon', title: open, 'aria-label': open }, icons.help());
  const entries = () => [
    { text: docs, href: `${REPOSITORY}/tree/main/docs` },
    { text: source, href: REPOSITORY },
    { text: problem, href: `${REPOSITORY}/issues` },
  ];
  return h('div', {}, button, menu(button, open, entries));
}
