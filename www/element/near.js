/** Whether an element is near the part of the page that is seen. */

/** How far below and above the screen a lab with `loading="lazy"` begins to load. */
const MARGIN = '400px 0px';

/** @type {WeakMap<Element, () => void>} */
const waiting = new WeakMap();
/** @type {IntersectionObserver | undefined} */
let observer;

/**
 * Calls once the element comes near; returns what stops waiting.
 *
 * @param {Element} element
 * @param {() => void} call
 */
export function whenNear(element, call) {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) {
          observer?.unobserve(target);
          waiting.get(target)?.();
        }
      }
    },
    { rootMargin: MARGIN },
  );
  waiting.set(element, call);
  observer.observe(element);
  return () => observer?.unobserve(element);
}
