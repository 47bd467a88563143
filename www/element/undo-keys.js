/** Keyboard shortcuts for undo and redo, wherever the focus is in a lab. */

/** Selector of text fields. */
const TEXT = 'input:not([type]), input[type=text], textarea';

/**
 * Handles Ctrl+Z or ⌘Z (undo) and Ctrl+Shift+Z, Ctrl+Y or their ⌘ forms (redo). Text fields keep their native undo.
 *
 * @param {KeyboardEvent} event
 * @param {{ undo: () => void, redo: () => void }} actions
 */
export function handleUndoKeys(event, { undo, redo }) {
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
