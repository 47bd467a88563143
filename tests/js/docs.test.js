/** The documentation site in dist/docs/: its links, and what it loads. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PANELS } from '../../www/names.js';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const docs = join(dist, 'docs');
const pages = new Map(
  readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => [join(docs, name), readFileSync(join(docs, name), 'utf8')]),
);

/** Values of an attribute outside of code. @param {string} html @param {string} name */
const values = (html, name) =>
  [...html.replaceAll(/<pre[\s\S]*?<\/pre>/g, '').matchAll(new RegExp(`[\\s]${name}="([^"]*)"`, 'g'))].map(
    ([, value]) => value,
  );

test('every Markdown file of docs/ is a page', () => {
  const sources = readdirSync(fileURLToPath(new URL('../../docs', import.meta.url)), {
    recursive: true,
    encoding: 'utf8',
  });
  for (const source of sources.filter((name) => name.endsWith('.md'))) {
    assert.ok(pages.has(join(docs, source.replace(/\.md$/, '.html'))), source);
  }
  assert.ok(pages.size > 30);
});

test('every test and module that docs/trust.md names is there', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const text = readFileSync(join(root, 'docs/trust.md'), 'utf8');
  const named = [...text.matchAll(/\b(?:tests|python)\/[\w./-]+\.(?:js|rs)\b/g)].map(([path]) => path);
  const native = [...text.matchAll(/--test ([a-z_]+)(?![\w/])/g)].map(([, name]) => name);
  assert.ok(named.length > 30 && native.length > 5);
  const isThere = (/** @type {string} */ path) => existsSync(join(root, path));
  assert.deepEqual(
    named.filter((path) => !isThere(path)),
    [],
  );
  const places = (/** @type {string} */ name) => [
    `tests/${name}.rs`,
    `tests/${name}/main.rs`,
    `xtask/tests/${name}.rs`,
  ];
  assert.deepEqual(
    native.filter((name) => !places(name).some(isThere)),
    [],
  );
});

test('every link and anchor of every page leads somewhere', () => {
  const dead = [];
  for (const [file, html] of pages) {
    for (const href of [...values(html, 'href'), ...values(html, 'src')].filter((href) => !/^[a-z]+:/.test(href))) {
      const [path, hash] = href.split('#');
      const target = path === '' ? file : join(dirname(file), path);
      const isThere = existsSync(target) && statSync(target).isFile();
      const hasAnchor =
        !hash || target.startsWith(join(dist, 'index.html')) || values(pages.get(target) ?? '', 'id').includes(hash);
      if (!isThere || !hasAnchor) {
        dead.push(`${relative(docs, file)}: ${href}`);
      }
    }
  }
  assert.deepEqual(dead, []);
});

test('pages load nothing from another origin, and have no inline script or style, so that a strict policy allows them', () => {
  for (const [file, html] of pages) {
    const name = relative(docs, file);
    assert.deepEqual(
      [...html.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?\/\/[^>]*>/g)]
        .map(([tag]) => tag)
        .filter((tag) => !tag.startsWith('<a')),
      [],
      name,
    );
    const outside = html.replaceAll(/<pre[\s\S]*?<\/pre>/g, '');
    assert.doesNotMatch(outside, /<style|\sstyle="|\son[a-z]+="|<script(?![^>]* src=)/, name);
    assert.doesNotMatch(outside, /\.md["#]/, `${name}: a link to Markdown`);
  }
});

test('the gallery has a live example of every panel, and its code is what runs', () => {
  const html = pages.get(join(docs, 'gallery.html')) ?? '';
  const shown = [...html.matchAll(/<div class="live">\n([\s\S]*?)\n<pre tabindex="0"><code>([\s\S]*?)\n<\/code>/g)];
  const unescaped = (/** @type {string} */ text) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  assert.deepEqual(
    shown.map(([, live]) => /panels="([^"]+)"/.exec(live)?.[1]),
    PANELS,
  );
  for (const [, live, code] of shown) {
    assert.equal(unescaped(code), live);
  }
});
