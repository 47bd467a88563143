/** A panel as a picture to take away, with its title, its number and how it was made. */
import { h } from '../dom.js';
import { LabError } from '../lab-error.js';
import { KINDS } from '../panels/registry.js';
import * as words from '../words.js';

/** @typedef {import('../types.js').LabReader} LabReader */

/** Pixels of a picture in a CSS pixel. */
const PICTURE_RATIO = 2;

/**
 * The words around a picture.
 *
 * @param {string} name of the panel
 * @param {LabReader} lab
 * @returns {import('../types.js').Caption}
 */
export function caption(name, lab) {
  const [numbers, state] = [lab.numbers(), lab.state()];
  const title = words.panels[name];
  const kind = KINDS[name];
  const [value, noun] = kind.headline(numbers, state.lambda, state, lab);
  return {
    title,
    value,
    noun,
    parameters: [words.parameters(state, numbers), ...(kind.note ? [kind.note(numbers)] : [])].join(', '),
    description: kind.description(numbers, state.lambda, state),
    table: kind.table?.(lab),
  };
}

/**
 * A panel as an SVG document.
 *
 * @param {string} name
 * @param {LabReader} lab
 */
export function svg(name, lab) {
  return lab.svg(name, caption(name, lab)) ?? '';
}

/**
 * A panel as a PNG.
 *
 * @param {string} name
 * @param {LabReader} lab
 * @returns {Promise<Blob>}
 */
export function png(name, lab) {
  const canvas = h('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  // Painted at once: what is shown may be another moment when the file is ready.
  lab.paintSheet(name, caption(name, lab), context, PICTURE_RATIO);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new LabError(words.element.noPng))), 'image/png'),
  );
}
