/** Texts of the import of the user's CSV. */

import { capitalized, count, counted, significant } from '../../format.js';
import { MAX_CSV_BYTES, MAX_CSV_CELLS } from '../../names.js';

/** @typedef {import('../../types.js').CsvSummary} CsvSummary */
/** @typedef {import('../../types.js').CsvPreview} CsvPreview */
/** @typedef {import('../../types.js').CsvColumnSummary} CsvColumnSummary */
/** @typedef {import('../../regularization-lab.js').CsvColumn} CsvColumn */

export const intro =
  'Drop a CSV anywhere on the page, choose a file, or paste a text or cells of a spreadsheet. It is read in this page and sent nowhere.';
export const limits = `Up to ${MAX_CSV_BYTES / 1e6} MB and ${MAX_CSV_CELLS / 1e6} million cells.`;
export const choose = 'Choose a file';
export const paste = 'Or paste it';
export const pasted = 'Pasted text';
export const example = 'age,dose,outcome\n41,1.5,well\n57,0.5,ill';
export const reading = (/** @type {string} */ name) => `Reading ${name}`;
export const cancel = 'Cancel';
export const use = 'Use these data';
export const firstRows = 'First rows';

/** What was found in a text, and how to change it. */
export const dialect = {
  title: 'How it is read',
  found: (/** @type {CsvSummary} */ { delimiter, decimal, header }) =>
    `${capitalized(dialect.delimiters[delimiter])} between cells, ${dialect.decimals[decimal]}, ${
      header === false ? 'no row of names' : `names in row ${header}`
    }.`,
  delimiter: 'Between cells',
  decimal: 'Decimal sign',
  header: 'Row of names',
  automatic: 'found by itself',
  noHeader: 'none',
  /** @type {Record<string, string>} */
  delimiters: { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars', ' ': 'spaces' },
  /** @type {Record<string, string>} */
  decimals: { '.': 'decimal point', ',': 'decimal comma' },
};

export const target = 'Target';
export const task = 'Task';
/** @type {Record<string, string>} */
export const tasks = { classification: 'classification, two classes', regression: 'regression, a number' };
export const positive = 'Class 1';
export const features = 'Features';
export const all = 'All';
export const none = 'None';
export const moreColumns = (/** @type {number} */ n) => `${counted(n, 'more column')}, used as found.`;
export const split = 'Split';
export const noSplit = 'at random';
export const bySplit = (/** @type {string} */ name) => `by ${name}`;
export const missing = 'Missing cells';
/** @type {Record<string, string>} */
export const missings = { drop: 'leave the row out', mean: 'take the mean of the column' };
export const categories = 'Words';
/** @type {Record<string, string>} */
export const categoryEncodings = {
  baseline: '0/1 for all but the first',
  'one-hot': '0/1 for each',
  'leave-out': 'leave out',
};

export const found = (/** @type {string} */ name, /** @type {number} */ nRows, /** @type {number} */ nColumns) =>
  `${name}: ${counted(nRows, 'row')}, ${counted(nColumns, 'column')}.`;

/** Number of words that a column lists. */
const MOST_LEVELS = 4;

/**
 * What a column holds, in a few words.
 *
 * @param {CsvColumn} column
 * @param {CsvColumnSummary} summary
 */
export function about({ kind, missing }, { range, levels }) {
  const parts = [kind === 'category' ? 'words' : kind];
  if (range && kind !== 'constant') {
    parts.push(`${significant(range[0], 4)} to ${significant(range[1], 4)}`);
  } else if (levels.length > 0) {
    const named = levels.slice(0, MOST_LEVELS).map(({ name }) => name);
    parts.push(named.join(', ') + (levels.length > MOST_LEVELS ? `, ${levels.length - MOST_LEVELS} more` : ''));
  }
  if (missing > 0) {
    parts.push(`${count(missing)} missing`);
  }
  return parts.join(' · ');
}

/** Number of columns with missing cells that are named. */
const MOST_GAPS = 3;

/**
 * What the import does to the table, a sentence each.
 *
 * @param {CsvPreview} preview
 * @param {string} positive the class that counts as 1
 */
export function consequences({ columns, target, split, nRows, dropped, outcome }, positive) {
  if (!outcome) {
    return [];
  }
  const { task, nSamples, nFeatures, nPositive, nTrain, nFilled } = outcome;
  const rows = (/** @type {number} */ n) => counted(n, 'row');
  const gaps = dropped
    .slice(0, MOST_GAPS)
    .map(({ column, n }) => `${count(n)} ${n === 1 ? 'has' : 'have'} no ${columns[column].name}`);
  if (dropped.length > MOST_GAPS) {
    gaps.push(`others lack cells of ${counted(dropped.length - MOST_GAPS, 'more column')}`);
  }
  const numeric = columns.filter(({ used, kind }, j) => used && j !== target && kind === 'number').length;
  const nIndicators = nFeatures - numeric;
  const sentences = [
    nSamples < nRows ? `${count(nSamples)} of ${rows(nRows)}: ${gaps.join(', ')}.` : `All ${rows(nRows)} are used.`,
    `${counted(nFeatures, 'feature')}${
      nIndicators > 0 ? `, ${nIndicators === nFeatures ? 'all' : count(nIndicators)} of them 0/1 for words` : ''
    }.`,
  ];
  if (nFilled > 0) {
    sentences.push(`${counted(nFilled, 'missing cell')} ${nFilled === 1 ? 'takes' : 'take'} the mean of the column.`);
  }
  if (task === 'classification' && nPositive !== undefined) {
    const share = significant((100 * nPositive) / nSamples, 3);
    const others = (columns[target].levels?.length ?? 2) > 2 ? ', against all others' : '';
    sentences.push(`Class 1 is “${positive}”${others}: ${rows(nPositive)}, ${share} %.`);
    const fewest = Math.min(nPositive, nSamples - nPositive);
    if (fewest < 2) {
      sentences.push('One class has a single row, which cannot both train and test.');
    }
  }
  if (split !== undefined && nTrain !== undefined) {
    sentences.push(`${rows(nTrain)} train and ${count(nSamples - nTrain)} test, by ${columns[split].name}.`);
  }
  return sentences;
}

/** Files that are no text. @type {Record<import('./decode.js').NoText, (name: string) => string>} */
export const noText = {
  workbook: (name) =>
    `the file ${name} is a workbook of a spreadsheet, not a text; save it there as CSV, or copy its cells and paste them here`,
  pdf: (name) => `the file ${name} is a PDF, not a table; copy the cells from where the table was made`,
  compressed: (name) => `the file ${name} is compressed; unpack it and choose the CSV inside`,
  other: (name) => `the file ${name} is not a text; save the table as CSV`,
};

/** Notices about bytes that are not UTF-8. @type {Record<string, string>} */
export const encodings = {
  'utf-16le': 'The text is UTF-16.',
  'utf-16be': 'The text is UTF-16.',
  'windows-1252':
    'The text is not UTF-8 and was read as Latin-1 (Windows-1252); if letters such as ä are wrong, save it as UTF-8.',
};

export const tooLarge = (/** @type {string} */ name, /** @type {number} */ bytes, /** @type {number} */ most) =>
  `the file ${name} has ${count(bytes)} bytes; at most ${count(most)} are read; leave out rows or columns`;
