/** The keyboard map and the table of numbers: one file to fetch, because they share the frame of a dialog. */
export { keyboardDialog } from './keyboard/dialog.js';
export { numbersDialog } from './numbers/dialog.js';
