/** Keys that the lab uses are not also keys of the page around: an arrow that moves λ turns no slide. */

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const JUMPS = ['Home', 'End', 'PageUp', 'PageDown'];
const PRESSES = [' ', 'Enter'];
/** Inputs that are not written in, and what they use. @type {Record<string, string[]>} */
const BY_TYPE = {
  range: [...ARROWS, ...JUMPS],
  radio: [...ARROWS, ' '],
  checkbox: [' '],
  file: PRESSES,
};

/**
 * Whether a key does something where it is pressed, by itself or through us.
 *
 * @param {KeyboardEvent} event
 */
function isUsed(event) {
  const [target] = event.composedPath();
  const { key } = event;
  if (event.defaultPrevented) {
    return true;
  }
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) {
    return false;
  }
  if (target instanceof HTMLInputElement && target.type in BY_TYPE) {
    return BY_TYPE[target.type].includes(key);
  }
  // Letters are written in a field, and find an entry of a list.
  if (target.matches('input, textarea, select')) {
    return key.length === 1 || [...ARROWS, ...JUMPS, 'Backspace', 'Delete', 'Enter'].includes(key);
  }
  return target.matches('a, button, summary') && PRESSES.includes(key);
}

/** @param {KeyboardEvent} event */
export function keepKey(event) {
  if (isUsed(event)) {
    event.stopPropagation();
  }
}
