/** Detection of start-up errors, each reported in one sentence. */
import { LabError } from '../lab-error.js';
import * as words from '../words.js';

/** Required browser features by their names. @type {Record<string, () => boolean>} */
const FEATURES = {
  WebAssembly: () => typeof WebAssembly === 'object' && 'instantiateStreaming' in WebAssembly,
  'constructable style sheets': () => 'adoptedStyleSheets' in Document.prototype,
  ResizeObserver: () => 'ResizeObserver' in globalThis,
  IntersectionObserver: () => 'IntersectionObserver' in globalThis,
  'popover attribute': () => 'popover' in HTMLElement.prototype,
  'Array.prototype.toSorted': () => 'toSorted' in Array.prototype,
};

/** Throws if the browser lacks a required feature. */
export function checkBrowser() {
  const missing = Object.keys(FEATURES).find((name) => !FEATURES[name]());
  if (missing !== undefined) {
    throw new LabError(words.trouble.browser(missing));
  }
}

/**
 * Runs `work`, and throws an error about the Content-Security-Policy if it was violated; the error of `work` does not mention it.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
export async function detectPolicyViolation(work) {
  /** @type {SecurityPolicyViolationEvent | undefined} */
  let violation;
  const onViolation = (/** @type {SecurityPolicyViolationEvent} */ event) => {
    // Violations by other parts of the page are ignored.
    if (/^wasm-eval$|\.wasm\b/.test(event.blockedURI)) {
      violation ??= event;
    }
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  try {
    return await work();
  } catch (error) {
    // The browser dispatches the event in a later task.
    await new Promise((resolve) => setTimeout(resolve));
    if (violation || isForbidden(error)) {
      throw new LabError(words.trouble.policy(violation));
    }
    throw error instanceof WebAssembly.CompileError ? new LabError(words.trouble.broken) : error;
  } finally {
    document.removeEventListener('securitypolicyviolation', onViolation);
  }
}

/**
 * Returns whether an error message mentions the Content-Security-Policy.
 *
 * @param {unknown} error
 */
function isForbidden(error) {
  return /content.security.policy|unsafe-eval|\bCSP\b/i.test(String(error));
}
