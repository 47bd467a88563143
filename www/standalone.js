/** Entry point of the single-file build, which contains the WebAssembly. Registers the element if custom elements are supported. */
import './define.js';

export * from './regularization-lab.js';
export { default } from './regularization-lab.js';
