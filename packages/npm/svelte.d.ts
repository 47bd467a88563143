/** Registers the element, and adds its tag to templates of Svelte: `onchange={…}`, or `on:change={…}` in Svelte 4. */
import './define.js';
import type { HTMLAttributes } from 'svelte/elements';
import type { RegularizationLab, RegularizationLabListeners, RegularizationLabProps } from './regularization-lab.js';

type Props = RegularizationLabProps & RegularizationLabListeners & RegularizationLabListeners<'on:'>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'regularization-lab': Omit<HTMLAttributes<RegularizationLab>, keyof Props> & Props;
  }
}
