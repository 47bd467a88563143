/** The example of the README. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { VERSION } from '../../www/version.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the version is the one of Cargo.toml', () => {
  assert.equal(VERSION, /^version = "(.*)"/m.exec(readFileSync(`${root}/Cargo.toml`, 'utf8'))?.[1]);
});

test('the JavaScript of the README prints the numbers of its comments', () => {
  const code = /```js\n([\s\S]*?)```/.exec(readFileSync(`${root}/README.md`, 'utf8'))?.[1] ?? '';
  const promised = [...code.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map((match) => match[1]);
  assert.equal(promised.length, 3);
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.deepEqual(printed.trim().split('\n'), promised);
});
