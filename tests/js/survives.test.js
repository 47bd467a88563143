/**
 * Whatever is passed in, every function and method works or throws a LabError, and every object stays usable. An exception that
 * passed through the WebAssembly would keep its stack and its borrows, so the cases are repeated until that would show.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import init, * as lab from '../../dist/regularization-lab.js';
import { boom, detached, hostileValues, small, traps } from './hostile-values.js';

const { Comparison, Dataset, LabError, metrics, solve, Trainer } = lab;

/** So often 600 bytes exhaust a stack of 1 MB three times over. */
const REPEATS = 5000;

before(() => init());

const FIT = { penalty: 'l1', lambda: 1, l1Ratio: 0.5, loss: 'logistic' };
const TRAINER = { ...FIT, optimizer: 'proximal-gradient', learningRate: 0.1, maxIter: 30 };
const GRID = { penalty: 'l1', nLambdas: 3, lambdaMinRatio: 0.1 };

/** The numbers that show that all is well: those of a run that has nothing to do with what was passed in. */
function reference() {
  const trainer = new Trainer(small(), /** @type {any} */ (TRAINER));
  trainer.step(30);
  return [...trainer.coef(), trainer.intercept, trainer.scores().objective];
}

/** Uses an object that was made of odd arguments. @param {any} made */
function use(made) {
  if (made instanceof Trainer) {
    made.step(2);
    made.scores();
  } else if (made instanceof Comparison) {
    made.step(2);
    made.scores('l1');
  } else if (made instanceof Dataset && made.truth().length < 50 && new Set(made.y()).size > 1) {
    new Trainer(made).step(2);
  }
}

/** @param {() => unknown} work @returns {Promise<string | undefined>} what it throws, or rejects with */
async function complaint(work) {
  try {
    use(await work());
    return undefined;
  } catch (error) {
    assert.ok(error instanceof LabError, `${error} is no LabError: ${/** @type {any} */ (error)?.stack}`);
    const { length } = error.message;
    // The longest lists all names that are accepted.
    assert.ok(length > 10 && length < 600 && !/rust|wasm/i.test(error.message), error.message.slice(0, 1000));
    return error.message;
  }
}

/**
 * Arguments with which every function and method works. Objects among them are tried with every other value of each option too.
 *
 * @returns {Record<string, [call: (...given: any[]) => unknown, ...given: any[]]>}
 */
function calls() {
  const data = small();
  const rows = small();
  const table = Dataset.fromCsv('a,s,b\n1,T,0\n2,F,1\n', { split: 's' });
  const [x, y] = [data.x(), data.y()];
  const /** @type {any} */ functions = lab;
  const trainer = () => new Trainer(data, /** @type {any} */ (TRAINER));
  const comparison = () => new Comparison(data, /** @type {any} */ (TRAINER));
  const [t, c] = [trainer(), comparison()];
  /** @param {any} object @param {string} name */
  const of =
    (object, name) =>
    (/** @type {any[]} */ ...given) =>
      object[name](...given);
  return {
    makeClassification: [of(Dataset, 'makeClassification'), { nSamples: 20 }],
    makeRegression: [of(Dataset, 'makeRegression'), { nSamples: 20 }],
    makeCorrelated: [of(Dataset, 'makeCorrelated'), { nSamples: 20 }],
    builtin: [of(Dataset, 'builtin'), 'diabetes'],
    fromCsv: [of(Dataset, 'fromCsv'), 'a,b\n1,0\n2,1\n', { target: 'b', without: [], header: 1, missing: 'mean' }],
    report: [of(table, 'report')],
    predefinedSplit: [of(table, 'predefinedSplit')],
    fromArrays: [of(Dataset, 'fromArrays'), x, y, 4, { featureNames: ['a', 'b', 'c', 'd'] }],
    polynomialFeatures: [of(data, 'polynomialFeatures'), { degree: 2 }],
    trainTestSplit: [of(data, 'trainTestSplit'), { testSize: 0.5 }],
    standardized: [of(data, 'standardized'), rows],
    folds: [of(data, 'folds'), { k: 3 }],
    x: [of(data, 'x')],
    y: [of(data, 'y')],
    truth: [of(data, 'truth')],
    classNames: [of(data, 'classNames')],
    Trainer: [(...given) => Reflect.construct(Trainer, given), data, TRAINER, rows],
    Comparison: [(...given) => Reflect.construct(Comparison, given), data, TRAINER, rows],
    step: [of(t, 'step'), 3],
    set: [of(t, 'set'), TRAINER],
    reset: [of(t, 'reset')],
    coef: [of(t, 'coef')],
    scores: [of(t, 'scores')],
    stableLearningRate: [of(t, 'stableLearningRate')],
    predictProba: [of(t, 'predictProba'), x],
    'Comparison.step': [of(c, 'step'), 3],
    'Comparison.set': [of(c, 'set'), TRAINER],
    'Comparison.reset': [of(c, 'reset')],
    'Comparison.status': [of(c, 'status'), 'l1'],
    'Comparison.coef': [of(c, 'coef'), 'l1'],
    'Comparison.intercept': [of(c, 'intercept'), 'l1'],
    'Comparison.scores': [of(c, 'scores'), 'l1'],
    solve: [solve, data, { ...FIT, warmStart: { coef: new Float64Array(4), intercept: 0 } }],
    lambdaMax: [functions.lambdaMax, data, { l1Ratio: 1 }],
    path: [functions.path, data, GRID],
    crossValidate: [functions.crossValidate, data, { ...GRID, k: 3 }],
    sweep: [functions.sweep, data, { nLambdas: 3, k: 3, l1Ratios: [0.5, 1] }],
    resample: [functions.resample, data, rows, { nLambdas: 3, nDraws: 2 }],
    earlyStopping: [functions.earlyStopping, data, { maxIter: 20, nPoints: 3 }],
    ...Object.fromEntries(
      ['rocAuc', 'logLoss', 'accuracy', 'r2', 'calibration'].map((name) => [name, [of(metrics, name), y, y]]),
    ),
  };
}

