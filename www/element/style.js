/** The style sheets that all labs of a document share. */
import text from '../style/lab.css';

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

/**
 * Gives a shadow root one more sheet.
 *
 * @param {ShadowRoot} root
 * @param {string} source
 */
export function adopt(root, source) {
  const sheet = sheetOf(source);
  if (!root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets.push(sheet);
  }
}

export const style = () => sheetOf(text);
