/** The contract of regularization-lab.d.ts as it behaves. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import init, * as lab from '../../dist/regularization-lab.js';

const {
  Comparison,
  crossValidate,
  Dataset,
  earlyStopping,
  LabError,
  lambdaMax,
  metrics,
  path,
  resample,
  solve,
  sweep,
  Trainer,
} = lab;

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

/** A small set of two classes. */
const small = () => Dataset.makeClassification({ nSamples: 60, nFeatures: 4, classSep: 0.5, flipY: 0.2 });

/**
 * @param {() => unknown} work
 * @param {string | undefined} parameter
 * @param {RegExp} message
 */
function complains(work, parameter, message) {
  assert.throws(work, (error) => {
    assert.ok(error instanceof LabError && error instanceof Error, `${error} is no LabError`);
    assert.match(error.message, message);
    assert.equal(error.parameter, parameter);
    return true;
  });
}

test('importing has no effect without a browser, and init is one promise', async () => {
  assert.equal(init(), init());
  assert.equal(await init(), undefined);
  assert.equal(lab.default, lab.init);
  assert.equal(typeof lab.RegularizationLab, 'function');
});

test('returned arrays are copies', () => {
  const data = small();
  data.x().fill(7);
  data.y().fill(7);
  assert.notEqual(data.x()[0], 7);
  assert.notEqual(data.y()[0], 7);
  const trainer = new Trainer(data);
  trainer.step(3);
  trainer.coef().fill(7);
  assert.notEqual(trainer.coef()[0], 7);
});

test('a data set tells its shape, names and truth', () => {
  const data = Dataset.makeClassification({ nSamples: 30, nFeatures: 6, nRedundant: 1, nRepeated: 1 });
  assert.deepEqual([data.nSamples, data.nFeatures, data.task], [30, 6, 'classification']);
  assert.deepEqual(data.featureNames.slice(0, 2), ['x0', 'x1']);
  const truth = data.truth();
  assert.deepEqual(truth.toSorted(), ['informative', 'informative', 'noise', 'noise', 'redundant', 'repeated']);
  const own = Dataset.fromArrays(new Float64Array([1, 2, 3, 4]), new Float64Array([0.5, 2]), 2, {
    featureNames: ['a', 'b'],
  });
  assert.deepEqual([own.task, own.featureNames, own.truth()], ['regression', ['a', 'b'], []]);
});

test('correlated groups have the correlation asked for', () => {
  const data = Dataset.makeCorrelated({ nSamples: 20000, nGroups: 2, groupSize: 2, nNoise: 1, rho: 0.8 });
  const [x, p] = [data.x(), data.nFeatures];
  const correlation = (/** @type {number} */ a, /** @type {number} */ b) => {
    let sum = 0;
    for (let i = 0; i < data.nSamples; i++) {
      sum += x[i * p + a] * x[i * p + b];
    }
    return sum / data.nSamples;
  };
  assert.ok(Math.abs(correlation(0, 1) - 0.8) < 0.03);
  assert.ok(Math.abs(correlation(2, 3) - 0.8) < 0.03);
  assert.ok(Math.abs(correlation(0, 2)) < 0.03 && Math.abs(correlation(0, 4)) < 0.03);
  assert.ok(Math.abs(correlation(0, 0) - 1) < 0.03);
});

test('standardizing is fitted on one set and may be applied to another', () => {
  const [train, test_] = small().trainTestSplit();
  const scaled = train.standardized();
  const column = scaled.x().filter((_, k) => k % 4 === 0);
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const variance = column.reduce((sum, value) => sum + value * value, 0) / column.length;
  assert.ok(Math.abs(mean) < 1e-12 && Math.abs(variance - 1) < 1e-12);
  const other = test_.standardized(train);
  assert.equal(other.nSamples, test_.nSamples);
  assert.notDeepEqual(other.x(), test_.standardized().x());
  // The argument still belongs to its owner.
  assert.equal(train.nSamples, 45);
});

