/** The style sheet that all labs of a page share. */
import text from '../style.js';

/** @type {CSSStyleSheet | undefined} */
let sheet;

export function style() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
  }
  return sheet;
}
