/**
 * The script of embed.html: one lab in an iframe, with its state in the URL hash. It posts its height to the parent page and
 * accepts only the messages in docs/embedding.md.
 */
import { RegularizationLab } from './element.js';
import { isMotionReduced } from './motion.js';

/** The `name` attribute of the iframe, sent in messages so that a page with several iframes can distinguish them. */
const { name: id } = globalThis.window;

/** @type {number | undefined} */
let sentHeight;

/** Sends the height to the parent page, also as an LTI message. */
function sendHeight() {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (height !== sentHeight && height > 0 && parent !== globalThis.window) {
    sentHeight = height;
    // The target origin is '*': the message is not secret, and the origin of the parent is not available in a sandboxed frame.
    parent.postMessage({ type: 'regularization-lab:resize', v: 1, id, height }, '*');
    parent.postMessage({ subject: 'lti.frameResize', height }, '*');
  }
}

/** Handlers of messages from the parent page. @type {Record<string, (lab: RegularizationLab) => void>} */
const MESSAGE_HANDLERS = {
  'regularization-lab:play': (lab) => lab.play(),
  'regularization-lab:pause': (lab) => lab.pause(),
  'regularization-lab:reset': (lab) => lab.reset(),
  'regularization-lab:measure': () => {
    sentHeight = undefined;
    sendHeight();
  },
};

customElements.define('regularization-lab', RegularizationLab);
const lab = /** @type {RegularizationLab} */ (document.querySelector('regularization-lab'));

addEventListener('message', ({ source, data }) => {
  const isRequest =
    typeof data === 'object' && data !== null && data.v === 1 && Object.hasOwn(MESSAGE_HANDLERS, data.type);
  if (source === parent && isRequest) {
    MESSAGE_HANDLERS[data.type](lab);
  }
});

// A ResizeObserver gets no frames outside the viewport, so the first height is sent without it.
lab.ready.then(sendHeight);

// `?autoplay` starts playing from the state in the hash.
if (new URLSearchParams(location.search).has('autoplay')) {
  // With reduced motion, it shows the optimum instead.
  lab.ready.then(() => (isMotionReduced() ? lab.converge() : lab.play()));
}

lab.addEventListener('error', () => setTimeout(sendHeight));
new ResizeObserver(sendHeight).observe(document.documentElement);
