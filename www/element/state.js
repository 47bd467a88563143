/** Parsing and validation of attributes and of state objects. */
import { LabError } from '../lab-error.js';
import {
  CONTROLS,
  LARGEST_WEIGHT,
  LAST_ITERATION,
  PANELS,
  PARAMETERS,
  SCALES,
  SPEED,
  THEMES,
  VIEWS,
} from '../names.js';
import * as words from '../words.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Change} Change */

/**
 * @param {unknown} theme
 * @returns {theme is typeof THEMES[number]}
 */
export const isTheme = (theme) => /** @type {readonly unknown[]} */ (THEMES).includes(theme);

/**
 * Returns a number; other text, also a number that is too large for one, is returned as it is, so that the error message can quote it.
 *
 * @param {string} text
 */
const parseNumber = (text) => (text.trim() === '' || !Number.isFinite(Number(text)) ? text : Number(text));

/** Returns a flag, which an attribute without a value sets; other text is returned as it is. @param {string} text */
const parseFlag = (text) => (text === '' || text === 'true' ? true : text === 'false' ? false : text);

/** Parsers of attribute values, by kind of parameter. @type {Record<import('../types.js').Parameter['kind'], (text: string) => unknown>} */
const PARSERS = { number: parseNumber, choice: String, flag: parseFlag };

/** Attributes of parameters, with the name of the parameter and a parser. @type {Record<string, [keyof State, (text: string) => unknown]>} */
export const PARAMETER_ATTRIBUTES = {
  data: ['data', String],
  ...Object.fromEntries(
    Object.entries(PARAMETERS).map(([name, { attribute, kind }]) => [
      attribute,
      [/** @type {keyof State} */ (name), PARSERS[kind]],
    ]),
  ),
};

/**
 * Returns the value of a property. Templates and JSX set properties to the texts of attributes.
 *
 * @param {string} name
 * @param {unknown} value
 */
export function fromText(name, value) {
  const kind = Object.hasOwn(PARAMETERS, name) && PARAMETERS[/** @type {keyof typeof PARAMETERS} */ (name)].kind;
  return kind && typeof value === 'string' ? PARSERS[kind](value) : value;
}

/** @typedef {import('../types.js').Moment} Moment */

/**
 * Parses a list of names separated by spaces into known and unknown names.
 *
 * @param {string} text
 * @param {readonly string[]} known
 */
export function parseNames(text, known) {
  const names = [...new Set(text.split(/\s+/).filter(Boolean))];
  return {
    names: names.filter((name) => known.includes(name)),
    unknown: names.filter((name) => !known.includes(name)),
  };
}

/** Keys of a state besides the parameters: a validator, and a description for error messages. @type {Record<keyof Moment, [(value: any) => boolean, string]>} */
const MOMENT = {
  nIter: [
    (n) => Number.isInteger(n) && n >= 0 && n <= LAST_ITERATION,
    `a whole number between 0 and ${LAST_ITERATION}`,
  ],
  atOptimum: [(is) => typeof is === 'boolean', 'true or false'],
  scale: [(scale) => SCALES.includes(scale), `one of ${SCALES.join(', ')}`],
  speed: [
    (speed) => speed >= SPEED.lowest && speed <= SPEED.highest,
    `a number of iterations a second between ${SPEED.lowest} and ${SPEED.highest}`,
  ],
  bookmark: [(text) => typeof text === 'string', 'a text as in a link, such as 1240+l1+1+0.7, or empty for none'],
  pair: [(pair) => Array.isArray(pair) && pair.length === 2 && pair.every(Number.isInteger), 'two numbers of features'],
  start: [
    (start) =>
      start === null ||
      (Array.isArray(start) &&
        start.length === 2 &&
        start.every((weight) => typeof weight === 'number' && Math.abs(weight) <= LARGEST_WEIGHT)),
    `two weights between -${LARGEST_WEIGHT} and ${LARGEST_WEIGHT}, or null for none`,
  ],
  scoring: [(scoring) => typeof scoring === 'string', 'the name of a score'],
  views: [
    (views) =>
      typeof views === 'object' &&
      views !== null &&
      Object.entries(views).every(([panel, view]) => Object.hasOwn(VIEWS, panel) && Object.hasOwn(VIEWS[panel], view)),
    `an object with views of panels: ${Object.entries(VIEWS)
      .map(([panel, views]) => `${panel} ${Object.keys(views).join(' | ')}`)
      .join(', ')}`,
  ],
};

/**
 * Splits a state into parameters, iteration and view options, and attributes. Parameters are validated by the lab.
 *
 * @param {unknown} state
 * @returns {{ change: Change, moment: Moment, panels?: string, controls?: string, theme?: string }}
 */
export function readState(state) {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) {
    throw new LabError(words.element.state(state), 'state');
  }
  const { panels, controls, theme, ...rest } = /** @type {Record<string, any>} */ (state);
  checkNames('panels', panels, PANELS, 1);
  checkNames('controls', controls, CONTROLS, 0);
  if (theme !== undefined && !isTheme(theme)) {
    throw new LabError(words.element.theme(THEMES, theme), 'theme');
  }
  const isMoment = (/** @type {string} */ name) => Object.hasOwn(MOMENT, name);
  const entries = Object.entries(rest);
  const moment = Object.fromEntries(entries.filter(([name, value]) => isMoment(name) && value !== undefined));
  for (const [name, value] of Object.entries(moment)) {
    const [accepts, accepted] = MOMENT[/** @type {keyof Moment} */ (name)];
    if (!accepts(value)) {
      throw new LabError(words.element.option(name, accepted, value), name);
    }
  }
  const change = Object.fromEntries(entries.filter(([name]) => !isMoment(name)));
  if (Array.isArray(change.penaltyFactor)) {
    // JSON writes Infinity, the factor of an excluded weight, as null.
    change.penaltyFactor = change.penaltyFactor.map((factor) => factor ?? Number.POSITIVE_INFINITY);
  }
  return {
    change,
    moment,
    panels,
    controls,
    theme,
  };
}

/**
 * Throws if a value is not a list of known names.
 *
 * @param {string} key
 * @param {unknown} given
 * @param {readonly string[]} known
 * @param {number} minimum minimum number of names
 */
function checkNames(key, given, known, minimum) {
  if (given === undefined) {
    return;
  }
  const { names, unknown } = parseNames(typeof given === 'string' ? given : '', known);
  if (typeof given !== 'string' || unknown.length > 0 || names.length < minimum) {
    throw new LabError(words.element.names(key, known, unknown[0] ?? given), key);
  }
}

/**
 * Returns whether two values have the same JSON.
 *
 * @param {unknown} a
 * @param {unknown} b
 */
export function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
