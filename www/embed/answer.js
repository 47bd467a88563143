/** Answers to the requests of the page that contains a frame. */
import { controller } from '../element/public-api.js';
import * as words from '../words.js';
import { MAX_ERROR_LENGTH } from './messages.js';

/** @typedef {import('../element.js').RegularizationLab} RegularizationLab */

/**
 * What each request does; it returns the result.
 *
 * @type {Record<string, (lab: RegularizationLab, values: Record<string, any>) => unknown>}
 */
const ACTIONS = {
  'get-state': stateOf,
  'set-state': async (lab, { state }) => {
    lab.setState(state);
    // Its table may have to be fetched.
    await lab[controller].mounted?.store.loaded;
    return stateOf(lab);
  },
  play: (lab) => {
    lab.play();
    return stateOf(lab);
  },
  pause: (lab) => {
    lab.pause();
    return stateOf(lab);
  },
  step: (lab, { n }) => {
    lab.step(n);
    return stateOf(lab);
  },
  reset: (lab) => {
    lab.reset();
    return stateOf(lab);
  },
  converge: async (lab) => {
    await lab.converge();
    return stateOf(lab);
  },
  export: (lab, { what, panel, table }) => EXPORTS[what](lab, panel ?? table),
  measure: () => Math.ceil(document.documentElement.getBoundingClientRect().height),
};

/** @type {Record<string, (lab: RegularizationLab, which: any) => unknown>} */
const EXPORTS = {
  svg: (lab, panel) => lab.toSvg(panel),
  png: (lab, panel) => lab.toBlob(panel),
  csv: (lab, table) => lab.toCsv(table),
  python: (lab) => lab.toPython(),
  permalink: (lab) => lab.permalink(),
};

/**
 * Returns the state without the user's table, which stays in the frame.
 *
 * @param {RegularizationLab} lab
 */
function stateOf(lab) {
  const { csv, ...state } = /** @type {{ csv?: unknown }} */ (lab.getState());
  return state;
}

/**
 * Returns the detail of an event without the user's table.
 *
 * @param {{ state?: { csv?: unknown } }} detail
 */
export function withoutTable({ state, ...others }) {
  const { csv, ...rest } = state ?? {};
  return state ? { state: rest, ...others } : others;
}

/**
 * Does what a request asks for.
 *
 * @param {RegularizationLab} lab
 * @param {import('./messages.js').Request | import('./messages.js').Refusal} request
 * @returns {Promise<{ result?: unknown, error?: string }>}
 */
export async function answer(lab, request) {
  if (request.problem !== undefined) {
    return { error: request.problem };
  }
  try {
    await started(lab);
    return { result: await ACTIONS[request.name](lab, request.values) };
  } catch (error) {
    // Some messages repeat a value that was given, which may be long.
    return { error: (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR_LENGTH) };
  }
}

/**
 * Waits for the first frame; rejects if the lab cannot start.
 *
 * @param {RegularizationLab} lab
 */
function started(lab) {
  return Promise.race([
    lab.ready,
    new Promise((_, reject) => {
      const rejectIfFailed = () => {
        const failure = lab.shadowRoot?.querySelector('.failure');
        if (failure) {
          reject(new Error(failure.textContent ?? words.element.notReady));
        }
      };
      rejectIfFailed();
      lab.addEventListener('error', rejectIfFailed);
    }),
  ]);
}
