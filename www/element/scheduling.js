/** One lab is created in each task, so that a page with many labs does not block scrolling. */

/** @type {Promise<void>} */
let last = Promise.resolve();
/** How many wait for their turn. */
let waiting = 0;

/** Fulfilled when it is the caller's turn, in a task of its own. */
export function turn() {
  waiting += 1;
  last = last.then(() => new Promise((resolve) => setTimeout(resolve)));
  return last.finally(() => {
    waiting -= 1;
  });
}

/** The same, but without a delay if no other lab is waiting. */
export async function turnInCrowd() {
  if (waiting > 0) {
    await turn();
  }
}
