/**
 * docs/browsers.md lists the newer features of the web platform that www/ uses, with the versions that have them. `UPDATE_BROWSERS=1 node
 * --test tests/js/browsers.test.js` writes its tables from MDN's browser compatibility data.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ofScripts, ofStyles, webFeatures } from './web-features.js';

/** The oldest Safari in which the lab works. */
const SAFARI = 17.4;
/** Features that every browser has had since this Safari, of 2019, are not listed. */
const LISTED_FROM = 13;

/** Features without which the lab works, and what it does instead. @type {Record<string, string>} */
const OPTIONAL = {
  'api.Element.currentCSSZoom': 'menus of a lab inside a zoomed element are placed without the zoom',
  'css.properties.field-sizing': 'selects are as wide as their longest choice',
  'css.properties.field-sizing.content': 'the same',
  'css.properties.forced-color-adjust': 'there are no forced colours',
  'css.properties.forced-color-adjust.none': 'the same',
  'css.properties.print-color-adjust': 'printed pictures have no areas of colour',
  'css.properties.print-color-adjust.exact': 'the same',
  'css.properties.scrollbar-width': 'a scroll bar is shown below the names of panels',
  'css.properties.scrollbar-width.none': 'the same',
  'css.properties.text-size-adjust': 'the prefixed property does the same',
  'css.properties.text-wrap.balance': 'lines of a title have different lengths',
  'css.properties.zoom': 'the theme projector is as large as the others',
  'css.selectors.-moz-range-thumb': 'other browsers have their own selector beside it',
  'css.selectors.-moz-range-track': 'the same',
  'css.selectors.-webkit-slider-runnable-track': 'the same',
  'css.selectors.-webkit-slider-thumb': 'the same',
  'javascript.builtins.Symbol.dispose': 'objects of the module are freed with free()',
};

const www = fileURLToPath(new URL('../../www', import.meta.url));
const page = new URL('../../docs/browsers.md', import.meta.url);
const features = [...webFeatures(www).values()].sort((a, b) => b.safari - a.safari || (a.key < b.key ? -1 : 1));
const required = features.filter(({ key }) => !(key in OPTIONAL));

const shown = (/** @type {number} */ version) => (Number.isFinite(version) ? String(version) : '–');
/** Such as `Element.checkVisibility`. @param {import('./web-features.js').Feature} feature */
function link({ key, url }) {
  const name = key.replace(
    /^(api|css\.(properties|selectors|types|at-rules)|javascript\.builtins|html\.(elements|global_attributes)|mathml\.elements)\./,
    '',
  );
  const kind = key.split('.')[0];
  return url ? `[\`${name}\`](${url}) (${kind})` : `\`${name}\` (${kind})`;
}

function text() {
  const newest = (/** @type {'chrome' | 'firefox' | 'safari'} */ browser) =>
    Math.max(...required.map((feature) => feature[browser]).filter(Number.isFinite));
  const row = (/** @type {import('./web-features.js').Feature} */ one) =>
    `| ${link(one)} | ${shown(one.chrome)} | ${shown(one.firefox)} | ${shown(one.safari)} |`;
  const optional = features.filter(({ key }) => key in OPTIONAL);
  return `# Browsers

The lab needs Safari ${newest('safari')}, Chrome and Edge ${newest('chrome')}, Firefox ${newest('firefox')} or newer. The tests run it in Chromium and Firefox;
 \`tests/js/browsers.test.js\` finds the features that the sources use, and fails if one is newer than Safari ${SAFARI} or is not in
these tables. The versions are those of [MDN's browser compatibility data](https://github.com/mdn/browser-compat-data).

## Required

Features that every browser has had since Safari ${LISTED_FROM} (2019) are not listed.

| feature | Chrome, Edge | Firefox | Safari |
|---|---|---|---|
${required
  .filter(({ safari }) => safari >= LISTED_FROM)
  .map(row)
  .join('\n')}

## Optional

| feature | Chrome, Edge | Firefox | Safari | without it |
|---|---|---|---|---|
${optional.map((one) => `${row(one)} ${OPTIONAL[one.key]} |`).join('\n')}
`;
}

test('no feature that the lab needs is newer than the oldest Safari', () => {
  assert.ok(features.length > 300, `${features.length} features were found`);
  const newer = required.filter(({ safari }) => safari > SAFARI).map(({ key, safari }) => `${key}: Safari ${safari}`);
  assert.deepEqual(newer, [], 'if a name is one of our own objects’, tests/js/web-features.js has a list of these');
  const missing = Object.keys(OPTIONAL).filter((key) => !features.some((feature) => feature.key === key));
  assert.deepEqual(missing, [], 'no longer used');
});

test('docs/browsers.md lists the features in use with the versions that have them', () => {
  if (process.env.UPDATE_BROWSERS) {
    writeFileSync(page, text());
  }
  assert.equal(readFileSync(page, 'utf8'), text(), 'UPDATE_BROWSERS=1 node --test tests/js/browsers.test.js writes it');
});

test('new features are found wherever they stand', () => {
  const scripts = `element.showPopover(); h('dialog', { popover: 'auto' }); new DecompressionStream('gzip'); Object.groupBy(a); b.at(-1);
    document.startViewTransition(); Promise.try(f); new Intl.Segmenter(); // Temporal.Now`;
  for (const key of [
    'api.HTMLElement.showPopover',
    'html.elements.dialog',
    'html.global_attributes.popover',
    'api.DecompressionStream',
    'javascript.builtins.Object.groupBy',
    'javascript.builtins.Array.at',
    'api.Document.startViewTransition',
    'javascript.builtins.Promise.try',
    'javascript.builtins.Intl',
  ]) {
    assert.ok(ofScripts(scripts).has(key), key);
  }
  assert.ok(!ofScripts(scripts).has('javascript.builtins.Temporal'), 'comments are no code');
  const styles = `a:has(b) { anchor-name: --x; width: calc(100dvh - 1px); color: color-mix(in oklab, red, blue); &:hover { inset: 0 } }
    @starting-style { a { translate: 1px } } @container (width > 1px) { a { text-wrap: pretty; field-sizing: content; } }`;
  for (const key of [
    'css.selectors.has',
    'css.properties.anchor-name',
    'css.types.length.viewport_percentage_units_dynamic',
    'css.types.color-mix',
    'css.selectors.nesting',
    'css.at-rules.starting-style',
    'css.at-rules.container',
    'css.properties.text-wrap.pretty',
    'css.properties.field-sizing',
  ]) {
    assert.ok(ofStyles(styles).has(key), key);
  }
});
