/** The public API. Importing it has no side effects; `init` loads the WebAssembly. */

export { RegularizationLab } from './element.js';
export {
  Comparison,
  crossValidate,
  Dataset,
  earlyStopping,
  lambdaMax,
  metrics,
  path,
  resample,
  solve,
  sweep,
  Trainer,
} from './generated/bindings.js';
export { init, init as default } from './init.js';
export { LabError } from './lab-error.js';
