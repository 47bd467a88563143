/** The style sheet that all labs of a page share. */
import { load } from '../load.js';

/** @type {Promise<CSSStyleSheet> | undefined} */
let sheet;

/** The sheet, fetched once; asked again after a failure it is fetched again. */
export function style() {
  sheet ??= fetchStyle().catch((error) => {
    sheet = undefined;
    throw error;
  });
  return sheet;
}

async function fetchStyle() {
  const file = await load('style.css');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(file instanceof Response ? await file.text() : '');
  return sheet;
}
