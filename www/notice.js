/** A sentence beside a control: what it was used for could not be done. */
import { h } from './dom.js';
import { LabError } from './lab-error.js';
import { place } from './place.js';

/**
 * Does what a control was used for; where that cannot be done, the reason is shown under the control.
 *
 * @param {HTMLElement} control
 * @param {() => unknown} work
 */
export async function attempt(control, work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof LabError)) {
      throw error;
    }
    showNotice(control, error.message);
  }
}

/**
 * @param {HTMLElement} control
 * @param {string} message
 */
export function showNotice(control, message) {
  const text = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  const notice = h('p', { popover: 'auto', role: 'alert', class: 'notice problem' }, text);
  notice.addEventListener('toggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === 'closed') {
      notice.remove();
    }
  });
  control.after(notice);
  notice.showPopover();
  place(notice, control);
}
