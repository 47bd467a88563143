/** Constructed style sheets, shared by all labs of a document. */
import text from '../style/lab.css';

/** Sheets by document, which cannot share them: an element may be moved into that of a frame. @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const sheets = new WeakMap();

/**
 * Returns the style sheet of a source for a document, from the cache if it was created before.
 *
 * @param {string} source
 * @param {Document} document
 */
export function sheetOf(source, document) {
  const known = sheets.get(document) ?? new Map();
  sheets.set(document, known);
  if (!known.has(source)) {
    const { CSSStyleSheet } = /** @type {Window & typeof globalThis} */ (document.defaultView ?? window);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(source);
    known.set(source, sheet);
  }
  return /** @type {CSSStyleSheet} */ (known.get(source));
}

/**
 * Adds a style sheet to a shadow root unless it is already adopted.
 *
 * @param {ShadowRoot} root
 * @param {string} source
 */
export function adopt(root, source) {
  const sheet = sheetOf(source, root.ownerDocument);
  if (!root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets.push(sheet);
  }
}

/** @param {Document} document */
export const style = (document) => sheetOf(text, document);
