/** Draws panels, visible or not, for the methods of the element and for the menus. */
import { LabError } from '../lab-error.js';
import { PANELS } from '../names.js';
import * as words from '../words.js';

/** @typedef {import('../types.js').LabReader} Lab */
/** @typedef {{ name: string, lab: Lab, isComplete: boolean }} Picture */

/** Longest time in milliseconds that a picture made at once computes. */
export const WAITING = 100;
/** Milliseconds of work between two frames, and while the page is hidden, where timers are slow. */
export const PIECE = 8;
const HIDDEN_PIECE = 500;

/**
 * Draws a panel with what is computed of it within a moment, and calls `take` on it.
 *
 * @template T
 * @param {string} name
 * @param {Lab} lab
 * @param {(picture: Picture) => T} take
 */
export function withPicture(name, lab, take) {
  requirePanel(name, lab);
  try {
    return take({ name, lab, isComplete: computes(name, lab, WAITING) });
  } finally {
    lab.releasePanel(name);
  }
}

/**
 * The same with all computations of the panel, made in pieces between frames. Parameters that change meanwhile are in the picture.
 *
 * @template T
 * @param {string} name
 * @param {Lab} lab
 * @param {(picture: Picture) => T | Promise<T>} take
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export async function withCompletePicture(name, lab, take, signal) {
  requirePanel(name, lab);
  while (!computes(name, lab, document.hidden ? HIDDEN_PIECE : PIECE)) {
    await new Promise((resolve) => setTimeout(resolve));
    if (signal?.aborted) {
      lab.releasePanel(name);
      throw signal.reason;
    }
  }
  const taken = take({ name, lab, isComplete: true });
  lab.releasePanel(name);
  return taken;
}

/**
 * @param {string} name
 * @param {Lab} lab
 */
function requirePanel(name, lab) {
  if (!PANELS.includes(name)) {
    throw new LabError(words.element.panel(PANELS, name), 'panel');
  }
  lab.requirePanel(name);
}

/**
 * Computes what a panel needs for some milliseconds; returns whether it is complete.
 *
 * @param {string} name
 * @param {Lab} lab
 * @param {number} milliseconds
 */
function computes(name, lab, milliseconds) {
  const deadline = performance.now() + milliseconds;
  let hasMore = lab.refinePanel(name);
  while (hasMore && performance.now() < deadline) {
    hasMore = lab.refinePanel(name);
  }
  return !hasMore;
}
