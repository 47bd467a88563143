/** Code snippets of embeds in all forms. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { attributes, beyondAttributes, CDN, escaped, FORMS } from '../../www/dialogs/share/snippets.js';
import { beyond, controls, places, themes } from '../../www/dialogs/share/words.js';
import { PARAMETER_ATTRIBUTES } from '../../www/element/state.js';
import { CONTROLS, EMBEDDED_CONTROLS, THEMES } from '../../www/names.js';
import { VERSION } from '../../www/version.js';

/** @typedef {import('../../www/dialogs/share/snippets.js').Embed} Embed */

/** @type {Embed} */
const EMBED = {
  hash: 'v=1&data=twins&penalty=elasticnet&lambda=0.5&l1-ratio=0.35&n-samples=90&n-iter=40',
  panels: ['trajectories', 'path'],
  controls: EMBEDDED_CONTROLS,
  theme: 'auto',
  autoplay: false,
  lazy: false,
  shownHeight: 612,
  files: 'https://example.org/lab',
  isFromCdn: false,
  title: 'Regularization Lab: Weight trajectories, Coefficient path',
  alt: 'Weight trajectories. 3 of 100 weights survive',
};

/** @param {string} text of one tag @returns {Record<string, string>} */
function attributesOf(text) {
  const found = [...text.matchAll(/([a-z0-9-]+)(?:="([^"]*)")?(?=[\s>])/g)].slice(1);
  return Object.fromEntries(found.map(([, name, value = '']) => [name, unescaped(value)]));
}

/** @param {string} text */
function unescaped(text) {
  const named = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
  return text.replace(/&[a-z]+;|&#(\d+);/g, (entity, code) =>
    code ? String.fromCharCode(code) : /** @type {Record<string, string>} */ (named)[entity],
  );
}

/** @param {string} form @param {Partial<Embed>} [but] */
const codes = (form, but = {}) => FORMS[form]({ ...EMBED, ...but }).map(({ code }) => code);

test('the version is the one of Cargo.toml', () => {
  const cargo = readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8');
  assert.equal(VERSION, /^version = "(.*)"/m.exec(cargo)?.[1]);
  assert.equal(CDN, `https://cdn.jsdelivr.net/npm/regularization-lab@${VERSION}/`);
});

test('no text can end the attribute, the template or the block that contains it', () => {
  const nasty = '"><script>alert(1)</script>\n\n```\n{{ .Site }} & \'';
  const text = escaped(nasty);
  assert.doesNotMatch(text, /["'<>`{}\n]/);
  assert.equal(unescaped(text), nasty.replace(/\s+/g, ' '));
  for (const form of Object.keys(FORMS)) {
    const plain = codes(form).join('\n');
    const given = {
      title: nasty,
      alt: nasty,
      files: `https://example.org/${nasty}`,
      theme: nasty,
      csv: { target: nasty },
    };
    const all = codes(form, given).join('\n');
    const tags = (/** @type {string} */ text) => text.match(/<\/?[a-z-]+(?=[ >])/g)?.length;
    assert.equal(tags(all), (tags(plain) ?? 0) + (all.includes('useCsv') ? 2 : 0), form);
    assert.equal(all.match(/```/g)?.length, plain.match(/```/g)?.length, form);
    assert.equal(all.match(/\{\{/g)?.length, plain.match(/\{\{/g)?.length, form);
  }
});

test('attributes are parsed as the values they were written from', () => {
  const [code] = codes('element', { controls: ['play', 'lambda'], theme: 'dark', autoplay: true, lazy: true });
  const read = attributesOf(code.slice(code.indexOf('<regularization-lab')));
  const state = Object.fromEntries(
    Object.entries(PARAMETER_ATTRIBUTES).flatMap(([name, [key, parse]]) =>
      name in read ? [[key, parse(read[name])]] : [],
    ),
  );
  assert.deepEqual(state, { data: 'twins', penalty: 'elasticnet', lambda: 0.5, l1Ratio: 0.35 });
  assert.deepEqual(
    [read.panels, read.controls, read.theme, read.autoplay, read.loading],
    ['trajectories path', 'lambda play', 'dark', '', 'lazy'],
  );
});

test('default values are not written', () => {
  const names = (/** @type {Partial<Embed>} */ but) => attributes({ ...EMBED, ...but }).map(([name]) => name);
  assert.deepEqual(names({}), ['data', 'penalty', 'lambda', 'l1-ratio', 'panels']);
  assert.ok(names({ hash: `${EMBED.hash}&class-weight=balanced` }).includes('class-weight'));
  assert.deepEqual(names({ controls: EMBEDDED_CONTROLS.toReversed() }), names({}));
  assert.ok(names({ controls: CONTROLS }).includes('controls'));
  assert.deepEqual(attributes({ ...EMBED, controls: [] }).at(-1), ['controls', '']);
});

test('parts of a state that attributes cannot set are named', () => {
  assert.deepEqual(beyondAttributes(EMBED.hash), ['n-samples', 'n-iter']);
  assert.deepEqual(
    beyondAttributes('v=1&data=easy&penalty=l2&lambda=1&class-weight=balanced&panels=path&theme=dark'),
    [],
  );
  assert.equal(
    beyond(['n-samples', 'n-iter', 'rho', 'view-path']),
    'Attributes cannot set the parameters of the data, the iteration and the views of panels; an iframe’s address can.',
  );
});

test('every form has an instruction and valid syntax', () => {
  for (const [form, make] of Object.entries(FORMS)) {
    for (const { place, code } of make(EMBED)) {
      assert.ok(places[place], `${form}: ${place}`);
      assert.doesNotMatch(code, /undefined|null|NaN|\[object/, form);
    }
  }
  const script = '<script type="module" src="https://example.org/lab/define.js"></script>';
  const lab =
    '<regularization-lab data="twins" penalty="elasticnet" lambda="0.5" l1-ratio="0.35" panels="trajectories path"></regularization-lab>';
  assert.deepEqual(codes('element'), [`${script}\n${lab}`]);
  assert.match(codes('element', { isFromCdn: true })[0], new RegExp(`src="${CDN}define.js"`));
  assert.match(codes('element', { width: 640 })[0], / style="width: 640px; max-width: 100%"/);
  assert.deepEqual(codes('hugo')[0].match(/^\{\{< regularization-lab (?:[a-z0-9-]+="[^"]*" ?)+>\}\}$/)?.length, 1);
  assert.equal(codes('quarto')[1], `\`\`\`{=html}\n${script}\n${lab}\n\`\`\``);
  assert.doesNotMatch(codes('markdown')[0], /\n\s*\n/, 'a blank line would end the block of HTML');
  assert.match(codes('markdown')[0], /\n {2}<img slot="poster" src="poster.svg" alt="Weight trajectories\. 3 of/);
});

test('a frame has the whole state in its address, and room for its content', () => {
  const [code, fit] = codes('iframe', { lazy: true });
  const read = attributesOf(code);
  assert.equal(read.src, `https://example.org/lab/embed.html#${EMBED.hash}`);
  assert.deepEqual([read.width, read.height, read.loading], ['100%', '612', 'lazy']);
  assert.match(read.sandbox, /^allow-scripts\b(?!.*same-origin)/);
  assert.equal(fit, '<script type="module" src="https://example.org/lab/frame.js"></script>');
  assert.deepEqual(
    (({ width, height }) => [width, height])(attributesOf(codes('iframe', { width: 640, height: 480 })[0])),
    ['640', '480'],
  );
  const [slide] = codes('reveal', { autoplay: true, lazy: true });
  assert.match(
    slide,
    /^<section>\n {2}<iframe data-src="https:\/\/example\.org\/lab\/embed\.html\?autoplay#v=1&amp;data=twins/,
  );
  assert.doesNotMatch(slide, / src=| loading=/, 'reveal.js itself loads it');
});

test('the user’s table is passed to the element, and is not in its attributes', () => {
  const [lab, table] = codes('element', { csv: { target: '</script>' } });
  assert.doesNotMatch(lab, / data=/);
  assert.match(table, /useCsv\(await table\.text\(\), \{"target":"\\u003c\/script>"\}\)/);
});

test('every option has a label', () => {
  assert.deepEqual(Object.keys(themes), [...THEMES]);
  assert.deepEqual(Object.keys(controls), CONTROLS);
});
