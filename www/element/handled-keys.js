/** Stops the propagation of handled keys, so that an arrow key that moves λ does not change the slide of a presentation. */

const ARROW_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const JUMP_KEYS = ['Home', 'End'];
/** Keys of a presenter's remote control, which must not change a value. */
const PAGE_KEYS = ['PageUp', 'PageDown'];
const ACTIVATION_KEYS = [' ', 'Enter'];
/** Keys that inputs without text handle, by type. @type {Record<string, string[]>} */
const KEYS_BY_TYPE = {
  range: [...ARROW_KEYS, ...JUMP_KEYS],
  radio: [...ARROW_KEYS, ' '],
  checkbox: [' '],
  file: ACTIVATION_KEYS,
};

/**
 * Returns whether the target or one of our listeners handles the key.
 *
 * @param {KeyboardEvent} event
 */
function isHandled(event) {
  const [target] = event.composedPath();
  const { key } = event;
  if (PAGE_KEYS.includes(key)) {
    return false;
  }
  if (event.defaultPrevented) {
    return true;
  }
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) {
    return false;
  }
  if (target instanceof HTMLInputElement && target.type in KEYS_BY_TYPE) {
    return KEYS_BY_TYPE[target.type].includes(key);
  }
  // Characters are typed into a field, or select an option of a list.
  if (target.matches('input, textarea, select')) {
    return key.length === 1 || [...ARROW_KEYS, ...JUMP_KEYS, 'Backspace', 'Delete', 'Enter'].includes(key);
  }
  return target.matches('a, button, summary') && ACTIVATION_KEYS.includes(key);
}

/**
 * Stops the propagation of an event whose key is handled.
 *
 * @param {KeyboardEvent} event
 */
export function stopHandledKey(event) {
  if (isHandled(event)) {
    event.stopPropagation();
  }
}

/**
 * Prevents that `PageUp` and `PageDown` change the value of a slider, list or field, which browsers do; the page still gets the event.
 * Must be called in the capture phase.
 *
 * @param {KeyboardEvent} event
 */
export function leavePageKeys(event) {
  const [target] = event.composedPath();
  if (PAGE_KEYS.includes(event.key) && target instanceof Element && target.matches('input, select')) {
    event.preventDefault();
  }
}

/**
 * Returns whether `Escape` returns the focus to the page: nothing in the lab uses it.
 *
 * @param {KeyboardEvent} event
 * @param {ShadowRoot} root
 */
export function returnsFocus({ key, defaultPrevented }, root) {
  return key === 'Escape' && !defaultPrevented && !root.querySelector(':popover-open, dialog[open]');
}
