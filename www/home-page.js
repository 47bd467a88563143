/** The address of the page of the lab. */

/**
 * Returns the page on which a lab can be opened alone, if known: the attribute `home`, or index.html beside the modules.
 *
 * @param {HTMLElement} element
 */
export function homePage(element) {
  const module = import.meta.url;
  const fallback = module.startsWith('http') ? new URL('index.html', module).href : undefined;
  const home = element.getAttribute('home') ?? fallback;
  return home && new URL(home, document.baseURI).href;
}
