/** Pointer and keys on a panel: hover and focus of a feature, dragging λ on a λ axis, and λ with l1_ratio on a plane of both. */

import { listenToDrags } from './drag.js';
import { positionOn } from './plot-scale.js';

/** @typedef {import('../types.js').LabReader} LabReader */

/** Decades that an arrow key moves λ, if λ increases to the right. */
const KEYS = new Map([
  ['ArrowRight', 0.05],
  ['ArrowLeft', -0.05],
]);

/** Position of the next weight by size, on plots without another use of the keys left and right. */
const WEIGHT_KEYS = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
  ['ArrowRight', 1],
  ['ArrowLeft', -1],
]);

/** Change of l1_ratio by an arrow key. */
const RATIO_KEYS = new Map([
  ['ArrowUp', 0.05],
  ['ArrowDown', -0.05],
]);

/**
 * Adds the event listeners of a panel.
 *
 * @param {import('./panel-frame.js').PanelFrame} frame
 * @param {LabReader} lab
 * @param {{ set: (change: import('../types.js').Change) => void, moveLambda: (decades: number) => void, choose: (lambda: number, l1Ratio: number) => void, moveChoice: (decades: number, share: number) => void, focus: (weight: number | undefined, at?: { x: number, y: number }) => void, focusNext: (step: number) => void, focusEnd: (step: number) => void }} actions
 */
export function listen({ name, picture }, lab, actions) {
  const isLambdaAxis = () => lab.lambdaOn(name, 0) !== undefined;
  const isPlane = () => lab.choiceOn(name, 0, 0) !== undefined;
  const drag = (/** @type {PointerEvent} */ event) => {
    const { x, y } = positionOn(picture, event);
    const choice = lab.choiceOn(name, x, y);
    if (choice) {
      actions.choose(choice[0], choice[1]);
    }
    const lambda = lab.lambdaOn(name, x);
    if (lambda !== undefined) {
      actions.set({ lambda });
    }
  };
  const hitTest = (/** @type {PointerEvent} */ event) => {
    const { x, y } = positionOn(picture, event);
    actions.focus(lab.weightAt(name, x, y), { x: event.clientX, y: event.clientY });
  };
  picture.classList.toggle('lambda-axis', isLambdaAxis());
  picture.tabIndex = 0;
  const isDraggable = () => isLambdaAxis() || isPlane();
  listenToDrags(picture, {
    press(event) {
      if (!isDraggable()) {
        if (hovers(event)) {
          hitTest(event);
        }
        return undefined;
      }
      actions.focus(undefined);
      const { lambda, l1Ratio, penalty } = lab.state();
      return () => actions.set({ lambda, l1Ratio, penalty });
    },
    drag,
    tap: (event) => (isDraggable() ? drag(event) : hitTest(event)),
  });
  picture.addEventListener('pointermove', (event) => {
    if (hovers(event) && !picture.hasPointerCapture(event.pointerId)) {
      hitTest(event);
    }
  });
  picture.addEventListener('pointerleave', (event) => {
    if (hovers(event)) {
      actions.focus(undefined);
    }
  });
  picture.addEventListener('keydown', (event) => {
    const decades = isLambdaAxis() ? KEYS.get(event.key) : undefined;
    const moves = isPlane() && (KEYS.has(event.key) || RATIO_KEYS.has(event.key));
    if (moves) {
      actions.moveChoice(KEYS.get(event.key) ?? 0, RATIO_KEYS.get(event.key) ?? 0);
    } else if (decades !== undefined) {
      // The line moves in the direction of the key, also on axes where λ decreases to the right.
      const increases = Number(lab.lambdaOn(name, picture.clientWidth)) >= Number(lab.lambdaOn(name, 0));
      actions.moveLambda(increases ? decades : -decades);
    } else if (WEIGHT_KEYS.has(event.key)) {
      actions.focusNext(WEIGHT_KEYS.get(event.key) ?? 0);
    } else if (isPlane() && (event.key === 'Home' || event.key === 'End')) {
      actions.set({ lambda: lab.lambdaAt(event.key === 'Home' ? 0 : 1) });
    } else if (event.key === 'Home' || event.key === 'End') {
      // From the largest weight, the one before is the smallest.
      actions.focusEnd(event.key === 'Home' ? 0 : -1);
    } else if (event.key === 'Escape' && lab.numbers().focused) {
      actions.focus(undefined);
    } else {
      return;
    }
    event.preventDefault();
  });
  picture.addEventListener('blur', () => actions.focus(undefined));
}

/** @param {PointerEvent} event */
const hovers = ({ pointerType }) => pointerType === 'mouse';
