/** Texts of the table of a panel's numbers. */
import { count, counted } from '../../format.js';
import { iteration } from '../../words.js';

/** @param {string} panel @param {string} table @param {number} nIter */
export const caption = (panel, table, nIter) => `${panel}: ${table}, at ${iteration(nIter)}`;

/** What one page shows of rows or columns. @param {string} what @param {number} from @param {number} to @param {number} all */
export const shown = (what, from, to, all) =>
  all > to - from
    ? `${what} ${count(from + 1)} to ${count(to)} of ${count(all)}`
    : counted(all, what.toLowerCase().replace(/s$/, ''));

export const rows = { what: 'Rows', previous: 'Previous rows', next: 'Next rows' };
export const columns = { what: 'Columns', previous: 'Previous columns', next: 'Next columns' };
export const rounded = 'Numbers have six digits here; “Save numbers as CSV” writes all digits.';
/** @param {string} why */
export const none = (why) => `There are no numbers: ${why}.`;
