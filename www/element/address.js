/** Synchronizes the URL hash with the state of the lab: writes it after changes, and reads it on `popstate`. */

import { writeLink } from '../generated/bindings.js';
import { calling } from '../trap.js';
import { controller } from './public-api.js';
import { readState } from './state.js';

/**
 * Returns the URL hash of the state of an element.
 *
 * @param {import('./public-api.js').PublicApi} element
 * @param {object} overrides parts of the state to replace
 */
export function permalinkOf(element, overrides) {
  const { moment } = readState(overrides);
  // The link opens the page, which has all controls, so the controls of an embed are omitted.
  const hasCustomControls = element.hasAttribute('linked') && element.hasAttribute('controls');
  const controls = hasCustomControls ? element.controls : undefined;
  // An iteration replaces the optimum.
  const atOptimum = moment.nIter === undefined ? {} : { atOptimum: false };
  const run = element[controller].mounted?.store.moment(true);
  const repeated = run && { nIter: run.nIter };
  const state = { ...element.getState(), ...repeated, controls, ...atOptimum, ...overrides };
  return `#${calling(() => writeLink(/** @type {import('../types.js').LinkState} */ (state)))}`;
}

/** Returns whether the page is in a frame, whose history entries would be added to those of the parent page. */
const isFramed = () => globalThis.parent !== globalThis.window;

export class Address {
  #onHash;
  #lastHash = '';
  #onPopState = () => {
    if (location.hash !== this.#lastHash) {
      this.#lastHash = location.hash;
      this.#onHash(location.hash);
    }
  };

  /** @param {(hash: string) => void} onHash called after navigation to another hash */
  constructor(onHash) {
    this.#onHash = onHash;
    this.#lastHash = location.hash;
    addEventListener('popstate', this.#onPopState);
  }

  destroy() {
    removeEventListener('popstate', this.#onPopState);
  }

  /**
   * Writes the hash if it has changed.
   *
   * @param {string} hash starting with `#`
   * @param {boolean} isEntry whether to add a history entry instead of replacing the current one
   */
  write(hash, isEntry) {
    if (hash === this.#lastHash) {
      return;
    }
    this.#lastHash = hash;
    const method = isEntry && !isFramed() ? 'pushState' : 'replaceState';
    try {
      history[method](history.state, '', hash);
    } catch {
      // Browsers limit the rate of these calls, and some reject them for local files or in sandboxes. The link in the share dialog still works.
    }
  }
}
