/** Controls of the cross-validation and its surface: scoring, views, and a button that applies the recommended λ. */
import { h, show } from '../dom.js';
import { changeOfRatio, ratioOf } from '../l1-ratio.js';
import { viewSwitch } from './view-switch.js';
import * as words from './words.js';

/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').State} State */

/** @type {import('./registry.js').Extend} */
export function extendValidation({ name, picture, note }, { dispatch, lab }) {
  /** @type {{ lambda: number, l1Ratio?: number } | undefined} */
  let recommended;
  const button = h('button', {
    type: 'button',
    class: 'plain',
    onclick: () => {
      if (recommended) {
        const { lambda, l1Ratio } = recommended;
        const change = l1Ratio === undefined ? { lambda } : { ...changeOfRatio(l1Ratio), lambda };
        dispatch({ type: 'set', change });
      }
    },
  });
  const scores = h('select', {
    'aria-label': words.validation.score,
    onchange: () => dispatch({ type: 'scoring', scoring: /** @type {Numbers['scoring']} */ (scores.value) }),
  });
  const views = name === 'cross-validation' && viewSwitch(name, dispatch);
  picture.before(h('div', { class: 'plot-head' }, views, h('div', { class: 'score' }, scores)));
  picture.after(h('div', { class: 'under' }, note, button));
  let task = '';
  return (numbers, state) => {
    if (numbers.task !== task) {
      task = numbers.task;
      const names = /** @type {Numbers['scoring'][]} */ (lab.scorings());
      scores.replaceChildren(...names.map((name) => h('option', { value: name }, words.validation.option(name))));
    }
    scores.value = numbers.scoring;
    const isPlane = name === 'sweep' || numbers.validationView === 'surface';
    picture.classList.toggle('plane', isPlane);
    picture.classList.toggle('lambda-axis', !isPlane);
    recommended = isPlane ? bestOf(numbers) : oneSeOf(numbers);
    button.hidden = recommended === undefined || isInForce(recommended, state);
    if (recommended !== undefined) {
      show(button, words.validation.use(recommended.lambda, recommended.l1Ratio));
    }
  };
}

/** @param {Numbers} numbers */
const bestOf = ({ surface }) => (surface?.isComplete ? surface.best : undefined);

/** @param {Numbers} numbers */
const oneSeOf = ({ oneSe }) => (oneSe === undefined ? undefined : { lambda: oneSe });

/**
 * @param {{ lambda: number, l1Ratio?: number }} recommended
 * @param {State} state
 */
function isInForce({ lambda, l1Ratio }, state) {
  const isRatio = l1Ratio === undefined || (state.penalty !== 'none' && l1Ratio === ratioOf(state));
  return lambda === state.lambda && isRatio;
}
