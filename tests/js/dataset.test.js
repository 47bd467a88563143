/** Data sets as regularization-lab.d.ts describes them. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import init, { crossValidate, Dataset, LabError, lambdaMax, metrics, Trainer } from '../../dist/regularization-lab.js';
import { complains, small } from './contract.js';

before(() => init());

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
  refuses('a,b\n1,2\n3\n', 3, undefined, /1 cell; the header has 2/);
  refuses('a,b\n1,0\nx,1\n', 3, 1, /"x" in column "a" is not a number/);
  refuses('a,b\n1,0\n2,1\n\ninf,1\n', 5, 1, /"inf" in column "a" is not a number/);
  refuses('a,b\n1,0\n,1\n2,\n', undefined, undefined, /only 1 of 3 rows have all cells .* "b" misses 1 cell/);
  refuses('a,b\n1,1\n2,1\n', undefined, undefined, /one value only/);
  refuses(`a,b\n${'1,0\n'.repeat(5_000_000)}`, undefined, undefined, /more than 10000000 cells/);
  complains(() => Dataset.fromCsv('1'.repeat(50_000_001)), 'text', /at most 50000000 letters/);
  // Lengths are checked before anything is copied.
  complains(
    () => Dataset.fromArrays(new Float64Array(50_000_001), new Float64Array(1), 1),
    'x',
    /at most 50000000 values/,
  );
  complains(() => Dataset.fromCsv('a,b\n1,0\n2,1\n', { target: 'c' }), 'target', /one of the columns a, b; got "c"/);
});

test('every option of a CSV changes how it is read, and the report says how it was read', () => {
  const text = 'note;2;3\n\nage;dose;group;part;id\n41;1,5;well;T;1\n57;0,5;ill;F;2\n33;?;fair;T;3\n61;0,1;ill;F;4\n';
  const data = Dataset.fromCsv(text, { target: 'group', positive: 'ill', split: 'part', missing: 'mean' });
  assert.deepEqual(
    [data.featureNames, [...data.y()]],
    [
      ['age', 'dose'],
      [0, 1, 0, 1],
    ],
  );
  assert.ok(Math.abs(data.x()[5] - 0.7) < 1e-15);
  const [train, rest] = data.predefinedSplit();
  assert.deepEqual(
    [[...train.y()], [...rest.y()]],
    [
      [0, 0],
      [1, 1],
    ],
  );
  const report = data.report();
  assert.deepEqual([report?.delimiter, report?.decimal, report?.header, report?.rowsRead], [';', ',', 3, 4]);
  assert.deepEqual(
    report?.columns.map(({ name, kind, missing, used }) => [name, kind, missing, used]),
    [
      ['age', 'number', 0, true],
      ['dose', 'number', 1, true],
      ['group', 'category', 0, true],
      ['part', 'category', 0, false],
      ['id', 'id', 0, false],
    ],
  );
  assert.match(String(report?.columns[4].why), /another value in every row/);
  const dropped = Dataset.fromCsv(text, { target: 1, without: ['part', 5], categories: 'one-hot' });
  assert.deepEqual(dropped.featureNames, ['dose', 'group[ill]', 'group[well]']);
  assert.deepEqual(dropped.report()?.rowsLeftOut, [{ row: 6, reason: 'Column "dose" is missing.' }]);
  assert.deepEqual(dropped.report()?.columns[2].levels, ['ill', 'well']);
  const bare = Dataset.fromCsv('a;1,5;2\nb;2,5;4\na;3,5;5\n', { header: false, categories: 'leave-out', decimal: ',' });
  assert.equal(bare.report()?.header, false);
  assert.deepEqual(Dataset.fromCsv('a b|c\n1|2\n3|1\n', { delimiter: '|' }).featureNames, ['a b']);
  assert.equal(small().report(), undefined);
  complains(() => small().predefinedSplit(), undefined, /option split/);
  const from = (/** @type {any} */ options) => () => Dataset.fromCsv(text, options);
  complains(from({ header: 50 }), 'header', /got 50/);
  complains(from({ header: 0 }), 'header', /from 1, or false; got 0/);
  complains(from({ delimiter: ':' }), 'delimiter', /got ':'/);
  complains(from({ decimal: 'comma' }), 'decimal', /got "comma"/);
  complains(from({ missing: 'zero' }), 'missing', /one of drop, mean; got "zero"/);
  complains(from({ categories: 'codes' }), 'categories', /one of baseline, one-hot, leave-out/);
  complains(from({ without: ['age', -1] }), 'without', /got -1/);
  complains(from({ split: {} }), 'split', /name of a column/);
  complains(from({ target: 'group', positive: 'unicorn' }), 'positive', /one of the classes ill, well; got "unicorn"/);
});

