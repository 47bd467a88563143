/** Builds the documentation site from the Markdown files of the repository: `node xtask/docs/build.js OUT`. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layout } from './layout.js';
import { sections } from './pages.js';
import { render } from './render.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = process.argv[2];

/** @param {string} name @param {string} text */
function write(name, text) {
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), text);
}

/** The colours of the lab, for the page around it. */
function tokens() {
  const css = readFileSync(join(root, 'www/style/tokens.css'), 'utf8');
  const block = (/** @type {string} */ selector) => {
    const rules = css.slice(css.indexOf(`${selector} {`));
    return (rules.slice(0, rules.indexOf('}')).match(/--[a-z0-9-]+: #[0-9a-f]+;/g) ?? []).join(' ');
  };
  const [light, dark] = ['\n.lab', '.lab[data-theme="dark"]'].map(block);
  return `:root { ${light} }\n@media (prefers-color-scheme: dark) { :root { ${dark} } }\n`;
}

rmSync(out, { recursive: true, force: true });
const repository = /^repository = "(.+)"/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))?.[1];
const groups = sections(root);
const site = {
  root,
  repository,
  pages: groups.flatMap(({ pages }) => pages),
  copy(/** @type {string} */ source, /** @type {string} */ name) {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    copyFileSync(join(root, source), join(out, name));
  },
};
const rendered = groups.map(({ name, pages }) => ({
  name,
  pages: pages.map((page) => ({ ...page, ...render(readFileSync(join(root, page.source), 'utf8'), page, site) })),
}));
for (const page of rendered.flatMap(({ pages }) => pages)) {
  write(page.out, layout(page, rendered, repository));
}
write('docs.css', tokens() + readFileSync(join(root, 'xtask/docs/docs.css'), 'utf8'));
