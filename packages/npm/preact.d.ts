/** Registers the element, and adds its tag to the JSX of Preact. Events have the prefix `on` and their own name: `onchange`. */
import './define.js';
import type { HTMLAttributes } from 'preact';
import type { RegularizationLab, RegularizationLabListeners, RegularizationLabProps } from './regularization-lab.js';

type Props = RegularizationLabProps & RegularizationLabListeners;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'regularization-lab': Omit<HTMLAttributes<RegularizationLab>, keyof Props> & Props;
    }
  }
}