test('set goes on from the present weights and reset returns to the start', () => {
  const trainer = new Trainer(small(), { penalty: 'l2', lambda: 1, learningRate: 0.1 });
  assert.equal(trainer.step(), 1);
  assert.equal(trainer.step(9), 9);
  const before = trainer.coef();
  trainer.set({ lambda: 5, optimizer: 'proximal-gradient' });
  assert.deepEqual(trainer.coef(), before);
  assert.equal(trainer.nIter, 10);
  trainer.step(10);
  assert.equal(trainer.nIter, 20);
  trainer.reset();
  assert.equal(trainer.nIter, 0);
  assert.deepEqual([...trainer.coef()], [0, 0, 0, 0]);
  trainer.set({ initialCoef: new Float64Array([1, 2, 3, 4]), initialIntercept: -1 });
  assert.deepEqual([...trainer.coef()], [0, 0, 0, 0]);
  trainer.reset();
  assert.deepEqual([...trainer.coef(), trainer.intercept], [1, 2, 3, 4, -1]);
});

test('a run ends by converging, by its limit or by diverging, and says so', () => {
  const data = small();
  const limited = new Trainer(data, { maxIter: 5 });
  assert.deepEqual([limited.step(10), limited.status], [5, 'stopped']);
  assert.match(limited.message, /max_iter = 5/);
  const exact = new Trainer(data, { penalty: 'l1', lambda: 2, optimizer: 'coordinate-descent' });
  assert.ok(exact.step(100) < 30);
  assert.equal(exact.status, 'converged');
  assert.equal(exact.step(100), 0);
  const optimum = solve(data, { penalty: 'l1', lambda: 2 });
  assert.deepEqual(exact.coef(), optimum.coef);
  const wild = new Trainer(data, { penalty: 'l2', lambda: 10, learningRate: 1e6 });
  wild.step(1000);
  assert.equal(wild.status, 'diverged');
  assert.match(wild.message, /learning rate 1000000/);
  assert.ok([...wild.coef(), wild.intercept].every(Number.isFinite));
  wild.set({ learningRate: wild.stableLearningRate() });
  wild.step(200);
  assert.equal(wild.status, 'running');
});

test('every optimizer ends at the optimum', () => {
  const data = small();
  for (const penalty of /** @type {const} */ (['none', 'l2', 'l1', 'elasticnet'])) {
    const { objective } = solve(data, { penalty, lambda: 2, l1Ratio: 0.5 });
    for (const optimizer of /** @type {const} */ ([
      'proximal-gradient',
      'accelerated-proximal-gradient',
      'coordinate-descent',
    ])) {
      const trainer = new Trainer(data, { penalty, lambda: 2, l1Ratio: 0.5, optimizer, tolerance: 1e-8 });
      trainer.set({ learningRate: trainer.stableLearningRate() });
      trainer.step(100_000);
      assert.equal(trainer.status, 'converged', `${penalty}, ${optimizer}`);
      assert.ok(Math.abs(trainer.scores().objective - objective) < 1e-10, `${penalty}, ${optimizer}`);
    }
  }
});

test('scores fit the task', () => {
  const [train, test_] = small().trainTestSplit();
  const classifier = new Trainer(train, {}, test_).scores();
  assert.ok(classifier.trainAccuracy !== undefined && classifier.testAuc !== undefined && classifier.testLoss);
  assert.equal(classifier.trainR2, undefined);
  const regression = Dataset.makeRegression({ nFeatures: 5, noise: 1 });
  const trainer = new Trainer(regression, { optimizer: 'coordinate-descent' });
  trainer.step(10);
  const scores = trainer.scores();
  assert.ok(/** @type {number} */ (scores.trainR2) > 0.99);
  assert.deepEqual([scores.trainAccuracy, scores.testR2], [undefined, undefined]);
  assert.deepEqual([scores.truePositives, scores.falsePositives], [5, 0]);
  const balanced = new Trainer(train, { classWeight: 'balanced', penalty: 'l2', optimizer: 'coordinate-descent' });
  balanced.step(50);
  assert.equal(balanced.status, 'converged');
  const p = balanced.predictProba(test_.x());
  assert.equal(p.length, test_.nSamples);
  assert.ok(p.every((value) => value > 0 && value < 1));
});

