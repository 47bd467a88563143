/** The headless API against scikit-learn's numbers, through WebAssembly, whose mathematical functions differ from native ones. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import init, {
  crossValidate,
  Dataset,
  lambdaMax,
  metrics,
  path,
  solve,
  Trainer,
} from '../../dist/regularization-lab.js';
import { camelCase, distance, fixture, trainAndTest } from './fixtures.js';

before(() => init());

test('generated data are scikit-learn’s', () => {
  const sets = Object.entries(fixture('make_classification').sets).filter(([, set]) => set.params.n_classes === 2);
  assert.equal(sets.length, 9);
  for (const [name, set] of sets) {
    const data = Dataset.makeClassification(camelCase(set.params));
    assert.equal(data.y().join(''), set.y, `${name}: y`);
    const expected = (set.X ?? set.X_first_rows).flat();
    assert.ok(distance(data.x().slice(0, expected.length), expected) <= 1e-12, `${name}: X`);
  }
  for (const set of Object.values(fixture('make_regression_blobs_moons').make_regression)) {
    const data = Dataset.makeRegression(camelCase(set.params));
    assert.ok(distance(data.x(), set.X.flat()) <= 1e-12);
    assert.ok(distance(data.y(), set.y) <= 1e-12);
  }
});

test('splits and folds are scikit-learn’s', () => {
  const { train_test_split, train_test_split_stratified, stratified_kfold, kfold } = fixture('splits');
  /** @param {{ n: number, y?: string }} described a set whose only feature is the row's number */
  const rows = ({ n, y }) =>
    Dataset.fromArrays(
      Float64Array.from({ length: n }, (_, i) => i),
      Float64Array.from({ length: n }, (_, i) => (y === undefined ? 0.5 : Number(y[i]))),
      1,
    );
  const twoClasses = (/** @type {{ y: string }} */ described) => !/[2-9]/.test(described.y);
  for (const [cases, stratify] of [
    [train_test_split, false],
    [train_test_split_stratified.filter(twoClasses), true],
  ]) {
    assert.ok(cases.length >= 3);
    for (const one of cases) {
      const [train, test] = rows(one).trainTestSplit({
        testSize: one.test_size,
        randomState: one.random_state,
        stratify,
      });
      assert.deepEqual([...train.x()], one.train);
      assert.deepEqual([...test.x()], one.test);
    }
  }
  for (const one of [...stratified_kfold.filter(twoClasses), ...kfold]) {
    const data = rows(one);
    assert.deepEqual([...data.folds({ k: one.k, randomState: one.random_state })], one.test_fold_shuffled);
    if (one.test_fold_unshuffled) {
      assert.deepEqual([...data.folds({ k: one.k, shuffle: false })], one.test_fold_unshuffled);
    }
  }
});

test('gradient descent is the article’s at every recorded iteration', () => {
  const described = fixture('gd_article');
  const [train, test] = trainAndTest(described);
  for (const [penalty, moments] of Object.entries(described.runs)) {
    const { lam: lambda, l1_ratio: l1Ratio, lr: learningRate } = described;
    const kind = /** @type {import('../../dist/regularization-lab.js').Penalty} */ (penalty);
    const trainer = new Trainer(train, { penalty: kind, lambda, l1Ratio, learningRate }, test);
    for (const [iteration, expected] of Object.entries(moments)) {
      const what = `${penalty} after ${iteration}`;
      trainer.step(Number(iteration) - trainer.nIter);
      assert.equal(trainer.nIter, Number(iteration));
      assert.ok(distance(trainer.coef(), expected.w) <= 1e-10, what);
      assert.ok(Math.abs(trainer.intercept - expected.b) <= 1e-10, what);
      const scores = trainer.scores();
      assert.ok(Math.abs(scores.loss - expected.log_loss_train) <= 1e-10, what);
      assert.ok(Math.abs(scores.objective - expected.objective) <= 1e-10, what);
      assert.ok(Math.abs(scores.norm2 - expected.norm2) <= 1e-10, what);
      assert.equal(scores.trainAccuracy, expected.acc_train, what);
      assert.equal(scores.testAccuracy, expected.acc_test, what);
      assert.equal(scores.nearZero, expected.near_zero_1e3, what);
      assert.equal(scores.exactZero, expected.exact_zero, what);
    }
  }
});

