/** The key of the keyboard map. */

/** Selector of elements in which `?` is typed. */
const TYPED = 'input:not([type=range], [type=radio], [type=checkbox]), textarea, select, [contenteditable]';

/**
 * Whether the event asks for the keyboard map: `?`, unless it is typed into a field.
 *
 * @param {KeyboardEvent} event
 */
export function isHelpKey(event) {
  const [target] = event.composedPath();
  const isTyped = target instanceof Element && target.closest(TYPED) !== null;
  return event.key === '?' && !isTyped && !(event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented);
}
