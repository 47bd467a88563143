/** The public API. Importing it has no side effects; `init` loads the WebAssembly. */

import * as bindings from './generated/bindings.js';
import { callable, constructible } from './trap.js';

export { RegularizationLab } from './element.js';
export { init, init as default } from './init.js';
export { LabError } from './lab-error.js';

export const Comparison = /* @__PURE__ */ constructible(bindings.Comparison);
export const Dataset = /* @__PURE__ */ constructible(bindings.Dataset);
export const Trainer = /* @__PURE__ */ constructible(bindings.Trainer);
export const crossValidate = /* @__PURE__ */ callable(bindings.crossValidate);
export const earlyStopping = /* @__PURE__ */ callable(bindings.earlyStopping);
export const lambdaMax = /* @__PURE__ */ callable(bindings.lambdaMax);
export const path = /* @__PURE__ */ callable(bindings.path);
export const resample = /* @__PURE__ */ callable(bindings.resample);
export const solve = /* @__PURE__ */ callable(bindings.solve);
export const sweep = /* @__PURE__ */ callable(bindings.sweep);
export const metrics = /* @__PURE__ */ callables(bindings.metrics);

/**
 * @template {object} T
 * @param {T} functions
 */
function callables(functions) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(functions).map(([name, work]) => [name, callable(work)])));
}
