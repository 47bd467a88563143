/** Keys that a frame forwards to the page that contains it. */

/** Keys that belong to the frame itself. */
const OWN_KEYS = ['Tab', 'Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Process', 'Unidentified'];

/**
 * Returns whether a key is forwarded: the lab does not use it. The lab prevents what browsers do on its sliders at `PageUp` and `PageDown`
 * and leaves the keys to the page.
 *
 * @param {KeyboardEvent} event
 */
export function isForwarded({ key, defaultPrevented, isComposing }) {
  const isLeftToPage = !defaultPrevented || key === 'PageUp' || key === 'PageDown';
  return isLeftToPage && !isComposing && !OWN_KEYS.includes(key);
}
