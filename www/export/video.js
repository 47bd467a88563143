/** A video of a run: another lab runs it again, and its picture is recorded. */
import { h } from '../dom.js';

/** @typedef {import('../generated/bindings.js').Lab} Lab */
/** @typedef {import('../types.js').LabReader} LabReader */

const FRAMES_A_SECOND = 30;
/** Pixels in a CSS pixel. */
const RATIO = 2;
/** Most frames; a shorter run has one an iteration. */
const FRAMES = 300;
/** Milliseconds that the last picture stays. */
const LAST = 800;
/** Longest time in milliseconds to wait for optimum, path and folds before the video starts. */
const PREPARING = 4000;
/** Milliseconds of work without letting the page have its turn. */
const TURN = 12;

/**
 * Records the run from its start to the present iteration, in ten seconds or less.
 *
 * @param {string} name of the panel
 * @param {LabReader} lab
 * @param {object} options
 * @param {string} options.type format
 * @param {(share: number) => void} options.progress
 * @param {AbortSignal} options.signal
 * @returns {Promise<Blob | undefined>} nothing if it was stopped
 */
export async function recordVideo(name, lab, { type, progress, signal }) {
  const { nIter } = lab.numbers();
  const canvas = h('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  // The words of the end are the longest, and a video has one size.
  lab.paintSheet(name, context, RATIO);
  const twin = lab.replay(name);
  const draw = () => twin.paintSheet(name, context, RATIO);
  try {
    await prepare(twin, signal);
    draw();
    const recording = record(canvas, type);
    try {
      const frames = Math.min(FRAMES, Math.max(1, nIter));
      const start = performance.now();
      for (let frame = 0; frame <= frames && !signal.aborted; frame++) {
        await runTo(twin, Math.round((nIter * frame) / frames), signal);
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
    twin.free();
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
 * Lets a lab find what its pictures show besides the run.
 *
 * @param {Lab} lab
 * @param {AbortSignal} signal
 */
async function prepare(lab, signal) {
  const deadline = performance.now() + PREPARING;
  let turn = performance.now() + TURN;
  while (lab.refine() && !signal.aborted && performance.now() < deadline) {
    if (performance.now() > turn) {
      await pause(0);
      turn = performance.now() + TURN;
    }
  }
}

/**
 * @param {Lab} lab
 * @param {number} iteration
 * @param {AbortSignal} signal
 */
async function runTo(lab, iteration, signal) {
  let turn = performance.now() + TURN;
  let left = iteration - lab.numbers().nIter;
  while (left > 0 && !signal.aborted) {
    const wanted = Math.min(left, 64);
    const run = lab.step(wanted);
    left = run < wanted ? 0 : left - run;
    if (performance.now() > turn) {
      await pause(0);
      turn = performance.now() + TURN;
    }
  }
  // The other penalties follow the run.
  while (lab.refine() && performance.now() < turn) {}
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
