/** What the tests of the contract share. */
import assert from 'node:assert/strict';
import { Dataset, LabError } from '../../dist/regularization-lab.js';

/** A small set of two classes. */
export const small = () => Dataset.makeClassification({ nSamples: 60, nFeatures: 4, classSep: 0.5, flipY: 0.2 });

/**
 * @param {() => unknown} work
 * @param {string | undefined} parameter
 * @param {RegExp} message
 */
export function complains(work, parameter, message) {
  assert.throws(work, (error) => {
    assert.ok(error instanceof LabError && error instanceof Error, `${error} is no LabError`);
    assert.match(error.message, message);
    assert.equal(error.parameter, parameter);
    return true;
  });
}
