/**
 * For a page with iframes of the lab: makes each as tall as its content.
 *
 * Import it once. Only messages from frames that are in the page, in the form that embed.html sends, are accepted.
 */

/** Maximum height of a frame in CSS pixels, so that no message can make a page endless. */
const TALLEST = 10_000;

/** @param {MessageEvent} event */
function fit({ source, data }) {
  const isHeight = typeof data === 'object' && data?.type === 'regularization-lab:resize' && data.v === 1;
  if (!isHeight || !Number.isFinite(data.height) || data.height <= 0) {
    return;
  }
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) {
      frame.style.height = `${Math.min(data.height, TALLEST)}px`;
    }
  }
}

globalThis.addEventListener?.('message', fit);

// Frames that loaded before this script send their height again.
if (globalThis.document) {
  for (const frame of document.querySelectorAll('iframe')) {
    frame.contentWindow?.postMessage({ type: 'regularization-lab:measure', v: 1 }, '*');
  }
}
