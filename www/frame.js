/**
 * Resizes iframes of the lab to the height of their content. For the page that contains them.
 *
 * Import it once. It accepts only messages of the format that embed.html sends, from iframes of the page.
 */

/** Maximum height of a frame in CSS pixels, so that no message can make a page too tall. */
const MAX_HEIGHT = 10_000;

/**
 * Sets the height of the frame that sent a message.
 *
 * @param {MessageEvent} event
 */
function fit({ source, data }) {
  const isHeight = typeof data === 'object' && data?.type === 'regularization-lab:resize' && data.v === 1;
  if (!isHeight || !Number.isFinite(data.height) || data.height <= 0) {
    return;
  }
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) {
      frame.style.height = `${Math.min(data.height, MAX_HEIGHT)}px`;
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
