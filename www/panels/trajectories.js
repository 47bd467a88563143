/** Controls of the trajectories: the scale of weights, and advice after divergence. */
import { h, show } from '../dom.js';
import * as words from '../words.js';
import { toggle } from './view-switch.js';

/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').State} State */

/** @type {import('./registry.js').Extend} */
export function extendTrajectories({ picture }, { dispatch, lab }) {
  picture.before(h('div', { class: 'plot-head' }, scaleSwitch(dispatch)));
  const advice = divergenceAdvice((learningRate) => {
    dispatch({ type: 'set', change: { learningRate } });
    dispatch({ type: 'play' });
  });
  picture.after(advice.element);
  return (numbers, state) => advice.sync(numbers, state, () => lab.stableLearningRate());
}

/**
 * Creates the switch between linear and square-root scale of weights.
 *
 * @param {import('../types.js').Dispatch} dispatch
 */
function scaleSwitch(dispatch) {
  const choose = (/** @type {string} */ scale) =>
    dispatch({ type: 'scale', scale: scale === 'linear' ? 'linear' : 'sqrt' });
  return h(
    'div',
    { class: 'over', role: 'radiogroup', 'aria-label': words.scale.label },
    toggle('scale', 'linear', words.scale.linear, false, choose),
    toggle('scale', 'sqrt', words.scale.root, true, choose),
  );
}

/**
 * Creates the advice to use a smaller learning rate.
 *
 * @param {(learningRate: number) => void} use
 */
function divergenceAdvice(use) {
  const text = h('span');
  const button = h('button', { type: 'button', class: 'plain', onclick: () => use(stable) });
  const element = h('div', { class: 'advice', hidden: true }, text, button);
  let stable = 0;
  return {
    element,
    /**
     * @param {Numbers} numbers
     * @param {State} state
     * @param {() => number} stableLearningRate called only after divergence
     */
    sync(numbers, state, stableLearningRate) {
      const hasDiverged = numbers.status === 'diverged';
      if (hasDiverged === !element.hidden && !hasDiverged) {
        return;
      }
      element.hidden = !hasDiverged;
      if (!hasDiverged) {
        return;
      }
      stable = stableLearningRate();
      // Without an optimum no learning rate helps.
      button.hidden = stable >= state.learningRate || numbers.message === numbers.whyNoOptimum;
      show(text, button.hidden ? numbers.message : words.tooFast(state.learningRate, stable));
      show(button, words.use(stable));
    },
  };
}