test('optima are exact, with exact supports', () => {
  const described = fixture('exact_logistic_article');
  const [train] = trainAndTest(described);
  assert.ok(Math.abs(lambdaMax(train) / described.lam_max_l1 - 1) < 1e-12);
  let warmStart;
  for (const expected of described.solutions) {
    const what = `λ = ${expected.lam}, l1_ratio = ${expected.l1_ratio}`;
    const params = { penalty: /** @type {const} */ ('elasticnet'), lambda: expected.lam, l1Ratio: expected.l1_ratio };
    const solution = solve(train, { ...params, warmStart });
    assert.ok(solution.kktResidual <= 1e-9, what);
    assert.ok(distance(solution.coef, expected.w) <= 1e-7, what);
    const support = (/** @type {ArrayLike<number>} */ w) => Array.from(w, (value) => value !== 0);
    assert.deepEqual(support(solution.coef), support(expected.w), what);
    assert.ok(Math.abs(solution.objective - expected.objective) <= 1e-12, what);
    warmStart = solution;
  }
});

test('balanced class weights are scikit-learn’s', () => {
  const { params, solutions } = fixture('class_weights');
  const data = Dataset.makeClassification(camelCase(params));
  for (const { l1_ratio: l1Ratio, C, w, b } of solutions) {
    const trainer = new Trainer(data, {
      penalty: 'elasticnet',
      lambda: 1 / C,
      l1Ratio,
      optimizer: 'coordinate-descent',
      classWeight: 'balanced',
    });
    trainer.step(100);
    assert.equal(trainer.status, 'converged');
    assert.ok(distance(trainer.coef(), w) <= 1e-7, `l1_ratio = ${l1Ratio}`);
    assert.ok(Math.abs(trainer.intercept - b) <= 1e-7, `l1_ratio = ${l1Ratio}`);
    trainer.set({ classWeight: 'none' });
    trainer.step(100);
    assert.ok(distance(trainer.coef(), w) > 1e-2, 'class weights make a difference');
  }
});

test('the built-in tables carry scikit-learn’s models', async () => {
  const diabetes = await Dataset.builtin('diabetes');
  assert.deepEqual([diabetes.nSamples, diabetes.nFeatures, diabetes.task], [442, 10, 'regression']);
  const [train] = diabetes.trainTestSplit({ testSize: 0.2, randomState: 42 });
  for (const expected of fixture('linear_diabetes').models.lasso) {
    const { coef } = solve(train, { penalty: 'l1', lambda: expected.alpha * train.nSamples });
    assert.ok(distance(coef, expected.w) <= 1e-7, `alpha = ${expected.alpha}`);
  }
  const cancer = (await Dataset.builtin('breast_cancer')).standardized();
  for (const expected of fixture('breast_cancer_l1_path').full_standardised_l1_path) {
    const { coef } = solve(cancer, { penalty: 'l1', lambda: 1 / expected.C });
    assert.ok(distance(coef, expected.w) <= 1e-7, `C = ${expected.C}`);
  }
});

