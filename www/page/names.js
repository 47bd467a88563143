/** The row of panel names below the header on small screens: links to the panels, with the current one marked. */
import { h } from '../dom.js';
import { isMotionReduced } from '../motion.js';
import { SHORT_TITLES } from '../names.js';
import { chooser } from './words.js';

/** @typedef {import('../panels/panel-frame.js').PanelFrame} PanelFrame */

export function panelNames() {
  const element = h('nav', { class: 'names', 'aria-label': chooser.label });
  /** Visible panels with their links. @type {Map<string, { panel: HTMLElement, link: HTMLAnchorElement }>} */
  let places = new Map();
  /** Panels that cross the upper half of the screen. @type {Set<string>} */
  const inSight = new Set();
  // The current panel crosses the upper half of the screen, below this row.
  const observer = new IntersectionObserver(read, { rootMargin: '-90px 0px -55% 0px' });

  /** @param {IntersectionObserverEntry[]} entries */
  function read(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        inSight.add(target.id);
      } else {
        inSight.delete(target.id);
      }
    }
    const current = [...places.keys()].find((name) => inSight.has(name));
    for (const [name, { link }] of places) {
      if (name !== current) {
        link.removeAttribute('aria-current');
      } else if (!link.hasAttribute('aria-current')) {
        link.setAttribute('aria-current', 'location');
        element.scrollTo({ left: link.offsetLeft - element.offsetLeft - 16 });
      }
    }
  }

  return {
    element,
    /** @param {PanelFrame[]} frames in order */
    show(frames) {
      for (const [name, { panel }] of places) {
        if (!frames.some((frame) => frame.name === name)) {
          observer.unobserve(panel);
          inSight.delete(name);
        }
      }
      places = new Map(
        frames.map(({ name, element: panel }) => [name, places.get(name) ?? { panel, link: linkTo(name, panel) }]),
      );
      for (const { panel } of places.values()) {
        observer.observe(panel);
      }
      element.replaceChildren(...[...places.values()].map(({ link }) => link));
    },
    destroy: () => observer.disconnect(),
  };
}

/**
 * @param {string} name
 * @param {HTMLElement} panel
 */
function linkTo(name, panel) {
  const scroll = (/** @type {Event} */ event) => {
    event.preventDefault();
    panel.scrollIntoView({ behavior: isMotionReduced() ? 'auto' : 'smooth' });
  };
  return h('a', { href: `#${name}`, onclick: scroll }, SHORT_TITLES[name]);
}
