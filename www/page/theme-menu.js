/** The menu of themes in the header. */
import { h } from '../dom.js';
import { menu } from '../menu.js';
import { THEMES } from '../names.js';
import { icons } from './icons.js';
import * as words from './words.js';

/** @param {Pick<import('../view.js').Host, 'theme' | 'chooseTheme'>} host */
export function themeMenu({ theme, chooseTheme }) {
  const { open, names } = words.theme;
  const button = h('button', { type: 'button', class: 'icon', title: open, 'aria-label': open }, icons.theme());
  const entries = () =>
    THEMES.map((name) => ({ text: names[name], act: () => chooseTheme(name), isChosen: name === theme() }));
  return h('div', {}, button, menu(button, open, entries));
}
