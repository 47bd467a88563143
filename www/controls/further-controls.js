/** Controls that an embed shows only if its author selects them: data, l1_ratio, steps, scrubbing, speed, optimizer, intercept. */

import { assign, h, show } from '../dom.js';
import { count, editable, parse, significant, withoutSeparators } from '../format.js';
import { changeOfRatio, ratioOf } from '../l1-ratio.js';
import { OPTIMIZER_LABELS, PARAMETERS, PRESET_DESCRIPTIONS, PRESET_LABELS, PRESETS } from '../names.js';
import { SPEEDS } from '../player.js';
import { iterationValue, rateValue, ratioValue } from '../spoken.js';
import * as allWords from '../words.js';
import { icons } from './icons.js';
import * as words from './words.js';

/** @typedef {import('../types.js').Dispatch} Dispatch */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Numbers} Numbers */

const {
  l1Ratio: { slider: RATIO },
  learningRate: { slider: RATE },
} = PARAMETERS;

/**
 * Adds these controls to those of every lab; `controls.js` hides those that are not selected.
 *
 * @param {{ element: HTMLElement, penalty: HTMLElement, playing: HTMLElement, transport: HTMLElement }} containers
 * @param {Dispatch} dispatch
 * @param {boolean} hasHeader whether the page header contains the choice of data
 */
export function furtherControls({ element, penalty, playing, transport }, dispatch, hasHeader) {
  const data = hasHeader ? undefined : dataControl(dispatch);
  const ratio = ratioControl(dispatch);
  const steps = stepControls(dispatch);
  const learning = learningControl(dispatch);
  if (data) {
    element.prepend(data.element);
  }
  penalty.append(ratio.element);
  transport.prepend(steps.restart);
  transport.append(...steps.buttons);
  playing.append(...steps.rows);
  playing.after(learning.element);
  return {
    /** Inputs and their error messages, by name of parameter. */
    errorFields: { learningRate: learning, nIter: steps, ...(data && { data }) },
    showSpeed: steps.showSpeed,
    frame: steps.frame,
    /**
     * @param {State} state
     * @param {import('../types.js').LabReader} lab
     */
    sync(state, lab) {
      data?.sync(state);
      ratio.sync(state);
      learning.sync(state, lab);
    },
  };
}

/**
 * Creates the choice of preset, for labs without a header.
 *
 * @param {Dispatch} dispatch
 */
function dataControl(dispatch) {
  const select = h('select', { id: 'data', onchange: () => dispatch({ type: 'set', change: { data: select.value } }) });
  const problem = h('p', { class: 'problem', role: 'alert' });
  select.append(
    ...PRESETS.map((name) => h('option', { value: name, title: PRESET_DESCRIPTIONS[name] }, PRESET_LABELS[name])),
  );
  return {
    element: h(
      'section',
      { class: 'group data-choice', 'data-control': 'data' },
      h('div', { class: 'row' }, h('label', { for: 'data' }, words.data), select),
      problem,
    ),
    problem,
    field: select,
    /** @param {State} state */
    sync(state) {
      select.value = state.data;
    },
  };
}

/**
 * Creates the slider of `l1_ratio`.
 *
 * @param {Dispatch} dispatch
 */
function ratioControl(dispatch) {
  // An output is a live region, but the slider already says its value.
  const ratio = h('input', {
    id: 'l1-ratio',
    class: 'slider',
    type: 'range',
    min: RATIO.low,
    max: RATIO.high,
    step: RATIO.step,
    oninput: () => dispatch({ type: 'set', change: changeOfRatio(Number(ratio.value)) }),
  });
  const output = h('output', { for: 'l1-ratio', class: 'label', 'aria-hidden': 'true' });
  return {
    element: h(
      'div',
      { class: 'ratio', 'data-control': 'l1-ratio' },
      h('label', { for: 'l1-ratio' }, PARAMETERS.l1Ratio.label),
      output,
      ratio,
      h('span', { class: 'ends', 'aria-hidden': 'true' }, h('span', {}, '0'), h('span', {}, '0.5'), h('span', {}, '1')),
    ),
    /** @param {State} state */
    sync(state) {
      const share = ratioOf(state);
      ratio.value = String(share);
      ratio.style.setProperty('--share', String(share));
      ratio.setAttribute('aria-valuetext', ratioValue(share));
      show(output, significant(share, 2));
    },
  };
}

