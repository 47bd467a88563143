/** Taking it away: pictures, tables, a script and films, as files. */
import { loadChunk, loadChunkNow, OVERVIEW, TAKE } from '../chunks.js';
import { h } from '../dom.js';
import { menu } from '../menu.js';
import { icons } from '../page/icons.js';
import { caption, png, svg } from '../picture.js';
import { film, filmType } from './film.js';
import * as words from './words.js';

/** @typedef {import('../bindings.js').Lab} Lab */
/** @typedef {import('../types.js').TableName} TableName */

/** One film at a time: they share the processor. */
let isRecording = false;

/**
 * @param {string} name
 * @param {Lab} lab
 */
export function saveSvg(name, lab) {
  save(fileName(name, lab, 'svg'), svg(name, lab), 'image/svg+xml');
}

/**
 * @param {string} name
 * @param {Lab} lab
 */
export async function savePng(name, lab) {
  const file = fileName(name, lab, 'png');
  save(file, await png(name, lab), 'image/png');
}

/**
 * @param {TableName} table
 * @param {Lab} lab
 */
export function saveTable(table, lab) {
  [TAKE, OVERVIEW].forEach(loadChunkNow);
  save(fileName(table, lab, 'csv'), lab.table(table), 'text/csv');
}

/** @param {Lab} lab */
function savePython(lab) {
  loadChunkNow(TAKE);
  save(fileName('train', lab, 'py'), lab.python(), 'text/x-python');
}

/** Fetches what a menu may ask for; what fails is said when it does. */
export function prepare() {
  loadChunk(TAKE).catch(() => {});
}

/**
 * Records a film and shows how far it is.
 *
 * @param {string} name of the panel
 * @param {Lab} lab
 * @param {HTMLElement} place what the progress is shown after
 */
async function saveFilm(name, lab, place) {
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
    const type = filmType() ?? '';
    const file = fileName(name, lab, type.includes('mp4') ? 'mp4' : 'webm');
    await loadChunk(TAKE);
    const blob = await film(name, lab, {
      caption: (twin) => caption(name, twin),
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
 * The entry of a menu that asks for a film.
 *
 * @param {{ name: string, picture: HTMLElement }} panel
 * @param {Lab} lab
 * @returns {import('../menu.js').Entry}
 */
export function filmEntry({ name, picture }, lab) {
  return {
    // What has been moved on the way is not moved again.
    text: lab.isBent() ? words.exports.filmAnew : words.exports.film,
    act: () => saveFilm(name, lab, picture),
    why: whyNoFilm(lab),
  };
}

/** @param {Lab} lab */
function whyNoFilm(lab) {
  if (filmType() === undefined) {
    return words.exports.noRecorder;
  }
  if (isRecording) {
    return words.exports.recording;
  }
  return lab.numbers().nIter === 0 ? words.exports.noRun : undefined;
}

/**
 * @param {TableName} table
 * @param {string[]} known tables that there are numbers for
 */
export function whyNoTable(table, known) {
  if (known.includes(table)) {
    return undefined;
  }
  const { notCompared, notShown, notYet } = words.exports;
  return table === 'comparison' ? notCompared : table === 'surface' ? notShown : notYet;
}

/**
 * The button of the header with its menu.
 *
 * @param {Lab} lab
 * @param {() => { name: string, picture: HTMLElement } | undefined} first the panel that a film of the run shows
 */
export function exportMenu(lab, first) {
  const button = h(
    'button',
    { type: 'button', class: 'text', 'aria-label': words.exports.open, title: words.exports.open },
    icons.save(),
    h('span', {}, words.exports.open),
  );
  const list = menu(button, words.exports.open, () => {
    prepare();
    const [known, filmed] = [lab.tables(), first()];
    const tables = /** @type {[TableName, string][]} */ (Object.entries(words.tables));
    return [
      ...tables.map(([table, text]) => ({
        text: words.exports.csv(text),
        act: () => saveTable(table, lab),
        why: whyNoTable(table, known),
      })),
      {
        text: words.exports.python,
        act: () => savePython(lab),
      },
      ...(filmed ? [filmEntry(filmed, lab)] : []),
    ];
  });
  return h('div', { class: 'exports' }, button, list);
}

/**
 * @param {string} what
 * @param {Lab} lab
 * @param {string} ending
 */
function fileName(what, lab, ending) {
  return `regularization-lab-${what}-${lab.numbers().nIter}.${ending}`;
}

/**
 * Hands a file to whoever reads the page.
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