/** @param {any[]} given @param {number} k @param {unknown} value */
const put = (given, k, value) => Object.assign([...given], { [k]: value });

/** The names of the options that a function takes, by what it says of another one. @param {(p: object) => unknown} work */
async function optionNames(work) {
  const message = (await complaint(() => work({ noSuchOption: 1 }))) ?? '';
  return message.split('accepted are ')[1].split(', ');
}

test('every function and method of the contract is tried', () => {
  const contract = readFileSync(new URL('../../dist/regularization-lab.d.ts', import.meta.url), 'utf8');
  const tried = Object.keys(calls());
  for (const [, name] of contract.matchAll(/^export function (\w+)/gm)) {
    assert.ok(tried.includes(name), name);
  }
  for (const Class of ['Dataset', 'Trainer', 'Comparison']) {
    const body = contract.split(`export class ${Class} {`)[1].split('\n}')[0];
    for (const [, name] of body.matchAll(/^ {2}(?:static )?(\w+)\(/gm)) {
      const key = name === 'constructor' ? Class : name;
      assert.ok(name === 'free' || tried.includes(key) || tried.includes(`${Class}.${name}`), `${Class}.${name}`);
    }
  }
});

test('whatever is passed in place of an argument or an option', async () => {
  const expected = reference();
  const values = hostileValues();
  for (const [name, [call, ...given]] of Object.entries(calls())) {
    for (const value of Object.values(values)) {
      for (let k = 0; k < Math.max(1, given.length); k++) {
        await complaint(() => call(...put(given, k, value)));
        const argument = given[k];
        if (argument?.constructor !== Object) {
          continue;
        }
        for (const option of await optionNames((p) => call(...put(given, k, p)))) {
          await complaint(() => call(...put(given, k, { ...argument, [option]: value })));
        }
      }
    }
    assert.equal(await complaint(() => call(...given)), undefined, `${name} no longer works`);
  }
  assert.deepEqual(reference(), expected);
});

/** @param {string} title @param {() => Record<string, () => unknown>} make */
function repeats(title, make) {
  test(`${title}, five thousand times`, async () => {
    const expected = reference();
    for (const [name, work] of Object.entries(make())) {
      for (let k = 0; k < REPEATS; k++) {
        assert.throws(work, LabError, name);
      }
      assert.ok(await complaint(work), name);
    }
    assert.deepEqual(reference(), expected);
  });
}

repeats('arrays whose buffer was transferred', () => {
  const [x, data, trainer] = [detached(), small(), new Trainer(small())];
  const y = data.y();
  return {
    predictProba: () => trainer.predictProba(x),
    initialCoef: () => trainer.set({ initialCoef: x }),
    warmStart: () => solve(data, { warmStart: /** @type {any} */ ({ coef: x, intercept: 0 }) }),
    x: () => Dataset.fromArrays(x, y, 4),
    y: () => Dataset.fromArrays(data.x(), x, 4),
    lambdas: () => lab.path(data, { lambdas: x }),
    rocAuc: () => metrics.rocAuc(y, x),
    logLoss: () => metrics.logLoss(x, y),
    accuracy: () => metrics.accuracy(x, y),
    r2: () => metrics.r2(x, y),
    calibration: () => metrics.calibration(x, y),
  };
});

repeats('code of the caller that throws while its values are read', () => {
  const [data, trainer, comparison] = [small(), new Trainer(small()), new Comparison(small())];
  const options = Object.defineProperty({}, 'penalty', { get: boom, enumerable: true });
  const proxy = new Proxy(/** @type {any} */ ({}), traps);
  const list = new Proxy(/** @type {any} */ ([]), traps);
  return {
    'set, getter': () => trainer.set(options),
    'set, proxy': () => trainer.set(proxy),
    'set, list': () => trainer.set({ initialCoef: list }),
    'compared set': () => comparison.set(options),
    constructor: () => new Trainer(data, options),
    'no data set': () => new Trainer(proxy),
    solve: () => solve(data, options),
    names: () => Dataset.fromArrays(data.x(), data.y(), 4, { featureNames: list }),
    draws: () => lab.resample(data, data, { draws: list }),
    like: () => data.standardized(proxy),
  };
});

repeats('objects that were freed', () => {
  const [data, trainer, comparison] = [small(), new Trainer(small()), new Comparison(small())];
  const live = small();
  for (const object of [data, trainer, comparison]) {
    object.free();
  }
  return {
    nIter: () => trainer.nIter,
    step: () => trainer.step(1),
    set: () => trainer.set({ lambda: 1 }),
    coef: () => trainer.coef(),
    scores: () => comparison.scores('l1'),
    x: () => data.x(),
    train: () => new Trainer(data),
    test: () => new Trainer(live, {}, data),
    solve: () => solve(data, {}),
    like: () => live.standardized(data),
    draws: () => lab.resample(live, live, { draws: [live, data] }),
    'of another class': () => Reflect.apply(Trainer.prototype.step, live, [1]),
    'of no class': () => Reflect.get(Trainer.prototype, 'nIter'),
  };
});

test('an exception of the caller is the cause of the LabError, which names the option', () => {
  const cause = new TypeError('not today');
  const options = {
    /** @returns {number} */
    get lambda() {
      throw cause;
    },
  };
  assert.throws(
    () => new Trainer(small(), options),
    (error) => {
      assert.ok(error instanceof LabError);
      assert.deepEqual([error.message, error.parameter], ['lambda cannot be read: not today', 'lambda']);
      assert.equal(error.cause, cause);
      return true;
    },
  );
});

test('a freed object says that it was freed, and is freed again without effect', async () => {
  const trainer = new Trainer(small());
  trainer.free();
  trainer.free();
  assert.equal(await complaint(() => trainer.step(1)), 'this Trainer was freed; make a new one');
  const data = small();
  const kept = new Trainer(data);
  data.free();
  assert.match((await complaint(() => new Trainer(data))) ?? '', /^train must be .* freed$/);
  assert.equal(kept.step(5), 5, 'a trainer keeps its rows');
});

test('a getter may use the object that reads it, and frees it at the worst', async () => {
  const trainer = new Trainer(small(), { learningRate: 0.1 });
  const using = (/** @type {() => void} */ use) => ({
    get lambda() {
      use();
      return 2;
    },
  });
  for (let k = 0; k < REPEATS; k++) {
    trainer.set(using(() => trainer.step(1)));
    trainer.set(using(() => trainer.set({ learningRate: 0.2 })));
  }
  assert.equal(trainer.nIter, REPEATS);
  const endless = {
    get lambda() {
      trainer.set(endless);
      return 1;
    },
  };
  for (let k = 0; k < REPEATS; k++) {
    assert.throws(() => trainer.set(endless), LabError);
  }
  assert.match((await complaint(() => trainer.set(endless))) ?? '', /makes the lab read it again/);
  assert.equal(trainer.step(2), 2);
  await complaint(() => trainer.set(using(() => trainer.free())));
  assert.match((await complaint(() => trainer.step(1))) ?? '', /freed/);
  reference();
});

test('an option is read once, inherited ones too', () => {
  let n = 0;
  class Options {
    get lambda() {
      n++;
      return n;
    }
  }
  const trainer = new Trainer(small(), new Options());
  assert.equal(n, 1);
  trainer.step(1);
});

test('a subclass of Float64Array, a shared one and a plain array are read by what they hold', () => {
  const data = small();
  const trainer = new Trainer(data);
  trainer.step(10);
  const expected = trainer.predictProba(data.x());
  const shared = new Float64Array(new SharedArrayBuffer(8 * data.x().length));
  shared.set(data.x());
  class Own extends Float64Array {
    get length() {
      return 1;
    }
  }
  for (const x of [shared, new Own(data.x()), /** @type {any} */ ([...data.x()])]) {
    assert.deepEqual(trainer.predictProba(x), expected);
  }
});

test('typed arrays of every kind of number are accepted', () => {
  const data = Dataset.fromArrays(new Int8Array([3, -1, 2, 0]), new Uint8ClampedArray([1, 0, 1, 0]), 1);
  assert.deepEqual([...data.x(), ...data.y()], [3, -1, 2, 0, 1, 0, 1, 0]);
  const params = { penalty: /** @type {const} */ ('l2'), lambda: 0.5 };
  const coef = (/** @type {ArrayLike<number>} */ penaltyFactor) => solve(data, { ...params, penaltyFactor }).coef;
  for (const Class of [Float32Array, Int32Array, Uint32Array, Int16Array, Uint16Array, Uint8Array]) {
    assert.deepEqual(coef(new Class([2])), coef([2]));
  }
  assert.notDeepEqual(coef([2]), coef([1]));
  assert.throws(() => coef(/** @type {any} */ (new BigInt64Array([2n]))), {
    name: 'LabError',
    message: 'penaltyFactor must be an array of numbers; got a value of type object',
  });
});
