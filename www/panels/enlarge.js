/** Shows one panel full-screen. The element is moved, not copied, so everything in it continues. */
import { h } from '../dom.js';
import * as words from '../export/words.js';
import { icons } from '../icons.js';

/**
 * @param {HTMLElement} panel
 * @param {HTMLElement} opener gets the focus back
 */
export function enlarge(panel, opener) {
  const lab = /** @type {HTMLElement} */ (panel.closest('.lab'));
  // A placeholder of the same size, so that the page behind does not move.
  const seat = h('div', { class: 'panel', 'data-two': panel.dataset.two, 'data-three': panel.dataset.three });
  seat.style.height = `${panel.offsetHeight}px`;
  // What lies outside of a modal dialog is neither seen nor announced.
  const moved = lab.querySelectorAll(':scope > :is(.tooltip, [role=status])');
  const back = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      title: words.tools.shrink,
      'aria-label': words.tools.shrink,
      onclick: () => dialog.close(),
    },
    icons.close(),
  );
  const dialog = h('dialog', {
    class: 'enlarged',
    'aria-labelledby': panel.getAttribute('aria-labelledby'),
    onclose: () => {
      back.remove();
      seat.replaceWith(panel);
      lab.append(...moved);
      dialog.remove();
      opener.focus();
    },
  });
  // Escape closes it from any focused element, unless a menu is open.
  dialog.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && !dialog.querySelector(':popover-open')) {
        event.stopPropagation();
        event.preventDefault();
        dialog.close();
      }
    },
    { capture: true },
  );
  panel.replaceWith(seat);
  panel.querySelector('header')?.append(back);
  dialog.append(panel, ...moved);
  lab.append(dialog);
  dialog.showModal();
  back.focus();
}
