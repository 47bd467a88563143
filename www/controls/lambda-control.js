/** λ: a value to type, and a slider with a true 0. */

import { h } from '../dom.js';
import { editable, parse, significant } from '../format.js';
import { lambdaAt, lambdaMoved, lambdaPosition } from '../generated/bindings.js';
import { PARAMETERS } from '../names.js';
import * as words from '../words.js';

/** @typedef {import('../types.js').Dispatch} Dispatch */

/** Decades that a key moves λ. @type {Record<string, number>} */
const KEYS = { ArrowRight: 0.05, ArrowUp: 0.05, ArrowLeft: -0.05, ArrowDown: -0.05, PageUp: 0.5, PageDown: -0.5 };
const TICKS = [0, 0.001, 0.01, 0.1, 1, 10, 100, 1000];

/**
 * @param {Dispatch} dispatch
 * @param {Node} now what a sheet that is not pulled up shows beside λ
 */
export function lambdaControl(dispatch, now) {
  const set = (/** @type {number} */ lambda) => dispatch({ type: 'set', change: { lambda } });
  let lambda = Number.NaN;
  const field = h('input', {
    id: 'lambda',
    class: 'field',
    inputmode: 'decimal',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'lambda-problem',
    'aria-label': PARAMETERS.lambda.label,
    onchange: () => set(parse(field.value)),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        event.preventDefault();
        set(lambdaMoved(lambda, KEYS[event.key]));
      }
    },
  });
  const slider = lambdaSlider(set);
  const problem = h('p', { id: 'lambda-problem', class: 'problem', role: 'alert' });
  const element = h(
    'section',
    { class: 'group lambda', part: 'lambda', 'data-control': 'lambda', 'aria-label': words.controls.lambda },
    h(
      'div',
      { class: 'lambda-head' },
      h(
        'div',
        { class: 'lambda-value' },
        h('label', { for: 'lambda' }, 'λ'),
        h('span', { class: 'quiet' }, '='),
        field,
      ),
      now,
    ),
    problem,
    slider.element,
  );
  return {
    element,
    problem,
    field,
    slider,
    /**
     * @param {import('../types.js').State} state
     * @param {import('../types.js').LabReader} lab
     */
    sync(state, lab) {
      if (state.lambda !== lambda || field.getAttribute('aria-invalid') === 'true') {
        field.value = editable(state.lambda);
      }
      lambda = state.lambda;
      slider.sync(lambda, lab.lambdaMax());
    },
    overview: slider.overview,
  };
}

/** @param {(lambda: number) => void} set */
function lambdaSlider(set) {
  let lambda = 0;
  const logStart = lambdaPosition(0.001);
  const input = h('input', {
    type: 'range',
    min: 0,
    max: 1,
    step: 'any',
    'aria-label': words.controls.lambda,
    oninput: () => set(lambdaAt(Number(input.value))),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const moved =
        event.key === 'Home'
          ? 0
          : event.key === 'End'
            ? lambdaAt(1)
            : event.key in KEYS
              ? lambdaMoved(lambda, KEYS[event.key])
              : undefined;
      if (moved !== undefined) {
        event.preventDefault();
        set(moved);
      }
    },
  });
  const ticks = TICKS.map((value) => {
    const tick = h('span', { class: 'tick' }, value > 0 && value < 1 ? String(value).slice(1) : String(value));
    tick.style.left = `${lambdaPosition(value) * 100}%`;
    return tick;
  });
  const max = h('span', { class: 'mark', hidden: true }, words.controls.max);
  const oneSe = h('span', { class: 'mark', hidden: true }, words.controls.oneSe);
  const scale = h(
    'div',
    { class: 'scale', 'aria-hidden': 'true' },
    h('span', { class: 'segment zero' }, h('i')),
    h('span', { class: 'segment log' }, h('i')),
    ...ticks,
    max,
    oneSe,
    h('span', { class: 'thumb' }, 'λ'),
  );
  const element = h('div', { class: 'lambda-slider' }, scale, input);
  element.style.setProperty('--log-start', String(logStart));
  return {
    element,
    scale,
    input,
    /**
     * @param {number} value
     * @param {number | undefined} lambdaMax
     */
    sync(value, lambdaMax) {
      lambda = value;
      const position = lambdaPosition(value);
      input.value = String(position);
      input.setAttribute('aria-valuetext', `λ = ${significant(value)}`);
      element.style.setProperty('--position', String(position));
      element.classList.toggle('at-zero', value === 0);
      for (const [k, tick] of ticks.entries()) {
        tick.classList.toggle('here', TICKS[k] === value);
      }
      mark(max, lambdaMax);
      keepApart(oneSe, max);
    },
    /** @param {{ oneSe?: number }} found */
    overview(found) {
      mark(oneSe, found.oneSe);
      keepApart(oneSe, max);
    },
  };
}

/**
 * Puts a mark at its λ, or away where there is none on the slider.
 *
 * @param {HTMLElement} element
 * @param {number | undefined} lambda
 */
function mark(element, lambda) {
  element.hidden = lambda === undefined || lambda > lambdaAt(1) || lambda < 0.001;
  element.style.left = `${lambdaPosition(lambda ?? 0) * 100}%`;
}

/** Marks nearer than this share of the slider would have their words on each other. */
const TOO_NEAR = 0.15;

/**
 * Lets the word of a mark stand on the far side of its line where another mark is near.
 *
 * @param {HTMLElement} element
 * @param {HTMLElement} other
 */
function keepApart(element, other) {
  const gap = Number.parseFloat(other.style.left) - Number.parseFloat(element.style.left);
  const isNear = !element.hidden && !other.hidden && Math.abs(gap) < 100 * TOO_NEAR;
  element.classList.toggle('to-left', isNear && gap >= 0);
  element.classList.toggle('to-right', isNear && gap < 0);
}
