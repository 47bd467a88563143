/** What the tests of the import share. */
import { find, frames, lab, text, until } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

export const CSV = [
  'name,age,dose,outcome',
  'ann,41,1.5,well',
  'bob,57,0.5,ill',
  'cy,33,2.5,well',
  'dee,61,0.1,ill',
  'eve,44,1.0,well',
  'flo,58,0.4,ill',
  'gus,39,2.2,well',
  'hal,63,0.3,ill',
].join('\n');

/** @param {Page} page */
export async function openImport(page) {
  await (await find(page, '.more')).click();
  await press(page, '.tabs input[value=own]');
}

/** @param {Page} page @param {string} selector */
export async function press(page, selector) {
  await (await find(page, selector)).evaluate((element) => /** @type {HTMLElement} */ (element).click());
  await frames(page);
}

/** Pastes a text, which is read at once if it is short. @param {Page} page @param {string} content */
export async function paste(page, content) {
  await (await find(page, '#csv-text')).evaluate((element, value) => {
    const area = /** @type {HTMLTextAreaElement} */ (element);
    area.value = value;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, content);
  await frames(page);
}

/**
 * Drops a file on a panel.
 *
 * @param {Page} page
 * @param {string} name
 * @param {number[] | string} content bytes or a text
 */
export async function drop(page, name, content) {
  await lab(
    page,
    ({ shadowRoot }, [fileName, given]) => {
      const data = new DataTransfer();
      data.items.add(new File([typeof given === 'string' ? given : new Uint8Array(given)], String(fileName)));
      const target = /** @type {HTMLElement} */ (shadowRoot?.querySelector('[data-panel=trajectories]'));
      for (const event of ['dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(event, { bubbles: true, cancelable: true, dataTransfer: data }));
      }
    },
    /** @type {[string, number[] | string]} */ ([name, content]),
  );
}

/** Waits until a table is shown or refused. @param {Page} page */
export const settled = (page) =>
  until(
    page,
    ({ shadowRoot }) =>
      shadowRoot?.querySelector('.preview')?.checkVisibility() ||
      shadowRoot?.querySelector('.own > .problem')?.textContent,
  );

/** @param {Page} page */
export const isShown = async (page) => (await find(page, '.preview')).evaluate((element) => element.checkVisibility());

/** @param {Page} page @param {string} selector */
export const texts = (page, selector) =>
  page.$$eval(`regularization-lab >>> ${selector}`, (elements) => elements.map((element) => element.textContent));

/** Name, description, reason and tick of every column. @param {Page} page */
export const columns = (page) =>
  page.$$eval('regularization-lab >>> .columns li', (items) =>
    items.map((item) => [
      ...[...item.querySelectorAll('b, span')].map((part) => part.textContent),
      item.querySelector('input')?.checked,
    ]),
  );

/** @param {Page} page @param {string} id @param {string} value */
export async function choose(page, id, value) {
  await (await find(page, `#${id}`)).select(value);
  await frames(page);
}

/** Uses the table, and waits until the change is one entry of undo. @param {Page} page */
export async function use(page) {
  const changed = lab(
    page,
    (element) => new Promise((resolve) => element.addEventListener('change', () => resolve(true), { once: true })),
  );
  await press(page, '.preview > .plain');
  await changed;
}

/** @param {Page} page */
export const size = (page) => text(page, '.choice .size');
