/** The line under a lab in somebody's page: where the run is, and where all of the lab can be had. */
import { h, show } from '../dom.js';
import { brand } from '../icons.js';
import * as words from '../words.js';

/** @param {() => string | undefined} home where this state opens as a page */
export function footer(home) {
  const iteration = h('span', { class: 'iteration' });
  const link = h(
    'a',
    { class: 'home', part: 'home', target: '_blank', rel: 'noopener', hidden: true },
    brand(),
    h('span', {}, words.embedded.home),
  );
  // Asked for when a hand or a key is on its way there: the state changes with every frame.
  const aim = () => {
    link.href = home() ?? '';
  };
  for (const event of ['pointerenter', 'focus', 'pointerdown', 'contextmenu']) {
    link.addEventListener(event, aim);
  }
  return {
    element: h('footer', { class: 'foot', part: 'footer' }, iteration, link),
    /** @param {import('../types.js').Numbers} numbers */
    draw(numbers) {
      show(iteration, words.embedded.iteration(numbers));
      if (link.hidden && home() !== undefined) {
        link.hidden = false;
        aim();
      }
    },
  };
}
