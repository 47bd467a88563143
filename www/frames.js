/** One animation loop for all labs of a page; it rests when none of them has anything to do. */

/** Milliseconds after which the labs that had no turn in a frame wait for the next one. */
const FRAME = 10;

/** In the order of their turns. @type {Set<Member>} */
const members = new Set();
let request = 0;
/** How many wanted another frame in the last one. */
let crowd = 1;

/**
 * Called in every frame with its time and the share of it that is there for this one; returns whether it wants another.
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

/** Asks for a frame. */
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
      // They are first in the row then.
      wanting += 1;
      break;
    }
    members.delete(member);
    members.add(member);
    try {
      // Who has just come into sight was not counted.
      wanting += Number(member(time, Math.min(1 / crowd, left)));
    } catch (error) {
      // One broken lab does not stop the others.
      members.delete(member);
      reportError(error);
    }
  }
  crowd = Math.max(1, wanting);
  if (wanting > 0) {
    wake();
  }
}
