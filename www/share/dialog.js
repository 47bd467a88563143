/** Giving the lab away: a link, or a lab in a page of one's own. */

/**
 * @param {import('../element.js').RegularizationLab} _lab
 * @param {HTMLElement} _opener
 * @param {string} [_panel]
 */
export function shareDialog(_lab, _opener, _panel) {}