test('the tables of the books are read from their files', async () => {
  for (const [name, nSamples, nFeatures] of /** @type {const} */ ([
    ['prostate', 97, 8],
    ['hitters', 263, 19],
    ['credit', 400, 11],
    ['heart', 462, 9],
  ])) {
    const data = await Dataset.builtin(name);
    assert.deepEqual([data.nSamples, data.nFeatures], [nSamples, nFeatures], name);
    assert.equal(data.report()?.rowsUsed, nSamples);
  }
  const parts = (await Dataset.builtin('prostate')).predefinedSplit();
  assert.deepEqual(
    parts.map((part) => part.nSamples),
    [67, 30],
  );
});

test('an unknown table is refused without a request', async () => {
  // @ts-expect-error not one of them
  await assert.rejects(Dataset.builtin('iris'), (error) => error instanceof LabError && /"iris"/.test(error.message));
});

test('classes have the words of the table, and scores the share of the larger one', async () => {
  const text = 'dose,end\n1,well\n2,ill\n3,ill\n4,well\n5,ill\n';
  assert.deepEqual(Dataset.fromCsv(text).classNames(), ['ill', 'well']);
  assert.deepEqual(Dataset.fromCsv(text, { positive: 'ill' }).classNames(), ['well', 'ill']);
  const birds = Dataset.fromCsv('mass,bird\n1,Ad\n2,Ge\n3,Ch\n4,Ge\n', { positive: 'Ge' });
  assert.deepEqual(birds.classNames(), ['not Ge', 'Ge']);
  assert.deepEqual(Dataset.fromCsv('x,y\n1,2\n2,5\n4,5\n').classNames(), ['y = 2', 'y = 5']);
  assert.deepEqual(Dataset.makeRegression().classNames(), []);
  assert.deepEqual(Dataset.makeClassification().classNames(), ['class 0', 'class 1']);
  assert.deepEqual((await Dataset.builtin('breast_cancer')).classNames(), ['malignant', 'benign']);
  const ill = Dataset.fromCsv(text);
  const scores = new Trainer(ill, {}, ill.trainTestSplit({ testSize: 2, randomState: 0 })[1]).scores();
  assert.equal(scores.trainLargerClass, 0.6);
  assert.ok([0.5, 1].includes(Number(scores.testLargerClass)));
});

test('a best lambda at the end of the grid is said to be', () => {
  const data = Dataset.makeClassification({ nSamples: 60, randomState: 1 });
  const wide = crossValidate(data);
  assert.equal(wide.bestEdge, undefined);
  // λ is descending, so the best one is now the last.
  const narrow = crossValidate(data, { lambdas: wide.lambdas.slice(0, wide.bestIndex + 1) });
  assert.deepEqual([narrow.bestIndex, narrow.bestEdge], [wide.bestIndex, 'smallest']);
  const weakest = crossValidate(data, { lambdas: Float64Array.of(1e-4, 2e-4), penalty: 'l2' });
  assert.ok(weakest.bestEdge === 'smallest' || weakest.bestEdge === 'largest');
  assert.equal('bestEdge' in crossValidate(data, { lambdas: Float64Array.of(1) }), false);
});