test('paths are scikit-learn’s at every λ', async () => {
  const cancer = (await Dataset.builtin('breast_cancer')).standardized();
  const expected = fixture('breast_cancer_l1_path').full_standardised_l1_path;
  const lambdas = Float64Array.from(expected, (/** @type {{ C: number }} */ { C }) => 1 / C);
  const found = path(cancer, { lambdas, tolerance: 1e-9 });
  assert.deepEqual(found.lambdas, lambdas);
  const p = cancer.nFeatures;
  for (const [k, { w, b, C }] of expected.entries()) {
    assert.ok(distance(found.coefs.subarray(k * p, (k + 1) * p), w) <= 1e-7, `C = ${C}`);
    assert.ok(distance([found.intercepts[k]], [b]) <= 1e-7, `C = ${C}`);
    assert.ok(found.kktResiduals[k] <= 1e-9, `C = ${C}`);
  }
  const diabetes = (await Dataset.builtin('diabetes')).trainTestSplit({ testSize: 0.2, randomState: 42 })[0];
  const { models, alphas, enet_l1_ratio: l1Ratio } = fixture('linear_diabetes');
  for (const [name, penalty] of /** @type {const} */ ([
    ['lasso', 'l1'],
    ['elasticnet', 'elasticnet'],
  ])) {
    const wanted = models[name].map((/** @type {{ alpha: number }} */ { alpha }) => alpha * diabetes.nSamples);
    const { coefs } = path(diabetes, { penalty, l1Ratio, lambdas: Float64Array.from(wanted) });
    const flat = models[name].flatMap((/** @type {{ w: number[] }} */ { w }) => w);
    assert.equal(wanted.length, alphas.length);
    assert.ok(distance(coefs, flat) <= 1e-7, name);
  }
});

test('cross-validation is scikit-learn’s', () => {
  const described = fixture('cv_stress');
  const data = Dataset.makeClassification(camelCase(described.params));
  const lambdas = Float64Array.from(described.Cs, (C) => 1 / C);
  for (const [name, penalty] of /** @type {const} */ ([
    ['l1', 'l1'],
    ['l2', 'l2'],
    ['elasticnet_0.5', 'elasticnet'],
  ])) {
    for (const [scoring, key, sign, tolerance] of /** @type {const} */ ([
      ['auc', 'auc', 1, 1e-9],
      ['neg-log-loss', 'log_loss', -1, 1e-7],
    ])) {
      const expected = described.penalties[name];
      const { k, fold_seed: randomState } = described;
      const curve = crossValidate(data, { penalty, l1Ratio: 0.5, lambdas, k, randomState, scoring, standardize: true });
      const signed = (/** @type {Float64Array} */ values) => values.map((value) => sign * value);
      assert.ok(distance(signed(curve.mean), expected[key].mean) <= tolerance, `${name} ${key}`);
      assert.ok(distance(curve.standardError, expected[key].se) <= tolerance, `${name} ${key}`);
      assert.ok(distance(curve.std, expected[key].std_ddof0) <= tolerance, `${name} ${key}`);
      const byFold = Array.from({ length: k }, (_, f) =>
        expected[`${key}_by_C_by_fold`].map((/** @type {number[]} */ row) => row[f]),
      );
      assert.ok(distance(signed(curve.foldScores), byFold.flat()) <= tolerance, `${name} ${key}`);
      assert.deepEqual(
        [curve.bestIndex, curve.oneSeIndex],
        [expected[key].best_index, expected[key].one_se_index],
        `${name} ${key}`,
      );
    }
  }
});

test('scores are scikit-learn’s', () => {
  const { classification, regression } = fixture('metrics');
  for (const one of classification) {
    const [y, score] = [Float64Array.from(one.y), Float64Array.from(one.score)];
    assert.ok(Math.abs(metrics.rocAuc(y, score) - one.roc_auc) <= 1e-12);
    assert.ok(Math.abs(metrics.logLoss(y, Float64Array.from(one.prob_for_logloss)) - one.log_loss) <= 1e-12);
    assert.equal(metrics.accuracy(y, score), one.accuracy_at_half);
    const curve = metrics.calibration(y, score, 10);
    assert.ok(distance(curve.meanPredicted, one.calibration_uniform10.prob_pred) <= 1e-12);
    assert.ok(distance(curve.fractionPositive, one.calibration_uniform10.prob_true) <= 1e-12);
  }
  for (const one of regression) {
    assert.ok(Math.abs(metrics.r2(Float64Array.from(one.y), Float64Array.from(one.pred)) - one.r2) <= 1e-12);
  }
});