/**
 * Creates the controls of the run: steps, iteration, scrubbing, bookmark, speed.
 *
 * @param {Dispatch} dispatch
 */
function stepControls(dispatch) {
  /**
   * @param {string} label
   * @param {() => void} onclick
   * @param {Node | string} face
   * @param {string} [kind]
   */
  const button = (label, onclick, face, kind = '') =>
    h(
      'button',
      {
        type: 'button',
        class: `icon ${kind}`,
        title: label,
        'aria-label': label,
        'data-control': kind === 'bookmark' ? 'scrub' : 'step',
        onclick,
      },
      face,
    );
  const step = (/** @type {number} */ n) => dispatch({ type: 'step', n });
  const converge = button(words.converge, () => dispatch({ type: 'converge' }), icons.converge());
  const iteration = h('input', {
    id: 'iteration',
    class: 'field',
    inputmode: 'numeric',
    autocomplete: 'off',
    'aria-describedby': 'iteration-problem',
    onchange: () => dispatch({ type: 'go-to', iteration: parse(withoutSeparators(iteration.value)) }),
  });
  const problem = h('p', { id: 'iteration-problem', class: 'problem', role: 'alert' });
  const scrubber = h('input', {
    id: 'past',
    class: 'slider',
    type: 'range',
    min: 0,
    max: 1,
    step: 1,
    value: 1,
    'aria-label': words.past,
    oninput: () => dispatch({ type: 'show-iteration', iteration: Number(scrubber.value) }),
  });
  let isKept = false;
  const bookmark = button(
    words.keep,
    () => dispatch({ type: 'bookmark', isKept: !isKept }),
    icons.bookmark(),
    'bookmark',
  );
  const residual = h('span', { class: 'quiet' });
  const status = h('span', { class: 'quiet run-status' });
  const speedText = h('output', { for: 'speed', class: 'quiet', 'aria-hidden': 'true' });
  const speed = h('input', {
    id: 'speed',
    class: 'slider',
    type: 'range',
    min: 0,
    max: SPEEDS.length - 1,
    step: 1,
    oninput: () => dispatch({ type: 'speed', speed: SPEEDS[Number(speed.value)] }),
  });
  return {
    restart: button(words.restart, () => dispatch({ type: 'restart' }), icons.restart()),
    buttons: [
      button(words.step, () => step(1), icons.step()),
      button(words.times(10), () => step(10), '×10', 'times'),
      button(words.times(100), () => step(100), '×100', 'times'),
      converge,
    ],
    rows: [
      h('div', { class: 'row', 'data-control': 'step' }, h('label', { for: 'iteration' }, words.iteration), iteration),
      problem,
      h('div', { class: 'row past', 'data-control': 'scrub' }, scrubber, bookmark),
      h('div', { class: 'row', 'data-control': 'step' }, residual, status),
      h(
        'div',
        { class: 'speed', 'data-control': 'speed' },
        h('div', { class: 'row' }, h('label', { for: 'speed' }, words.speed), speedText),
        speed,
      ),
    ],
    problem,
    field: iteration,
    /** @param {number} perSecond */
    showSpeed(perSecond) {
      speed.value = String(SPEEDS.indexOf(perSecond));
      speed.style.setProperty('--share', String(Number(speed.value) / (SPEEDS.length - 1)));
      speed.setAttribute('aria-valuetext', words.perSecond(perSecond));
      show(speedText, words.perSecond(perSecond));
    },
    /**
     * @param {Numbers} numbers
     * @param {boolean} isPlaying
     * @param {number} [kktResidual]
     */
    frame(numbers, isPlaying, kktResidual) {
      if (!iteration.matches(':focus') && iteration.getAttribute('aria-invalid') !== 'true') {
        iteration.value = count(numbers.nIter);
      }
      scrubber.max = String(numbers.endIter);
      scrubber.value = String(numbers.nIter);
      scrubber.disabled = numbers.endIter === 0;
      scrubber.style.setProperty('--share', String(numbers.endIter === 0 ? 0 : numbers.nIter / numbers.endIter));
      assign(scrubber, { 'aria-valuetext': iterationValue(numbers) });
      isKept = numbers.bookmark !== undefined;
      bookmark.title = words.bookmark(numbers.bookmark);
      bookmark.setAttribute('aria-label', bookmark.title);
      bookmark.setAttribute('aria-pressed', String(isKept));
      if (kktResidual !== undefined) {
        show(residual, words.kkt(kktResidual));
      }
      show(status, numbers.status === 'running' && !isPlaying ? words.paused : allWords.status(numbers));
      converge.disabled = numbers.whyNoOptimum !== undefined;
      converge.title = numbers.whyNoOptimum ?? words.converge;
    },
  };
}

