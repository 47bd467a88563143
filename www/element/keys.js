/** Keys that mean the same wherever the focus is in a lab. */

/** Where keys write. */
const TEXT = 'input:not([type]), input[type=text], textarea';

/**
 * Ctrl or ⌘ with Z takes a change back, with shift or with Y makes it again; fields keep these keys for their text.
 *
 * @param {KeyboardEvent} event
 * @param {{ undo: () => void, redo: () => void }} actions
 */
export function undoKeys(event, { undo, redo }) {
  const isInText = event.composedPath().some((part) => part instanceof Element && part.matches(TEXT));
  if (isInText || !(event.ctrlKey || event.metaKey)) {
    return;
  }
  const key = event.key.toLowerCase();
  if (key === 'y' || (key === 'z' && event.shiftKey)) {
    event.preventDefault();
    redo();
  } else if (key === 'z') {
    event.preventDefault();
    undo();
  }
}
