/** Registers the element, and adds its tag to templates of Vue: `:recipe="…" @change="…"`. */
import './define.js';
import type { HTMLAttributes, PublicProps } from 'vue';
import type { RegularizationLabListeners, RegularizationLabProps } from './regularization-lab.js';

type Props = RegularizationLabProps & RegularizationLabListeners<'on'>;
type VueListeners = { [Name in keyof RegularizationLabListeners<''> as `on${Capitalize<Name>}`]?: RegularizationLabListeners<''>[Name] };

declare module 'vue' {
  interface GlobalComponents {
    'regularization-lab': new () => {
      $props: Omit<HTMLAttributes, keyof Props | keyof VueListeners> & PublicProps & RegularizationLabProps & VueListeners;
    };
  }
}
