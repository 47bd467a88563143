/** The lab in one file, for places that have no other: the WebAssembly is inside. Registers the element where there are elements. */
import './define.js';

export * from './regularization-lab.js';
export { default } from './regularization-lab.js';
