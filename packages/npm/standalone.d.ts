import './define.js';

export * from './regularization-lab.js';
export { default } from './regularization-lab.js';
