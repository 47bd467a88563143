/** A panel as a picture to take away, with its title, its number and how it was made. */
import { h } from '../dom.js';
import { LabError } from '../lab-error.js';
import * as words from '../words.js';

/** @typedef {import('../types.js').LabReader} LabReader */

/** Pixels of a picture in a CSS pixel. */
const PICTURE_RATIO = 2;

/**
 * A panel as an SVG document.
 *
 * @param {string} name
 * @param {LabReader} lab
 */
export function svg(name, lab) {
  return lab.svg(name) ?? '';
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
  lab.paintSheet(name, context, PICTURE_RATIO);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new LabError(words.element.noPng))), 'image/png'),
  );
}
