/** Labs are built one in a task, so that a page with many of them goes on scrolling. */

/** @type {Promise<void>} */
let last = Promise.resolve();

/** Fulfilled when it is the caller's turn, in a task of its own. */
export function turn() {
  last = last.then(() => new Promise((resolve) => setTimeout(resolve)));
  return last;
}
