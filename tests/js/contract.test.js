/** The module of regularization-lab.d.ts as a whole. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import init, * as lab from '../../dist/regularization-lab.js';
import { small } from './contract.js';

const { Trainer } = lab;

before(() => init());

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
