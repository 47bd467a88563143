/**
 * Messages between embed.html and the page that contains it, as docs/embedding.md lists them. Pure functions: what is no message of the
 * lab is undefined, and what is one but cannot be used has a sentence that says why.
 */
import { LAST_ITERATION, PANELS } from '../names.js';

/** Version of all messages. */
export const VERSION = 1;
/** Beginning of the type of every message. */
const PREFIX = 'regularization-lab:';

/** Names of the events that a frame forwards. */
export const EVENTS = /** @type {const} */ (['ready', 'change', 'step', 'converged', 'diverged', 'checked', 'error']);
/** Tables of `toCsv`. */
const TABLES = ['trajectories', 'path', 'scores', 'coefficients'];
/** What can be exported, and the key that says which one. */
const EXPORTS = { svg: 'panel', png: 'panel', csv: 'table', python: undefined, permalink: undefined };

/** The longest error sentence of a reply, in characters. */
export const MAX_ERROR_LENGTH = 10_000;
/** Limits of the values in a message. */
const MAX_DEPTH = 8;
const MAX_VALUES = 100_000;
const MAX_HEIGHT = 10_000;
/** The longest names of keys are about 20 letters. */
const MAX_KEY_LENGTH = 32;
const SHOWN_LETTERS = 60;

/**
 * @typedef {object} Request
 * @property {keyof typeof REQUESTS} name
 * @property {number} [request] its number, which the reply has, too
 * @property {Record<string, any>} values
 * @property {undefined} [problem]
 *
 * @typedef {{ problem: string, request?: number }} Refusal
 */

/** Returns the message of this name. @param {string} name @param {object} values */
export const message = (name, values) => ({ type: PREFIX + name, v: VERSION, ...values });

/**
 * Readers of the requests of a page. Each returns the values that it accepts, or throws a sentence.
 *
 * @type {Record<'get-state' | 'set-state' | 'play' | 'pause' | 'step' | 'reset' | 'converge' | 'export' | 'measure', (data: Record<string, unknown>) => object>}
 */
const REQUESTS = {
  'get-state': () => ({}),
  'set-state': ({ state }) => ({ state: plainObject('state', state) }),
  play: () => ({}),
  pause: () => ({}),
  step: ({ n = 1 }) => ({ n: whole('n', n, LAST_ITERATION) }),
  reset: () => ({}),
  converge: () => ({}),
  export: ({ what, panel, table }) => {
    const kind = oneOf('what', what, Object.keys(EXPORTS));
    switch (EXPORTS[/** @type {keyof typeof EXPORTS} */ (kind)]) {
      case 'panel':
        return { what: kind, panel: oneOf('panel', panel, PANELS) };
      case 'table':
        return { what: kind, table: oneOf('table', table, TABLES) };
      default:
        return { what: kind };
    }
  },
  measure: () => ({}),
};

/**
 * Reads a message of the embedding page.
 *
 * @param {unknown} data
 * @returns {Request | Refusal | undefined} undefined if it is not for the lab
 */
export function readRequest(data) {
  return read(data, (name, given) => {
    // A frame that contains a frame must not answer its answers.
    if (Object.hasOwn(MESSAGES, name)) {
      return undefined;
    }
    /** @type {number | undefined} */
    let request;
    try {
      request = given.request === undefined ? undefined : whole('request', given.request, Number.MAX_SAFE_INTEGER);
      if (given.v !== VERSION) {
        refuse('v', VERSION, given.v);
      }
      const known = /** @type {keyof typeof REQUESTS} */ (oneOf('type', name, Object.keys(REQUESTS)));
      return { name: known, request, values: REQUESTS[known](given) };
    } catch (error) {
      if (!(error instanceof RangeError)) {
        throw error;
      }
      return { problem: error.message, request };
    }
  });
}

/**
 * Readers of the messages of a frame. Each returns the values that it accepts, or throws a sentence.
 *
 * @type {Record<'resize' | 'reply' | 'event' | 'key', (data: Record<string, unknown>) => object>}
 */
const MESSAGES = {
  resize: ({ height }) => ({ height: Math.min(positive('height', height), MAX_HEIGHT) }),
  reply: ({ request, result, error }) => ({
    request: whole('request', request, Number.MAX_SAFE_INTEGER),
    result,
    error: error === undefined ? undefined : text('error', error, MAX_ERROR_LENGTH),
  }),
  event: ({ event, detail }) => ({ event: oneOf('event', event, EVENTS), detail: plainObject('detail', detail) }),
  key: ({ key, code, altKey, ctrlKey, metaKey, shiftKey, repeat }) => ({
    key: text('key', key, MAX_KEY_LENGTH),
    code: text('code', code, MAX_KEY_LENGTH),
    ...Object.fromEntries(
      Object.entries({ altKey, ctrlKey, metaKey, shiftKey, repeat }).map(([name, is]) => [name, is === true]),
    ),
  }),
};

