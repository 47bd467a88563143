/** How panels share the page's two columns. */
import { COLUMNS } from './names.js';

/**
 * The column of each panel shown: its own, or the shorter one where it may stand in both.
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
