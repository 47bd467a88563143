/** Constructed style sheets, shared by all labs of a document. */
import text from '../style/lab.css';

/** @type {Map<string, CSSStyleSheet>} */
const sheets = new Map();

/**
 * Returns the style sheet of a source, from the cache if it was created before.
 *
 * @param {string} source
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
 * Adds a style sheet to a shadow root unless it is already adopted.
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
