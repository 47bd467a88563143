/** Reduced motion: nothing is animated, a lab opens at its optimum, and a run plays slowly enough for single steps to be seen. */
import { SPEED } from './names.js';

/** Iterations per second that play with reduced motion, unless another speed is chosen. */
const REDUCED_SPEED = 10;

export const isMotionReduced = () => globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;

export const defaultSpeed = () => (isMotionReduced() ? REDUCED_SPEED : SPEED.default);
