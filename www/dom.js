/** Creates elements without parsing markup, so it works under any Trusted Types policy. */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [properties] attributes; a function under `on…` listens to that event
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Record<string, unknown>} properties
 * @param {Child[]} children
 * @returns {E}
 */
function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * Sets attributes whose values have changed; undefined removes one.
 *
 * @param {Element} element
 * @param {Record<string, string | number | undefined>} attributes
 */
export function assign(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) {
      element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
      element.setAttribute(name, String(value));
    }
  }
}

/**
 * Removes an element that is not inserted again. Chromium never frees radio buttons that leave a shadow tree with their name.
 *
 * @param {Element} element
 */
export function discard(element) {
  for (const radio of element.querySelectorAll('input[type=radio]')) {
    radio.removeAttribute('name');
  }
  element.remove();
}

/**
 * Replaces the content of an element, unless it is already this text.
 *
 * @param {Element} element
 * @param {...(Node | string)} children
 */
export function show(element, ...children) {
  const isSame = children.length === 1 && typeof children[0] === 'string' && element.textContent === children[0];
  if (!isSame) {
    element.replaceChildren(...children);
  }
}
