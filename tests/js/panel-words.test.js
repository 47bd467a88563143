/** Texts of menus and hints. The panels import the bindings, so this test needs a build. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presets as descriptions } from '../../www/controls/words.js';
import { PANELS } from '../../www/names.js';
import { shortNames } from '../../www/page/words.js';
import { PANEL_MODULES } from '../../www/panels/registry.js';
import { panels, presets, weightName } from '../../www/words.js';

test('every panel has a title and a short name in menus, and every preset a source', () => {
  for (const name of PANELS) {
    assert.ok(panels[name].length >= shortNames[name].length, name);
  }
  const { csv, ...documented } = descriptions;
  assert.deepEqual(Object.keys(presets), Object.keys(descriptions));
  for (const description of Object.values(documented)) {
    assert.match(description, /\(S-[A-E]\d+[^)]*\)$/);
  }
  assert.match(csv, /sent nowhere/);
  assert.deepEqual(['x43', 'bmi', 'x'].map(weightName), ['w43', 'bmi', 'x']);
});

test('hints about pointer and keys follow the view', () => {
  const hintsOf = (/** @type {string} */ name, /** @type {object} */ numbers) =>
    PANEL_MODULES[name]?.hints?.(/** @type {any} */ (numbers));
  assert.equal(hintsOf('path', { penalty: 'l1' })?.pointer, 'Drag the line.');
  assert.equal(hintsOf('path', { penalty: 'none' })?.pointer, undefined);
  assert.equal(hintsOf('path', { penalty: 'l1', pathView: 'strips' })?.pointer, undefined);
  assert.match(hintsOf('cross-validation', { validationView: 'surface' })?.keys ?? '', /l1_ratio/);
  assert.match(hintsOf('geometry', { isObjective: true })?.keys ?? '', /arrow keys/);
  assert.deepEqual(hintsOf('geometry', { isObjective: false }), {});
});
