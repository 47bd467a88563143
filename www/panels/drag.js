/**
 * Drags on a plot. A mouse drags from the press on. A finger or a pen drags once it has moved sideways: until then it may be scrolling
 * the page, which `touch-action: pan-y` leaves to the browser.
 */

/** Horizontal distance in CSS pixels that makes a touch a drag, if it is larger than the vertical one: browsers decide alike. */
const SIDEWAYS = 8;

/**
 * Adds the listeners of a drag.
 *
 * @param {HTMLElement} element
 * @param {object} callbacks
 * @param {(event: PointerEvent) => (() => void) | undefined} callbacks.press returns a function that restores the state before the drag, or
 *   undefined where nothing can be dragged
 * @param {(event: PointerEvent) => void} callbacks.drag called for the press of a mouse and for every move
 * @param {(event: PointerEvent) => void} callbacks.tap called when a finger taps without moving
 */
export function listenToDrags(element, { press, drag, tap }) {
  /** The pressed pointer. @type {{ id: number, x: number, y: number, restore: () => void, isDragging: boolean } | undefined} */
  let pressed;
  let isTouch = false;
  const start = (/** @type {PointerEvent} */ event) => {
    element.setPointerCapture(event.pointerId);
    if (pressed) {
      pressed.isDragging = true;
    }
    drag(event);
  };
  element.addEventListener('pointerdown', (event) => {
    isTouch = event.pointerType !== 'mouse';
    const restore = event.button === 0 && event.isPrimary ? press(event) : undefined;
    pressed = restore && { id: event.pointerId, x: event.clientX, y: event.clientY, restore, isDragging: false };
    if (pressed && !isTouch) {
      start(event);
    }
  });
  element.addEventListener('pointermove', (event) => {
    if (pressed?.id !== event.pointerId) {
      return;
    }
    const [across, down] = [Math.abs(event.clientX - pressed.x), Math.abs(event.clientY - pressed.y)];
    if (pressed.isDragging) {
      drag(event);
    } else if (across >= SIDEWAYS && across > down) {
      start(event);
    }
  });
  element.addEventListener('pointerup', () => {
    pressed = undefined;
  });
  // The browser scrolls or zooms the page instead.
  element.addEventListener('pointercancel', () => {
    if (pressed?.isDragging) {
      pressed.restore();
    }
    pressed = undefined;
  });
  // Browsers send no click after a scroll, nor for the touch that stops one.
  element.addEventListener('click', (event) => {
    if (isTouch) {
      tap(/** @type {PointerEvent} */ (event));
    }
  });
}