test('a parameter out of range names itself, its value and its range; the last good state stays', () => {
  const trainer = new Trainer(small(), { penalty: 'elasticnet', lambda: 1, learningRate: 0.1 });
  trainer.step(20);
  const before = trainer.coef();
  complains(() => trainer.set({ lambda: Number.NaN }), 'lambda', /lambda must be between 0 and 1e12; got NaN/);
  complains(() => trainer.set({ lambda: -1 }), 'lambda', /got -1$/);
  complains(() => trainer.set({ lambda: 1e308 }), 'lambda', /got 1e308$/);
  complains(() => trainer.set({ l1Ratio: 2 }), 'l1Ratio', /l1Ratio must be between 0 and 1; got 2/);
  complains(() => trainer.set({ learningRate: 0 }), 'learningRate', /above 0/);
  complains(() => trainer.set({ tolerance: -1 }), 'tolerance', /got -1/);
  complains(() => trainer.set({ initialCoef: new Float64Array(2) }), 'initialCoef', /4 weights/);
  complains(() => trainer.set({ lambda: 3, l1Ratio: 7 }), 'l1Ratio', /got 7/);
  // @ts-expect-error a name that does not exist
  complains(() => trainer.set({ lamda: 3 }), 'lamda', /not an option here; accepted are loss, penalty, lambda/);
  // @ts-expect-error a value of the wrong type
  complains(() => trainer.set({ penalty: 'ridge' }), 'penalty', /"ridge"/);
  // @ts-expect-error a value of the wrong type
  complains(() => trainer.set({ lambda: '3' }), 'lambda', /lambda must be a number; got "3"/);
  complains(() => trainer.step(-1), 'n', /whole number/);
  complains(() => trainer.step(1.5), 'n', /got 1.5/);
  complains(() => trainer.predictProba(new Float64Array(3)), 'x', /rows of 4 features/);
  assert.deepEqual(trainer.coef(), before);
  assert.equal(trainer.step(5), 5);
});

test('invalid data parameters are rejected with a message', () => {
  complains(() => Dataset.makeClassification({ nInformative: 30 }), 'nInformative', /between 1 and 20; got 30/);
  complains(() => Dataset.makeClassification({ nSamples: 0 }), 'nSamples', /got 0/);
  complains(() => Dataset.makeClassification({ nSamples: 1e9 }), 'nSamples', /got 1000000000/);
  complains(() => Dataset.makeClassification({ randomState: -1 }), 'randomState', /4294967295; got -1/);
  complains(() => Dataset.makeClassification({ nClustersPerClass: 3 }), 'nClustersPerClass', /corners/);
  complains(() => Dataset.makeClassification({ weights: [0.9, 0.9] }), 'weights', /got 1.8/);
  complains(() => Dataset.makeCorrelated({ rho: 1.5 }), 'rho', /got 1.5/);
  complains(() => Dataset.fromArrays(new Float64Array(4), new Float64Array(3), 2), 'x', /3 rows × 2 features/);
  complains(
    () => Dataset.fromArrays(new Float64Array([1, Number.NaN]), new Float64Array([0, 1]), 1),
    undefined,
    /row 2, column 1: .* got NaN/,
  );
  complains(() => small().trainTestSplit({ testSize: 1.5 }), 'testSize', /got 1.5/);
  complains(() => small().folds({ k: 1 }), 'k', /got 1/);
  const regression = Dataset.makeRegression({ nSamples: 20, nFeatures: 2 });
  complains(() => regression.folds({ stratify: true }), undefined, /needs classes/);
  complains(() => new Trainer(regression, { loss: 'logistic' }), 'loss', /regression/);
  const oneClass = Dataset.fromArrays(new Float64Array(5), new Float64Array(5), 1, { task: 'classification' });
  complains(() => new Trainer(oneClass), undefined, /all 5 training rows are of class 0/);
  complains(() => metrics.rocAuc(new Float64Array([1, 1]), new Float64Array([0, 1])), undefined, /both classes/);
  complains(() => metrics.logLoss(new Float64Array([1]), new Float64Array([2])), 'p', /got 2/);
  complains(() => lambdaMax(small(), { l1Ratio: 0 }), 'l1Ratio', /above 0/);
  // @ts-expect-error not a data set
  complains(() => new Trainer({}), 'train', /must be a Dataset/);
});

