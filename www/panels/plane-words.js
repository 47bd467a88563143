/** Texts of controls on a plane of two weights or features. */

/** @typedef {import('../types.js').Numbers} Numbers */

/** @param {Numbers} numbers */
export function geometryHints(numbers) {
  return numbers.isObjective ? { pointer: 'Drag the start.', keys: 'The arrow keys move the start.' } : {};
}

export const geometryStart = {
  clear: 'Clear',
  clearHint: 'Clear the dragged path',
  label: (/** @type {string} */ path) => `Start of another path; arrow keys move it. ${path}`.trim(),
};

export const pair = { label: 'weights', across: 'Weight across', up: 'Weight upwards' };
