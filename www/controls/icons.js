/** Icons of the further controls. */
import { filled, turned } from '../icons.js';

export const icons = {
  restart: () => filled('M3 3h2.200v12H3z', 'M15.500 3v12L6 9z'),
  step: () => filled('M2.500 3v12L12 9z', 'M12.800 3H15v12h-2.200z'),
  converge: () => filled('M2 3v12l6.500-6z', 'M8.500 3v12L15 9z', 'M14.500 3h2v12h-2z'),
  bookmark: () => turned('M5 3h8v12l-4-3.500-4 3.500z'),
};
