/** Code snippets of an embed, in all forms. Pure functions of an `Embed`. */
import { CONTROLS, EMBEDDED_CONTROLS, PARAMETERS } from '../../names.js';

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
 * @property {string} [home] URL of the page that opens a lab alone, if there is one
 * @property {string} poster URL or path of the poster
 * @property {string} title accessible name
 * @property {string} alt text alternative of its poster
 * @property {{ options: import('../../regularization-lab.js').CsvOptions, state: object }} [csv] options of the user's CSV, and the state
 *   besides it
 *
 * A piece of code; `place` is a key of `places` in words.js.
 *
 * @typedef {object} Part
 * @property {'here' | 'fit' | 'table' | 'shortcode' | 'article' | 'include' | 'document' | 'slide'} place
 * @property {string} code
 */

/** Keys of a link that are also attributes. */
const ATTRIBUTES = ['data', ...Object.values(PARAMETERS).map(({ attribute }) => attribute)];
/** Keys that are set by the options of the dialog, and written as attributes. */
const CHOSEN = ['panels', 'controls', 'theme'];

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
export function attributes({ hash, panels, controls, theme, autoplay, lazy, home, csv }) {
  const isUsual = inOrder(controls).join(' ') === EMBEDDED_CONTROLS.join(' ');
  /** @type {[string, string | true | null | false | undefined][]} */
  const all = [
    ...(csv ? [] : stateAttributes(hash)),
    ['panels', panels.join(' ')],
    ['controls', !isUsual && inOrder(controls).join(' ')],
    ['theme', theme !== 'auto' && theme],
    ['home', home],
    ['autoplay', autoplay],
    ['loading', lazy && 'lazy'],
  ];
  const isPresent = (/** @type {typeof all[number]} */ [, value]) =>
    value !== null && value !== undefined && value !== false;
  return /** @type {[string, string | true][]} */ (all.filter(isPresent));
}

/**
 * Returns the attributes of a state: one for each parameter, or `state` if there is more to say.
 *
 * @param {string} hash
 * @returns {[string, string | null][]}
 */
function stateAttributes(hash) {
  const pairs = hash.split('&').filter((pair) => !CHOSEN.includes(pair.split('=')[0]));
  const link = new URLSearchParams(pairs.join('&'));
  const isMore = [...link.keys()].some((key) => key !== 'v' && !ATTRIBUTES.includes(key));
  return isMore ? [['state', pairs.join('&')]] : ATTRIBUTES.map((name) => [name, link.get(name)]);
}

/** @param {string[]} controls */
const inOrder = (controls) => CONTROLS.filter((name) => controls.includes(name));

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
  markdown: (embed) => [
    { place: 'here', code: `${script(embed)}\n\n${element(embed, `\n${poster(embed)}\n`)}` },
    ...table(embed),
  ],
  hugo: (embed) => [
    {
      place: 'article',
      code: `{{< regularization-lab ${named([...all(embed), ['poster', embed.poster], ['alt', embed.alt]])} >}}`,
    },
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

/**
 * Hugo would escape an attribute called `data` as a URL, so attributes are written as a whole. Feeds contain the poster only, whose path
 * must work there: `absURL` takes one that starts with a slash from the host instead of from the site.
 */
const SHORTCODE =
  '<regularization-lab{{ range $name, $value := .Params }}{{ if not (in (slice "poster" "alt") $name) }}' +
  '{{ printf " %s=\\"%s\\"" $name (htmlEscape $value) | safeHTMLAttr }}{{ end }}{{ end }}>' +
  '{{ with .Get "poster" }}<img slot="poster" src="{{ strings.TrimPrefix "/" . | absURL }}" alt="{{ $.Get "alt" }}">{{ end }}</regularization-lab>';

/** @param {Embed} embed */
function script({ files }) {
  return tag('script', [
    ['type', 'module'],
    ['src', `${folder(files)}define.js`],
  ]);
}

/**
 * @param {Embed} embed
 * @param {string} [content]
 */
function element(embed, content = '') {
  return tag('regularization-lab', all(embed), content && `\n${content}\n`);
}

/**
 * Returns the poster in Markdown, linked to the state: with the blank lines around it, renderers that keep HTML put it into the element, and
 * those that remove HTML show it alone.
 *
 * @param {Embed} embed
 */
function poster({ alt, home, hash, poster }) {
  const image = `![${markdown(alt)}](${address(poster)})`;
  return home === undefined ? image : `[${image}](${address(`${home}#${hash}`)})`;
}

/** Escapes a text in Markdown. @param {string} text */
const markdown = (text) => escaped(text).replace(/[\\[\]*_]/g, '\\$&');

/** Writes an address in Markdown, where spaces and parentheses end it. @param {string} text */
const address = (text) =>
  text.replace(/[\s()<>"'`{}\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

/**
 * Returns the attributes of the element, with its size.
 *
 * @param {Embed} embed
 * @returns {[string, string | true][]}
 */
function all(embed) {
  const { width, height, shownHeight } = embed;
  // Reserves the height, so that the text below does not move when the lab is drawn.
  const style = [
    'display: block',
    width !== undefined && `width: ${width}px; max-width: 100%`,
    height !== undefined ? `height: ${height}px; overflow: auto` : `min-height: ${shownHeight}px`,
  ].filter(Boolean);
  return [...attributes(embed), ['style', style.join('; ')]];
}

/**
 * @param {Embed} embed
 * @param {[string, string | false]} how the attribute of the address, and `loading`
 */
function frame({ files, hash, title, width, height, shownHeight, autoplay, home }, [source, loading]) {
  const options = [autoplay && 'autoplay', home !== undefined && `home=${encodeURIComponent(home)}`].filter(Boolean);
  const search = options.length > 0 ? `?${options.join('&')}` : '';
  return tag('iframe', [
    [source, `${folder(files)}embed.html${search}#${hash}`],
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
 * Returns the script that loads the user's table, which neither attributes nor links can contain, and sets the state.
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
  const json = (/** @type {object} */ value) =>
    JSON.stringify(value).replace(/<|`|\{\{|\}\}/g, (sign) => signs[/** @type {'<'} */ (sign)]);
  const code = [
    '<script type="module">',
    "  const table = await fetch('table.csv');",
    "  const lab = document.querySelector('regularization-lab');",
    `  lab.useCsv(await table.text(), ${json(csv.options)});`,
    `  lab.setState(${json(csv.state)});`,
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
  // Hugo escapes the values; what could end a value or a shortcode is replaced.
  const plain = (/** @type {string} */ text) => text.replace(/["`]/g, "'").replace(/[\s\\{}<>]+/g, ' ');
  return given.map(([key, value]) => `${key}="${value === true ? 'true' : plain(value)}"`).join(' ');
}

/** @param {string} address */
const folder = (address) => (address.endsWith('/') ? address : `${address}/`);
