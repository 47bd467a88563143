/**
 * What each panel has besides its picture: words, and what only it has. It is fetched with the code of the picture, but for the
 * trajectories, which nearly every lab shows.
 */
import { chunksOf, hasChunk, loadChunk } from '../chunks.js';
import { PANELS } from '../panels.js';
import { trajectories } from './trajectories.js';

/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../regularization-lab.js').Scores} Scores */
/** @typedef {import('../bindings.js').Lab} Lab */

/**
 * @typedef {object} PanelWords
 * @property {(numbers: Numbers, state: State) => string} aid how it is read
 * @property {(numbers: Numbers, lambda: number, state: State, lab: Lab) => [string, string]} headline the number that matters,
 *   before and after its noun
 * @property {(numbers: Numbers, lambda: number, state: State) => string} description what a canvas shows, for those who do not see it
 */

/**
 * Adds to a panel what only it has; returns what keeps it true.
 *
 * @callback Furnish
 * @param {import('./shell.js').Shell} shell
 * @param {{ actions: import('../view.js').ViewActions & { space: (scale: string) => void }, lab: Lab }} home
 * @returns {((numbers: Numbers, state: State, scores?: Scores) => void) | undefined} scores are there when they have been measured anew
 */

/**
 * @typedef {PanelWords & {
 *   furnish?: Furnish,
 *   style?: string,
 *   note?: (numbers: Numbers) => string,
 *   table?: (lab: Lab) => NonNullable<import('../types.js').Caption['table']>,
 * }} Kind `note` = what a picture that is taken away has to say besides; `table` = what one shows that is no picture
 */

/** Those that are there, by the name of the panel. @type {Map<string, Kind>} */
const kinds = new Map([['trajectories', trajectories]]);

/** @param {string} name of a panel */
const fetchKinds = (name) =>
  name === 'geometry' || name === 'boundary' ? import('./planes.js') : import('./further-panels.js');

/** @param {string} name of a panel @returns {Kind | undefined} nothing until it is fetched */
export const kindOf = (name) => kinds.get(name);

/** @param {string} name of a panel */
export async function loadKind(name) {
  if (!kinds.has(name)) {
    const fetched = await fetchKinds(name);
    for (const [each, kind] of Object.entries(fetched.kinds)) {
      kinds.set(each, { ...kind, style: fetched.style });
    }
  }
}

/** Fetches them for whoever may need any. */
export async function loadKinds() {
  await Promise.all(PANELS.map(loadKind));
}

/** Whether all that a panel needs is there. @param {string} name */
export const hasPanel = (name) => kinds.has(name) && chunksOf(name).every(hasChunk);

/** Fetches all that a panel needs. @param {string} name */
export async function loadPanel(name) {
  await Promise.all([loadKind(name), ...chunksOf(name).map(loadChunk)]);
}
