/** One animation loop for all labs of a page; it stops when no lab needs a frame. */

/** Milliseconds of script per frame; labs that were not called by then are first in the next frame. */
const FRAME = 10;

/** In the order in which they are called. @type {Set<Member>} */
const members = new Set();
let requestId = 0;
/** Number of labs that needed another frame in the last one. */
let activeLabs = 1;

/**
 * Called in every frame with its time and this lab's share of it; returns whether the lab needs another frame.
 *
 * @callback Member
 * @param {number} time
 * @param {number} share
 * @returns {boolean}
 */

/** @param {Member} member */
export function join(member) {
  members.add(member);
  requestFrame();
}

/** @param {Member} member */
export function leave(member) {
  members.delete(member);
}

/** Requests an animation frame unless one is pending. */
export function requestFrame() {
  if (requestId === 0) {
    requestId = requestAnimationFrame(frame);
  }
}

/** @param {number} time */
function frame(time) {
  requestId = 0;
  let nActive = 0;
  const start = performance.now();
  for (const member of [...members]) {
    const remaining = 1 - (performance.now() - start) / FRAME;
    if (remaining < 0) {
      // The labs that were not called are first in the next frame.
      nActive += 1;
      break;
    }
    members.delete(member);
    members.add(member);
    try {
      // A lab that has just become visible is not in `activeLabs`.
      nActive += Number(member(time, Math.min(1 / activeLabs, remaining)));
    } catch (error) {
      // One broken lab does not stop the others.
      members.delete(member);
      reportError(error);
    }
  }
  activeLabs = Math.max(1, nActive);
  if (nActive > 0) {
    requestFrame();
  }
}
