/** URL of the page of the lab. */

/**
 * Returns the URL of the page that opens a lab alone, if known: the attribute `home`, or index.html beside the modules.
 *
 * @param {HTMLElement} element
 */
export function homePage(element) {
  const module = import.meta.url;
  const fallback = module.startsWith('http') ? new URL('index.html', module).href : undefined;
  const home = element.getAttribute('home') ?? fallback;
  return home && new URL(home, document.baseURI).href;
}
