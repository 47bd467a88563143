/** Traits of Python and keys of the lab's state. */

/** @typedef {import('./view.js').Model} Model */

/** Traits that are parts of the lab's state. @type {Record<string, string>} */
export const STATE = {
  data: 'data',
  recipe: 'recipe',
  penalty: 'penalty',
  lambda_: 'lambda',
  l1_ratio: 'l1Ratio',
  optimizer: 'optimizer',
  learning_rate: 'learningRate',
  fit_intercept: 'fitIntercept',
  penalty_factor: 'penaltyFactor',
  class_weight: 'classWeight',
  standardize: 'standardize',
  panels: 'panels',
  controls: 'controls',
  theme: 'theme',
};

/** Traits of the table of X and y. */
export const TABLE = ['_csv', '_csv_options'];

/** Parts of a state that belong to its data. */
const OF_DATA = ['recipe', 'penaltyFactor', 'pair', 'scoring', 'nIter', 'atOptimum'];

/** @param {string} name such as testAccuracy */
export const snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** @param {string} name such as test_size */
const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/**
 * @param {object} object
 * @param {(name: string) => string} rename
 */
const withNames = (object, rename) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [rename(name), value]));

/**
 * A value of the lab's state as the trait has it: JSON, in which an infinite penalty factor is null.
 *
 * @param {string} key
 * @param {any} value
 */
export function toPython(key, value) {
  return JSON.parse(JSON.stringify((key === 'recipe' && value ? withNames(value, snakeCase) : value) ?? null));
}

/**
 * Reads traits as a change of the lab's state. What Python has left None is left to the lab.
 *
 * @param {Model} model
 * @param {Iterable<string>} names
 * @returns {Record<string, any>}
 */
export function read(model, names) {
  /** @type {Record<string, any>} */
  const change = {};
  for (const name of names) {
    const value = model.get(name);
    if (TABLE.includes(name) || (name === 'data' && value === 'csv')) {
      change.csv ??= table(model);
    }
    if (name in STATE && value !== null && value !== undefined) {
      change[STATE[name]] = name === 'recipe' ? withNames(value, camelCase) : value;
    }
  }
  // A table selects itself, and without it the name would be an error.
  delete change[change.csv ? 'data' : 'csv'];
  return change;
}

/** @param {Model} model */
function table(model) {
  const text = model.get('_csv');
  return text ? { ...model.get('_csv_options'), text: new TextDecoder().decode(text) } : undefined;
}

/**
 * The state at which a view starts: the one reported last, such as before the page was loaded again, with the traits.
 *
 * @param {Model} model
 */
export function startState(model) {
  const traits = read(model, Object.keys(STATE));
  const state = { ...model.get('state') };
  const data = model.get('data') ?? state.data;
  const others = data === state.data ? [] : OF_DATA;
  for (const key of traits.csv ? ['data', ...others] : others) {
    delete state[key];
  }
  return { ...state, ...traits };
}

/**
 * @param {unknown} a
 * @param {unknown} b
 */
export function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
