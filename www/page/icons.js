/** Icons of the header. */
import { svg } from '../dom.js';
import { turned } from '../icons.js';

export const icons = {
  undo: () => turned('M4 8h7a4 4 0 0 1 0 8H8', 'M7.5 4.500 4 8l3.500 3.500'),
  redo: () => turned('M14 8H7a4 4 0 0 0 0 8h3', 'M10.500 4.500 14 8l-3.500 3.500'),
  sliders: () =>
    svg(
      'svg',
      { viewBox: '0 0 18 18', 'aria-hidden': 'true', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 },
      svg('path', { d: 'M2 5h7M13.500 5H16M2 13h2.500M8.500 13H16' }),
      svg('circle', { cx: 11, cy: 5, r: 2 }),
      svg('circle', { cx: 6.5, cy: 13, r: 2 }),
    ),
  theme: () =>
    svg(
      'svg',
      { viewBox: '0 0 18 18', 'aria-hidden': 'true' },
      svg('circle', { cx: 9, cy: 9, r: 7, fill: 'none', stroke: 'currentColor', 'stroke-width': 2 }),
      svg('path', { d: 'M9 2a7 7 0 0 0 0 14z', fill: 'currentColor' }),
    ),
  help: () => turned('M5.8 6.7a3.200 3.200 0 1 1 4.900 2.700C9.600 10.100 9 10.700 9 12', 'M9 14.300v1.700'),
  save: () => turned('M9 2.5v8.500', 'M5.5 8 9 11.500 12.500 8', 'M3 15h12'),
};
