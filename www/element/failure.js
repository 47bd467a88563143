/** What is shown in place of a lab that could not start, or that an internal error has stopped: a sentence, and what can be done. */
import { h, show } from '../dom.js';
import { VERSION } from '../version.js';
import { failures as words } from '../words.js';

/**
 * @param {string} theme
 * @param {string} sentence
 * @param {{ text: string, act: () => void }} [retry]
 * @param {string} [report] to be copied
 */
export function failure(theme, sentence, retry, report) {
  const buttons = [
    retry && h('button', { type: 'button', class: 'plain', onclick: retry.act }, retry.text),
    report !== undefined && copyButton(report),
  ].filter(Boolean);
  return h(
    'div',
    { class: 'lab embed failed', 'data-theme': theme },
    h('p', { class: 'failure', part: 'failure', role: 'alert' }, sentence),
    buttons.length > 0 && h('div', { class: 'failure-actions' }, ...buttons),
  );
}

/** @param {string} report */
function copyButton(report) {
  const field = h('textarea', { readonly: true, rows: 6, hidden: true, 'aria-label': words.report }, report);
  const button = h(
    'button',
    {
      type: 'button',
      class: 'plain',
      onclick: async () => {
        try {
          await navigator.clipboard.writeText(report);
          show(button, words.copied);
        } catch {
          // Insecure pages and frames have no clipboard: the text is selected instead.
          field.hidden = false;
          field.select();
        }
      },
    },
    words.copy,
  );
  return h('div', {}, button, field);
}

/**
 * Describes a failure for the authors of the lab.
 *
 * @param {Error} error
 * @param {() => string} permalink of the last state
 */
export function reportOf(error, permalink) {
  let link = '';
  try {
    link = permalink();
  } catch (reason) {
    link = String(reason);
  }
  const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : (error.stack ?? '');
  return [`Regularization Lab ${VERSION}`, error.message, link, navigator.userAgent, cause].join('\n');
}
