/** Renders the Markdown of one page; links between files become links between pages. */
import { existsSync, statSync } from 'node:fs';
import { dirname, extname, join, posix, relative } from 'node:path';
import { Marked } from 'marked';
import { getHeadingList, gfmHeadingId } from 'marked-gfm-heading-id';

/** @typedef {import('./pages.js').Page} Page */

/** Files that are copied when a page refers to them. */
const COPIED = ['.png', '.svg', '.csv'];

/**
 * @typedef {object} Site
 * @property {string} root of the repository
 * @property {Page[]} pages
 * @property {string} [repository] address at which files without a page can be read
 * @property {(source: string, out: string) => void} copy
 */

/**
 * @param {string} text
 * @param {Page} page
 * @param {Site} site
 */
export function render(text, page, site) {
  const marked = new Marked(gfmHeadingId());
  let hasLabs = false;
  marked.use({
    walkTokens(token) {
      if (token.type === 'link' || token.type === 'image') {
        // Markdown names files where a page of the site has a title.
        const other = token.text.endsWith('.md') && site.pages.find(({ source }) => source.endsWith(token.text));
        if (other) {
          token.tokens = [{ type: 'text', raw: other.title, text: other.title }];
        }
        token.href = rewrite(token.href, page, site);
      }
      if (token.type === 'code' && token.lang === 'html live') {
        token.text = token.text.replaceAll(
          / src="([^"]+)"/g,
          (/** @type {string} */ _all, /** @type {string} */ href) => ` src="${rewrite(href, page, site)}"`,
        );
      }
    },
    renderer: {
      code({ text, lang }) {
        const code = `<pre tabindex="0"><code>${escaped(text)}\n</code></pre>`;
        if (lang !== 'html live') {
          return code;
        }
        hasLabs = true;
        return `<div class="live">\n${text}\n${code}</div>\n`;
      },
      table(token) {
        // Wide tables scroll, and are reached by the keyboard.
        const { header, rows } = token;
        const cell = (/** @type {typeof header[number]} */ { text, tokens }, /** @type {string} */ tag) => {
          // A header without text is none.
          const name = text === '' ? 'td' : tag;
          return `<${name}>${this.parser.parseInline(tokens)}</${name}>`;
        };
        const row = (/** @type {typeof header} */ cells, /** @type {string} */ tag) =>
          `<tr>${cells.map((one) => cell(one, tag)).join('')}</tr>`;
        const body = rows.map((cells) => row(cells, 'td')).join('\n');
        const head = header.some(({ text }) => text !== '') ? `<thead>${row(header, 'th')}</thead>` : '';
        return `<div class="table" tabindex="0"><table>${head}<tbody>${body}</tbody></table></div>\n`;
      },
    },
  });
  const html = /** @type {string} */ (marked.parse(text));
  return { html, hasLabs, headings: getHeadingList().filter(({ level }) => level === 2) };
}

/** Text of a heading without markup. @param {string} html */
export const plain = (html) => html.replaceAll(/<[^>]+>/g, '');

/** @param {string} text */
export const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * Where a link of a page leads in the site.
 *
 * @param {string} href
 * @param {Page} page
 * @param {Site} site
 */
function rewrite(href, page, { root, pages, repository, copy }) {
  if (/^([a-z]+:|#)/.test(href)) {
    return href;
  }
  const [path, hash = ''] = href.split('#');
  const target = posix.normalize(posix.join(posix.dirname(page.source), path)).replace(/\/$/, '');
  if (!existsSync(join(root, target))) {
    throw new Error(`${page.source} refers to ${href}, and there is no ${target}`);
  }
  const fromHere = (/** @type {string} */ out) =>
    relative(dirname(page.out), out).replaceAll('\\', '/') + (hash && `#${hash}`);
  const isFolder = statSync(join(root, target)).isDirectory();
  const other = pages.find(({ source }) => source === target || (isFolder && source.startsWith(`${target}/`)));
  if (other) {
    return fromHere(other.out);
  }
  if (COPIED.includes(extname(target)) || !repository) {
    const out = target.replace(/^docs\//, '');
    copy(target, out);
    return fromHere(out);
  }
  return `${repository}/blob/HEAD/${target}`;
}
