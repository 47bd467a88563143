/** docs/keyboard.md is the keyboard map of the page; `UPDATE_KEYBOARD=1` writes it. And the reader of exported tables. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { markdown } from '../../www/dialogs/keyboard/keys.js';
import { bounds, rowsOf } from '../../www/dialogs/numbers/table.js';

const FILE = new URL('../../docs/keyboard.md', import.meta.url);
const HEAD = `# Keyboard

Written from www/dialogs/keyboard/keys.js, which the key \`?\` shows in every lab. Keys that a lab does not use are left to the page
around it. In a plot without a λ axis, all four arrow keys follow weights; the announcement of the weight that is followed, and of the
result of a change once it has settled, comes from one live region a lab.
`;

test('the keyboard map in the docs is that of the page', () => {
  const wanted = `${HEAD}\n${markdown()}`;
  if (process.env.UPDATE_KEYBOARD) {
    writeFileSync(FILE, wanted);
  }
  assert.equal(readFileSync(FILE, 'utf8'), wanted);
});

test('cells in quotes, empty cells and line breaks within cells are read as they were written', () => {
  assert.deepEqual(rowsOf('a,"b, ""c""",\r\n1,,"x\r\ny"\r\n'), [
    ['a', 'b, "c"', ''],
    ['1', '', 'x\r\ny'],
  ]);
  assert.deepEqual(rowsOf('a\r\n'), [['a']]);
});

test('pages cover all rows once', () => {
  for (const all of [0, 1, 50, 51, 120]) {
    const seen = [];
    for (let page = 0; ; page++) {
      const { from, to, isLast } = bounds(all, 50, page);
      seen.push(...Array.from({ length: to - from }, (_, k) => from + k));
      if (isLast) {
        break;
      }
    }
    assert.deepEqual(
      seen,
      Array.from({ length: all }, (_, k) => k),
    );
  }
});
