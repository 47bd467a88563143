/** Paths, cross-validation, resampling and early stopping as regularization-lab.d.ts describes them. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import init, {
  crossValidate,
  Dataset,
  earlyStopping,
  lambdaMax,
  metrics,
  path,
  resample,
  solve,
  sweep,
} from '../../dist/regularization-lab.js';
import { complains, small } from './contract.js';

/** @type {WebAssembly.Memory} */
let memory;

before(async () => {
  const { instantiate } = WebAssembly;
  // Nothing hands the memory out, so it is taken on the way.
  WebAssembly.instantiate = async (...given) => {
    const made = await Reflect.apply(instantiate, WebAssembly, given);
    memory ??= (made.instance ?? made).exports.memory;
    return made;
  };
  await init();
});

test('a path has the shape of the contract', () => {
  const data = small();
  const found = path(data);
  assert.deepEqual([found.lambdas.length, found.coefs.length, found.intercepts.length], [100, 400, 100]);
  assert.ok(Math.abs(found.lambdas[0] / lambdaMax(data) - 1) < 1e-12);
  assert.ok(Math.abs(found.lambdas[99] / found.lambdas[0] - 1e-3) < 1e-12);
  assert.ok(found.coefs.subarray(0, 4).every((w) => w === 0));
  assert.ok(found.kktResiduals.every((residual) => residual <= (1.001e-7 * lambdaMax(data)) / data.nSamples));
  // A given ratio without a penalty means the elastic net.
  const net = path(data, { l1Ratio: 0.5, nLambdas: 3 });
  assert.deepEqual(net, path(data, { penalty: 'elasticnet', l1Ratio: 0.5, nLambdas: 3 }));
  assert.ok(Math.abs(net.lambdas[0] / lambdaMax(data, { l1Ratio: 0.5 }) - 1) < 1e-12);
  const ridge = path(data, { penalty: 'l2', nLambdas: 7 });
  assert.ok(Math.abs(ridge.lambdas[0] / ridge.lambdas[6] / 1e6 - 1) < 1e-9);
  complains(
    () => path(data, { lambdas: new Float64Array([1, Number.NaN]) }),
    'lambdas',
    /between 0 and 1e100; got NaN/,
  );
  complains(() => path(data, { nLambdas: 0 }), 'nLambdas', /whole number/);
  complains(() => path(data, { tolerance: 0 }), 'tolerance', /above 0/);
});

test('cross-validation, sweep, resampling and early stopping have theirs', () => {
  const data = small();
  const lambdas = new Float64Array([0.1, 10, 1]);
  const curve = crossValidate(data, { lambdas, k: 4 });
  assert.deepEqual(curve.lambdas, lambdas);
  assert.equal(curve.foldScores.length, 12);
  for (const values of [curve.mean, curve.std, curve.standardError, curve.trainMean]) {
    assert.ok(values.length === 3 && values.every(Number.isFinite));
  }
  assert.ok(lambdas[curve.oneSeIndex] >= lambdas[curve.bestIndex]);
  complains(() => crossValidate(data, { k: 1 }), 'k', /between 2 and 60; got 1/);
  complains(() => crossValidate(data, { scoring: /** @type {any} */ ('f1') }), 'scoring', /one of auc/);
  const surface = sweep(data, { lambdas, l1Ratios: [0.5, 1] });
  assert.deepEqual([...surface.l1Ratios], [0.5, 1]);
  assert.deepEqual(surface.mean.subarray(3), crossValidate(data, { lambdas, penalty: 'l1' }).mean);
  const [train, rest] = data.trainTestSplit();
  const spread = resample(train, rest, { nDraws: 10, nLambdas: 4 });
  assert.deepEqual([spread.lambdas.length, spread.selection.length], [4, 16]);
  spread.error.forEach((error, k) => {
    assert.ok(Math.abs(spread.bias[k] + spread.variance[k] - error) < 1e-12);
  });
  const fresh = resample(train, rest, { draws: [train, train], nLambdas: 4 });
  assert.ok(fresh.variance.every((variance) => variance < 1e-12));
  assert.equal(train.nSamples, 45);
  complains(() => resample(train, rest, { nDraws: 1 }), 'nDraws', /between 2 and 1000; got 1/);
  const stops = earlyStopping(train, { maxIter: 100, nPoints: 5, learningRate: 0.1 });
  assert.deepEqual([stops.iterations[0], stops.iterations.at(-1)], [1, 100]);
  assert.equal(stops.coefs.length, 4 * stops.iterations.length);
  assert.ok(Math.abs(stops.equivalentLambdas[0] - 450) < 1e-9);
});

test('ten thousand paths do not grow the memory after the first hundred', async () => {
  const data = small();
  const run = (/** @type {number} */ n) => {
    for (let k = 0; k < n; k++) {
      path(data, { nLambdas: 5 });
    }
    return memory.buffer.byteLength;
  };
  const after = run(100);
  assert.equal(run(9900), after);
});

test('many optima are named, and the one of least norm is returned by solve and path', () => {
  const values = [1, 2, 3, 4, 5, 6];
  const x = Float64Array.from(values.flatMap((v) => [v, v]));
  const data = Dataset.fromArrays(x, Float64Array.from([1, 3, 2, 5, 4, 7]), 2);
  const { coef, unique } = solve(data, { penalty: 'l1', lambda: 0.5 });
  assert.equal(unique, false);
  assert.ok(coef[0] > 0.1 && Math.abs(coef[0] - coef[1]) < 1e-12, String(coef));
  const found = path(data, { lambdas: Float64Array.of(0.5), penalty: 'l1' });
  assert.deepEqual(found.unique, [false]);
  assert.ok(Math.abs(found.coefs[1] - coef[1]) < 1e-9);
  assert.equal(solve(data, { penalty: 'l2', lambda: 0.5 }).unique, true);
});

test('numbers at the ends of their range give numbers or messages', () => {
  const data = Dataset.makeClassification({ nSamples: 40, nFeatures: 4 });
  for (const l1Ratio of [5e-324, 1e-300, 1e-100]) {
    assert.throws(() => lambdaMax(data, { l1Ratio }), /l1Ratio must be so large that lambda_max is at most 1e100; got/);
    assert.throws(() => path(data, { l1Ratio }), { name: 'LabError' });
  }
  assert.ok(Number.isFinite(lambdaMax(data, { l1Ratio: 1e-12 })));
  const r2 = (/** @type {number[]} */ y, /** @type {number[]} */ prediction) =>
    metrics.r2(Float64Array.from(y), Float64Array.from(prediction));
  assert.equal(r2([1e300, -1e300], [1e300, -1e300]), 1);
  assert.equal(r2([1.7e308, -1.7e308], [-1.7e308, 1.7e308]), -3);
  assert.equal(r2([1e-200, 2e-200], [1.5e-200, 1.5e-200]), 0);
  assert.ok(Math.abs(r2([1e300, 2e300, 4e300], [1e300, 2e300, 3e300]) - r2([1, 2, 4], [1, 2, 3])) < 1e-12);
});

test('data in tiny units are fitted at the default tolerance', () => {
  const y = Float64Array.from([1e-9, 3e-9, 2e-9, 5e-9, 4e-9, 7e-9]);
  const { coef } = solve(Dataset.fromArrays(Float64Array.of(1, 2, 3, 4, 5, 6.5), y, 1), { penalty: 'none' });
  assert.ok(Math.abs(coef[0] / 9.731958762886598e-10 - 1) < 1e-9, String(coef[0]));
});
