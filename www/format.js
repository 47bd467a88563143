/** Number formats. */

const MINUS = '−';

/**
 * The number format of src/charts/number.rs. Before the module is loaded there is nothing to format but counts in errors.
 *
 * @typedef {{ significant: (value: number, digits: number) => string, fixed: (value: number, decimals: number) => string }} Formats
 * @type {Formats}
 */
let formats = { significant: String, fixed: (value) => value.toLocaleString('en') };

/** @param {Formats} loaded those of the module */
export function useFormats(loaded) {
  formats = loaded;
}

/**
 * With commas between thousands.
 *
 * @param {number} value
 */
export function count(value) {
  return formats.fixed(value, 0);
}

/**
 * So many decimals.
 *
 * @param {number} value
 * @param {number} decimals
 */
export function fixed(value, decimals) {
  return formats.fixed(value, decimals);
}

/**
 * A number of significant digits, without trailing zeros: 0.00286, 1.41, 350, 1e−7.
 *
 * @param {number} value
 * @param {number} [digits]
 */
export function significant(value, digits = 3) {
  return formats.significant(value, digits);
}

/**
 * The text of a value in an input; `parse` gives the same number back.
 *
 * @param {number} value
 */
export function editable(value) {
  return value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value);
}

/**
 * Parses a typed number; accepts a decimal comma and a true minus sign.
 *
 * @param {string} text
 */
export function parse(text) {
  const plain = text
    .trim()
    .replace(MINUS, '-')
    .replace(/^(-?\d*),(\d+)$/, '$1.$2');
  return plain === '' ? Number.NaN : Number(plain);
}
