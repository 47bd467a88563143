/** The frame of a page: header, navigation, content. No script but the lab's, so that it works under a strict policy. */
import { posix } from 'node:path';
import { escaped, plain } from './render.js';

/** @typedef {import('./pages.js').Page & { title: string, html: string, hasLabs: boolean, headings: { id: string, text: string }[] }} Rendered */

/**
 * @param {Rendered} page
 * @param {{ name: string, pages: Rendered[] }[]} sections
 * @param {string} [repository]
 */
export function layout(page, sections, repository) {
  const up = posix.relative(posix.dirname(page.out), '.') || '.';
  const link = (/** @type {Rendered} */ { out, title }) =>
    `<a href="${up}/${out}"${out === page.out ? ' aria-current="page"' : ''}>${escaped(title)}</a>`;
  const contents = page.headings.map(({ id, text }) => `<li><a href="#${id}">${escaped(plain(text))}</a></li>`);
  const item = (/** @type {Rendered} */ other) =>
    `<li>${link(other)}${other === page && contents.length > 1 ? `<ul>${contents.join('')}</ul>` : ''}</li>`;
  // Decisions are many: their list is on their own pages only.
  const list = (/** @type {Rendered[]} */ pages) =>
    pages.length <= 12 || pages.includes(page)
      ? pages.map(item).join('\n')
      : `<li><a href="${up}/${pages[0].out}">${pages.length} pages</a></li>`;
  const section = (/** @type {{ name: string, pages: Rendered[] }} */ { name, pages }) =>
    `<h2>${name}</h2>\n<ul>${list(pages)}</ul>`;
  const source = repository ? `<a href="${repository}">Source</a>` : '';
  const script = page.hasLabs ? `\n<script type="module" src="${up}/../define.js"></script>` : '';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(page.title)} · Regularization Lab</title>
<link rel="icon" href="${up}/../icon.svg">
<link rel="stylesheet" href="${up}/docs.css">${script}
<header>
<a class="skip" href="#content">Skip to the content</a>
<a class="home" href="${up}/index.html">Regularization Lab</a>
<a class="to-contents" href="#contents">Contents</a>
<a href="${up}/../index.html">Open the lab</a>
${source}
</header>
<div class="columns">
<main id="content">
${page.html}
</main>
<nav id="contents" aria-label="Documentation">
${sections.map(section).join('\n')}
</nav>
</div>
</html>
`;
}
