/** Articles as Hugo publishes them, with its default settings. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { LAB_HUGO } = process.env;

/** Why there is no Hugo; undefined if there is one. */
export const noHugo = LAB_HUGO ? undefined : 'no Hugo: `cargo xtask test` installs it where there is a Python';

/**
 * Returns the content of the page of an article that lies in folders by date.
 *
 * @param {string} article
 * @param {string} shortcode the template of the shortcode `regularization-lab`
 * @param {string} baseURL address of the site
 */
export async function published(article, shortcode, baseURL) {
  const site = await mkdtemp(join(tmpdir(), 'hugo-'));
  const files = {
    'hugo.json': JSON.stringify({ baseURL }),
    'layouts/_default/single.html': '{{ .Content }}',
    'layouts/shortcodes/regularization-lab.html': shortcode,
    'content/2026/11/article.md': `---\ntitle: An article\n---\n\n${article}\n`,
  };
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(site, path, '..'), { recursive: true });
      await writeFile(join(site, path), text);
    }
    execFileSync(String(LAB_HUGO), ['--source', site], { stdio: ['ignore', 'ignore', 'inherit'] });
    return await readFile(join(site, 'public/2026/11/article/index.html'), 'utf8');
  } finally {
    await rm(site, { recursive: true });
  }
}
