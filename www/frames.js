/** One animation loop for all labs of a page; it rests when none of them has anything to do. */

/** @type {Set<(time: number) => boolean>} */
const members = new Set();
let request = 0;

/**
 * @param {(time: number) => boolean} member called in every frame; returns whether it wants another one
 */
export function join(member) {
  members.add(member);
  wake();
}

/** @param {(time: number) => boolean} member */
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
  let wantsMore = false;
  for (const member of members) {
    wantsMore = member(time) || wantsMore;
  }
  if (wantsMore) {
    wake();
  }
}
