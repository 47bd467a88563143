import type { RegularizationLab } from './regularization-lab.js';

declare global {
  interface HTMLElementTagNameMap {
    'regularization-lab': RegularizationLab;
  }
}
