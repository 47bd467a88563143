/** Reads links as states of the element. */
import { readLink } from '../generated/bindings.js';
import { LabError } from '../lab-error.js';
import { calling } from '../trap.js';
import { readState } from './state.js';

/**
 * Reads a URL hash. What it omits has its default; a hash of which no part can be read changes nothing.
 *
 * @param {string} hash
 * @param {boolean} keepsTable whether `data=csv` is the user's table that the lab has
 */
export function readHash(hash, keepsTable) {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const isTable = keepsTable && values.get('data') === 'csv';
  if (isTable) {
    values.delete('data');
  }
  const { state, whole, problems } = calling(() => readLink(isTable ? values.toString() : hash));
  if (problems.length > 0 && Object.keys(state).length === 0 && !isTable) {
    return { ...split({}), problems };
  }
  const table = isTable ? { data: 'csv', recipe: undefined, standardize: undefined, pair: undefined } : {};
  return { ...split({ ...whole, bookmark: whole.bookmark ?? '', start: whole.start ?? null, ...table }), problems };
}

/**
 * Reads the attribute `state`; other attributes have precedence. Without panels it has those of an embed, and without an iteration it can
 * play from the start.
 *
 * @param {HTMLElement} element
 */
export function readStateAttribute(element) {
  const { state, whole, problems } = calling(() => readLink(element.getAttribute('state') ?? ''));
  const { change, moment, attributes } = split({ ...whole, panels: state.panels, nIter: state.nIter });
  const free = Object.entries(attributes).filter(([name]) => !element.hasAttribute(name));
  return { change, moment, attributes: Object.fromEntries(free), problems };
}

/**
 * Throws a LabError if a text is not the bookmark of a link.
 *
 * @param {string} text
 */
export function checkBookmark(text) {
  const [problem] = calling(() => readLink(`bookmark=${encodeURIComponent(text)}`)).problems;
  if (problem !== undefined) {
    throw new LabError(problem, 'bookmark');
  }
}

/** @param {object} state */
function split(state) {
  const { change, moment, ...attributes } = readState(state);
  return { change, moment, attributes };
}
