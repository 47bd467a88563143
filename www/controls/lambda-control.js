/** The control of λ: a text field, and a logarithmic slider that includes 0. */

import { assign, h } from '../dom.js';
import { editable, parse } from '../format.js';
import { PARAMETERS } from '../names.js';
import { lambdaValue } from '../spoken.js';
import * as words from '../words.js';

/** @typedef {import('../types.js').Dispatch} Dispatch */

/** Step of log₁₀ λ by key. @type {Record<string, number>} */
const STEP = { ArrowRight: 0.05, ArrowUp: 0.05, ArrowLeft: -0.05, ArrowDown: -0.05 };
/** Range of tick labels in decimal notation; others are powers of ten. */
const DECIMAL_RANGE = { low: 1e-3, high: 1e3 };

/**
 * Creates the control of λ.
 *
 * @param {Dispatch} dispatch
 * @param {Node} now iteration and play button, shown beside λ in embeds and in the collapsed bottom sheet
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
        set(slider.moved(STEP[event.key]));
      }
    },
  });
  const slider = lambdaSlider(set);
  const problem = h('p', { id: 'lambda-problem', class: 'problem', role: 'alert' });
  const element = h(
    'section',
    {
      class: 'group lambda',
      part: 'lambda',
      'data-control': 'lambda',
      role: 'group',
      'aria-label': words.controls.lambda,
    },
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
      slider.sync(lambda, lab);
    },
    showOneSe: slider.showOneSe,
    frame: slider.frame,
  };
}

/**
 * Creates the slider of λ with its ticks and marks.
 *
 * @param {(lambda: number) => void} set
 */
function lambdaSlider(set) {
  let lambda = 0;
  /** Converts between λ and slider positions; undefined before the first `sync`. @type {import('../types.js').LabReader | undefined} */
  let reader;
  const moved = (/** @type {number} */ decades) => reader?.lambdaMoved(lambda, decades) ?? lambda;
  const at = (/** @type {number} */ position) => reader?.lambdaAt(position) ?? lambda;
  const input = h('input', {
    type: 'range',
    min: 0,
    max: 1,
    step: 'any',
    'aria-label': words.controls.lambda,
    oninput: () => set(at(Number(input.value))),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const target =
        event.key === 'Home' ? 0 : event.key === 'End' ? at(1) : event.key in STEP ? moved(STEP[event.key]) : undefined;
      if (target !== undefined) {
        event.preventDefault();
        set(target);
      }
    },
  });
  const max = h('span', { class: 'mark', hidden: true }, words.controls.max);
  const oneSe = h('span', { class: 'mark', hidden: true }, words.controls.oneSe);
  const scale = h(
    'div',
    { class: 'scale', 'aria-hidden': 'true' },
    h('span', { class: 'segment zero' }, h('i')),
    h('span', { class: 'segment log' }, h('i')),
    max,
    oneSe,
    h('span', { class: 'thumb' }, 'λ'),
  );
  const element = h('div', { class: 'lambda-slider' }, scale, input);
  /** Ticks of the current scale: 0 and the decades. @type {Map<number, HTMLElement>} */
  let ticks = new Map();
  /** @param {import('../types.js').LabReader} lab */
  const rebuildTicks = (lab) => {
    const values = [...lab.lambdaTicks()];
    if (String(values) === String([...ticks.keys()])) {
      return;
    }
    for (const tick of ticks.values()) {
      tick.remove();
    }
    ticks = new Map(values.map((value) => [value, h('span', { class: 'tick' }, ...tickLabel(value))]));
    for (const [value, tick] of ticks) {
      tick.style.left = `${lab.lambdaPosition(value) * 100}%`;
    }
    max.before(...ticks.values());
    element.style.setProperty('--log-start', String(lab.lambdaPosition(values[1])));
  };
  return {
    element,
    scale,
    input,
    moved,
    /**
     * @param {number} value
     * @param {import('../types.js').LabReader} lab
     */
    sync(value, lab) {
      [lambda, reader] = [value, lab];
      rebuildTicks(lab);
      const position = lab.lambdaPosition(value);
      input.value = String(position);
      assign(input, { 'aria-valuetext': lambdaValue(value, lab.numbers()) });
      element.style.setProperty('--position', String(position));
      element.classList.toggle('at-zero', value === 0);
      for (const [decade, tick] of ticks) {
        tick.classList.toggle('here', decade === value);
      }
      placeMark(max, lab, lab.lambdaMax());
      separateLabels(oneSe, max);
    },
    /** @param {import('../types.js').Numbers} numbers */
    frame(numbers) {
      // While the optimum is being found, the number of kept weights is unknown.
      assign(input, { 'aria-valuetext': lambdaValue(lambda, numbers) });
    },
    /** @param {{ oneSe?: number }} found */
    showOneSe(found) {
      if (reader) {
        placeMark(oneSe, reader, found.oneSe);
        separateLabels(oneSe, max);
      }
    },
  };
}

/**
 * Returns the label of a tick: `.01`, `100`, or a power of ten if the decimal form is too wide.
 *
 * @param {number} value
 */
function tickLabel(value) {
  if (value === 0 || (value >= DECIMAL_RANGE.low && value <= DECIMAL_RANGE.high)) {
    return [value > 0 && value < 1 ? String(value).slice(1) : String(value)];
  }
  return ['10', h('sup', {}, String(Math.round(Math.log10(value))).replace('-', '−'))];
}

/**
 * Positions a mark at its λ, or hides it outside the range of the slider.
 *
 * @param {HTMLElement} element
 * @param {import('../types.js').LabReader} lab
 * @param {number | undefined} lambda
 */
function placeMark(element, lab, lambda) {
  element.hidden = lambda === undefined || lambda > lab.lambdaAt(1) || lambda < lab.lambdaTicks()[1];
  element.style.left = `${lab.lambdaPosition(lambda ?? 0) * 100}%`;
}

/** Fraction of the slider's width below which the labels of two marks overlap. */
const MIN_LABEL_GAP = 0.15;

/**
 * Moves the label of a mark to the side away from another mark if their labels would overlap.
 *
 * @param {HTMLElement} element
 * @param {HTMLElement} other
 */
function separateLabels(element, other) {
  const gap = Number.parseFloat(other.style.left) - Number.parseFloat(element.style.left);
  const isNear = !element.hidden && !other.hidden && Math.abs(gap) < 100 * MIN_LABEL_GAP;
  element.classList.toggle('to-left', isNear && gap >= 0);
  element.classList.toggle('to-right', isNear && gap < 0);
}
