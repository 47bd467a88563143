/** The line under a lab in somebody's page: where the run is, and where all of the lab can be had. */
import { h, show } from '../dom.js';
import { brand } from '../icons.js';
import * as words from '../words.js';

/**
 * @param {() => string | undefined} home the page on which this lab can be opened
 * @param {() => string} permalink the hash that opens it there in this state
 */
export function footer(home, permalink) {
  const iteration = h('span', { class: 'iteration' });
  const link = h(
    'a',
    { class: 'home', part: 'home', target: '_blank', rel: 'noopener', hidden: true },
    brand(),
    h('span', {}, words.embedded.home),
  );
  // Only when pointer or focus is on the link: the state changes with every frame.
  const aim = () => {
    link.href = new URL(permalink(), home()).href;
  };
  for (const event of ['pointerenter', 'focus', 'pointerdown', 'click', 'contextmenu']) {
    link.addEventListener(event, aim);
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
