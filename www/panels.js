/** Distributes panels over the two columns of the page. */
import { COLUMNS } from './names.js';

/**
 * Returns the column of each visible panel; a panel that may be in either is placed in the shorter one.
 *
 * @param {string[]} names
 * @returns {('left' | 'right')[]}
 */
export function columns(names) {
  const fixed = new Set(names.map((name) => COLUMNS[name]).filter((side) => side !== 'any'));
  const count = { left: 0, right: 0 };
  return names.map((name) => {
    const wanted = fixed.size < 2 ? 'any' : COLUMNS[name];
    const side = wanted === 'any' ? (count.left <= count.right ? 'left' : 'right') : wanted;
    count[side]++;
    return side;
  });
}
