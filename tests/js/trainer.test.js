/** Trainers and comparisons as regularization-lab.d.ts describes them. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import init, { Comparison, Dataset, solve, Trainer } from '../../dist/regularization-lab.js';
import { complains, small } from './contract.js';

before(() => init());

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
  complains(() => trainer.set({ lambda: Number.NaN }), 'lambda', /lambda must be between 0 and 1e100; got NaN/);
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
  complains(() => trainer.set({ lambda: '3' }), 'lambda', /lambda must be a number between 0 and 1e100; got "3"/);
  complains(() => trainer.step(-1), 'n', /whole number/);
  complains(() => trainer.step(1.5), 'n', /got 1.5/);
  complains(() => trainer.predictProba(new Float64Array(3)), 'x', /rows of 4 features/);
  assert.deepEqual(trainer.coef(), before);
  assert.equal(trainer.step(5), 5);
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
