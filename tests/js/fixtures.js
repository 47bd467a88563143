/** Reference numbers and the data sets they were computed on. */
import { readFileSync } from 'node:fs';
import { Dataset } from '../../dist/regularization-lab.js';

/** @param {string} name */
export function fixture(name) {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'));
}

/**
 * scikit-learn's names in JavaScript's spelling.
 *
 * @param {Record<string, unknown>} parameters
 */
export function camelCase(parameters) {
  const entries = Object.entries(parameters).map(([name, value]) => [
    name.replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(entries);
}

/**
 * Training and test rows of a fixture that names its data set.
 *
 * @param {{ params: Record<string, unknown>, split: { test_size: number, random_state: number } }} described
 */
export function trainAndTest({ params, split }) {
  return Dataset.makeClassification(camelCase(params)).trainTestSplit({
    testSize: split.test_size,
    randomState: split.random_state,
  });
}

/**
 * Returns the largest difference, divided by the largest number if that is above 1; infinite if the lengths differ.
 *
 * @param {ArrayLike<number>} actual
 * @param {ArrayLike<number>} expected
 */
export function distance(actual, expected) {
  if (actual.length !== expected.length) {
    return Number.POSITIVE_INFINITY;
  }
  let [largest, scale] = [0, 1];
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i] - expected[i]);
    largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference);
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  return largest / scale;
}
