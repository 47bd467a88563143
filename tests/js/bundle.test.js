/** Files that differ have different names, so a page never mixes files of two builds. Bundles www/ with www/generated/. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** @type {string} */
let copy;

before(() => {
  copy = mkdtempSync(join(tmpdir(), 'lab-bundle-'));
  for (const name of ['www', 'data', 'xtask/bundle.js', 'xtask/esbuild.js', 'package.json']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
});

after(() => rmSync(copy, { recursive: true, force: true }));

/** Bundles; returns the names of the files. @param {string} out */
function bundle(out) {
  execFileSync(process.execPath, [join(copy, 'xtask/bundle.js'), join(copy, out)], { stdio: 'inherit' });
  const names = readdirSync(join(copy, out));
  const one = (/** @type {RegExp} */ pattern) => {
    const found = names.filter((name) => pattern.test(name));
    assert.equal(found.length, 1, `${pattern}: ${found}`);
    return found[0];
  };
  const read = (/** @type {string} */ name) => readFileSync(join(copy, out, name), 'utf8');
  return { wasm: one(/\.wasm$/), script: one(/^chunk-.*\.js$/), page: one(/^page-.*\.js$/), read };
}

test('another module changes the name of itself and of every script that reaches it', () => {
  const first = bundle('first');
  // A custom section changes the bytes of the module, not its function.
  appendFileSync(join(copy, 'www/generated/regularization-lab.wasm'), Buffer.from([0, 2, 1, 97]));
  const second = bundle('second');
  for (const key of /** @type {const} */ (['wasm', 'script', 'page'])) {
    assert.notEqual(first[key], second[key]);
  }
  for (const { wasm, script, page, read } of [first, second]) {
    assert.ok(read('define.js').includes(script) && read('regularization-lab.js').includes(script));
    assert.ok(read(script).includes(wasm) && read(script).includes(page));
    assert.ok(read(page).includes(script));
  }
});
