/** The line below an embedded lab: the iteration, and a link to the page of the lab. */
import { h, show } from '../dom.js';
import { brand } from '../icons.js';
import * as words from '../words.js';

/**
 * @param {() => string | undefined} home the page on which this lab can be opened
 * @param {() => string} permalink the hash of the current state
 */
export function footer(home, permalink) {
  const iteration = h('span', { class: 'iteration' });
  const link = h(
    'a',
    { class: 'home', part: 'home', target: '_blank', rel: 'noopener', hidden: true },
    brand(),
    h('span', {}, words.embedded.home),
  );
  // Updated only on hover or focus, because the state changes in every frame.
  const updateLink = () => {
    link.href = new URL(permalink(), home()).href;
  };
  for (const event of ['pointerenter', 'focus', 'pointerdown', 'click', 'contextmenu']) {
    link.addEventListener(event, updateLink);
  }
  return {
    element: h('footer', { class: 'foot', part: 'footer' }, iteration, link),
    /** @param {import('../types.js').Numbers} numbers */
    draw(numbers) {
      show(iteration, words.embedded.iteration(numbers));
      const page = link.hidden ? home() : undefined;
      if (page) {
        link.hidden = false;
        link.href = page;
      }
    },
  };
}
