/**
 * For a page that contains labs in iframes. Importing it once makes the frames as tall as their content, dispatches the keys that a lab does
 * not use on its iframe, so that a presentation moves on, and returns the focus at Escape. `connect(iframe)` controls one lab.
 *
 * It reads only messages of the format of embed.html that come from an iframe of the page.
 */
import { message, readMessage } from './embed/messages.js';

/** Sends a message to the lab of an iframe. @param {HTMLIFrameElement} iframe @param {string} name @param {object} [values] */
function send(iframe, name, values) {
  // The target origin is '*', because a sandboxed frame has none.
  iframe.contentWindow?.postMessage(message(name, values ?? {}), '*');
}

/** Handlers of messages that need no connection. @type {Record<string, (iframe: HTMLIFrameElement, values: Record<string, any>) => void>} */
const HANDLERS = {
  resize(iframe, { height }) {
    iframe.style.height = `${height}px`;
  },
  key(iframe, values) {
    if (values.key === 'Escape') {
      iframe.blur();
      window.focus();
    } else {
      iframe.dispatchEvent(
        new KeyboardEvent('keydown', { ...values, bubbles: true, composed: true, cancelable: true }),
      );
    }
  },
};

const REMOVED = 'the iframe is not in the document';

/** Frame to which an iframe is connected. @type {WeakMap<HTMLIFrameElement, Frame>} */
const connected = new WeakMap();
/** Connected iframes, because a query of the document does not find those in shadow trees. @type {Set<WeakRef<HTMLIFrameElement>>} */
const iframes = new Set();

/** Returns the iframe that a message comes from. @param {MessageEventSource | null} source */
function iframeOf(source) {
  const kept = [...iframes].map((reference) => reference.deref());
  return [...document.querySelectorAll('iframe'), ...kept].find((iframe) => iframe?.contentWindow === source);
}

/** Receives a message of a connected lab; set by `Frame`. */
let receive = (
  /** @type {Frame} */ _frame,
  /** @type {string} */ _name,
  /** @type {Record<string, any>} */ _values,
) => {};

/** @typedef {{ resolve: (result?: any) => void, reject: (error: Error) => void }} Pending */

/**
 * A lab in an iframe. It has the methods of the element, which return promises, and its events.
 */
class Frame extends EventTarget {
  /** Fulfilled when the lab has drawn its first frame. @type {Promise<void>} */
  ready;
  #iframe;
  #setReady = () => {};
  #isReady = false;
  #nRequests = 0;
  /** Requests without a reply, by number. @type {Map<number, Pending>} */
  #pending = new Map();
  /** Whether the iframe was in the document since the first request that has no reply. */
  #isInserted = false;
  /** Rejects the requests when the iframe is removed, of which no event tells. */
  #observer = new MutationObserver(() => {
    const { isConnected } = this.#iframe;
    if (this.#isInserted && !isConnected) {
      this.#forget(REMOVED);
    }
    this.#isInserted = isConnected;
  });

  static {
    receive = (frame, name, values) => frame.#receive(name, values);
  }

  /** @param {HTMLIFrameElement} iframe */
  constructor(iframe) {
    super();
    this.#iframe = iframe;
    this.ready = new Promise((resolve) => {
      this.#setReady = () => {
        this.#isReady = true;
        resolve();
      };
    });
    // A lab that is loaded already answers; one that is not sends an event when it is.
    send(iframe, 'measure', { request: this.#nRequests++ });
  }

  getState() {
    return this.#request('get-state');
  }

  /** @param {object} state */
  setState(state) {
    return this.#request('set-state', { state });
  }

  play() {
    return this.#request('play');
  }

  pause() {
    return this.#request('pause');
  }

  /** @param {number} [n] */
  step(n = 1) {
    return this.#request('step', { n });
  }

  reset() {
    return this.#request('reset');
  }

  converge() {
    return this.#request('converge');
  }

  /** @param {string} panel */
  toSvg(panel) {
    return this.#request('export', { what: 'svg', panel });
  }

  /** @param {string} panel */
  toBlob(panel) {
    return this.#request('export', { what: 'png', panel });
  }

  /** @param {string} table */
  toCsv(table) {
    return this.#request('export', { what: 'csv', table });
  }

  toPython() {
    return this.#request('export', { what: 'python' });
  }

  permalink() {
    return this.#request('export', { what: 'permalink' });
  }

  /**
   * @param {string} name
   * @param {object} [values]
   * @returns {Promise<any>}
   */
  async #request(name, values = {}) {
    this.#isInserted ||= this.#iframe.isConnected;
    for (const root of [this.#iframe.ownerDocument, this.#iframe.getRootNode()]) {
      this.#observer.observe(root, { childList: true, subtree: true });
    }
    const request = this.#nRequests++;
    try {
      return await new Promise((resolve, reject) => {
        this.#pending.set(request, { resolve, reject });
        this.ready.then(() => {
          if (this.#iframe.isConnected) {
            send(this.#iframe, name, { request, ...values });
          } else {
            reject(new Error(REMOVED));
          }
        });
      });
    } finally {
      this.#pending.delete(request);
      if (this.#pending.size === 0) {
        this.#observer.disconnect();
      }
    }
  }

  /** @param {string} name @param {Record<string, any>} values */
  #receive(name, values) {
    if (name === 'reply') {
      const { request, result, error } = values;
      const pending = this.#pending.get(request);
      // Also the reply to the first one, for which nothing waits.
      this.#setReady();
      error === undefined ? pending?.resolve(result) : pending?.reject(new Error(error));
    } else if (name === 'event') {
      if (values.event === 'ready' && this.#isReady) {
        this.#forget('the frame was loaded again before it could answer');
      }
      // Also after `error`: a lab that cannot start answers every request with the reason.
      this.#setReady();
      this.dispatchEvent(new CustomEvent(values.event, { detail: values.detail }));
    }
  }

  /** Rejects the requests to a lab that the iframe no longer contains. @param {string} reason */
  #forget(reason) {
    for (const { reject } of this.#pending.values()) {
      reject(new Error(reason));
    }
    this.#pending.clear();
  }
}

/**
 * Connects to the lab of an iframe, also before it is loaded.
 *
 * @param {HTMLIFrameElement} iframe
 */
export function connect(iframe) {
  if (!(iframe instanceof HTMLIFrameElement)) {
    throw new TypeError(`iframe must be an iframe element; got ${iframe === null ? 'null' : typeof iframe}`);
  }
  const known = connected.get(iframe);
  if (known) {
    return known;
  }
  const frame = new Frame(iframe);
  connected.set(iframe, frame);
  iframes.add(new WeakRef(iframe));
  return frame;
}

/** @param {MessageEvent} event */
function onMessage({ source, data }) {
  const read = readMessage(data);
  const iframe = read && source ? iframeOf(source) : undefined;
  if (read && iframe) {
    HANDLERS[read.name]?.(iframe, read.values);
    const frame = connected.get(iframe);
    if (frame) {
      receive(frame, read.name, read.values);
    }
  }
}

globalThis.addEventListener?.('message', onMessage);

// Frames that loaded before this script send their height again.
if (globalThis.document) {
  for (const iframe of document.querySelectorAll('iframe')) {
    send(iframe, 'measure');
  }
}
