/** Saves pictures, tables, the Python script and videos as files. */
import { h } from '../dom.js';
import { lazy } from '../lazy.js';
import { png, svg } from './picture.js';
import * as words from './words.js';

/** @typedef {import('../types.js').LabReader} LabReader */
/** @typedef {import('../types.js').TableName} TableName */

/** Formats of a video, the first that the browser can record. */
const VIDEO_TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm', 'video/mp4'];

const loadVideo = lazy(() => import('./video.js'));

/** One video at a time: they share the processor. */
let isRecording = false;

/**
 * @param {string} name
 * @param {LabReader} lab
 */
export function saveSvg(name, lab) {
  save(fileName(name, lab, 'svg'), svg(name, lab), 'image/svg+xml');
}

/**
 * @param {string} name
 * @param {LabReader} lab
 */
export async function savePng(name, lab) {
  const file = fileName(name, lab, 'png');
  save(file, await png(name, lab), 'image/png');
}

/**
 * @param {TableName} table
 * @param {LabReader} lab
 */
export function saveTable(table, lab) {
  save(fileName(table, lab, 'csv'), lab.table(table), 'text/csv');
}

/** @param {LabReader} lab */
export function savePython(lab) {
  save(fileName('train', lab, 'py'), lab.python(), 'text/x-python');
}

/**
 * Records a video and shows the progress.
 *
 * @param {string} name of the panel
 * @param {LabReader} lab
 * @param {HTMLElement} place the progress is inserted after it
 */
async function saveVideo(name, lab, place) {
  const cancel = new AbortController();
  const bar = h('progress', { max: 1, value: 0, 'aria-label': words.exports.recording });
  const note = h(
    'div',
    { class: 'recording' },
    h('span', { role: 'status' }, words.exports.recording),
    bar,
    h('button', { type: 'button', class: 'plain', onclick: () => cancel.abort() }, words.exports.cancel),
  );
  place.after(note);
  isRecording = true;
  try {
    const type = videoType() ?? '';
    const file = fileName(name, lab, type.includes('mp4') ? 'mp4' : 'webm');
    const { recordVideo } = await loadVideo();
    const blob = await recordVideo(name, lab, {
      type,
      progress: (share) => {
        bar.value = share;
      },
      signal: cancel.signal,
    });
    if (blob) {
      save(file, blob, type);
    }
  } finally {
    isRecording = false;
    note.remove();
  }
}

/**
 * Returns the menu entry that records a video.
 *
 * @param {{ name: string, picture: HTMLElement }} panel
 * @param {LabReader} lab
 * @returns {import('../menu.js').Entry}
 */
export function videoEntry({ name, picture }, lab) {
  return {
    // The video repeats the run with the current parameters, not with those changed during the run.
    text: lab.parametersChanged() ? words.exports.filmAnew : words.exports.film,
    act: () => saveVideo(name, lab, picture),
    why: whyNoVideo(lab),
  };
}

/** Returns the format of videos that this browser can record, if any. */
function videoType() {
  return globalThis.MediaRecorder && VIDEO_TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}

/** @param {LabReader} lab */
function whyNoVideo(lab) {
  if (videoType() === undefined) {
    return words.exports.noRecorder;
  }
  if (isRecording) {
    return words.exports.recording;
  }
  return lab.numbers().nIter === 0 ? words.exports.noRun : undefined;
}

/**
 * @param {TableName} table
 * @param {string[]} known tables with data
 */
export function whyNoTable(table, known) {
  if (known.includes(table)) {
    return undefined;
  }
  return words.noTable[table] ?? words.exports.notYet;
}

/**
 * @param {string} what
 * @param {LabReader} lab
 * @param {string} ending
 */
function fileName(what, lab, ending) {
  return `regularization-lab-${what}-${lab.numbers().nIter}.${ending}`;
}

/**
 * Offers a file as a download.
 *
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} type
 */
export function save(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  h('a', { href: url, download: name }).click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
