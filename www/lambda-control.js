/** λ: a value to type, a slider with a true 0, and the same λ in other words. */
import { lambdaAt, lambdaMoved, lambdaPosition } from './bindings.js';
import { h, show, svg } from './dom.js';
import { editable, parse, significant } from './format.js';
import * as words from './words.js';

/** @typedef {import('./types.js').Actions} Actions */

/** Decades that a key moves λ. @type {Record<string, number>} */
const KEYS = { ArrowRight: 0.05, ArrowUp: 0.05, ArrowLeft: -0.05, ArrowDown: -0.05, PageUp: 0.5, PageDown: -0.5 };
const TICKS = [0, 0.001, 0.01, 0.1, 1, 10, 100, 1000];

/**
 * @param {Actions} actions
 * @param {Node} now what a sheet that is not pulled up shows beside λ
 */
export function lambdaControl(actions, now) {
  let lambda = Number.NaN;
  const field = h('input', {
    id: 'lambda',
    class: 'field',
    inputmode: 'decimal',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'lambda-problem',
    'aria-label': words.controls.lambdaField,
    onchange: () => actions.set({ lambda: parse(field.value) }),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        event.preventDefault();
        actions.set({ lambda: lambdaMoved(lambda, KEYS[event.key]) });
      }
    },
  });
  const slider = lambdaSlider((value) => actions.set({ lambda: value }));
  const problem = h('p', { id: 'lambda-problem', class: 'problem', role: 'alert' });
  const translator = dialects();
  let isSynced = false;
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
      h('span', { class: 'quiet price' }, words.controls.price),
      now,
    ),
    problem,
    slider.element,
    translator.element,
  );
  return {
    element,
    problem,
    field,
    /**
     * @param {import('./types.js').State} state
     * @param {import('./bindings.js').Lab} lab
     */
    sync(state, lab) {
      if (state.lambda !== lambda || field.getAttribute('aria-invalid') === 'true') {
        field.value = editable(state.lambda);
      }
      if (isSynced && state.lambda !== lambda) {
        slider.hint.remove();
      }
      isSynced = true;
      lambda = state.lambda;
      slider.sync(lambda, lab.lambdaMax());
      translator.sync(lab.dialects());
    },
    hint: slider.hint,
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
    'aria-label': words.controls.lambdaSlider,
    oninput: () => {
      hint.remove();
      set(lambdaAt(Number(input.value)));
    },
    onpointerdown: () => hint.remove(),
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
        hint.remove();
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
  const area = svg('path');
  const kept = h('span', { class: 'kept' });
  const hint = h('span', { class: 'hint' }, words.controls.hint);
  const scale = h(
    'div',
    { class: 'scale', 'aria-hidden': 'true' },
    svg('svg', { class: 'area', viewBox: '0 0 1 1', preserveAspectRatio: 'none' }, area),
    kept,
    h('span', { class: 'segment zero' }, h('i')),
    h('span', { class: 'segment log' }, h('i')),
    ...ticks,
    max,
    oneSe,
    h('span', { class: 'thumb' }, 'λ'),
    hint,
  );
  const element = h('div', { class: 'lambda-slider' }, scale, input);
  element.style.setProperty('--log-start', String(logStart));
  return {
    element,
    hint,
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
    /** @param {{ kept: number[], oneSe?: number }} found */
    overview(found) {
      area.setAttribute('d', steps(found.kept));
      show(kept, found.kept.length > 0 ? words.controls.kept(found.kept.at(-1) ?? 0) : '');
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

/**
 * The outline of a step area in the unit square, each count reaching half way to its neighbours.
 *
 * @param {number[]} counts from the largest λ, which lies at the right
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

/** The same λ in the words of scikit-learn, glmnet and Bayes. */
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
    /** @param {import('./types.js').Dialects} said */
    sync(said) {
      /** @type {Record<string, number | undefined>} */
      const values = { ...said, glmnetLambda: said.alpha };
      for (const { key, value } of entries) {
        const number = values[key];
        show(value, number === undefined ? '–' : significant(number));
      }
    },
  };
}
