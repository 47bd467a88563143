/** Draws panels, visible or not, for the methods of the element. */
import { h } from '../dom.js';
import { LabError } from '../lab-error.js';
import { PANELS } from '../names.js';
import { isDrawn } from '../panels/panel-frame.js';
import * as words from '../words.js';

/** @typedef {import('../generated/bindings.js').Lab} Lab */

/** Width and height in CSS pixels of a panel that is not visible. */
const SIZE = [640, 320];
/** Longest time in milliseconds to wait for background tasks. */
const WAITING = 3000;

/**
 * Draws a panel with the results of its background tasks, and calls `take` on it.
 *
 * @template T
 * @param {string} name
 * @param {Lab} lab
 * @param {readonly string[]} shown names of the visible panels
 * @param {(name: string, lab: Lab) => T} take
 */
export function withPicture(name, lab, shown, take) {
  if (!PANELS.includes(name)) {
    throw new LabError(words.element.panel(PANELS, name), 'panel');
  }
  const isGuest = !shown.includes(name);
  if (isGuest && !isDrawn(name)) {
    lab.addTable(name);
  } else if (isGuest) {
    const [axes, trace, live] = [0, 1, 2].map(
      () => /** @type {CanvasRenderingContext2D} */ (h('canvas').getContext('2d')),
    );
    lab.addPanel(name, axes, trace, live);
    lab.resize(name, SIZE[0], SIZE[1], 1);
  }
  try {
    const deadline = performance.now() + WAITING;
    while (lab.refine() && performance.now() < deadline) {}
    return take(name, lab);
  } finally {
    if (isGuest) {
      lab.removePanel(name);
    }
  }
}
