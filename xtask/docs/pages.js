/** Which files are pages of the documentation site, in the order of its navigation. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Page
 * @property {string} source path in the repository
 * @property {string} out path in the site
 * @property {string} title in the navigation
 */

/** Without a title it is the heading of the page. @type {[string, (Omit<Page, 'title'> & { title?: string })[]][]} */
const SECTIONS = [
  [
    'Using the lab',
    [
      { source: 'README.md', out: 'index.html', title: 'Overview' },
      { source: 'docs/guide.md', out: 'guide.html' },
      { source: 'docs/gallery.md', out: 'gallery.html' },
      { source: 'docs/embedding.md', out: 'embedding.html', title: 'In a page of your own' },
      { source: 'python/README.md', out: 'notebooks.html', title: 'Notebooks' },
    ],
  ],
  [
    'Reference',
    [
      { source: 'docs/link.md', out: 'link.html' },
      { source: 'docs/sources.md', out: 'sources.html', title: 'The source documents' },
      { source: 'docs/publishing.md', out: 'publishing.html' },
      { source: 'docs/browsers.md', out: 'browsers.html' },
      { source: 'docs/trust.md', out: 'trust.html' },
    ],
  ],
  [
    'The project',
    [
      { source: 'CHANGELOG.md', out: 'changelog.html' },
      { source: 'ARCHITECTURE.md', out: 'architecture.html' },
      { source: 'CONTRIBUTING.md', out: 'contributing.html' },
      { source: 'data/README.md', out: 'data.html' },
    ],
  ],
];

/** The sections; a file of docs/ that none of them names is a page of the reference, and decisions come last. @param {string} root */
export function sections(root) {
  const named = new Set(SECTIONS.flatMap(([, pages]) => pages.map(({ source }) => source)));
  const others = markdown(root, 'docs').filter(({ source }) => !named.has(source));
  return [
    ...SECTIONS.map(([name, pages]) => ({ name, pages: name === 'Reference' ? [...pages, ...others] : pages })),
    { name: 'Decisions', pages: markdown(root, 'docs/decisions') },
  ].map(({ name, pages }) => ({
    name,
    pages: pages
      .filter(({ source }) => existsSync(join(root, source)))
      .map((page) => ({ ...page, title: page.title ?? heading(join(root, page.source)) })),
  }));
}

/** Markdown files of a folder. @param {string} root @param {string} folder @returns {(typeof SECTIONS)[number][1]} */
function markdown(root, folder) {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
  return names.sort().map((name) => {
    const source = `${folder}/${name}`;
    return { source, out: source.replace(/^docs\//, '').replace(/\.md$/, '.html') };
  });
}

/** @param {string} file */
const heading = (file) => /^# (.+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? file;
