/** Numbers as the lab writes them. */

const MINUS = '−';

/**
 * With commas between thousands, as `Intl` would write it, which takes browsers longer to wake than a lab to be there.
 *
 * @param {number} value
 */
export function count(value) {
  return String(value).replace(/^-?\d{4,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

/**
 * So many significant digits, without trailing zeros: 0.00286, 1.41, 350, 1e−7.
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
 * A value as an input shows it, which must read back as the same number.
 *
 * @param {number} value
 */
export function editable(value) {
  return value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value);
}

/**
 * Reads what a person typed: a decimal comma and a true minus are fine.
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
