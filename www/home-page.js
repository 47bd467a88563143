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
  if (home === null || !URL.canParse(home, document.baseURI)) {
    return undefined;
  }
  const { href, protocol } = new URL(home, document.baseURI);
  return ['http:', 'https:', 'file:'].includes(protocol) ? href : undefined;
}
