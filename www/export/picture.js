/** Exports a panel as an image with its title, its number and the parameters. */
import { h } from '../dom.js';
import { LabError } from '../lab-error.js';
import * as words from '../words.js';

/** @typedef {import('./with-picture.js').Picture} Picture */

/** Device pixels per CSS pixel. */
const PICTURE_RATIO = 2;

/** Formats of a picture. */
export const FORMATS = { png: 'image/png', svg: 'image/svg+xml' };

/**
 * Returns a panel as an SVG document.
 *
 * @param {Picture} picture
 */
export function svg({ name, lab, isComplete }) {
  return lab.svg(name, isComplete) ?? '';
}

/**
 * Returns a panel as a PNG.
 *
 * @param {Picture} picture
 * @returns {Promise<Blob>}
 */
export function png({ name, lab, isComplete }) {
  const canvas = h('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  // Painted synchronously, because the run may continue while the file is encoded.
  lab.paintSheet(name, context, PICTURE_RATIO, isComplete);
  return encoded(canvas);
}

/**
 * Returns an SVG document as a PNG.
 *
 * @param {string} source
 * @returns {Promise<Blob>}
 */
export async function pngOfSvg(source) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
  try {
    await image.decode();
  } catch {
    throw new LabError(words.element.noPng);
  } finally {
    URL.revokeObjectURL(image.src);
  }
  const canvas = h('canvas', { width: PICTURE_RATIO * image.width, height: PICTURE_RATIO * image.height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return encoded(canvas);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
function encoded(canvas) {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new LabError(words.element.noPng))), FORMATS.png),
  );
}

/**
 * Returns a panel as a file.
 *
 * @param {Picture} picture
 * @param {string} type of `FORMATS`
 */
export function file(picture, type) {
  return type === FORMATS.svg ? new Blob([svg(picture)], { type }) : png(picture);
}
