/** Code snippets of an embed, in all forms. Pure functions of an `Embed`. */
import { CONTROLS, EMBEDDED_CONTROLS, PARAMETERS } from '../../names.js';
import { VERSION } from '../../version.js';

/**
 * One lab to embed.
 *
 * @typedef {object} Embed
 * @property {string} hash of the state without `#`, as docs/link.md describes it
 * @property {string[]} panels
 * @property {string[]} controls
 * @property {string} theme
 * @property {boolean} autoplay
 * @property {boolean} lazy
 * @property {number} [width] CSS pixels; without, as wide as its column
 * @property {number} [height] CSS pixels; without, as tall as its content
 * @property {number} shownHeight height of the content in CSS pixels
 * @property {string} files URL of the folder of the lab's files
 * @property {boolean} isFromCdn whether scripts come from the CDN instead
 * @property {string} title accessible name
 * @property {string} alt text alternative of its poster
 * @property {import('../../regularization-lab.js').CsvOptions} [csv] options of the user's CSV
 *
 * A piece of code; `place` is a key of `places` in words.js.
 *
 * @typedef {object} Part
 * @property {'here' | 'fit' | 'table' | 'shortcode' | 'article' | 'include' | 'document' | 'slide'} place
 * @property {string} code
 */

/** A CDN of npm packages. */
export const CDN = `https://cdn.jsdelivr.net/npm/regularization-lab@${VERSION}/`;

/** Keys of a link that are also attributes. */
const ATTRIBUTES = ['data', ...Object.values(PARAMETERS).map(({ attribute }) => attribute)];
/** Keys that are set by the options of the dialog. */
const CHOSEN = ['v', 'panels', 'controls', 'theme'];

/** @type {Record<string, string>} */
const ENTITIES = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '{': '&#123;',
  '}': '&#125;',
};

/**
 * Escapes a text as the value of an attribute, in HTML that may be part of a template or of Markdown.
 *
 * @param {string} text
 */