/**
 * Creates the controls of learning rate, optimizer, standardization and intercept.
 *
 * @param {Dispatch} dispatch
 */
function learningControl(dispatch) {
  const set = (/** @type {import('../types.js').Change} */ change) => dispatch({ type: 'set', change });
  const { low, high } = RATE;
  const decades = Math.log10(high / low);
  const field = h('input', {
    id: 'learning-rate',
    class: 'field',
    inputmode: 'decimal',
    autocomplete: 'off',
    'aria-describedby': 'learning-rate-problem',
    onchange: () => set({ learningRate: parse(field.value) }),
  });
  const slider = h('input', {
    class: 'slider',
    type: 'range',
    min: 0,
    max: decades,
    step: 0.05,
    'aria-label': PARAMETERS.learningRate.label,
    oninput: () => set({ learningRate: Number((low * 10 ** Number(slider.value)).toPrecision(2)) }),
  });
  const problem = h('p', { id: 'learning-rate-problem', class: 'problem', role: 'alert' });
  const note = h('p', { class: 'quiet' });
  const optimizer = h('select', {
    id: 'optimizer',
    onchange: () => set({ optimizer: /** @type {State['optimizer']} */ (optimizer.value) }),
  });
  optimizer.append(...Object.entries(OPTIMIZER_LABELS).map(([value, label]) => h('option', { value }, label)));
  const standardize = h('input', {
    type: 'checkbox',
    role: 'switch',
    onchange: () => set({ standardize: standardize.checked }),
  });
  const intercept = h('input', {
    type: 'checkbox',
    role: 'switch',
    onchange: () => set({ fitIntercept: intercept.checked }),
  });
  const element = h(
    'section',
    { class: 'group learning', role: 'group', 'aria-label': PARAMETERS.learningRate.label },
    h(
      'div',
      { class: 'rate', 'data-control': 'learning-rate' },
      h('div', { class: 'row' }, h('label', { for: 'learning-rate' }, PARAMETERS.learningRate.label), field),
      problem,
      slider,
      note,
    ),
    h(
      'div',
      { class: 'row', 'data-control': 'optimizer' },
      h('label', { for: 'optimizer' }, PARAMETERS.optimizer.label),
      optimizer,
    ),
    h('label', { class: 'switch', 'data-control': 'data' }, PARAMETERS.standardize.label, standardize),
    h('label', { class: 'switch', 'data-control': 'intercept' }, PARAMETERS.fitIntercept.label, intercept),
  );
  return {
    element,
    problem,
    field,
    /**
     * @param {State} state
     * @param {import('../types.js').LabReader} lab
     */
    sync(state, lab) {
      const hasNone = state.optimizer === 'coordinate-descent';
      field.disabled = hasNone;
      slider.disabled = hasNone;
      show(note, hasNone ? words.noLearningRate : words.stable(lab.stableLearningRate()));
      field.value = editable(state.learningRate);
      slider.value = String(Math.log10(state.learningRate / low));
      slider.setAttribute('aria-valuetext', rateValue(state.learningRate, lab.stableLearningRate()));
      slider.style.setProperty('--share', String(Math.min(1, Math.max(0, Number(slider.value) / decades))));
      optimizer.value = state.optimizer;
      standardize.checked = state.standardize;
      intercept.checked = state.fitIntercept;
    },
  };
}
