/** URL of the page of the lab. */

/**
 * Returns the URL of the page that opens a lab alone, if it is known: this page, or the attribute `home`. No other is assumed, because packages
 * and copies of single files have no such page.
 *
 * @param {HTMLElement} element
 */
export function homePage(element) {
  if (element.hasAttribute('page') && element.hasAttribute('linked')) {
    return location.href.replace(/#.*/, '');
  }
  const home = element.getAttribute('home');
  const url = home === null ? undefined : parsedUrl(home, document.baseURI);
  return url && ['http:', 'https:', 'file:'].includes(url.protocol) ? url.href : undefined;
}

/**
 * Parses a URL; undefined if it is none. `URL.canParse` is newer than the oldest Chrome.
 *
 * @param {string} text
 * @param {string} [base]
 */
export function parsedUrl(text, base) {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
