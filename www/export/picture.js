/** Exports a panel as an image with its title, its number and the parameters. */
import { h } from '../dom.js';
import { LabError } from '../lab-error.js';
import * as words from '../words.js';

/** @typedef {import('../types.js').LabReader} LabReader */

/** Device pixels per CSS pixel. */
const PICTURE_RATIO = 2;

/**
 * Returns a panel as an SVG document.
 *
 * @param {string} name
 * @param {LabReader} lab
 */
export function svg(name, lab) {
  return lab.svg(name) ?? '';
}

/**
 * Returns a panel as a PNG.
 *
 * @param {string} name
 * @param {LabReader} lab
 * @returns {Promise<Blob>}
 */
export function png(name, lab) {
  const canvas = h('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  // Painted synchronously, because the run may continue while the file is encoded.
  lab.paintSheet(name, context, PICTURE_RATIO);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new LabError(words.element.noPng))), 'image/png'),
  );
}
