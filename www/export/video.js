/** Records a video of a run, which a second lab repeats. */
import { h } from '../dom.js';

/** @typedef {import('../generated/bindings.js').Lab} Lab */
/** @typedef {import('../types.js').LabReader} LabReader */

const FRAMES_A_SECOND = 30;
/** Device pixels per CSS pixel. */
const RATIO = 2;
/** Largest number of frames; a shorter run has one per iteration. */
const FRAMES = 300;
/** Milliseconds that the last frame is shown. */
const LAST = 800;
/** Longest time in milliseconds to wait for background tasks before the video starts. */
const PREPARATION = 4000;
/** Milliseconds of work before yielding to the event loop. */
const MAX_BLOCKING = 12;

/**
 * Records the run from its start to the current iteration, in at most ten seconds.
 *
 * @param {string} name of the panel
 * @param {LabReader} lab
 * @param {object} options
 * @param {string} options.type format
 * @param {(share: number) => void} options.progress
 * @param {AbortSignal} options.signal
 * @returns {Promise<Blob | undefined>} undefined if it was aborted
 */
export async function recordVideo(name, lab, { type, progress, signal }) {
  const { nIter } = lab.numbers();
  const canvas = h('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  // A video has a fixed size, which must fit the texts at the end of the run.
  lab.paintSheet(name, context, RATIO, true);
  const copy = lab.replay(name);
  const draw = () => copy.paintSheet(name, context, RATIO, true);
  try {
    await prepare(copy, signal);
    draw();
    const recording = record(canvas, type);
    try {
      const frames = Math.min(FRAMES, Math.max(1, nIter));
      const start = performance.now();
      for (let frame = 0; frame <= frames && !signal.aborted; frame++) {
        await runTo(copy, Math.round((nIter * frame) / frames), signal);
        draw();
        progress(frame / frames);
        await pause(Math.max(0, start + (1000 * frame) / FRAMES_A_SECOND - performance.now()));
      }
      await pause(signal.aborted ? 0 : LAST);
    } finally {
      await recording.stop();
    }
    return signal.aborted ? undefined : recording.video();
  } finally {
    copy.free();
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string} mimeType
 */
function record(canvas, mimeType) {
  const stream = canvas.captureStream(FRAMES_A_SECOND);
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: 5e6 });
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  recorder.start();
  return {
    async stop() {
      const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
      if (recorder.state !== 'inactive') {
        recorder.stop();
        await stopped;
      }
      for (const track of stream.getTracks()) {
        track.stop();
      }
    },
    video: () => new Blob(parts, { type: mimeType }),
  };
}

/**
 * Runs background tasks before the video starts.
 *
 * @param {Lab} lab
 * @param {AbortSignal} signal
 */
async function prepare(lab, signal) {
  const deadline = performance.now() + PREPARATION;
  let yieldAt = performance.now() + MAX_BLOCKING;
  while (lab.refine() && !signal.aborted && performance.now() < deadline) {
    if (performance.now() > yieldAt) {
      await pause(0);
      yieldAt = performance.now() + MAX_BLOCKING;
    }
  }
}

/**
 * @param {Lab} lab
 * @param {number} iteration
 * @param {AbortSignal} signal
 */
async function runTo(lab, iteration, signal) {
  let yieldAt = performance.now() + MAX_BLOCKING;
  let left = iteration - lab.numbers().nIter;
  while (left > 0 && !signal.aborted) {
    const wanted = Math.min(left, 64);
    const run = lab.step(wanted);
    left = run < wanted ? 0 : left - run;
    if (performance.now() > yieldAt) {
      await pause(0);
      yieldAt = performance.now() + MAX_BLOCKING;
    }
  }
  // The comparison must keep up with the run.
  while (lab.refine() && performance.now() < yieldAt) {}
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
