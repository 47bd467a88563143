/** dist/ on a static server, below a path, with the policies of docs/publishing.md. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { lab, until, withLab } from './browser.js';

const FOLDER = '/a/b/c/';
const ARTICLE = `<!doctype html><html lang="en"><title>An article</title><link rel="icon" href="data:,">
  <script type="module" src="${FOLDER}define.js"></script>
  <regularization-lab panels="trajectories geometry"></regularization-lab></html>`;
/** Types by extension. @type {Record<string, string>} */
const TYPES = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
};

/** Policies of docs/publishing.md, for an article and for the file of a frame. @type {Record<string, string>} */
const POLICIES = {
  '/articles/one.html':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:",
  [`${FOLDER}embed.html`]:
    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:",
};

/** Requests of missing files. @type {string[]} */
const missing = [];
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const isArticle = pathname === '/articles/one.html';
  try {
    assert.ok(isArticle || pathname.startsWith(FOLDER));
    const name = isArticle ? 'one.html' : pathname.slice(FOLDER.length) || 'index.html';
    const body = isArticle ? ARTICLE : await readFile(new URL(`../../dist/${name}`, import.meta.url));
    response.setHeader('content-type', TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
    response.setHeader('content-security-policy', POLICIES[pathname] ?? '');
    response.end(body);
  } catch {
    // Browsers request it if a page has no icon.
    const isIcon = pathname === '/favicon.ico';
    if (!isIcon) {
      missing.push(pathname);
    }
    response.writeHead(isIcon ? 204 : 404).end();
  }
});
/** @type {string} */
let address;

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  address = `http://127.0.0.1:${port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

test('the page, its tables and an iframe work below a path', async () => {
  await withLab({ address, path: FOLDER }, async (page) => {
    await lab(page, (element) => {
      element.data = 'diabetes';
    });
    await until(page, (element) => element.data === 'diabetes' && element.getState().data === 'diabetes');
    await lab(page, (element) => element.step(10));
    assert.equal(await lab(page, (element) => element.nIter), 10);
  });
  await withLab({ address, path: `${FOLDER}embed.html` }, async (page) => {
    await lab(page, (element) => element.step(10));
    assert.equal(await lab(page, (element) => element.nIter), 10);
  });
  assert.deepEqual(missing, []);
});

test('an article elsewhere on the host can use the lab, and show other panels later', async () => {
  await withLab({ address, path: '/articles/one.html' }, async (page) => {
    await lab(page, (element) => {
      element.panels = 'trajectories boundary calibration sweep';
    });
    await lab(page, (element) => element.converge());
    await until(page, (element) => element.shadowRoot?.querySelectorAll('[data-panel] canvas').length);
  });
  assert.deepEqual(missing, []);
});
