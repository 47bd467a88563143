/** Number formats. */

const MINUS = '−';

/**
 * With commas between thousands. Not by `Intl`, whose first formatter takes as long as loading the lab.
 *
 * @param {number} value
 */
export function count(value) {
  return String(value).replace(/^-?\d{4,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

/**
 * A number of significant digits, without trailing zeros: 0.00286, 1.41, 350, 1e−7.
 *
 * @param {number} value
 * @param {number} [digits]
 */
export function significant(value, digits = 3) {
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : value < 0 ? `${MINUS}∞` : '–';
  }
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e6)) {
    return value
      .toExponential(digits - 1)
      .replace(/\.?0*e/, 'e')
      .replace('e+', 'e')
      .replaceAll('-', MINUS);
  }
  const rounded = Number(value.toPrecision(digits));
  return (size < 1000 ? rounded.toString() : count(rounded)).replace('-', MINUS);
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
