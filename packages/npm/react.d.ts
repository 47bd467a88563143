/** Registers the element, and adds its tag to the JSX of React 19. Events have the prefix `on` and their own name: `onchange`. */
import './define.js';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { RegularizationLab, RegularizationLabListeners, RegularizationLabProps } from './regularization-lab.js';

type Props = RegularizationLabProps & RegularizationLabListeners;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'regularization-lab': DetailedHTMLProps<Omit<HTMLAttributes<RegularizationLab>, keyof Props>, RegularizationLab> & Props;
    }
  }
}
