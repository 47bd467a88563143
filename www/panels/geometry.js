/** What only the geometry has: which two weights it shows, and how true the picture is. */
import { h, show } from '../dom.js';
import * as words from '../words.js';

/** @type {import('./furniture.js').Furnish} */
export function furnishGeometry({ picture }, { actions, lab }) {
  const note = h('p', { class: 'note' });
  const pair = pairChoice(actions.choosePair);
  picture.after(h('div', { class: 'under' }, note, pair.element));
  let run = -1;
  return (numbers) => {
    show(note, words.geometryNote(numbers));
    if (numbers.run !== run) {
      run = numbers.run;
      pair.list(lab.featureNames());
    }
    pair.sync(numbers.pair);
  };
}

/**
 * Which two weights the plane has.
 *
 * @param {(a: number, b: number) => void} choose
 */
export function pairChoice(choose) {
  const across = h('select', { 'aria-label': words.pair.across, onchange: () => changed() });
  const up = h('select', { 'aria-label': words.pair.up, onchange: () => changed() });
  const changed = () => choose(Number(across.value), Number(up.value));
  const element = h('div', { class: 'pair' }, h('span', {}, words.pair.label), across, up);
  let chosen = '';
  return {
    element,
    /** @param {string[]} featureNames */
    list(featureNames) {
      for (const select of [across, up]) {
        select.replaceChildren(...featureNames.map((name, j) => h('option', { value: j }, words.weightName(name))));
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
