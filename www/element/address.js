/** The page's address as the state of its lab: written as it changes, read when somebody goes back or pastes a link. */

/** In a frame, steps of the lab are not steps of the reader. */
const isFramed = () => globalThis.parent !== globalThis.window;

export class Address {
  #read;
  #written = '';
  #heard = () => {
    if (location.hash !== this.#written) {
      this.#written = location.hash;
      this.#read(location.hash);
    }
  };

  /** @param {(hash: string) => void} read */
  constructor(read) {
    this.#read = read;
    this.#written = location.hash;
    addEventListener('popstate', this.#heard);
  }

  destroy() {
    removeEventListener('popstate', this.#heard);
  }

  /**
   * Writes the state.
   *
   * @param {string} hash with its #
   * @param {boolean} isStep whether going back returns to what was written before
   */
  write(hash, isStep) {
    if (hash === this.#written) {
      return;
    }
    this.#written = hash;
    const put = isStep && !isFramed() ? 'pushState' : 'replaceState';
    try {
      history[put](history.state, '', hash);
    } catch {
      // Browsers refuse too many in a row, and some refuse files and sandboxes; the link can still be copied.
    }
  }
}