test('models without an intercept and with penalty factors are those of scikit-learn, statsmodels and glmnet', () => {
  for (const file of ['intercept', 'penalty_factor']) {
    const { data, cases } = fixture(file);
    /** @type {Record<string, Dataset>} */
    const sets = {};
    for (const [name, { X, y, task }] of Object.entries(data)) {
      sets[name] = Dataset.fromArrays(Float64Array.from(X.flat()), Float64Array.from(y), X[0].length, { task });
    }
    assert.ok(cases.length >= 38);
    for (const one of cases) {
      const { coef, intercept, objective } = solve(sets[one.data], {
        loss: one.loss,
        penalty: 'elasticnet',
        lambda: one.lam,
        l1Ratio: one.l1_ratio,
        fitIntercept: one.fit_intercept ?? true,
        ...(one.penalty_factor && { penaltyFactor: one.penalty_factor.map(Number) }),
        tolerance: 1e-13,
      });
      assert.ok(distance(coef, one.w) <= 1e-7 + 3e-9 * one.per_kkt, `${file}: ${coef} is not ${one.w}`);
      assert.ok(Math.abs(objective - one.objective) <= 1e-9, `${objective} is not ${one.objective}`);
      assert.ok(Math.abs(intercept - one.b) <= 1e-7 + 3e-9 * one.per_kkt);
    }
  }
});

test('optima of the tables of the books are exact, and so is the test error of prostate', async () => {
  const { cases, prostate_scaled } = fixture('books');
  assert.ok(cases.length >= 12);
  for (const one of cases) {
    isOptimum((await Dataset.builtin(one.table)).standardized(), one);
  }
  // The book scales by the deviation of all rows with ddof 1.
  const prostate = await Dataset.builtin('prostate');
  const factor = Math.sqrt((prostate.nSamples - 1) / prostate.nSamples);
  const [train, test] = prostate.predefinedSplit().map((part) => {
    const x = part.standardized(prostate).x();
    const { featureNames } = part;
    return Dataset.fromArrays(
      x.map((value) => value * factor),
      part.y(),
      part.nFeatures,
      { featureNames, task: 'regression' },
    );
  });
  for (const one of prostate_scaled.cases) {
    const { coef, intercept } = isOptimum(train, one);
    const [x, y, p] = [test.x(), test.y(), test.nFeatures];
    const errors = y.map((value, i) => (value - intercept - coef.reduce((z, w, j) => z + w * x[i * p + j], 0)) ** 2);
    const error = errors.reduce((sum, value) => sum + value) / errors.length;
    assert.ok(Math.abs(error - one.test_mse) <= 1e-7, `${error} is not ${one.test_mse}`);
  }
  assert.equal(prostate_scaled.cases[0].test_mse.toFixed(3), '0.521');
});

/**
 * Solves a case of books.json and compares the optimum.
 *
 * @param {Dataset} data
 * @param {any} one
 */
function isOptimum(data, one) {
  const found = solve(data, {
    penalty: one.lam === 0 ? 'none' : 'elasticnet',
    lambda: one.lam,
    l1Ratio: one.l1_ratio,
    tolerance: 1e-9,
  });
  const tolerance = 1e-7 + 3e-9 * one.per_kkt;
  data.featureNames.forEach((name, j) => {
    const [w, expected] = [found.coef[j], one.w[name]];
    assert.equal(w === 0, expected === 0, `${name} is ${w}`);
    assert.ok(Math.abs(w - expected) <= tolerance, `${name} is ${w}, not ${expected}`);
  });
  assert.ok(Math.abs(found.intercept - one.b) <= tolerance);
  assert.ok(Math.abs(found.objective - one.objective) <= 1e-9 * Math.max(1, Math.abs(one.objective)));
  return found;
}
