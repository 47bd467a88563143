/**
 * Writes what bundlers get of the npm package: `node xtask/bundle-package.js OUT`. docs/decisions/0021-bundlers.md says why it is one module.
 */
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { inside, SHARED } from './esbuild.js';

const out = resolve(process.argv[2]);

/** The entries that register the element import it from the one module. @type {import('esbuild').Plugin} */
const oneModule = {
  name: 'one module',
  setup({ onResolve }) {
    onResolve({ filter: /\/(element|regularization-lab)\.js$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './regularization-lab.js', external: true },
    );
  },
};

await build({
  ...SHARED,
  entryPoints: ['regularization-lab.js'],
  outdir: out,
  // The module becomes a part of another script, which has nothing of the lab beside it.
  define: { 'import.meta.url': '""' },
  plugins: inside,
});
await build({ ...SHARED, entryPoints: ['define.js', 'standalone.js'], outdir: out, plugins: [oneModule] });
