/** The element in JSX and templates: attributes have the types of the contract, and events their details. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bin, install } from './installed.js';

const folder = install('types');

/**
 * Writes a configuration for some files; returns its name.
 *
 * @param {string} name
 * @param {string[]} include
 * @param {object} [options]
 */
function config(name, include, options) {
  const compilerOptions = {
    target: 'es2023',
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: true,
    noEmit: true,
    types: [],
    lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'],
    ...options,
  };
  writeFileSync(join(folder, name), JSON.stringify({ compilerOptions, include }));
  return name;
}

/** Checks types; returns the problems. @param {string} tool @param {string[]} parameters */
function problems(tool, parameters) {
  const { stdout, stderr, status } = spawnSync(bin(tool), parameters, { cwd: folder, encoding: 'utf8' });
  assert.equal(stderr, '');
  const lines = stdout.split('\n').filter((line) => /\berror\b/i.test(line) && !line.includes('COMPLETED'));
  assert.equal(status === 0, lines.length === 0, stdout);
  return lines;
}

for (const [name, options] of /** @type {const} */ ([
  ['react', { jsx: 'react-jsx' }],
  ['preact', { jsx: 'react-jsx', jsxImportSource: 'preact' }],
])) {
  test(`${name}: right uses pass, and @ts-expect-error finds the wrong ones`, () => {
    const project = config(`${name}.json`, [`${name}.tsx`], options);
    execFileSync(bin('tsc'), ['--project', project], { cwd: folder, stdio: 'inherit' });
  });
}

test('Vue: right uses pass, wrong ones do not', () => {
  assert.deepEqual(problems('vue-tsc', ['--project', config('right.json', ['Right.vue'])]), []);
  const found = problems('vue-tsc', ['--project', config('wrong.json', ['Wrong.vue'])]);
  assert.equal(found.length, 2, `${found}`);
  assert.match(found[0], /"ridge"' is not assignable to type 'Penalty/);
  assert.match(found[1], /'scores' does not exist/);
});

test('Svelte: right uses pass, wrong ones do not', () => {
  const check = (/** @type {string} */ project) => ['--tsconfig', project, '--output', 'machine'];
  assert.deepEqual(problems('svelte-check', check(config('svelte.json', ['Right.svelte', 'Right4.svelte']))), []);
  const found = problems('svelte-check', check(config('wrong-svelte.json', ['Wrong.svelte'])));
  assert.equal(found.length, 2, `${found}`);
  assert.match(found[0], /"ridge.*is not assignable to type 'Penalty/);
  assert.match(found[1], /'scores' does not exist/);
});
