/** Formats of numbers and sentences. */

const MINUS = '−';

/**
 * The number format of src/charts/number.rs. Before the WebAssembly is loaded, only counts in error messages are formatted.
 *
 * @typedef {{ significant: (value: number, digits: number) => string, fixed: (value: number, decimals: number) => string }} Formats
 * @type {Formats}
 */
let formats = { significant: String, fixed: (value) => value.toLocaleString('en') };

/** @param {Formats} loaded those of the WebAssembly */
export function useFormats(loaded) {
  formats = loaded;
}

/**
 * Formats with commas between thousands.
 *
 * @param {number} value
 */
export function count(value) {
  return formats.fixed(value, 0);
}

/**
 * A number with its noun: `1 row`, `2 rows`.
 *
 * @param {number} n
 * @param {string} one
 * @param {string} [many]
 */
export function counted(n, one, many = `${one}s`) {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/**
 * Returns a text with a capital first letter.
 *
 * @param {string} text
 */
export function capitalized(text) {
  // Names of parameters, such as nSamples and n-iter, stay as they are.
  return /^\p{Ll}+(?![\p{L}\d_-])/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/**
 * Formats with a fixed number of decimals.
 *
 * @param {number} value
 * @param {number} decimals
 */
export function fixed(value, decimals) {
  return formats.fixed(value, decimals);
}

/**
 * Formats with significant digits, without trailing zeros: 0.00286, 1.41, 350, 1e−7.
 *
 * @param {number} value
 * @param {number} [digits]
 */
export function significant(value, digits = 3) {
  return formats.significant(value, digits);
}

/**
 * Formats a value for an input; `parse` returns the same number.
 *
 * @param {number} value
 */
export function editable(value) {
  return value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value);
}

/**
 * Parses a typed number; accepts a decimal comma and a true minus sign. What is no finite number is returned as it was typed, so that the
 * error of the lab, which refuses it, repeats it.
 *
 * @param {string} text
 * @returns {number}
 */
export function parse(text) {
  const plain = text
    .trim()
    .replace(MINUS, '-')
    .replace(/^(-?\d*),(\d+)$/, '$1.$2');
  const value = plain === '' ? Number.NaN : Number(plain);
  return Number.isFinite(value) ? value : /** @type {any} */ (text.trim());
}

/**
 * Returns a number without the commas between its thousands, which `count` writes; another text stays as it is.
 *
 * @param {string} text
 */
export function withoutSeparators(text) {
  return /^\s*\d{1,3}(,\d{3})+\s*$/.test(text) ? text.replaceAll(',', '') : text;
}
