/**
 * The script of embed.html: one lab in an iframe, with its state in the URL hash. It sends height, events and unused keys to the page that
 * contains it, and answers the requests of that page; docs/embedding.md lists all messages.
 */
import { returnsFocus } from './element/handled-keys.js';
import { RegularizationLab } from './element.js';
import { answer, withoutTable } from './embed/answer.js';
import { isForwarded } from './embed/keys.js';
import { EVENTS, message, readRequest } from './embed/messages.js';
import { parsedUrl } from './home-page.js';
import { isMotionReduced } from './motion.js';

/** The `name` attribute of the iframe, sent in messages so that a page with several iframes can distinguish them. */
const { name: id } = globalThis.window;

const isFramed = parent !== globalThis.window;

/** @type {number | undefined} */
let sentHeight;

/**
 * Sends a message to the parent page.
 *
 * @param {string} name
 * @param {object} values
 */
function send(name, values) {
  if (isFramed) {
    // The target origin is '*': the origin of the parent is not available in a sandboxed frame. The user's table is in no message.
    parent.postMessage(message(name, { id, ...values }), '*');
  }
}

/** Sends the height if it has changed, also as an LTI message. */
function sendHeight() {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (height !== sentHeight && height > 0 && isFramed) {
    sentHeight = height;
    send('resize', { height });
    parent.postMessage({ subject: 'lti.frameResize', height }, '*');
  }
}

customElements.define('regularization-lab', RegularizationLab);
const lab = /** @type {RegularizationLab} */ (document.querySelector('regularization-lab'));

// `?autoplay` starts playing from the state in the hash; `?check=…` and `?home=…` are the attributes of these names.
const options = new URLSearchParams(location.search);
const home = options.get('home');
// A page of this host only, so that no address of a frame can lead elsewhere.
if (home !== null && parsedUrl(home, location.href)?.origin === location.origin) {
  lab.setAttribute('home', home);
}
const check = options.get('check');
if (check !== null) {
  lab.setAttribute('check', check);
}
if (options.has('autoplay')) {
  // With reduced motion it shows the optimum instead; without one it waits at its start, and the panels say why.
  lab.ready.then(() => (isMotionReduced() ? lab.converge().catch(() => undefined) : lab.play()));
}

addEventListener('message', async ({ source, data }) => {
  const request = source === parent ? readRequest(data) : undefined;
  if (request === undefined) {
    return;
  }
  if (request.problem === undefined && request.name === 'measure') {
    sentHeight = undefined;
    sendHeight();
  }
  const reply = await answer(lab, request);
  // Without a number there is nothing to assign a result to; a problem is reported in any case.
  if (reply.error !== undefined || request.request !== undefined) {
    send('reply', { request: request.request ?? null, ...reply });
  }
});

for (const event of EVENTS) {
  lab.addEventListener(event, (fired) => {
    send('event', { event, detail: withoutTable(/** @type {CustomEvent} */ (fired).detail) });
  });
}

/** @param {KeyboardEvent} event */
function forward({ key, code, altKey, ctrlKey, metaKey, shiftKey, repeat }) {
  send('key', { key, code, altKey, ctrlKey, metaKey, shiftKey, repeat });
}

addEventListener('keydown', (event) => isForwarded(event) && forward(event));
// The element stops the Escape that removes the focus from its control; frame.js then focuses the page.
const root = /** @type {ShadowRoot} */ (lab.shadowRoot);
root.addEventListener('keydown', (event) => {
  const pressed = /** @type {KeyboardEvent} */ (event);
  if (returnsFocus(pressed, root)) {
    forward(pressed);
  }
});

// A ResizeObserver gets no frames outside the viewport, so the first height is sent without it.
lab.ready.then(sendHeight);
lab.addEventListener('error', () => setTimeout(sendHeight));
new ResizeObserver(sendHeight).observe(document.documentElement);
