/** The documentation site: every page under a strict policy and below a path, and every live example. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withPage } from './browser.js';
import { withServer } from './server.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../../www/element.js').RegularizationLab} RegularizationLab */

const docs = fileURLToPath(new URL('../../dist/docs', import.meta.url));
const PAGES = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
const WITH_LABS = ['guide.html', 'gallery.html'];

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "require-trusted-types-for 'script'";
const withPolicy = () => ({ headers: { 'Content-Security-Policy': POLICY } });

test('every page keeps to its own origin, has one heading and a place in the navigation, and fits 390 px', async () => {
  assert.ok(PAGES.length > 30);
  await withServer(withPolicy, async ({ origin }) => {
    for (const name of PAGES.filter((name) => !WITH_LABS.includes(name))) {
      await withPage({ address: origin, path: `/docs/${name}`, width: 390 }, async (page, { requests }) => {
        const { headings, current, sideways } = await page.evaluate(() => ({
          headings: document.querySelectorAll('h1').length,
          current: document.querySelectorAll('nav [aria-current=page]').length,
          sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        }));
        assert.deepEqual({ headings, current, sideways }, { headings: 1, current: 1, sideways: 0 }, name);
        assert.deepEqual(
          requests.filter((url) => !url.startsWith(origin)),
          [],
          name,
        );
      });
    }
  });
});

test('on paper no code and no table is cut', async () => {
  // A4 without margins.
  const options = { width: 718, before: (/** @type {Page} */ page) => page.emulateMediaType('print') };
  for (const name of ['embedding', 'guide', 'link', 'data', 'decisions/0001-kernels']) {
    await withPage({ ...options, path: `/docs/${name}.html` }, async (page) => {
      const cut = await page.$$eval('pre, .table', (parts) =>
        parts
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ textContent }) => textContent?.slice(0, 60)),
      );
      assert.deepEqual(cut, [], name);
    });
  }
});

for (const [width, scheme] of /** @type {const} */ ([
  [1280, 'light'],
  [390, 'dark'],
])) {
  for (const name of WITH_LABS) {
    test(`every live example of ${name} is drawn when it comes near, and reports no error, ${width} px, ${scheme}`, async () => {
      await withServer(withPolicy, async ({ origin }) => {
        await withPage({ address: origin, path: `/docs/${name}`, width, scheme }, async (page, { requests }) => {
          const labs = await page.$$('.live regularization-lab');
          assert.ok(labs.length >= 5, `${labs.length} examples`);
          for (const one of labs) {
            const { error, panels, drawn } = await one.evaluate(async (element) => {
              const lab = /** @type {RegularizationLab} */ (element);
              const errors = /** @type {string[]} */ ([]);
              lab.addEventListener('error', (event) => errors.push(/** @type {any} */ (event).detail.message));
              lab.scrollIntoView({ block: 'center' });
              await lab.ready;
              return {
                error: errors.join(),
                panels: lab.panels,
                drawn: lab.shadowRoot?.querySelectorAll('[data-panel]').length,
              };
            });
            assert.deepEqual([error, drawn], ['', panels.split(' ').length], panels);
          }
          const sideways = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.equal(sideways, 0);
          assert.deepEqual(
            requests.filter((url) => !url.startsWith(origin) && !/^(data|blob):/.test(url)),
            [],
          );
        });
      });
    });
  }
}
