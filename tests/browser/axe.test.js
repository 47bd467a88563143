/** Checks every page with axe, best practices included: themes, widths, dialogs and menus. */
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { assertAccessible, find, frames, lab, press, showEveryPanel, until, withLab, withPage } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

for (const [scheme, width] of /** @type {const} */ ([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
])) {
  test(`axe finds nothing: ${scheme}, ${width} px, every panel and the data`, async () => {
    await withLab({ scheme, width, touch: width < 700 }, async (page) => {
      await lab(page, (element) => element.step(200));
      await frames(page);
      await assertAccessible(page, 'as it opens');
      await showEveryPanel(page);
      await assertAccessible(page, 'every panel');
      await lab(page, (element) => {
        element.learningRate = 20;
        element.step(100);
      });
      await frames(page);
      await assertAccessible(page, 'diverged');
      await press(page, '.more');
      for (const section of ['presets', 'numbers', 'own']) {
        await press(page, `.tabs input[value=${section}]`);
        await frames(page);
        await assertAccessible(page, `data: ${section}`);
      }
    });
  });
}

/** Buttons that open something over the panels, with what they open. @type {[string, string][]} */
const OPENED = [
  ['[popovertarget=panel-menu]', '#panel-menu:popover-open'],
  ['.exports button', '.exports .actions:popover-open'],
  ['[data-panel=weights] .tools button', '[data-panel=weights] .actions:popover-open'],
  ['[data-panel=weights] [aria-expanded].toggle', '.factors:not([hidden])'],
  ['[data-panel=weights] .on-focus', 'dialog.panel-numbers'],
];

for (const theme of /** @type {const} */ (['light', 'dark', 'projector'])) {
  test(`axe finds nothing in menus and dialogs: ${theme}`, async () => {
    await withLab({}, async (page) => {
      await lab(
        page,
        (element, theme) => {
          element.theme = theme;
          element.step(200);
        },
        theme,
      );
      const isOpen = (/** @type {string} */ selector) =>
        until(page, ({ shadowRoot }, selector) => shadowRoot?.querySelector(selector), selector);
      const isClosed = (/** @type {string} */ selector) =>
        until(page, ({ shadowRoot }, selector) => !shadowRoot?.querySelector(selector), selector);
      for (const [button, opened] of OPENED) {
        await press(page, button);
        await isOpen(opened);
        await assertAccessible(page, opened);
        await page.keyboard.press('Escape');
      }
      await isClosed('dialog.panel-numbers');
      await page.keyboard.press('?');
      await isOpen('dialog.keyboard');
      await assertAccessible(page, 'the keyboard map');
      await page.keyboard.press('Escape');
      await isClosed('dialog.keyboard');
      await press(page, '[data-panel=path] .tools button');
      await press(page, '[data-panel=path] .actions button');
      await isOpen('dialog.enlarged');
      await assertAccessible(page, 'an enlarged panel');
      await page.keyboard.press('Escape');
      await isClosed('dialog.enlarged');
      await (await find(page, '.bar ::-p-text(Share)')).click();
      await isOpen('dialog.share[open] .stage regularization-lab');
      await frames(page, 20);
      await assertAccessible(page, 'the share dialog');
    });
  });
}

/** What reveal.js does with the page of its slides. */
const SLIDES = ['landmark-one-main', 'region', 'meta-viewport'];
const EXAMPLES = new URL('../../examples/', import.meta.url);
const DOCS = new URL('../../dist/docs/', import.meta.url);
const pagesIn = (/** @type {URL} */ folder) => readdirSync(folder).filter((name) => name.endsWith('.html'));
const PAGES = [
  '/embed.html',
  '/examples/slides/',
  ...pagesIn(EXAMPLES).map((name) => `/examples/${name}`),
  ...pagesIn(DOCS).map((name) => `/docs/${name}`),
];

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  for (const path of PAGES) {
    test(`axe finds nothing in ${path}: ${scheme}`, async () => {
      // A policy of the page would forbid axe itself.
      const before = (/** @type {Page} */ page) => page.setBypassCSP(true);
      await withPage({ path, scheme, before }, async (page, seen) => {
        for (const element of await page.$$('regularization-lab')) {
          await element.evaluate((element) => {
            element.scrollIntoView();
            return /** @type {any} */ (element).ready;
          });
        }
        await frames(page, 10);
        await assertAccessible(page, path, path.includes('slides') ? SLIDES : []);
        // examples.test.js asserts that these pages cause no problems; axe itself does, in a sandboxed frame.
        seen.problems.length = 0;
      });
    });
  }
}
