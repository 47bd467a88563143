/**
 * Bundles www/ for release: `node xtask/bundle.js OUT`. The bindings and the WebAssembly must be in www/generated/.
 *
 * Every file except the entries has a hash of its content in its name, so that a page never mixes files of two builds.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { FILES } from '../www/files.js';

const www = fileURLToPath(new URL('../www', import.meta.url));
const out = process.argv[2];

/** The language level of all supported browsers. */
const TARGET = 'es2022';

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
 * Replaces www/files.js by a module that imports the files.
 *
 * @param {(name: string) => string} value of a file, of the import called `name`
 * @returns {import('esbuild').Plugin}
 */
const files = (value) => ({
  name: 'files',
  setup({ onLoad }) {
    onLoad({ filter: /www[\\/]files\.js$/ }, () => {
      const entries = Object.entries(FILES).map(([name, url], k) => ({
        name,
        path: fileURLToPath(String(url)),
        as: `file${k}`,
      }));
      const imports = entries.map(({ path, as }) => `import ${as} from ${JSON.stringify(path)};`);
      const values = entries.map(({ name, as }) => `${JSON.stringify(name)}: ${value(as)}`);
      return { contents: `${imports.join('\n')}\nexport const FILES = { ${values.join(', ')} };` };
    });
  },
});

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

/** @type {import('esbuild').BuildOptions & { format: 'esm' }} */
const shared = {
  absWorkingDir: www,
  bundle: true,
  minify: true,
  format: 'esm',
  target: TARGET,
  external: ['node:*'],
  logLevel: 'warning',
  outdir: out,
};

await build({
  ...shared,
  entryPoints: ['regularization-lab.js', 'define.js'],
  // Dynamic imports also use the element; injecting it keeps the initial code in one script.
  inject: ['element.js'],
  splitting: true,
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.wasm': 'file', '.bin': 'file', '.csv': 'file' },
  plugins: [styles, files((name) => `new URL(${name}, import.meta.url)`)],
});
// Alone, because the page around a frame does not need the code of the element.
await build({ ...shared, entryPoints: ['frame.js'] });
const inside = [styles, files((name) => name), packed];
await build({ ...shared, entryPoints: ['standalone.js'], plugins: inside });
const embed = await build({
  ...shared,
  entryPoints: ['embed.js'],
  // A classic script, because sandboxed pages and pages opened from disk cannot load modules.
  format: 'iife',
  define: { 'import.meta.url': '""' },
  plugins: inside,
  write: false,
});
const page = await readFile(join(www, 'embed.html'), 'utf8');
const [head, tail] = page.split('<script type="module" src="embed.js"></script>');
// Escaped, so that the content cannot end its script element.
const script = embed.outputFiles[0].text.replaceAll('</script', '<\\/script');
await writeFile(join(out, 'embed.html'), `${head}<script>${script}</script>${tail}`);
