/** The style sheets that all labs of a document share. */
import text from '../style.js';

/** @type {Map<string, CSSStyleSheet>} */
const sheets = new Map();

/**
 * @param {string} source
 * @returns the same sheet for the same source
 */
export function sheetOf(source) {
  const sheet = sheets.get(source) ?? new CSSStyleSheet();
  if (!sheets.has(source)) {
    sheet.replaceSync(source);
    sheets.set(source, sheet);
  }
  return sheet;
}

export const style = () => sheetOf(text);
