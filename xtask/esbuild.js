/** What the bundles of www/ share: options of esbuild, and plugins for style sheets and files. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { FILES } from '../www/files.js';

export const WWW = fileURLToPath(new URL('../www', import.meta.url));

/** The language level of all supported browsers. */
const TARGET = 'es2022';

/** @type {import('esbuild').BuildOptions & { format: 'esm' }} */
export const SHARED = {
  absWorkingDir: WWW,
  bundle: true,
  minify: true,
  format: 'esm',
  target: TARGET,
  logLevel: 'warning',
};

/** `import text from './style/….css'` imports a style sheet as text, with its `@import`s inlined. @type {import('esbuild').Plugin} */
const styles = {
  name: 'styles',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        write: false,
        target: TARGET,
      });
      return { contents: outputFiles[0].text.trimEnd(), loader: 'text' };
    });
  },
};

/**
 * Replaces www/files.js.
 *
 * @param {() => Promise<string>} contents
 * @returns {import('esbuild').Plugin}
 */
const files = (contents) => ({
  name: 'files',
  setup({ onLoad }) {
    onLoad({ filter: /www[\\/]files\.js$/ }, async () => ({ contents: await contents() }));
  },
});

/** @typedef {{ name: string, path: string, as: string }} File */

/** @param {(file: File) => string | Promise<string>} value the code of a file's value */
async function valuesOf(value) {
  const all = Object.entries(FILES).map(([name, url], k) => ({
    name,
    path: fileURLToPath(String(url)),
    as: `file${k}`,
  }));
  const entries = await Promise.all(all.map(async (file) => `${JSON.stringify(file.name)}: ${await value(file)}`));
  return { all, code: `export const FILES = { ${entries.join(', ')} };` };
}

/**
 * Copies the files to a folder, with a hash of their content in their names. Each address is written as one expression that other
 * bundlers follow, `new URL('…', import.meta.url)`.
 *
 * @param {string} folder
 */
export const beside = (folder) => [
  styles,
  files(async () => {
    await mkdir(folder, { recursive: true });
    const { code } = await valuesOf(async ({ path }) => {
      const content = await readFile(path);
      const { name, ext } = parse(path);
      const copy = `${name}-${hashOf(content)}${ext}`;
      await writeFile(join(folder, copy), content);
      return `new URL('./${copy}', import.meta.url)`;
    });
    return code;
  }),
];

/** As esbuild writes its hashes: eight capitals and digits. @param {Uint8Array} content */
function hashOf(content) {
  const digits = createHash('sha256').update(content).digest();
  return [...digits.subarray(0, 8)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('');
}

/** Contents as gzip inside the script. @type {import('esbuild').Plugin} */
const packed = {
  name: 'packed',
  setup({ onLoad }) {
    onLoad({ filter: /\.(wasm|bin|csv)$/ }, async ({ path }) => ({
      contents: gzipSync(await readFile(path), { level: 9 }),
      loader: 'binary',
    }));
  },
};

/** Puts the files into the script. */
export const inside = [
  styles,
  files(async () => {
    const { all, code } = await valuesOf(({ as }) => as);
    return [...all.map(({ path, as }) => `import ${as} from ${JSON.stringify(path)};`), code].join('\n');
  }),
  packed,
];
