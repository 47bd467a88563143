/** Pages whose lab comes from another origin, as from a CDN, or whose files are in another folder. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lab, press, text, until, withPage } from './browser.js';
import { DIST, html, withServer } from './server.js';

const CDN = String(process.env.LAB_ADDRESS);
const ELEMENT = '<regularization-lab page data="twins"></regularization-lab>';

/**
 * Opens a page, uses all that is fetched later, and returns the addresses of what was fetched.
 *
 * @param {string} script
 * @param {Record<string, string>} [files] of dist/, by further paths at which the page's own server has them
 */
async function useLab(script, files = {}) {
  const content = html(ELEMENT, `<link rel="icon" href="data:,">${script}`);
  /** @type {string[]} */
  let requested = [];
  let note = '';
  const answer = (/** @type {string} */ path) => {
    const type = { 'Content-Type': 'application/wasm' };
    return path in files ? { body: readFileSync(join(DIST, files[path])), headers: type } : undefined;
  };
  await withServer(
    (path) => (path === '/page' ? content : answer(path)),
    async ({ origin }) => {
      await withPage({ address: origin, path: '/page' }, async (page, { requests }) => {
        await lab(page, (element) => element.ready);
        const isTrained = await lab(page, (element) => {
          element.step(5);
          const { norm1 } = element.trainer().scores();
          element.data = 'diabetes';
          return norm1 > 0;
        });
        assert.equal(isTrained, true);
        await until(page, (element) => element.data === 'diabetes');
        await press(page, 'header.bar button[title^=Share]');
        await until(page, ({ shadowRoot }) => shadowRoot?.querySelector('dialog.share[open]'));
        note = await text(page, '.share .code > .row > .note');
        requested = requests.filter((url) => !url.startsWith('data:')).map((url) => url.replace(origin, 'page:'));
      });
    },
  );
  return { requested, note };
}

/** @param {string[]} requested @param {RegExp} name */
const originsOf = (requested, name) =>
  requested.filter((url) => name.test(url)).map((url) => url.replace(/\/[^/]*$/, ''));

test('define.js of another origin fetches everything from there', async () => {
  const { requested, note } = await useLab(`<script type="module" src="${CDN}/define.js"></script>`);
  assert.doesNotMatch(note, /part of another script/);
  assert.deepEqual(originsOf(requested, /\/page$/), ['page:']);
  for (const name of [/\.wasm$/, /diabetes-\w+\.bin$/, /dialog-\w+\.js$/, /page-\w+\.js$/, /chunk-\w+\.js$/]) {
    assert.deepEqual(originsOf(requested, name), [CDN], `${name}`);
  }
});

test('standalone.js of another origin fetches nothing', async () => {
  const { requested, note } = await useLab(`<script type="module" src="${CDN}/standalone.js"></script>`);
  assert.match(note, /part of another script/);
  assert.deepEqual(requested, ['page:/page', `${CDN}/standalone.js`]);
});

const start = (/** @type {string} */ source) =>
  `<script type="module">
    import init from '/regularization-lab.js';
    import '/define.js';
    init(${source});
  </script>`;

test('init({ base }) fetches WebAssembly and tables from a folder, for elements too', async () => {
  const { requested } = await useLab(start(`{ base: '${CDN}' }`));
  assert.deepEqual(originsOf(requested, /\.(wasm|bin)$/), [CDN, CDN]);
  assert.deepEqual(originsOf(requested, /dialog-\w+\.js$/), ['page:'], 'code stays where the module is');
});

test('init(url) fetches the WebAssembly from there, for elements too', async () => {
  const own = readdirSync(DIST).find((name) => name.endsWith('.wasm'));
  const { requested } = await useLab(start("'/elsewhere'"), { '/elsewhere': `${own}` });
  assert.equal(requested.filter((url) => url.endsWith('/elsewhere')).length, 1);
  assert.deepEqual(originsOf(requested, /\.wasm$/), []);
});
