/** Error messages at the control that caused them. */
import { h } from './dom.js';
import { capitalized } from './format.js';
import { LabError } from './lab-error.js';
import { place } from './place.js';

/**
 * Runs the action of a control; an error is shown below the control.
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
  // The lab was removed while the action ran: there is no place left for the message.
  if (!control.isConnected) {
    return;
  }
  const text = `${capitalized(message)}.`;
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
