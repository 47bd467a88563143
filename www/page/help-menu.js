/** The menu of the header with the keyboard map, and links to documentation and source. */
import { h } from '../dom.js';
import { menu } from '../menu.js';
import { REPOSITORY } from '../names.js';
import { icons } from './icons.js';
import * as words from './words.js';

/** @param {Pick<import('../view.js').Host, 'homePage' | 'showKeys'>} host */
export function helpMenu({ homePage, showKeys }) {
  const { open, keys, docs, source, problem } = words.help;
  const button = h('button', { type: 'button', class: 'icon', title: open, 'aria-label': open }, icons.help());
  const entries = () => [
    { text: keys, act: () => showKeys(button) },
    // The built documentation is beside the page.
    { text: docs, href: new URL('docs/', homePage() ?? document.baseURI).href },
    { text: source, href: REPOSITORY },
    { text: problem, href: `${REPOSITORY}/issues` },
  ];
  return h('div', {}, button, menu(button, open, entries));
}
