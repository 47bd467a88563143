/** What the element is told in attributes, and its state as an object. */
import { LabError } from '../lab-error.js';
import { PANELS } from '../panels.js';
import * as words from '../words.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Change} Change */

/** Looks to choose from. */
export const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);

/**
 * @param {unknown} theme
 * @returns {theme is typeof THEMES[number]}
 */
export const isTheme = (theme) => /** @type {readonly unknown[]} */ (THEMES).includes(theme);

/** @param {string} text */
const number = (text) => (text.trim() === '' ? Number.NaN : Number(text));

/** Attributes that are parameters, and how their text is read. @type {Record<string, [keyof State, (text: string) => unknown]>} */
export const PARAMETERS = {
  data: ['data', String],
  penalty: ['penalty', String],
  lambda: ['lambda', number],
  'l1-ratio': ['l1Ratio', number],
  optimizer: ['optimizer', String],
  'learning-rate': ['learningRate', number],
  standardize: ['standardize', (text) => text !== 'false'],
};

/**
 * What a state says of the lab, of the panels on show and of the look. The lab checks its own part.
 *
 * @param {unknown} state
 * @returns {{ change: Change, panels?: string, theme?: string }}
 */
export function readState(state) {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) {
    throw new LabError(words.element.state(state), 'state');
  }
  const { panels, theme, ...change } = /** @type {Change & { panels?: unknown, theme?: unknown }} */ (state);
  if (panels !== undefined) {
    const names = typeof panels === 'string' ? panels.split(/\s+/).filter(Boolean) : [];
    const unknown = names.find((name) => !PANELS.includes(name));
    if (names.length === 0 || unknown !== undefined) {
      throw new LabError(words.element.panel(PANELS, unknown ?? panels), 'panels');
    }
  }
  if (theme !== undefined && !isTheme(theme)) {
    throw new LabError(words.element.theme(THEMES, theme), 'theme');
  }
  return {
    change,
    panels: /** @type {string | undefined} */ (panels),
    theme: /** @type {string | undefined} */ (theme),
  };
}

/**
 * @param {unknown} a
 * @param {unknown} b
 */
export function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
