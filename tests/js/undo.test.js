/** What undo remembers. The store imports the bindings, so this test needs a build. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { History } from '../../www/undo.js';

/** A state with a table of so many values. @param {number} lambda @param {object} [dataset] @returns {any} */
const state = (lambda, dataset) => ({ parameters: { lambda, csv: dataset && { dataset } }, presentation: {} });

test('the oldest entries are forgotten when their tables hold too many values', () => {
  const history = new History();
  const tables = Array.from({ length: 5 }, () => ({ nSamples: 400_000, nFeatures: 20 }));
  for (const [k, table] of tables.entries()) {
    // Two changes with each table, which counts once.
    history.record(state(k, table), state(k + 0.5, table));
    history.record(state(k + 0.5, table), state(k + 1, tables[k + 1]));
  }
  const undone = [];
  let now = state(5);
  while (history.canUndo) {
    now = history.undo(now);
    undone.push(now.parameters.lambda);
  }
  assert.deepEqual(undone, [4.5, 4, 3.5, 3]);
});
