/** Controls of the geometry: views, the two weights, a note about the slice, and the handle of the start point. */
import { h } from '../dom.js';
import { weightName } from '../words.js';
import * as words from './plane-words.js';
import { startHandle } from './start-handle.js';
import { viewSwitch } from './view-switch.js';

/** @type {import('./registry.js').Extend} */
export function extendGeometry({ name, picture, note }, { dispatch, lab }) {
  const pair = pairChoice(dispatch);
  const start = startHandle(name, picture, lab, dispatch);
  const clear = h(
    'button',
    {
      type: 'button',
      class: 'plain',
      hidden: true,
      title: words.geometryStart.clearHint,
      onclick: () => dispatch({ type: 'start' }),
    },
    words.geometryStart.clear,
  );
  const views = viewSwitch(name, dispatch);
  picture.before(h('div', { class: 'plot-head' }, start.element));
  picture.after(h('div', { class: 'under' }, note, pair.element, clear, views));
  let run = -1;
  return (numbers) => {
    clear.hidden = !numbers.isObjective || numbers.whatIf === undefined;
    start.sync(numbers);
    if (numbers.run !== run) {
      run = numbers.run;
      pair.list(lab.featureNames());
    }
    pair.sync(numbers.pair);
  };
}

/**
 * Creates the selects of the two weights of a plane.
 *
 * @param {import('../types.js').Dispatch} dispatch
 */
export function pairChoice(dispatch) {
  const across = h('select', { 'aria-label': words.pair.across, onchange: () => changed() });
  const up = h('select', { 'aria-label': words.pair.up, onchange: () => changed() });
  const changed = () => dispatch({ type: 'pair', pair: [Number(across.value), Number(up.value)] });
  const element = h('div', { class: 'pair' }, h('span', {}, words.pair.label), across, up);
  let chosen = '';
  return {
    element,
    /** @param {string[]} featureNames */
    list(featureNames) {
      for (const select of [across, up]) {
        select.replaceChildren(...featureNames.map((name, j) => h('option', { value: j }, weightName(name))));
      }
      element.hidden = featureNames.length < 3;
      chosen = '';
    },
    /** @param {[number, number] | null} pair */
    sync(pair) {
      if (pair === null || pair.join() === chosen) {
        return;
      }
      chosen = pair.join();
      for (const [select, mine, other] of /** @type {const} */ ([
        [across, ...pair],
        [up, pair[1], pair[0]],
      ])) {
        select.value = String(mine);
        for (const option of select.options) {
          option.disabled = Number(option.value) === other;
        }
      }
    },
  };
}
