/** Texts of menus and hints. The panels import the bindings, so this test needs a build. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PANEL_TITLES, PANELS, PRESET_DESCRIPTIONS, PRESET_LABELS, SHORT_TITLES } from '../../www/names.js';
import { PANEL_MODULES } from '../../www/panels/registry.js';
import { weightName } from '../../www/words.js';

test('every panel has a title and a short name in menus, and every preset a source', () => {
  for (const name of PANELS) {
    assert.ok(PANEL_TITLES[name].length >= SHORT_TITLES[name].length, name);
  }
  const { csv, ...documented } = PRESET_DESCRIPTIONS;
  assert.deepEqual(Object.keys(PRESET_LABELS), Object.keys(PRESET_DESCRIPTIONS));
  for (const description of Object.values(documented)) {
    assert.match(description, /\(S-[A-F]\d+[^)]*\)$/);
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
