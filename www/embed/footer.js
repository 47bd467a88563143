/** The line under a lab in somebody's page: where the run is, and where all of the lab can be had. */
import { LINK, loadChunk } from '../chunks.js';
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
  // Asked for when a hand or a key is on its way there: the state changes with every frame, and what writes it is fetched.
  const aim = () => {
    link.href = new URL(permalink(), home()).href;
  };
  const prepare = () => loadChunk(LINK).then(aim, () => {});
  for (const event of ['pointerenter', 'focus']) {
    link.addEventListener(event, prepare);
  }
  for (const event of ['pointerdown', 'click', 'contextmenu']) {
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
