/** Positions of popovers. */

/**
 * Positions a popover under a button, or above it in the lower part of the screen, aligned with the nearer side of the screen.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} button
 */
export function place(list, button) {
  // A popover is in the top layer: the zoom of the projector theme applies to it, a transform of a slide does not.
  const zoom = button.currentCSSZoom ?? 1;
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const width = zoom * Number.parseFloat(getComputedStyle(list).maxWidth);
  const isLow = bottom > 0.6 * innerHeight;
  const isRight = left + width > clientWidth;
  const pixels = (/** @type {number} */ screen) => `${screen / zoom}px`;
  Object.assign(list.style, {
    top: isLow ? 'auto' : pixels(bottom + 4),
    bottom: isLow ? pixels(innerHeight - top + 4) : 'auto',
    left: isRight ? 'auto' : pixels(left),
    right: isRight ? pixels(Math.max(8, clientWidth - Math.max(right, width + 8))) : 'auto',
    maxHeight: pixels((isLow ? top : innerHeight - bottom) - 12),
  });
}
