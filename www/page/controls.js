/** Additional controls of the page: details of λ, and advice. */
import { h, show, svg } from '../dom.js';
import { significant } from '../format.js';
import { adviceLine } from './advice.js';
import * as words from './words.js';

/** @typedef {import('../types.js').LabReader} LabReader */

/**
 * @param {ReturnType<typeof import('../controls/lambda-control.js').lambdaControl>} lambda
 * @param {HTMLElement} problem the error message, the last line
 * @param {() => void} standardize
 */
export function pageControls(lambda, problem, standardize) {
  const advice = adviceLine(standardize);
  const more = lambdaDetails(lambda);
  problem.before(advice.element);
  return {
    sync: more.sync,
    overview: more.overview,
    advise: advice.sync,
  };
}

/**
 * Adds the numbers of kept weights to the slider, and λ in other parameterizations below it.
 *
 * @param {ReturnType<typeof import('../controls/lambda-control.js').lambdaControl>} control
 */
function lambdaDetails({ element, slider }) {
  const area = svg('path');
  const kept = h('span', { class: 'kept' });
  const hint = h('span', { class: 'hint' }, words.lambda.hint);
  const translator = dialects();
  element.querySelector('.now')?.before(h('span', { class: 'quiet strength' }, words.lambda.strength));
  slider.scale.prepend(svg('svg', { class: 'area', viewBox: '0 0 1 1', preserveAspectRatio: 'none' }, area), kept);
  slider.scale.append(hint);
  element.append(translator.element);
  slider.input.addEventListener('pointerdown', () => hint.remove());
  /** @type {number | undefined} */
  let last;
  return {
    /**
     * @param {import('../types.js').State} state
     * @param {LabReader} lab
     */
    sync({ lambda }, lab) {
      if (last !== undefined && last !== lambda) {
        hint.remove();
      }
      last = lambda;
      translator.sync(lab.dialects());
    },
    /** @param {{ kept: number[] }} found */
    overview(found) {
      area.setAttribute('d', steps(found.kept));
      show(kept, found.kept.length > 0 ? words.lambda.kept(found.kept.at(-1) ?? 0) : '');
    },
  };
}

/**
 * Returns the SVG path of a step area in the unit square; each step extends half way to its neighbours.
 *
 * @param {number[]} counts from the largest λ, which is at the right
 */
function steps(counts) {
  const most = Math.max(1, ...counts);
  const width = 1 / (counts.length - 1);
  const path = counts.toReversed().map((count, k) => {
    const [left, right] = [Math.max(0, k - 0.5) * width, Math.min(1, (k + 0.5) * width)];
    const y = (1 - count / most).toFixed(4);
    return `L${left.toFixed(4)} ${y}L${right.toFixed(4)} ${y}`;
  });
  return counts.length > 1 ? `M0 1${path.join('')}L1 1z` : '';
}

/** Creates the list of λ as scikit-learn's, glmnet's and Bayesian parameters. */
function dialects() {
  const keys = /** @type {const} */ (['c', 'alpha', 'ridgeAlpha', 'glmnetLambda', 'priorDeviation', 'laplaceScale']);
  const entries = keys.map((key) => ({ key, value: h('dd') }));
  const element = h(
    'dl',
    { class: 'dialects' },
    ...entries.flatMap(({ key, value }) => [h('dt', {}, words.dialects[key]), value]),
  );
  return {
    element,
    /** @param {import('../types.js').Dialects} converted */
    sync(converted) {
      /** @type {Record<string, number | undefined>} */
      const values = { ...converted, glmnetLambda: converted.alpha };
      for (const { key, value } of entries) {
        const number = values[key];
        show(value, number === undefined ? '–' : significant(number));
      }
    },
  };
}
