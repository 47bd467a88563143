/** Handle of the start point on the plane of two weights; it is dragged, or moved by arrow keys. */
import { h } from '../dom.js';
import * as words from './plane-words.js';
import { positionOn } from './plot-scale.js';

/** @typedef {import('../types.js').Numbers} Numbers */

/** Directions of the arrow keys, and pixels that they move, with Shift and without. */
const KEYS = new Map([
  ['ArrowRight', [1, 0]],
  ['ArrowLeft', [-1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);
const [FAR, NEAR] = [24, 6];

/**
 * Creates a handle over the ring that the panel draws at the start point.
 *
 * @param {string} name of the panel
 * @param {HTMLElement} picture
 * @param {import('../types.js').LabReader} lab
 * @param {import('../types.js').Dispatch} dispatch
 */
export function startHandle(name, picture, lab, dispatch) {
  /** Position of the pointer relative to the centre of the ring. @type {[number, number] | undefined} */
  let offset;
  /** The start point before the drag; undefined without one. @type {[number, number] | undefined} */
  let before;
  const moveTo = (/** @type {number} */ x, /** @type {number} */ y) => {
    const start = lab.startAt(name, x, y);
    if (start) {
      dispatch({ type: 'start', start: [start[0], start[1]] });
    }
  };
  const grab = (/** @type {PointerEvent} */ event) => {
    const start = lab.startOn(name);
    if (event.button === 0 && start) {
      const { x, y } = positionOn(picture, event);
      offset = [x - start[0], y - start[1]];
      const { whatIf } = lab.numbers();
      before = whatIf && [whatIf.u, whatIf.v];
      element.setPointerCapture(event.pointerId);
    }
  };
  const drag = (/** @type {PointerEvent} */ event) => {
    if (offset && element.hasPointerCapture(event.pointerId)) {
      const { x, y } = positionOn(picture, event);
      moveTo(x - offset[0], y - offset[1]);
    }
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const start = lab.startOn(name);
    const direction = KEYS.get(event.key);
    if (!start || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (direction) {
      const step = event.shiftKey ? FAR : NEAR;
      moveTo(start[0] + step * direction[0], start[1] + step * direction[1]);
    } else if (event.key === 'Escape') {
      dispatch({ type: 'start' });
    } else {
      return;
    }
    // The listeners of the panel would move the focus to another feature.
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  const element = h('button', {
    type: 'button',
    class: 'start',
    hidden: true,
    onpointerdown: grab,
    onpointermove: drag,
    // A second finger zooms the page.
    onpointercancel: () => dispatch({ type: 'start', start: before }),
    onkeydown: onKey,
  });
  picture.addEventListener('keydown', onKey);
  return {
    element,
    /** @param {Numbers} numbers */
    sync(numbers) {
      const start = numbers.isObjective ? lab.startOn(name) : undefined;
      element.hidden = start === undefined;
      if (start) {
        element.style.transform = `translate(calc(${start[0]} * var(--px)), calc(${start[1]} * var(--px))) translate(-50%, -50%)`;
        element.setAttribute('aria-label', words.geometryStart.label(lab.startText()));
      }
    },
  };
}
