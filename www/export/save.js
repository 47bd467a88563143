/** Saves pictures, tables, the Python script and videos as files. */
import { h } from '../dom.js';
import { lazy } from '../lazy.js';
import { FORMATS, file, pngOfSvg } from './picture.js';
import { withCompletePicture } from './with-picture.js';
import * as words from './words.js';

/** @typedef {import('../types.js').LabReader} LabReader */
/** @typedef {import('../types.js').TableName} TableName */

/** Formats of a video, the first that the browser can record. */
const VIDEO_TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm', 'video/mp4'];

const loadVideo = lazy(() => import('./video.js'));

/** Milliseconds before a note about work in progress is shown. */
const PATIENCE = 300;

/** One video at a time: they share the processor. */
let isRecording = false;

/**
 * Saves a panel with all its computations; shows that it waits for them.
 *
 * @param {string} name of the panel
 * @param {LabReader} lab
 * @param {keyof typeof FORMATS} format
 * @param {Element} place the note is inserted after it
 */
export function savePicture(name, lab, format, place) {
  const type = FORMATS[format];
  return withNote(place, async (signal) => {
    const blob = await withCompletePicture(name, lab, (picture) => file(picture, type), signal);
    save(fileName(name, lab, format), blob, type);
  });
}

/**
 * Saves panels on one sheet, with all their computations.
 *
 * @param {string[]} names
 * @param {LabReader} lab
 * @param {keyof typeof FORMATS} format
 * @param {Element} place the note about the progress is inserted after it
 * @param {string} [name] of the file
 */
export function savePanels(names, lab, format, place, name = fileName('panels', lab, format)) {
  return withNote(place, async (signal) => {
    for (const name of names) {
      await withCompletePicture(name, lab, () => undefined, signal);
    }
    const sheet = lab.svgOfPanels(names);
    save(name, format === 'svg' ? sheet : await pngOfSvg(sheet), FORMATS[format]);
  });
}

/**
 * Shows a note about work that takes long, with a button that cancels it.
 *
 * @param {Element} place the note is inserted after it
 * @param {(signal: AbortSignal) => Promise<void>} work
 */
async function withNote(place, work) {
  const cancel = new AbortController();
  const note = progressNote(words.exports.computing, () => cancel.abort());
  const showNote = setTimeout(() => place.after(note.element), PATIENCE);
  try {
    await work(cancel.signal);
  } catch (error) {
    if (!cancel.signal.aborted) {
      throw error;
    }
  } finally {
    clearTimeout(showNote);
    note.element.remove();
  }
}

/**
 * Creates a note about work in progress, with a button that cancels it.
 *
 * @param {string} text
 * @param {() => void} cancel
 */
function progressNote(text, cancel) {
  const bar = h('progress', { 'aria-label': text });
  const button = h('button', { type: 'button', class: 'plain', onclick: cancel }, words.exports.cancel);
  return { bar, element: h('div', { class: 'recording' }, h('span', { role: 'status' }, text), bar, button) };
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
  const { element: note, bar } = progressNote(words.exports.recording, () => cancel.abort());
  place.after(note);
  isRecording = true;
  try {
    const type = videoType() ?? '';
    const file = fileName(name, lab, type.includes('mp4') ? 'mp4' : 'webm');
    const { recordVideo } = await loadVideo();
    // The lab may have been removed while the code was loading.
    if (!note.isConnected) {
      return;
    }
    const blob = await recordVideo(name, lab, {
      type,
      progress: (share) => {
        bar.value = share;
        if (!note.isConnected) {
          cancel.abort();
        }
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
