/**
 * After a trap, an exception of WebAssembly itself, one object cannot be used any more and says so; all others continue. The traps are
 * real: the content of an object is overwritten with addresses that no memory has.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import init, * as lab from '../../dist/regularization-lab.js';

const { Comparison, Dataset, LabError, Trainer } = lab;

/** So often a trap of some hundred bytes of stack exhausts the stack of 1 MB several times. */
const TRAPS = 5000;

/** @type {WebAssembly.Memory} */
let memory;

before(async () => {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = /** @type {any} */ (
    async (/** @type {any} */ ...given) => {
      const result = /** @type {any} */ (await Reflect.apply(instantiate, WebAssembly, given));
      memory = (result.instance ?? result).exports.memory;
      return result;
    }
  );
  await init();
  WebAssembly.instantiate = instantiate;
});

const small = () => Dataset.makeClassification({ nSamples: 60, nFeatures: 4, classSep: 0.5 });

/** Overwrites the pointers and lengths of an object. @param {object} object */
function corrupt(object) {
  // The first word is the flag of borrows. A data set is one pointer.
  const size = object instanceof Dataset ? 4 : 64;
  new Uint8Array(memory.buffer, Reflect.get(object, '__wbg_ptr') + 4, size).fill(0xff);
}

function reference() {
  const trainer = new Trainer(small(), { penalty: 'l1', learningRate: 0.1 });
  trainer.step(50);
  const coef = [...trainer.coef()];
  trainer.free();
  return coef;
}

/** @param {() => unknown} work */
function messageOf(work) {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof LabError, `${error}`);
    return error.message;
  }
  assert.fail('no error');
}

for (const [name, make, use] of /** @type {[string, () => any, (object: any) => unknown][]} */ ([
  ['Trainer', () => new Trainer(small()), (trainer) => trainer.step(10)],
  ['Comparison', () => new Comparison(small()), (comparison) => comparison.step(10)],
  ['Dataset', () => small(), (data) => data.polynomialFeatures()],
])) {
  test(`a ${name} that trapped says so, and others continue`, () => {
    const expected = reference();
    const [object, other] = [make(), make()];
    corrupt(object);
    assert.match(
      messageOf(() => use(object)),
      /^an internal error stopped this calculation \(.+\)$/,
    );
    for (let k = 0; k < 3; k++) {
      assert.match(
        messageOf(() => use(object)),
        new RegExp(`^this ${name} cannot be used any more: an internal error .*; make a new one$`),
      );
    }
    object.free();
    use(other);
    assert.deepEqual(reference(), expected);
  });
}

test('thousands of traps leave stack and other objects as they were', () => {
  const expected = reference();
  const data = small();
  const kept = new Trainer(data);
  for (let k = 0; k < TRAPS; k++) {
    const trainer = new Trainer(data);
    corrupt(trainer);
    assert.throws(() => trainer.scores(), LabError);
  }
  kept.step(10);
  assert.equal(kept.nIter, 10);
  assert.deepEqual(reference(), expected);
});

test('the exception of WebAssembly is the cause of the LabError', () => {
  const trainer = new Trainer(small());
  corrupt(trainer);
  assert.throws(
    () => trainer.step(1),
    (error) => error instanceof LabError && error.cause instanceof WebAssembly.RuntimeError,
  );
});
