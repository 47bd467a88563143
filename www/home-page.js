/** Where the whole lab is. */

/**
 * The page on which a lab can be opened alone, if that is known: what its author says, or the page beside the modules.
 *
 * @param {HTMLElement} element
 */
export function homePage(element) {
  const module = import.meta.url;
  const beside = module.startsWith('http') ? new URL('index.html', module).href : undefined;
  const home = element.getAttribute('home') ?? beside;
  return home && new URL(home, document.baseURI).href;
}
