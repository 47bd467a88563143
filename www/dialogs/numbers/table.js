/** Reads a table that the lab writes as CSV, and divides it into pages. */

/**
 * The rows of a CSV as RFC 4180 defines it; the first one is the header.
 *
 * @param {string} csv
 */
export function rowsOf(csv) {
  /** @type {string[][]} */
  const rows = [];
  let row = [];
  // A cell, in quotes or not, and what ends it.
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

/**
 * The bounds of a page.
 *
 * @param {number} all how many there are
 * @param {number} size of a page
 * @param {number} page the first is 0
 */
export function bounds(all, size, page) {
  const from = page * size;
  return { from, to: Math.min(from + size, all), isFirst: page === 0, isLast: from + size >= all };
}
