/** What declarations, documentation and the manifest say about the element is what its code reads and emits. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { OBSERVED } from '../../www/element/attributes.js';
import { readContract } from './declarations.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { interfaces } = readContract();
const attributes = interfaces.RegularizationLabAttributes.map((name) => name.replaceAll("'", '')).sort();

const www = readdirSync(join(root, 'www'), { recursive: true, encoding: 'utf8' });
/** All code, without the bindings. */
const code = www
  .filter((path) => /\.(js|css)$/.test(path) && !path.startsWith('generated'))
  .map((path) => readFileSync(join(root, 'www', path), 'utf8'))
  .join('\n');

/** Texts in the first group of a pattern, sorted. @param {RegExp} pattern @param {string} [text] */
const found = (pattern, text = code) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

/** @type {any} */
let element;
/** @type {string} */
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-manifest-'));
  const path = join(folder, 'custom-elements.json');
  execFileSync(process.execPath, [join(root, 'xtask/custom-elements.js'), path]);
  element = JSON.parse(readFileSync(path, 'utf8')).modules[0].declarations[0];
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} list of the manifest */
const names = (list) => element[list].map((/** @type {{ name: string }} */ { name }) => name).sort();

test('attributes', () => {
  const isOfOthers = (/** @type {string} */ name) => /^(aria|data)-|^(hidden|tabindex)$/.test(name);
  const read = found(/\b(?:has|get)Attribute\('([a-z-]+)'\)/g).filter((name) => !isOfOthers(name));
  assert.deepEqual(attributes, [...new Set([...OBSERVED, ...read])].sort());
  const documentation = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
  const [table] = documentation.split('| attribute |')[1].split('\n\n');
  const rows = found(/^(\|[^|]*\|)/gm, table).flatMap((cell) => found(/`([a-z0-9-]+)`/g, cell));
  assert.deepEqual([...new Set(rows)].sort(), attributes);
  assert.deepEqual(names('attributes'), attributes);
});

test('every attribute of a parameter belongs to a property', () => {
  const without = element.attributes.filter(
    (/** @type {any} */ { name, fieldName }) => OBSERVED.includes(name) && !fieldName,
  );
  assert.deepEqual(without, []);
});

test('events', () => {
  const emitted = [...found(/\bemit\('([a-z]+)'/g), 'converged', 'diverged'].sort();
  assert.deepEqual(interfaces.RegularizationLabEventMap.toSorted(), emitted);
  assert.deepEqual(names('events'), emitted);
});

test('parts and custom properties', () => {
  assert.deepEqual(names('cssParts'), found(/\bpart: '([a-z]+)'/g));
  const properties = found(/(--regularization-lab-[a-z-]+)/g);
  assert.deepEqual(names('cssProperties'), properties);
  const documentation = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
  assert.deepEqual(found(/(--regularization-lab-[a-z-]+)/g, documentation), properties);
  assert.deepEqual(names('slots'), found(/h\('slot', { name: '([a-z]+)'/g));
});

test('everything has a type, and methods have parameters', () => {
  const { members } = element;
  assert.ok(members.length > 25);
  for (const { name, kind, type, parameters } of members) {
    assert.ok(kind === 'field' ? type.text : Array.isArray(parameters), name);
  }
});