test('a CSV is read, or refused with row and column', () => {
  const data = Dataset.fromCsv('dose,age,outcome\n1.5,30,yes\n2,40,no\n0.5,50,yes\n');
  assert.deepEqual([data.nSamples, data.nFeatures, data.task], [3, 2, 'classification']);
  assert.deepEqual(
    [data.featureNames, [...data.y()]],
    [
      ['dose', 'age'],
      [1, 0, 1],
    ],
  );
  const chosen = Dataset.fromCsv('"a;b";t;c\r\n1;0.5;2\r\n3;1.5;4\r\n5;2.5;6\r\n', { target: 't' });
  assert.deepEqual([chosen.task, chosen.featureNames], ['regression', ['a;b', 'c']]);
  const without = Dataset.fromCsv('name,dose,outcome\nann,1.5,yes\nbob,2,no\n', { without: ['name'] });
  assert.deepEqual(without.featureNames, ['dose']);
  complains(() => Dataset.fromCsv('a,b\n1,0\n2,1\n', { without: ['a'] }), undefined, /no column is left/);
  /** @param {string} text @param {number} [row] @param {number} [column] @param {RegExp} [message] */
  const refuses = (text, row, column, message = /./) =>
    assert.throws(
      () => Dataset.fromCsv(text),
      (error) => {
        assert.ok(error instanceof LabError);
        assert.match(error.message, message);
        assert.deepEqual([error.row, error.column], [row, column]);
        return true;
      },
    );
  refuses('', undefined, undefined, /empty/);
  refuses('a,b\n1,2\n3\n', 3, undefined, /1 cells; the header has 2/);
  refuses('a,b\n1,0\nx,1\n', 3, 1, /"x" in column "a" is not a number/);
  refuses('a,b\n1,0\n,1\n', 3, 1, /empty/);
  refuses('a,b\n1,0\nNaN,1\n', 3, 1, /not a number/);
  refuses('1,2\n3,4\n5,6\n', 1, undefined, /name the columns/);
  refuses('a,b\n1,1\n2,1\n', undefined, undefined, /one value only/);
  refuses(`a,b\n${'1,0\n0,1\n'.repeat(2501)}`, undefined, undefined, /more than 5000 rows/);
  refuses(`${'a,'.repeat(200)}b\n`, undefined, undefined, /more than 200 columns/);
  refuses(`a,b\n${'1,0\n'.repeat(600000)}`, undefined, undefined, /2000000/);
  complains(() => Dataset.fromCsv('a,b\n1,0\n2,1\n', { target: 'c' }), 'target', /one of the columns a, b; got "c"/);
});

test('no penalty and separable classes: an error says that there is no optimum', () => {
  const data = Dataset.fromArrays(new Float64Array([1, 2, 3, 4]), new Float64Array([0, 0, 1, 1]), 1);
  complains(() => solve(data, { penalty: 'none' }), undefined, /there is no optimum/);
  complains(() => solve(data, { penalty: 'l1', lambda: 0 }), undefined, /there is no optimum/);
  assert.ok(solve(data, { penalty: 'l1', lambda: 1e-3 }).kktResidual <= 1e-9);
  const trainer = new Trainer(data, { penalty: 'none', optimizer: 'coordinate-descent' });
  trainer.step(100);
  assert.equal(trainer.status, 'diverged');
  assert.match(trainer.message, /no optimum/);
});

