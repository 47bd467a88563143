/** Distributes panels over the columns of the page. */
import { COLUMNS } from './names.js';

/**
 * Returns the columns of each visible panel, counted from 1, where the page has two columns and where it has three. Panels with the
 * same axis are in the same column; a panel that may be in any is placed in the shortest one.
 *
 * @param {string[]} names
 * @returns {[number, number][]}
 */
export function columns(names) {
  const two = distribute(names, { left: 1, right: 2, lambda: 2 });
  const three = distribute(names, { left: 1, right: 2, lambda: 3 });
  return names.map((_, k) => [two[k], three[k]]);
}

/**
 * @param {string[]} names
 * @param {Record<string, number>} columnOf each kind of panel
 * @returns {number[]}
 */
function distribute(names, columnOf) {
  const number = Math.max(...Object.values(columnOf));
  const fixed = names.map((name) => columnOf[COLUMNS[name]]);
  const used = new Set(fixed.filter((column) => column !== undefined));
  const isShared = used.size === number;
  const counts = Array.from({ length: number }, (_, k) => (isShared ? fixed.filter((it) => it === k + 1).length : 0));
  return fixed.map((wanted) => {
    if (isShared && wanted !== undefined) {
      return wanted;
    }
    const column = counts.indexOf(Math.min(...counts));
    counts[column] += 1;
    return column + 1;
  });
}
