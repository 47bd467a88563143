/** Data that do not fit into memory are a LabError, and other objects still work. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import init, * as lab from '../../dist/regularization-lab.js';

const { Dataset, LabError, Trainer } = lab;

// 128 MB, so that it is full soon.
setFlagsFromString('--wasm-max-mem-pages=2048');

before(() => init());

const small = () => Dataset.makeClassification({ nSamples: 60, nFeatures: 4, classSep: 0.5 });

function reference() {
  const trainer = new Trainer(small(), { penalty: 'l2', optimizer: 'coordinate-descent' });
  trainer.step(100);
  const coef = trainer.coef();
  trainer.free();
  return coef;
}

/** @param {() => unknown} work */
function runsOut(work) {
  assert.throws(work, (error) => {
    assert.ok(error instanceof LabError, `${error}`);
    assert.match(error.message, /memory|values|between|at most/);
    return true;
  });
}

test('tables and options that are too large are rejected', () => {
  const expected = reference();
  const data = small();
  for (let k = 0; k < 50; k++) {
    runsOut(() => Dataset.makeClassification({ nSamples: 1e9 }));
    runsOut(() => Dataset.makeRegression({ nSamples: 65536, nFeatures: 65536 }));
    runsOut(() => Dataset.makeCorrelated({ nSamples: 100_000, nGroups: 4e9 }));
    runsOut(() => data.polynomialFeatures({ degree: 20 }));
    runsOut(() => lab.path(data, { nLambdas: 4e9 }));
    runsOut(() => lab.sweep(data, { l1Ratios: new Float64Array(1e6), nLambdas: 10_000, k: 60 }));
  }
  const wide = Dataset.makeRegression({ nSamples: 20, nFeatures: 9000 });
  runsOut(() => wide.polynomialFeatures({ degree: 2 }));
  runsOut(() => lab.path(wide, { nLambdas: 10_000 }));
  runsOut(() => lab.solve(wide, { penalty: 'l2' }));
  runsOut(() => lab.earlyStopping(wide, { nPoints: 10_000 }));
  runsOut(() => lab.crossValidate(Dataset.makeRegression({ nSamples: 900, nFeatures: 100 }), { k: 900 }));
  runsOut(() => lab.resample(wide, wide, { draws: new Array(1000).fill(wide) }));
  const long = new Float64Array(2e7);
  runsOut(() => Dataset.fromArrays(long, long, 1));
  runsOut(() => new Trainer(data).predictProba(long));
  runsOut(() => lab.metrics.rocAuc(long, long));
  runsOut(() => Dataset.fromCsv('1,2\n'.repeat(2e7)));
  assert.deepEqual(reference(), expected);
});

test('a text that is too long is refused before it is copied', () => {
  // A text in pieces, which takes half a gigabyte only when it is read.
  const text = '1,2\n'.repeat(125_000_000);
  const before = process.memoryUsage().rss;
  for (const call of [() => Dataset.fromCsv(text), () => Dataset.fromCsv('a,b\n1,2\n', { target: text })]) {
    assert.throws(call, { name: 'LabError', message: /^(text|target) must have at most \d+ letters; got 500000000$/ });
  }
  const grown = (process.memoryUsage().rss - before) / 1e6;
  assert.ok(grown < 100, `${grown} MB were taken`);
});

test('full memory is reported, and can be freed', () => {
  const expected = reference();
  const trainer = new Trainer(small(), { learningRate: 0.1 });
  const make = () => Dataset.makeRegression({ nSamples: 5000, nFeatures: 20 });
  for (let round = 0; round < 3; round++) {
    const /** @type {InstanceType<typeof Dataset>[]} */ kept = [];
    runsOut(() => {
      for (;;) {
        kept.push(make());
      }
    });
    // Small tables until none fits.
    runsOut(() => {
      for (;;) {
        kept.push(small());
      }
    });
    const [large] = kept;
    for (let k = 0; k < 100; k++) {
      runsOut(make);
      runsOut(() => large.standardized());
      runsOut(() => large.trainTestSplit());
      runsOut(() => large.polynomialFeatures());
      runsOut(() => lab.crossValidate(large));
      runsOut(() => lab.resample(large, large));
    }
    assert.equal(trainer.step(10), 10);
    assert.ok(trainer.scores().objective > 0 && trainer.coef().length === 4);
    for (const data of kept) {
      data.free();
    }
    assert.deepEqual(reference(), expected);
  }
});
