/** One lab is created in each task, so that a page with many labs does not block scrolling. */

/** @type {Promise<void>} */
let last = Promise.resolve();
/** Number of queued tasks. */
let queueLength = 0;

/** Returns a promise that is fulfilled in a new task, after all tasks queued before. */
export function queueTask() {
  queueLength += 1;
  last = last.then(() => new Promise((resolve) => setTimeout(resolve)));
  return last.finally(() => {
    queueLength -= 1;
  });
}

/** Queues a task only if others are queued; otherwise continues without a delay. */
export async function queueTaskIfBusy() {
  if (queueLength > 0) {
    await queueTask();
  }
}
