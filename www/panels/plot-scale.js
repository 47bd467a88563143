/** The size of a chart's pixel: charts are larger with the reader's font size, in the projector theme, and on slides that are scaled. */

/** Font size of a lab in CSS pixels at the usual root font size of 16 px. */
const FONT_SIZE = 13;

/**
 * Returns the client pixels of one pixel of the chart in an element.
 *
 * @param {HTMLElement} picture
 */
export function plotScale(picture) {
  const { width, fontSize } = getComputedStyle(picture);
  // The projector theme zooms, and slides may be scaled by a transform; computed sizes are those before both.
  const zoom = picture.getBoundingClientRect().width / Number.parseFloat(width) || 1;
  return zoom * (Number.parseFloat(fontSize) / FONT_SIZE || 1);
}

/**
 * Returns the position of a pointer in pixels of the chart.
 *
 * @param {HTMLElement} picture
 * @param {MouseEvent} event
 */
export function positionOn(picture, { clientX, clientY }) {
  const { left, top } = picture.getBoundingClientRect();
  const scale = plotScale(picture);
  return { x: (clientX - left) / scale, y: (clientY - top) / scale };
}
