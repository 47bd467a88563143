/** One animation loop for all labs of a page; it stops when no lab needs a frame. */

/** Milliseconds of a frame; labs that had no turn by then are first in the next frame. */
const FRAME = 10;

/** In the order of their turns. @type {Set<Member>} */
const members = new Set();
let request = 0;
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
  wake();
}

/** @param {Member} member */
export function leave(member) {
  members.delete(member);
}

/** Requests a frame. */
export function wake() {
  if (request === 0) {
    request = requestAnimationFrame(frame);
  }
}

/** @param {number} time */
function frame(time) {
  request = 0;
  let wanting = 0;
  const start = performance.now();
  for (const member of [...members]) {
    const left = 1 - (performance.now() - start) / FRAME;
    if (left < 0) {
      // Labs without a turn are first in the next frame.
      wanting += 1;
      break;
    }
    members.delete(member);
    members.add(member);
    try {
      // A lab that has just become visible is not in `activeLabs`.
      wanting += Number(member(time, Math.min(1 / activeLabs, left)));
    } catch (error) {
      // One broken lab does not stop the others.
      members.delete(member);
      reportError(error);
    }
  }
  activeLabs = Math.max(1, wanting);
  if (wanting > 0) {
    wake();
  }
}
