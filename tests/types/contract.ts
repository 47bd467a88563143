// Compares the types of the build with those of the contract; this file only has to compile.

import type * as bindings from '../../www/generated/bindings.js';
import type { RegularizationLab } from '../../www/element.js';
import type { init } from '../../www/init.js';
import type * as contract from '../../dist/regularization-lab.js';

/** Fails to compile unless `Actual` is assignable to `Expected`. */
type Fits<Expected, Actual extends Expected> = Actual;

/** A class without its constructor, whose privacy TypeScript would compare too. */
type Statics<Class> = Omit<Class, 'prototype'>;

export type Checked = [
  Fits<contract.Dataset, bindings.Dataset>,
  Fits<Statics<typeof contract.Dataset>, Statics<typeof bindings.Dataset>>,
  Fits<contract.Trainer, bindings.Trainer>,
  Fits<typeof contract.Trainer, typeof bindings.Trainer>,
  Fits<contract.Comparison, bindings.Comparison>,
  Fits<typeof contract.Comparison, typeof bindings.Comparison>,
  Fits<typeof contract.solve, typeof bindings.solve>,
  Fits<typeof contract.lambdaMax, typeof bindings.lambdaMax>,
  Fits<typeof contract.path, typeof bindings.path>,
  Fits<typeof contract.crossValidate, typeof bindings.crossValidate>,
  Fits<typeof contract.sweep, typeof bindings.sweep>,
  Fits<typeof contract.resample, typeof bindings.resample>,
  Fits<typeof contract.earlyStopping, typeof bindings.earlyStopping>,
  Fits<typeof contract.metrics, typeof bindings.metrics>,
  Fits<typeof contract.default, typeof init>,
  Fits<contract.RegularizationLab, RegularizationLab>,
];
