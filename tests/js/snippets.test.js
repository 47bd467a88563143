/** Code snippets of embeds in all forms. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlRenderer, Parser } from 'commonmark';
import { posterFile } from '../../www/dialogs/share/poster-file.js';
import { attributes, escaped, FORMS } from '../../www/dialogs/share/snippets.js';
import { controls, places, themes } from '../../www/dialogs/share/words.js';
import { PARAMETER_ATTRIBUTES } from '../../www/element/state.js';
import { CONTROLS, EMBEDDED_CONTROLS, THEMES } from '../../www/names.js';

/** @typedef {import('../../www/dialogs/share/snippets.js').Embed} Embed */

/** @type {Embed} */
const EMBED = {
  hash: 'v=1&data=twins&penalty=elasticnet&lambda=0.5&l1-ratio=0.35&panels=trajectories+path',
  panels: ['trajectories', 'path'],
  controls: EMBEDDED_CONTROLS,
  theme: 'auto',
  autoplay: false,
  lazy: false,
  shownHeight: 612,
  files: 'https://example.org/lab',
  poster: '/posters/regularization-lab-twins.svg',
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

/** A state with more than parameters. */
const HASH = 'v=1&data=twins&penalty=l2&lambda=0.5&n-samples=90&n-iter=40&theme=dark&view-path=norm';

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
      home: `https://example.org/${nasty}`,
      poster: nasty,
      hash: `${HASH}&n-noise=${nasty}`,
      csv: { options: { target: nasty }, state: {} },
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

test('a state with more than parameters is one attribute, the look has its own', () => {
  const read = attributesOf(codes('element', { hash: HASH })[0].split('\n')[1]);
  assert.equal(read.state, 'v=1&data=twins&penalty=l2&lambda=0.5&n-samples=90&n-iter=40&view-path=norm');
  assert.deepEqual([read.data, read.lambda, read.panels], [undefined, undefined, 'trajectories path']);
  const [article] = codes('hugo', { hash: HASH });
  assert.ok(article.includes(` state="${read.state}"`), 'Hugo escapes it');
});

test('Markdown is the element, and where HTML is removed a poster that leads to the state', () => {
  const given = { hash: HASH, home: 'https://example.org/lab/', alt: 'Lines of [10] weights *now*, a_b_c "x"' };
  const [code] = codes('markdown', given);
  const tree = () => new Parser().parse(`Before.\n\n${code}\n\nAfter.`);
  const kept = new HtmlRenderer().render(tree());
  assert.match(
    kept,
    /<p>Before\.<\/p>\n<script type="module" src="https:\/\/example\.org\/lab\/define\.js"><\/script>\n<regularization-lab state=/,
  );
  const image =
    '<p><a href="https://example.org/lab/#v=1&amp;data=twins&amp;penalty=l2&amp;lambda=0.5&amp;n-samples=90&amp;n-iter=40&amp;theme=dark&amp;view-path=norm">' +
    '<img src="/posters/regularization-lab-twins.svg" alt="Lines of [10] weights *now*, a_b_c &quot;x&quot;" /></a></p>';
  assert.ok(kept.includes(`>\n${image}\n</regularization-lab>\n<p>After.</p>`), kept);
  const removed = '<!-- raw HTML omitted -->';
  const safe = new HtmlRenderer({ safe: true }).render(tree());
  assert.equal(safe, `<p>Before.</p>\n${removed}\n${removed}\n${image}\n${removed}\n<p>After.</p>\n`);
  assert.match(
    codes('markdown', { alt: 'A' })[0],
    /\n\n!\[A\]\(\/posters\/regularization-lab-twins\.svg\)\n\n/,
    'without a home no link',
  );
});

test('every poster has its own name', () => {
  const names = [
    posterFile('twins', ['path'], HASH),
    posterFile('twins', ['path'], `${HASH}1`),
    posterFile('twins', ['path', 'weights'], HASH),
    posterFile('twins', ['path', 'weights', 'geometry', 'sparsity'], HASH),
  ];
  assert.equal(new Set(names).size, names.length);
  assert.match(names[0], /^regularization-lab-twins-path-[0-9a-z]+\.svg$/);
  assert.match(names[3], /^regularization-lab-twins-4-panels-/);
  assert.equal(posterFile('twins', ['path'], HASH), names[0]);
});

test('the height is reserved before the lab is drawn', () => {
  assert.match(codes('element')[0], / style="display: block; min-height: 612px"/);
  assert.match(codes('element', { height: 480 })[0], / style="display: block; height: 480px; overflow: auto"/);
});

test('the page of a lab is named where there is one', () => {
  assert.ok(codes('element', { home: 'https://example.org/' })[0].includes(' home="https://example.org/"'));
  assert.ok(
    codes('iframe', { home: 'https://example.org/' })[0].includes('embed.html?home=https%3A%2F%2Fexample.org%2F#v=1'),
  );
  assert.doesNotMatch(codes('element').join() + codes('iframe').join(), /home/);
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
    '<regularization-lab data="twins" penalty="elasticnet" lambda="0.5" l1-ratio="0.35" panels="trajectories path" style="display: block; min-height: 612px"></regularization-lab>';
  assert.deepEqual(codes('element'), [`${script}\n${lab}`]);
  assert.match(
    codes('element', { width: 640 })[0],
    / style="display: block; width: 640px; max-width: 100%; min-height: 612px"/,
  );
  assert.deepEqual(codes('hugo')[0].match(/^\{\{< regularization-lab (?:[a-z0-9-]+="[^"]*" ?)+>\}\}$/)?.length, 1);
  assert.equal(codes('quarto')[1], `\`\`\`{=html}\n${script}\n${lab}\n\`\`\``);
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
  const [lab, table] = codes('element', { csv: { options: { target: '</script>' }, state: { nIter: 40 } } });
  assert.doesNotMatch(lab, / data=/);
  assert.match(
    table,
    /useCsv\(await table\.text\(\), \{"target":"\\u003c\/script>"\}\);\n {2}lab\.setState\(\{"nIter":40\}\)/,
  );
});

test('every option has a label', () => {
  assert.deepEqual(Object.keys(themes), [...THEMES]);
  assert.deepEqual(Object.keys(controls), CONTROLS);
});