export function escaped(text) {
  return text.replace(/\s+/g, ' ').replace(/[&<>"'`{}]/g, (sign) => ENTITIES[sign]);
}

/**
 * Returns the attributes of the element; `true` is an attribute without a value.
 *
 * @param {Embed} embed
 * @returns {[string, string | true][]}
 */
export function attributes({ hash, panels, controls, theme, autoplay, lazy, csv }) {
  const link = new URLSearchParams(hash);
  const isUsual = inOrder(controls).join(' ') === EMBEDDED_CONTROLS.join(' ');
  /** @type {[string, string | true | null | false][]} */
  const all = [
    ...ATTRIBUTES.map((name) => /** @type {[string, string | null]} */ ([name, link.get(name)])),
    ['panels', panels.join(' ')],
    ['controls', !isUsual && inOrder(controls).join(' ')],
    ['theme', theme !== 'auto' && theme],
    ['autoplay', autoplay],
    ['loading', lazy && 'lazy'],
  ];
  const isPresent = (/** @type {typeof all[number]} */ [name, value]) =>
    value !== null && value !== false && !(csv && name === 'data');
  return /** @type {[string, string | true][]} */ (all.filter(isPresent));
}

/** @param {string[]} controls */
const inOrder = (controls) => CONTROLS.filter((name) => controls.includes(name));

/**
 * Returns the keys of a link that are not attributes: recipe parameters, iteration, views.
 *
 * @param {string} hash
 */
export function beyondAttributes(hash) {
  return [...new URLSearchParams(hash).keys()].filter((key) => ![...ATTRIBUTES, ...CHOSEN].includes(key));
}

/** Pieces of code by form. @type {Record<string, (embed: Embed) => Part[]>} */
export const FORMS = {
  element: (embed) => [{ place: 'here', code: `${script(embed)}\n${element(embed)}` }, ...table(embed)],
  iframe: (embed) => [
    { place: 'here', code: frame(embed, ['src', embed.lazy && 'lazy']) },
    {
      place: 'fit',
      code: tag('script', [
        ['type', 'module'],
        ['src', `${folder(embed.files)}frame.js`],
      ]),
    },
  ],
  // Without a blank line, so that it is one block of HTML; sites that remove the element show the poster.
  markdown: (embed) => [{ place: 'here', code: `${script(embed)}\n${element(embed, poster(embed))}` }, ...table(embed)],
  hugo: (embed) => [
    { place: 'article', code: `{{< regularization-lab ${named(all(embed))} >}}` },
    { place: 'shortcode', code: `${script(embed)}\n${SHORTCODE}` },
  ],
  quarto: (embed) => [
    { place: 'document', code: '{{< include _regularization-lab.qmd >}}' },
    { place: 'include', code: `\`\`\`{=html}\n${script(embed)}\n${element(embed)}\n\`\`\`` },
  ],
  // reveal.js loads `data-src` when the slide is shown, and unloads it afterwards.
  reveal: (embed) => [
    { place: 'slide', code: `<section>\n  ${frame({ ...embed, width: undefined }, ['data-src', false])}\n</section>` },
  ],
};

/** Forms that use embed.html, which CDNs do not serve as HTML. */
export const FRAMES = ['iframe', 'reveal'];

/** Hugo would escape an attribute called `data` as a URL, so attributes are written as a whole. */
const SHORTCODE =
  '<regularization-lab{{ range $name, $value := .Params }}' +
  '{{ printf " %s=\\"%s\\"" $name (htmlEscape $value) | safeHTMLAttr }}{{ end }}></regularization-lab>';

/** @param {Embed} embed */
function script({ files, isFromCdn }) {
  return tag('script', [
    ['type', 'module'],
    ['src', `${isFromCdn ? CDN : folder(files)}define.js`],
  ]);
}

/**
 * @param {Embed} embed
 * @param {string} [content]
 */
function element(embed, content = '') {
  return tag('regularization-lab', all(embed), content && `\n  ${content}\n`);
}

/** @param {Embed} embed */
function poster({ alt }) {
  return `<img slot="poster" src="poster.svg" alt="${escaped(alt)}">`;
}

/**
 * Returns the attributes of the element, with its size.
 *
 * @param {Embed} embed
 * @returns {[string, string | true][]}
 */
function all(embed) {
  const { width, height } = embed;
  const style = [
    width !== undefined && `width: ${width}px; max-width: 100%`,
    height !== undefined && `height: ${height}px; overflow: auto`,
  ].filter(Boolean);
  return [
    ...attributes(embed),
    ...(style.length > 0 ? [/** @type {[string, string]} */ (['style', style.join('; ')])] : []),
  ];
}

/**
 * @param {Embed} embed
 * @param {[string, string | false]} how the attribute of the address, and `loading`
 */
function frame({ files, hash, title, width, height, shownHeight, autoplay }, [source, loading]) {
  return tag('iframe', [
    [source, `${folder(files)}embed.html${autoplay ? '?autoplay' : ''}#${hash}`],
    ['title', title],
    ['width', String(width ?? '100%')],
    ['height', String(height ?? shownHeight)],
    ['style', width === undefined ? 'border:0' : 'border:0;max-width:100%'],
    ...(loading ? [/** @type {[string, string]} */ (['loading', loading])] : []),
    // Pages opened by links are not sandboxed; downloads need a permission in the sandbox.
    ['sandbox', 'allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox'],
  ]);
}

/**
 * Returns the script that loads the user's table, which neither attributes nor links can contain.
 *
 * @param {Embed} embed
 * @returns {Part[]}
 */
function table({ csv }) {
  if (!csv) {
    return [];
  }
  // Escaped, so that a column name cannot end the script, a template literal or a template.
  const signs = /** @type {const} */ ({ '<': '\\u003c', '`': '\\u0060', '{{': '{\\u007b', '}}': '}\\u007d' });
  const options = JSON.stringify(csv).replace(/<|`|\{\{|\}\}/g, (sign) => signs[/** @type {'<'} */ (sign)]);
  const code = [
    '<script type="module">',
    "  const table = await fetch('table.csv');",
    `  document.querySelector('regularization-lab').useCsv(await table.text(), ${options});`,
    '</script>',
  ];
  return [{ place: 'table', code: code.join('\n') }];
}

/**
 * @param {string} name
 * @param {[string, string | true][]} given
 * @param {string} [content]
 */
function tag(name, given, content = '') {
  const written = given.map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escaped(value)}"`));
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/**
 * Returns attributes as parameters of a shortcode, each of which needs a value.
 *
 * @param {[string, string | true][]} given
 */
function named(given) {
  return given.map(([key, value]) => `${key}="${value === true ? 'true' : escaped(value)}"`).join(' ');
}

/** @param {string} address */
const folder = (address) => (address.endsWith('/') ? address : `${address}/`);
