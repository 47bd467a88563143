/**
 * Random values in place of messages, the same for the same seed. `node tests/js/random-values.js 10000000` reads as many of them and
 * prints the seed of the first that throws.
 */
import { pathToFileURL } from 'node:url';
import { message, readMessage, readRequest } from '../../www/embed/messages.js';

export const boom = () => {
  throw new Error('boom');
};
/** Every trap of a proxy. @type {ProxyHandler<any>} */
export const traps = Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((name) => [name, boom]));

const NAMES = [
  'get-state',
  'set-state',
  'play',
  'step',
  'export',
  'measure',
  'resize',
  'reply',
  'event',
  'key',
  '',
  'x',
];
const KEYS = [
  'type',
  'v',
  'request',
  'n',
  'what',
  'panel',
  'table',
  'state',
  'height',
  'key',
  'code',
  'event',
  'detail',
];
const TEXTS = [
  '',
  'svg',
  'csv',
  'path',
  'scores',
  'python',
  'ready',
  'error',
  'ArrowLeft',
  'é\u0000\ud800',
  '__proto__',
];

/**
 * Returns a generator of numbers in [0, 1): mulberry32 by Tommy Ettinger, public domain.
 *
 * @param {number} seed
 */
function generator(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A random value; more than half of them are nearly messages.
 *
 * @param {number} seed
 * @returns {any}
 */
export function randomValue(seed) {
  const random = generator(seed);
  const pick = (/** @type {readonly any[]} */ from) => from[Math.floor(random() * from.length)];
  /** @type {(depth: number) => any} */
  const value = (depth) => {
    const kind = Math.floor(random() * (depth > 3 ? 8 : 12));
    switch (kind) {
      case 0:
        return pick([undefined, null, true, false, 10n, Symbol('s'), () => 1]);
      case 1:
        return pick([Number.NaN, Number.POSITIVE_INFINITY, -0, -1, 0.5, 1e300, 2 ** 53]);
      case 2:
      case 3:
        return Math.floor(random() * 100);
      case 4:
      case 5:
        return pick(TEXTS);
      case 6:
        return 'x'.repeat(Math.floor(random() * 2000));
      case 7:
        return pick([new Date(0), new Map(), new Uint8Array(4), /x/, new Proxy({}, traps), { toString: null }]);
      case 8:
        return Array.from({ length: Math.floor(random() * 5) }, () => value(depth + 1));
      default:
        return object(depth + 1);
    }
  };
  const object = (/** @type {number} */ depth) =>
    Object.fromEntries(Array.from({ length: Math.floor(random() * 6) }, () => [pick(KEYS), value(depth)]));
  if (random() < 0.3) {
    return value(0);
  }
  const near = { what: pick(TEXTS), panel: pick(TEXTS), request: Math.floor(random() * 9), ...object(1) };
  // Half of the properties that every message needs are as they should be.
  return { ...message(pick(NAMES), {}), ...near, ...(random() < 0.5 ? message(pick(NAMES), {}) : {}) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const runs = Number(process.argv[2] ?? 1e6);
  for (let seed = 0; seed < runs; seed++) {
    const random = randomValue(seed);
    try {
      readRequest(random);
      readMessage(random);
    } catch (error) {
      console.error(`seed ${seed}: ${error}`);
      process.exit(1);
    }
  }
  console.log(`${runs} values, none threw`);
}
