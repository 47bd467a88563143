/** The menu in which panels are chosen and ordered. */
import { h } from '../dom.js';
import { DEFAULT_PANELS, PANEL_TITLES, PANELS } from '../names.js';
import * as pageWords from './words.js';

/**
 * @param {() => string[]} shown
 * @param {(names: string[]) => void} show
 */
export function panelChooser(shown, show) {
  const list = h('ul', { class: 'choices' });
  const menu = h(
    'div',
    { class: 'menu', popover: '', id: 'panel-menu', role: 'dialog', 'aria-label': pageWords.chooser.label },
    h('p', { class: 'quiet' }, pageWords.chooser.aid),
    list,
    h('button', { type: 'button', class: 'plain', onclick: () => choose(DEFAULT_PANELS) }, pageWords.chooser.reset),
  );
  const button = h('button', { type: 'button', class: 'text', popovertarget: 'panel-menu' }, pageWords.chooser.label);
  menu.addEventListener('beforetoggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === 'open') {
      fill();
    }
  });

  /** @param {string[]} names */
  function choose(names) {
    show(names);
    fill();
  }

  /** Lists the visible panels in order, then the others. */
  function fill() {
    const names = shown();
    const others = PANELS.filter((name) => !names.includes(name));
    list.replaceChildren(...[...names, ...others].map((name) => item(name, names)));
  }

  /**
   * @param {string} name
   * @param {string[]} names
   */
  function item(name, names) {
    const place = names.indexOf(name);
    const title = PANEL_TITLES[name];
    const box = h('input', {
      type: 'checkbox',
      checked: place >= 0,
      // The last panel cannot be removed.
      disabled: names.length === 1 && place === 0,
      onchange: () => {
        choose(place >= 0 ? names.filter((other) => other !== name) : [...names, name]);
        focus(name, 'input');
      },
    });
    const move = (/** @type {number} */ by, /** @type {string} */ label, /** @type {string} */ face) =>
      h(
        'button',
        {
          type: 'button',
          class: 'icon',
          'data-by': by,
          disabled: place < 0 || place + by < 0 || place + by >= names.length,
          'aria-label': `${title}: ${label}`,
          title: label,
          onclick: () => {
            const moved = names.filter((other) => other !== name);
            moved.splice(place + by, 0, name);
            choose(moved);
            focus(name, `[data-by="${by}"]`);
          },
        },
        face,
      );
    return h(
      'li',
      { 'data-name': name },
      h('label', {}, box, title),
      move(-1, pageWords.chooser.up, '↑'),
      move(1, pageWords.chooser.down, '↓'),
    );
  }

  /**
   * @param {string} name
   * @param {string} selector
   */
  function focus(name, selector) {
    /** @type {HTMLElement | null} */ (list.querySelector(`[data-name="${name}"] ${selector}`))?.focus();
  }

  return { button, menu };
}
