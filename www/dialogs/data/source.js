/** A table that is being imported: its text is read in pieces between frames. */

import { queueTask } from '../../element/scheduling.js';
import { CsvImport } from '../../generated/bindings.js';
import { LabError } from '../../lab-error.js';
import { MAX_CSV_BYTES } from '../../names.js';
import { decode } from './decode.js';
import * as words from './words.js';

/** @typedef {import('../../regularization-lab.js').CsvOptions} CsvOptions */

/** Share of the progress that decodes the file. */
const SHARE_OF_DECODING = 0.3;

/** Time in ms after which reading pauses for a frame. */
const SLICE = 8;

export class Source {
  name;
  /** What was remarkable about the bytes. @type {string[]} */
  notices = [];
  /** The text of the file, or of the clipboard. @type {Blob | string} */
  #content;
  #text = '';
  /** @type {CsvImport | undefined} */
  #import;
  #cancelled = new AbortController();

  /**
   * @param {Blob | string} content
   * @param {string} name of the file, for messages
   */
  constructor(content, name) {
    this.#content = content;
    this.name = name;
  }

  /** Stops reading; `read` rejects with an AbortError. */
  cancel() {
    this.#cancelled.abort();
    this.#import?.free();
    this.#import = undefined;
  }

  /**
   * Reads the table, or reads it again with other options. A short text is read without a pause.
   *
   * @param {CsvOptions} options
   * @param {(progress: number) => void} onProgress
   */
  async read(options, onProgress) {
    if (!this.#import) {
      await this.#decode(onProgress);
    }
    const table = /** @type {CsvImport} */ (this.#import);
    table.start(options);
    let deadline = performance.now() + SLICE;
    for (;;) {
      const progress = table.step();
      if (progress === 1) {
        return table.summary();
      }
      if (performance.now() > deadline) {
        onProgress(SHARE_OF_DECODING + (1 - SHARE_OF_DECODING) * progress);
        await queueTask();
        this.#cancelled.signal.throwIfAborted();
        deadline = performance.now() + SLICE;
      }
    }
  }

  /** @param {(progress: number) => void} onProgress */
  async #decode(onProgress) {
    const content = this.#content;
    const size = typeof content === 'string' ? content.length : content.size;
    // A text has at least as many bytes as letters.
    if (size > MAX_CSV_BYTES) {
      throw new LabError(words.tooLarge(this.name, size, MAX_CSV_BYTES));
    }
    if (typeof content === 'string') {
      this.#import = new CsvImport();
      this.#import.append(content);
      this.#text = content;
      return;
    }
    const { signal } = this.#cancelled;
    const found = await decode(content, {
      start: () => {
        this.#import?.free();
        this.#import = new CsvImport();
        this.#text = '';
      },
      append: (text, progress) => {
        this.#import?.append(text);
        this.#text += text;
        onProgress(SHARE_OF_DECODING * progress);
      },
      signal,
    });
    if ('noText' in found) {
      throw new LabError(words.noText[found.noText](this.name));
    }
    if (found.encoding !== 'utf-8') {
      this.notices = [words.encodings[found.encoding]];
    }
  }

  /** @param {CsvOptions} options */
  preview(options) {
    return /** @type {CsvImport} */ (this.#import).preview(options);
  }

  /**
   * Returns the table for the lab: its text and options, from which it can be read again, and the data set that was read.
   *
   * @param {CsvOptions} options
   * @returns {import('../../types.js').Csv}
   */
  csv(options) {
    const dataset = /** @type {CsvImport} */ (this.#import).dataset(options);
    return { ...options, text: this.#text, dataset };
  }
}
