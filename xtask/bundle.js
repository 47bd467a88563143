/**
 * Bundles www/ for release: `node xtask/bundle.js OUT`. The bindings and the WebAssembly must be in www/generated/.
 *
 * Every file except the entries has a hash of its content in its name, so that a page never mixes files of two builds.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { beside, inside, SHARED, WWW } from './esbuild.js';

const out = resolve(process.argv[2]);

await build({
  ...SHARED,
  entryPoints: ['regularization-lab.js', 'define.js'],
  outdir: out,
  // Dynamic imports also use the element; injecting it keeps the initial code in one script.
  inject: ['element.js'],
  splitting: true,
  chunkNames: '[name]-[hash]',
  plugins: beside(out),
});
// Alone, because the page around a frame does not need the code of the element.
await build({ ...SHARED, entryPoints: ['frame.js'], outdir: out });
await build({ ...SHARED, entryPoints: ['standalone.js'], outdir: out, plugins: inside });
const embed = await build({
  ...SHARED,
  entryPoints: ['embed.js'],
  outdir: out,
  // A classic script, because sandboxed pages and pages opened from disk cannot load modules.
  format: 'iife',
  define: { 'import.meta.url': '""' },
  plugins: inside,
  write: false,
});
const page = await readFile(join(WWW, 'embed.html'), 'utf8');
const [head, tail] = page.split('<script type="module" src="embed.js"></script>');
// Escaped, so that the content cannot end its script element.
const script = embed.outputFiles[0].text.replaceAll('</script', '<\\/script');
await writeFile(join(out, 'embed.html'), `${head}<script>${script}</script>${tail}`);
