/** Viewport detection for `loading="lazy"`, with one IntersectionObserver for all labs. */

/** Distance above and below the viewport at which a lazy lab starts to load. */
const ROOT_MARGIN = '400px 0px';

/** @type {WeakMap<Element, () => void>} */
const callbacks = new WeakMap();
/** @type {IntersectionObserver | undefined} */
let observer;

/**
 * Calls `callback` when the element is near the viewport; returns a function that stops observing.
 *
 * @param {Element} element
 * @param {() => void} callback
 */
export function onceNearViewport(element, callback) {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) {
          observer?.unobserve(target);
          callbacks.get(target)?.();
        }
      }
    },
    { rootMargin: ROOT_MARGIN },
  );
  callbacks.set(element, callback);
  observer.observe(element);
  return () => observer?.unobserve(element);
}