/**
 * Reads a message of a frame; undefined if it cannot be used: a page does not answer.
 *
 * @param {unknown} data
 * @returns {{ name: keyof typeof MESSAGES, values: Record<string, any> } | undefined}
 */
export function readMessage(data) {
  return read(data, (name, given) => {
    if (!Object.hasOwn(MESSAGES, name) || given.v !== VERSION) {
      return undefined;
    }
    const known = /** @type {keyof typeof MESSAGES} */ (name);
    try {
      return { name: known, values: MESSAGES[known](given) };
    } catch {
      return undefined;
    }
  });
}

/**
 * Calls `work` with the name of a message and its own properties, if it is an object with a type of the lab.
 *
 * @template T
 * @param {unknown} data
 * @param {(name: string, given: Record<string, unknown>) => T} work
 */
function read(data, work) {
  if (typeof data !== 'object' || data === null) {
    return undefined;
  }
  try {
    const { type } = /** @type {Record<string, unknown>} */ (data);
    if (typeof type !== 'string' || !type.startsWith(PREFIX) || !Object.hasOwn(data, 'type')) {
      return undefined;
    }
    // A copy without a prototype, so that every property is read once and none is inherited.
    return work(type.slice(PREFIX.length), Object.assign(Object.create(null), data));
  } catch {
    // Messages are structured clones, which have no getters: what throws here was not sent by a page.
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {unknown} accepted
 * @param {unknown} given
 * @returns {never}
 */
function refuse(name, accepted, given) {
  throw new RangeError(`${name} must be ${accepted}; got ${shown(given)}`);
}

/** @param {unknown} given */
function shown(given) {
  if (typeof given === 'string') {
    return given.length > SHOWN_LETTERS ? `"${given.slice(0, SHOWN_LETTERS)}…"` : `"${given}"`;
  }
  const isPlain = given === null || ['undefined', 'number', 'boolean', 'bigint'].includes(typeof given);
  return isPlain ? String(given) : Array.isArray(given) ? 'a list' : `a value of type ${typeof given}`;
}

/** @param {string} name @param {unknown} given @param {readonly string[]} names */
function oneOf(name, given, names) {
  return typeof given === 'string' && names.includes(given) ? given : refuse(name, `one of ${names.join(', ')}`, given);
}

/** @param {string} name @param {unknown} given @param {number} largest @returns {number} */
function whole(name, given, largest) {
  const isWhole = typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= largest;
  return isWhole ? given : refuse(name, `a whole number between 0 and ${largest}`, given);
}

/** @param {string} name @param {unknown} given @returns {number} */
function positive(name, given) {
  const isPositive = typeof given === 'number' && Number.isFinite(given) && given > 0;
  return isPositive ? given : refuse(name, 'a number above 0', given);
}

/** @param {string} name @param {unknown} given @param {number} longest @returns {string} */
function text(name, given, longest) {
  const isText = typeof given === 'string' && given.length <= longest;
  return isText ? given : refuse(name, `a text of at most ${longest} characters`, given);
}

/**
 * Accepts an object of plain values: null, booleans, numbers, texts, lists and objects of these.
 *
 * @param {string} name
 * @param {unknown} given
 * @returns {object}
 */
function plainObject(name, given) {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return refuse(name, 'an object', given);
  }
  let nValues = 0;
  /** @type {[unknown, number][]} */
  const pending = [[given, 0]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [value, depth] = next;
    nValues += 1;
    if (nValues > MAX_VALUES || depth > MAX_DEPTH) {
      refuse(name, `at most ${MAX_VALUES} values in at most ${MAX_DEPTH} levels`, 'more');
    }
    if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) {
        refuse(name, 'an object of numbers, texts, lists and objects', value);
      }
      // Not spread into push, whose number of arguments is limited.
      for (const inner of Object.values(value)) {
        pending.push([inner, depth + 1]);
      }
    } else if (!['undefined', 'boolean', 'number', 'string'].includes(typeof value) && value !== null) {
      refuse(name, 'an object of numbers, texts, lists and objects', value);
    }
  }
  return given;
}
