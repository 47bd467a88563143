/** Random numbers of one event: they depend on seed and number of the event only, so that any part of a run can be repeated. */

/** Numbers that programs get wrong. */
const EDGES = [0, -0, 1, -1, 1e-300, 1e-9, 0.5, 1e9, 1e100, 1e308, Number.POSITIVE_INFINITY, 2 ** 31, 2 ** 53];

export class Random {
  #state;

  /**
   * @param {number} seed
   * @param {number} event
   */
  constructor(seed, event) {
    this.#state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(event + 1, 0xc2b2ae35)) | 0;
  }

  /** A number of 0 … 1, 1 excluded (mulberry32). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** @param {number} low @param {number} high whole number of low … high */
  whole(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** @param {number} chance */
  happens(chance) {
    return this.next() < chance;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  of(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  /** A part of a list, in another order. @template T @param {readonly T[]} list @param {number} most */
  some(list, most) {
    const n = this.whole(1, most);
    return Array.from({ length: n }, () => this.of(list));
  }

  /** A number: mostly usual, sometimes at an edge or beyond. */
  number() {
    if (this.happens(0.2)) {
      return this.of(EDGES);
    }
    return Number(`${this.whole(1, 99)}e${this.whole(-4, 3)}`);
  }

  /** A text of a field: a number, or none. */
  text() {
    if (this.happens(0.7)) {
      return String(this.number());
    }
    return this.of(['', ' ', 'abc', '1.5.5', '−3', '1,5', '1e', '0x10', '🙂', 'x'.repeat(1000), '<b>', '%00']);
  }
}