test('an unknown table is refused without a request', async () => {
  // @ts-expect-error not one of the two
  await assert.rejects(Dataset.builtin('iris'), (error) => error instanceof LabError && /"iris"/.test(error.message));
});

test('a comparison trains four models as each would train alone', () => {
  const [train, rest] = small().trainTestSplit();
  const params = { lambda: 2, l1Ratio: 0.7, learningRate: 0.1 };
  const comparison = new Comparison(train, params, rest);
  assert.equal(comparison.step(200), 200);
  comparison.set({ lambda: 4 });
  comparison.step(100);
  assert.equal(comparison.nIter, 300);
  for (const penalty of /** @type {const} */ (['none', 'l2', 'l1', 'elasticnet'])) {
    const alone = new Trainer(train, { ...params, penalty }, rest);
    alone.step(200);
    alone.set({ lambda: 4 });
    alone.step(100);
    const [ours, theirs] = [comparison.coef(penalty), alone.coef()];
    assert.ok(
      ours.every((w, j) => Math.abs(w - theirs[j]) < 1e-12),
      penalty,
    );
    assert.ok(Math.abs(comparison.intercept(penalty) - alone.intercept) < 1e-12);
    assert.equal(comparison.status(penalty), 'running');
    assert.deepEqual(Object.keys(comparison.scores(penalty)), Object.keys(alone.scores()));
    assert.ok(Math.abs(comparison.scores(penalty).objective - alone.scores().objective) < 1e-12);
  }
  comparison.set({ optimizer: 'coordinate-descent' });
  assert.equal(comparison.nIter, 0, 'another optimizer begins anew');
  while (comparison.step(10) > 0) {}
  const exact = solve(train, { penalty: 'l1', lambda: 4 });
  assert.ok(comparison.coef('l1').every((w, j) => Math.abs(w - exact.coef[j]) < 1e-7));
  assert.equal(comparison.status('l1'), 'converged');
  complains(() => comparison.coef(/** @type {any} */ ('l3')), 'penalty', /one of none, l2, elasticnet, l1/);
  const narrow = Dataset.fromArrays(new Float64Array([1, 2]), new Float64Array([0, 1]), 1);
  complains(() => new Comparison(train, {}, narrow), 'nFeatures of the test set', /4 as in the training set; got 1/);
  comparison.reset();
  assert.equal(comparison.nIter, 0);
  assert.ok(comparison.coef('l1').every((w) => w === 0));
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
  complains(() => path(data, { lambdas: new Float64Array([1, Number.NaN]) }), 'lambdas', /between 0 and 1e12; got NaN/);
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

test('dropout, label smoothing and polynomial features are options', () => {
  const data = small();
  const trainer = new Trainer(data, { dropout: 0.3, learningRate: 0.1, randomState: 1 });
  assert.equal(trainer.step(50), 50);
  const first = trainer.coef();
  trainer.reset();
  trainer.step(50);
  assert.deepEqual(trainer.coef(), first);
  trainer.set({ randomState: 2 });
  trainer.reset();
  trainer.step(50);
  assert.notDeepEqual(trainer.coef(), first);
  complains(() => trainer.set({ dropout: 0.95 }), 'dropout', /between 0 and 0.9; got 0.95/);
  complains(() => trainer.set({ optimizer: 'coordinate-descent' }), 'dropout', /must be 0 unless/);
  const smooth = new Trainer(data, { labelSmoothing: 0.1, optimizer: 'coordinate-descent' });
  smooth.step(100);
  assert.equal(smooth.status, 'converged');
  const wide = data.polynomialFeatures({ degree: 2 });
  assert.deepEqual([wide.nFeatures, wide.featureNames[4]], [14, 'x0^2']);
  complains(() => data.polynomialFeatures({ degree: 0 }), 'degree', /between 1 and 20; got 0/);
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
