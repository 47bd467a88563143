/**
 * The script of embed.html: one lab whose state is the hash, in a frame of somebody's page. It tells the page how tall it is; to what
 * the page says it listens only in the form that the documentation describes.
 */
import { RegularizationLab } from './element.js';

/** Name of this frame in messages: what the page called it, so that a page with many can tell them apart. */
const { name: id } = globalThis.window;

/** @type {number | undefined} */
let told;

/** Tells the page around the height, also in the words of LTI. */
function tellHeight() {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (height !== told && height > 0 && parent !== globalThis.window) {
    told = height;
    // Nothing in it is secret, and a sandboxed frame does not know who is around it.
    parent.postMessage({ type: 'regularization-lab:resize', v: 1, id, height }, '*');
    parent.postMessage({ subject: 'lti.frameResize', height }, '*');
  }
}

/** What a page may ask for. @type {Record<string, (lab: RegularizationLab) => void>} */
const REQUESTS = {
  'regularization-lab:play': (lab) => lab.play(),
  'regularization-lab:pause': (lab) => lab.pause(),
  'regularization-lab:reset': (lab) => lab.reset(),
  'regularization-lab:measure': () => {
    told = undefined;
    tellHeight();
  },
};

customElements.define('regularization-lab', RegularizationLab);
const lab = /** @type {RegularizationLab} */ (document.querySelector('regularization-lab'));

addEventListener('message', ({ source, data }) => {
  const isRequest = typeof data === 'object' && data !== null && data.v === 1 && Object.hasOwn(REQUESTS, data.type);
  if (source === parent && isRequest) {
    REQUESTS[data.type](lab);
  }
});

// Out of sight there are no frames to observe sizes in, so the first height is told without.
lab.ready.then(tellHeight);

// A page can ask for a lab that plays from the moment its hash names.
if (new URLSearchParams(location.search).has('autoplay')) {
  lab.ready.then(() => matchMedia('(prefers-reduced-motion: reduce)').matches || lab.play());
}

lab.addEventListener('error', () => setTimeout(tellHeight));
new ResizeObserver(tellHeight).observe(document.documentElement);
