/** What can be done with every panel: the ⋯ before its number. */
import { h } from '../dom.js';
import { icons } from '../icons.js';
import * as words from '../words.js';

/** @typedef {typeof import('../taking/tools.js')} Tools */

/** What is behind the buttons, once it is there. @type {Tools | undefined} */
let fetched;

/** Fetches it: an embed is mostly looked at, so that waits until a hand is on its way. */
export async function loadTools() {
  fetched ??= await import('../taking/tools.js');
  return fetched;
}

/**
 * Adds the tools to a panel.
 *
 * @param {import('./shell.js').Shell} shell
 * @param {import('../bindings.js').Lab} lab
 * @param {Pick<import('../view.js').ViewActions, 'share' | 'adopt'>} actions
 */
export function addTools(shell, lab, { share, adopt }) {
  const { name, element } = shell;
  const label = words.tools.open(words.panels[name]);
  const button = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      title: words.tools.more,
      'aria-label': label,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
    },
    icons.more(),
  );
  element.querySelector('.number')?.before(h('div', { class: 'tools' }, button));
  /** @type {HTMLElement | undefined} */
  let menu;
  /** @param {Tools} tools */
  const add = ({ panelTools, style }) => {
    if (!menu) {
      adopt(style);
      menu = panelTools(shell, lab, button, label, share);
    }
    return menu;
  };
  if (fetched) {
    add(fetched);
    return;
  }
  for (const event of ['pointerenter', 'focusin']) {
    element.addEventListener(event, async () => add(await loadTools()), { once: true });
  }
  button.addEventListener('click', async () => {
    // Once the menu is there, the button opens it by itself.
    if (!menu) {
      add(await loadTools()).showPopover();
    }
  });
}
