/** Start-up errors as one sentence for the author of the page. */
import { LabError } from '../lab-error.js';
import * as words from '../words.js';

/** Required browser features by their names. @type {Record<string, () => boolean>} */
const NEEDED = {
  WebAssembly: () => typeof WebAssembly === 'object' && 'instantiateStreaming' in WebAssembly,
  'constructable style sheets': () => 'adoptedStyleSheets' in Document.prototype,
  ResizeObserver: () => 'ResizeObserver' in globalThis,
  IntersectionObserver: () => 'IntersectionObserver' in globalThis,
  'popover attribute': () => 'popover' in HTMLElement.prototype,
  'Array.prototype.toSorted': () => 'toSorted' in Array.prototype,
};

/** Throws if the browser lacks a required feature. */
export function checkBrowser() {
  const missing = Object.keys(NEEDED).find((name) => !NEEDED[name]());
  if (missing !== undefined) {
    throw new LabError(words.trouble.browser(missing));
  }
}

/**
 * Runs `work` and reports a violated Content-Security-Policy, which the error of `work` does not mention.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
export async function underPolicy(work) {
  /** @type {SecurityPolicyViolationEvent | undefined} */
  let violation;
  const note = (/** @type {SecurityPolicyViolationEvent} */ event) => {
    // The page may have troubles of its own meanwhile.
    if (/^wasm-eval$|\.wasm\b/.test(event.blockedURI)) {
      violation ??= event;
    }
  };
  document.addEventListener('securitypolicyviolation', note);
  try {
    return await work();
  } catch (error) {
    // The browser tells of it in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    if (violation || isForbidden(error)) {
      throw new LabError(words.trouble.policy(violation));
    }
    throw error instanceof WebAssembly.CompileError ? new LabError(words.trouble.broken) : error;
  } finally {
    document.removeEventListener('securitypolicyviolation', note);
  }
}

/** @param {unknown} error */
function isForbidden(error) {
  return /content.security.policy|unsafe-eval|\bCSP\b/i.test(String(error));
}
