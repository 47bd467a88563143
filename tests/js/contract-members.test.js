/** The module has every class, member and signature of regularization-lab.d.ts, and no others. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import init, * as lab from '../../dist/regularization-lab.js';
import { readContract, readUsage } from './declarations.js';

const { classes, functions, interfaces, objects, values } = readContract();

/** Set by constructors, so not on prototypes. */
const OWN = { LabError: ['parameter', 'row', 'column'] };
/** Members that the browser calls. */
const CALLBACKS = [
  'connectedCallback',
  'disconnectedCallback',
  'adoptedCallback',
  'attributeChangedCallback',
  'observedAttributes',
  'formAssociated',
  'formAssociatedCallback',
  'formDisabledCallback',
  'formResetCallback',
  'formStateRestoreCallback',
];
/** Options; usage.ts uses all their members, because its literals have type `Required<…>`. */
const OPTIONS = [
  'CsvOptions',
  'FitParams',
  'TrainerParams',
  'LambdaGrid',
  'Validation',
  'Recipe',
  'LabParameters',
  'State',
  'RegularizationLabAttributes',
];
/** Types that repeat others. */
const DERIVED = ['RegularizationLabEventMap', 'LabEventDetail', 'RegularizationLabProps', 'RegularizationLab'];

before(() => init());

/**
 * @param {string} name
 * @param {unknown} value
 * @param {import('./declarations.js').Arity} [arity]
 */
function assertFunction(name, value, [least, most] = [0, Number.POSITIVE_INFINITY]) {
  assert.ok(typeof value === 'function', `${name} is no function`);
  const { length } = value;
  // Methods that guard.js wraps in `(...given)` have length 0; for them contract.ts compares the types of the bindings.
  assert.ok(
    (least <= length || length === 0) && length <= most,
    `${name} takes ${length} arguments, not ${least} to ${most}`,
  );
}

/**
 * Returns the public names of an object, without symbols and internal names of the bindings.
 *
 * @param {object} object
 * @param {string[]} [hidden]
 */
const ownNames = (object, hidden = []) =>
  Object.getOwnPropertyNames(object).filter((name) => !name.startsWith('__') && !hidden.includes(name));

/**
 * Returns the prototype of a class and those of its base classes in www.
 *
 * @param {{ prototype: object }} Class
 */
function prototypes({ prototype }) {
  const chain = [];
  for (let one = prototype; one !== Object.prototype && one !== Error.prototype; one = Object.getPrototypeOf(one)) {
    chain.push(one);
  }
  return chain;
}

test('all declarations are parsed', () => {
  const sizes = Object.entries(classes).map(([name, { members }]) => [name, Object.keys(members).length]);
  assert.deepEqual(Object.keys(classes), ['LabError', 'Dataset', 'Trainer', 'Comparison', 'RegularizationLab']);
  assert.ok(
    sizes.every(([, size]) => Number(size) >= 3),
    `${sizes}`,
  );
  assert.ok(Object.keys(functions).length > 6 && Object.keys(interfaces).length > 10);
});

test('the module exports exactly what is declared', () => {
  assert.deepEqual(Object.keys(lab).sort(), values.toSorted());
});

test('functions exist and have as many parameters as declared', () => {
  for (const [name, arity] of Object.entries(functions)) {
    assertFunction(name, Reflect.get(lab, name), arity);
  }
  for (const [object, members] of Object.entries(objects)) {
    const value = Reflect.get(lab, object);
    assert.deepEqual(ownNames(value).sort(), Object.keys(members).sort());
    for (const [name, arity] of Object.entries(members)) {
      assertFunction(`${object}.${name}`, value[name], arity);
    }
  }
});

for (const [name, { arity, members }] of Object.entries(classes)) {
  const own = /** @type {Record<string, string[]>} */ (OWN)[name] ?? [];
  const Class = Reflect.get(lab, name);

  test(`every member of ${name} has the declared kind and number of parameters`, () => {
    assertFunction(name, Class, arity);
    for (const [member, { kind, arity }] of Object.entries(members)) {
      const what = `${name}.${member}`;
      const owners = kind === 'static' ? [Class] : prototypes(Class);
      const owner = owners.find((one) => Object.hasOwn(one, member));
      const described = owner && Object.getOwnPropertyDescriptor(owner, member);
      if (own.includes(member)) {
        assert.equal(described, undefined, `${what} is on the prototype`);
      } else if (kind === 'static' || kind === 'method') {
        assertFunction(what, described?.value, arity);
      } else {
        assert.ok(described?.get, `${what} is no property`);
        assert.equal(described.set !== undefined, kind === 'property', `${what} can be set`);
      }
    }
  });

  test(`${name} has no member that is not declared`, () => {
    const declared = Object.entries(members).filter(([member]) => !own.includes(member));
    const names = (/** @type {boolean} */ isStatic) =>
      declared.filter(([, { kind }]) => (kind === 'static') === isStatic).map(([member]) => member);
    const statics = ownNames(Class, ['length', 'name', 'prototype', ...CALLBACKS]);
    const inherited = prototypes(Class).flatMap((one) => ownNames(one, ['constructor', ...CALLBACKS]));
    assert.deepEqual(inherited.sort(), names(false).sort());
    assert.deepEqual(statics.sort(), names(true).sort());
  });
}

test('an error has the declared properties', () => {
  assert.throws(
    () => lab.lambdaMax(lab.Dataset.makeRegression({ nFeatures: -1 })),
    (error) => {
      assert.ok(error instanceof lab.LabError);
      assert.deepEqual(Object.keys(classes.LabError.members), OWN.LabError);
      return OWN.LabError.every((name) => Object.hasOwn(error, name));
    },
  );
});

test('tests/types/usage.ts uses every member, function and option, so that tsc checks its signature', () => {
  const used = readUsage('tests/types/usage.ts');
  const lower = (/** @type {string} */ name) => name[0].toLowerCase() + name.slice(1);
  const variables = { LabError: 'error', RegularizationLab: 'lab' };
  const expected = [
    ...Object.keys(functions).map((name) => `${name}()`),
    ...Object.entries(objects).flatMap(([object, members]) =>
      Object.keys(members).map((member) => `${object}.${member}()`),
    ),
    ...Object.entries(classes).flatMap(([name, { arity, members }]) => {
      const variable = /** @type {Record<string, string>} */ (variables)[name] ?? lower(name);
      const uses = Object.entries(members).map(
        ([member, { kind, arity }]) => `${kind === 'static' ? name : variable}.${member}${arity ? '()' : ''}`,
      );
      return arity ? [`${name}()`, ...uses] : uses;
    }),
    ...Object.entries(interfaces)
      .filter(([name]) => !DERIVED.includes(name))
      .flatMap(([name, members]) =>
        OPTIONS.includes(name) ? [`Required<contract.${name}>`] : members.map((member) => `${lower(name)}.${member}`),
      ),
  ];
  assert.deepEqual(
    expected.filter((use) => !used.has(use)),
    [],
  );
});
