/** Pointer and keys on a picture: following a weight, dragging λ where λ is the axis, and l1_ratio with it in a plane of both. */

/** @typedef {import('../types.js').LabReader} LabReader */

/** Decades that an arrow key moves λ where λ grows to the right. */
const KEYS = new Map([
  ['ArrowRight', 0.05],
  ['ArrowLeft', -0.05],
]);

/** What an arrow key moves l1_ratio by. */
const RATIO_KEYS = new Map([
  ['ArrowUp', 0.05],
  ['ArrowDown', -0.05],
]);

/**
 * @param {import('./panel-frame.js').PanelFrame} shell
 * @param {LabReader} lab
 * @param {{ set: (change: { lambda: number }) => void, moveLambda: (decades: number) => void, choose: (lambda: number, l1Ratio: number) => void, moveChoice: (decades: number, share: number) => void, follow: (weight: number | undefined, at?: { x: number, y: number }) => void, followNext: (step: number) => void }} actions
 */
export function listen({ name, picture }, lab, actions) {
  const place = (/** @type {PointerEvent} */ event) => {
    const { left, top, width } = picture.getBoundingClientRect();
    // A projector, and a slide that is scaled, show everything in another size than its CSS pixels.
    const zoom = width / picture.offsetWidth || 1;
    return { x: (event.clientX - left) / zoom, y: (event.clientY - top) / zoom };
  };
  const isLambdaAxis = () => lab.lambdaOn(name, 0) !== undefined;
  const isPlane = () => lab.choiceOn(name, 0, 0) !== undefined;
  const drag = (/** @type {PointerEvent} */ event) => {
    const { x, y } = place(event);
    const choice = lab.choiceOn(name, x, y);
    if (choice) {
      actions.choose(choice[0], choice[1]);
    }
    const lambda = lab.lambdaOn(name, x);
    if (lambda !== undefined) {
      actions.set({ lambda });
    }
  };
  const look = (/** @type {PointerEvent} */ event) => {
    const { x, y } = place(event);
    actions.follow(lab.weightAt(name, x, y), { x: event.clientX, y: event.clientY });
  };
  picture.classList.toggle('lambda-axis', isLambdaAxis());
  picture.tabIndex = 0;
  picture.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) {
      return;
    }
    if (isLambdaAxis() || isPlane()) {
      picture.setPointerCapture(event.pointerId);
      actions.follow(undefined);
      drag(event);
    } else {
      look(event);
    }
  });
  picture.addEventListener('pointermove', (event) => {
    if (picture.hasPointerCapture(event.pointerId)) {
      drag(event);
    } else if (hovers(event)) {
      look(event);
    }
  });
  picture.addEventListener('pointerleave', (event) => {
    if (hovers(event)) {
      actions.follow(undefined);
    }
  });
  picture.addEventListener('keydown', (event) => {
    const decades = isLambdaAxis() ? KEYS.get(event.key) : undefined;
    const moves = isPlane() && (KEYS.has(event.key) || RATIO_KEYS.has(event.key));
    if (moves) {
      actions.moveChoice(KEYS.get(event.key) ?? 0, RATIO_KEYS.get(event.key) ?? 0);
    } else if (decades !== undefined) {
      // The line goes where the key points, also where weak penalties are on the right.
      const grows = Number(lab.lambdaOn(name, picture.clientWidth)) >= Number(lab.lambdaOn(name, 0));
      actions.moveLambda(grows ? decades : -decades);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      actions.followNext(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      actions.follow(undefined);
    } else {
      return;
    }
    event.preventDefault();
  });
  picture.addEventListener('blur', () => actions.follow(undefined));
}

/** @param {PointerEvent} event */
const hovers = ({ pointerType }) => pointerType === 'mouse';
