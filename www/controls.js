/** Everything a hand can move, in native elements. */
import { choices, learningRateRange } from './bindings.js';
import { h, show } from './dom.js';
import { count, editable, parse, significant } from './format.js';
import { ball, ballPath, icons } from './icons.js';
import { changeOfRatio, ratioOf } from './l1-ratio.js';
import { lambdaControl } from './lambda-control.js';
import * as words from './words.js';

/** @typedef {import('./types.js').Actions} Actions */
/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Numbers} Numbers */

/** Iterations a second, from one that can be counted to thousands a frame. */
const SPEEDS = [1, 2, 5, 10, 20, 30, 60, 120, 250, 500, 1000, 2500, 5000, 10000, 25000, 60000, 120000];

/**
 * @param {Actions} actions
 * @param {typeof import('./page/page.js') | undefined} page given where everything has its place; an embed has just what an author has chosen
 */
export function controls(actions, page) {
  const playing = playingControl(actions);
  const lambda = lambdaControl(actions, playing.now);
  const penalty = penaltyControl(actions);
  const learning = learningControl(actions);
  const advice = page?.adviceLine();
  const data = page ? undefined : dataControl(actions);
  const problem = h('p', { class: 'problem', role: 'alert' });
  const handle = h('button', {
    type: 'button',
    class: 'handle',
    'aria-label': words.controls.more,
    'aria-expanded': 'false',
    onclick: () => open(!element.classList.contains('open')),
  });
  const element = h(
    'form',
    { class: 'controls', part: 'controls', onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
    page && handle,
    data?.element,
    lambda.element,
    penalty.element,
    playing.element,
    learning.element,
    advice?.element,
    problem,
  );
  /** @param {boolean} isOpen */
  function open(isOpen) {
    element.classList.toggle('open', isOpen);
    handle.setAttribute('aria-expanded', String(isOpen));
    element.scrollTop = 0;
  }
  pull(handle, open);
  return {
    element,
    /** Iterations a second. */
    get speed() {
      return playing.speed;
    },
    setSpeed: playing.setSpeed,
    /**
     * Shows what an author has chosen, by the names of the attribute `controls`.
     *
     * @param {string[]} names
     */
    choose(names) {
      for (const part of element.querySelectorAll('[data-control]')) {
        part.toggleAttribute('hidden', !names.includes(/** @type {HTMLElement} */ (part).dataset.control ?? ''));
      }
      for (const group of element.querySelectorAll('.group:not([data-control])')) {
        const parts = [...group.querySelectorAll('[data-control]')];
        group.toggleAttribute('hidden', parts.length > 0 && parts.every((part) => part.hasAttribute('hidden')));
      }
    },
    /**
     * @param {State} state
     * @param {import('./bindings.js').Lab} lab
     */
    sync(state, lab) {
      lambda.sync(state, lab);
      penalty.sync(state);
      learning.sync(state, lab);
      data?.sync(state);
      this.complain();
    },
    /**
     * Says what was wrong, beside the control in question.
     *
     * @param {{ message: string, parameter?: string }} [error]
     */
    complain(error) {
      const places = { lambda, learningRate: learning, nIter: playing };
      for (const [name, place] of Object.entries(places)) {
        const isHere = error?.parameter === name;
        show(place.problem, isHere ? sentence(error.message) : '');
        place.field.setAttribute('aria-invalid', String(isHere));
      }
      const isElsewhere = error && !(String(error.parameter) in places);
      show(problem, isElsewhere ? sentence(error.message) : '');
    },
    /** @param {import('./types.js').Advice[]} told */
    advise: (told) => advice?.sync(told),
    frame: playing.frame,
    overview: lambda.overview,
  };
}

/** @param {string} message */
function sentence(message) {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`
    .replace(/^Lambda/, 'λ')
    .replace(/^LearningRate/, 'Learning rate');
}

/**
 * Lets the sheet be pulled up and down by its handle.
 *
 * @param {HTMLElement} handle
 * @param {(isOpen: boolean) => void} open
 */
function pull(handle, open) {
  let start = 0;
  handle.addEventListener('pointerdown', (event) => {
    start = event.clientY;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointermove', (event) => {
    const moved = event.clientY - start;
    if (handle.hasPointerCapture(event.pointerId) && Math.abs(moved) > 24) {
      handle.releasePointerCapture(event.pointerId);
      open(moved < 0);
    }
  });
}

/**
 * The presets, where there is no header for them.
 *
 * @param {Actions} actions
 */
function dataControl(actions) {
  const select = h('select', { id: 'data', onchange: () => actions.set({ data: select.value }) });
  const names = choices().data;
  select.append(
    ...names.map((name) =>
      h('option', { value: name, title: words.presets[name].description }, words.presets[name].name),
    ),
  );
  return {
    element: h(
      'section',
      { class: 'group data-choice', 'data-control': 'data' },
      h('div', { class: 'row' }, h('label', { for: 'data' }, words.controls.data), select),
    ),
    /** @param {State} state */
    sync(state) {
      select.value = state.data;
    },
  };
}

/** @param {Actions} actions */
function penaltyControl(actions) {
  const names = choices().penalty;
  /** @type {Map<string, HTMLInputElement>} */
  const radios = new Map();
  const segments = names.map((name) => {
    const radio = h('input', {
      type: 'radio',
      name: 'penalty',
      value: name,
      onchange: () => actions.set({ penalty: /** @type {State['penalty']} */ (name) }),
    });
    radios.set(name, radio);
    return h('label', { 'data-penalty': name }, radio, ball(name), words.penalties[name]);
  });
  const ratio = h('input', {
    id: 'l1-ratio',
    class: 'slider',
    type: 'range',
    min: 0,
    max: 1,
    step: 0.01,
    oninput: () => actions.set(changeOfRatio(Number(ratio.value))),
  });
  const output = h('output', { for: 'l1-ratio', class: 'label' });
  const element = h(
    'fieldset',
    { class: 'group penalty' },
    h(
      'div',
      { class: 'row' },
      h('legend', {}, words.controls.penalty),
      h('span', { class: 'quiet' }, words.controls.shape),
    ),
    h('div', { class: 'segments', 'data-control': 'penalty' }, ...segments),
    h(
      'div',
      { class: 'ratio', 'data-control': 'l1-ratio' },
      h('label', { for: 'l1-ratio' }, words.controls.l1Ratio),
      output,
      ratio,
      h('span', { class: 'ends', 'aria-hidden': 'true' }, h('span', {}, '0'), h('span', {}, '0.5'), h('span', {}, '1')),
    ),
  );
  const mark = element.querySelector('[data-penalty=elasticnet] path');
  return {
    element,
    /** @param {State} state */
    sync(state) {
      const { penalty, l1Ratio } = state;
      const radio = radios.get(penalty);
      if (radio) {
        radio.checked = true;
      }
      const share = ratioOf(state);
      ratio.value = String(share);
      ratio.style.setProperty('--share', String(share));
      show(output, significant(share, 2));
      mark?.setAttribute('d', ballPath('elasticnet', l1Ratio));
    },
  };
}

/** @param {Actions} actions */
function playingControl(actions) {
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
        'data-control': kind === 'play' ? 'play' : kind === 'bookmark' ? 'scrub' : 'step',
        part: kind === 'play' ? 'play' : undefined,
        onclick,
      },
      face,
    );
  // One for the panel of controls, one for the sheet that a small screen shows of them.
  const plays = [1, 2].map(() => button(words.controls.play, actions.toggle, icons.play(), 'play'));
  const nowText = h('span');
  const now = h('div', { class: 'now' }, nowText, plays[1]);
  const converge = button(words.controls.converge, actions.converge, icons.converge());
  const transport = h(
    'div',
    { class: 'transport', role: 'group', 'aria-label': words.controls.playing },
    button(words.controls.restart, actions.restart, icons.restart()),
    plays[0],
    button(words.controls.step, () => actions.step(1), icons.step()),
    button(words.controls.times(10), () => actions.step(10), '×10', 'times'),
    button(words.controls.times(100), () => actions.step(100), '×100', 'times'),
    converge,
  );
  const iteration = h('input', {
    id: 'iteration',
    class: 'field',
    inputmode: 'numeric',
    autocomplete: 'off',
    'aria-describedby': 'iteration-problem',
    onchange: () => actions.goTo(parse(iteration.value.replaceAll(',', ''))),
  });
  const problem = h('p', { id: 'iteration-problem', class: 'problem', role: 'alert' });
  const past = h('input', {
    id: 'past',
    class: 'slider',
    type: 'range',
    min: 0,
    max: 1,
    step: 1,
    value: 1,
    'aria-label': words.controls.past,
    oninput: () => actions.lookBack(Number(past.value)),
  });
  let isKept = false;
  const bookmark = button(
    words.controls.keep,
    () => (isKept ? actions.forgetMoment() : actions.keepMoment()),
    icons.bookmark(),
    'bookmark',
  );
  const residual = h('span', { class: 'quiet' });
  const status = h('span', { class: 'quiet', role: 'status' });
  const speedText = h('output', { for: 'speed', class: 'quiet' });
  const speed = h('input', {
    id: 'speed',
    class: 'slider',
    type: 'range',
    min: 0,
    max: SPEEDS.length - 1,
    step: 1,
    value: SPEEDS.indexOf(120),
    oninput: () => setSpeed(SPEEDS[Number(speed.value)]),
  });
  let perSecond = 0;
  /** @param {number} wanted */
  function setSpeed(wanted) {
    const step = SPEEDS.findIndex((each) => each >= wanted);
    perSecond = SPEEDS.at(step) ?? 1;
    speed.value = String(SPEEDS.indexOf(perSecond));
    actions.setSpeed(perSecond);
    speed.style.setProperty('--share', String(Number(speed.value) / (SPEEDS.length - 1)));
    speed.setAttribute('aria-valuetext', words.speed(perSecond));
    show(speedText, words.speed(perSecond));
  }
  setSpeed(120);
  const element = h(
    'section',
    { class: 'group playing', 'aria-label': words.controls.playing },
    transport,
    h(
      'div',
      { class: 'row', 'data-control': 'step' },
      h('label', { for: 'iteration' }, words.controls.iteration),
      iteration,
    ),
    problem,
    h('div', { class: 'row past', 'data-control': 'scrub' }, past, bookmark),
    h('div', { class: 'row', 'data-control': 'step' }, residual, status),
    h(
      'div',
      { class: 'speed', 'data-control': 'speed' },
      h('div', { class: 'row' }, h('label', { for: 'speed' }, words.controls.speed), speedText),
      speed,
    ),
  );
  let wasPlaying = false;
  return {
    element,
    now,
    get speed() {
      return perSecond;
    },
    setSpeed,
    problem,
    field: iteration,
    /**
     * @param {Numbers} numbers
     * @param {boolean} isPlaying
     * @param {number} [kktResidual]
     */
    frame(numbers, isPlaying, kktResidual) {
      if (!iteration.matches(':focus') && iteration.getAttribute('aria-invalid') !== 'true') {
        iteration.value = count(numbers.nIter);
      }
      past.max = String(numbers.endIter);
      past.value = String(numbers.nIter);
      past.disabled = numbers.endIter === 0;
      past.style.setProperty('--share', String(numbers.endIter === 0 ? 0 : numbers.nIter / numbers.endIter));
      past.setAttribute('aria-valuetext', words.iteration(numbers.nIter));
      isKept = numbers.bookmark !== undefined;
      bookmark.title = words.bookmark(numbers.bookmark);
      bookmark.setAttribute('aria-label', bookmark.title);
      bookmark.setAttribute('aria-pressed', String(isKept));
      if (isPlaying !== wasPlaying) {
        wasPlaying = isPlaying;
        const label = isPlaying ? words.controls.pause : words.controls.play;
        for (const play of plays) {
          play.setAttribute('aria-label', label);
          play.title = label;
          play.replaceChildren(isPlaying ? icons.pause() : icons.play());
        }
      }
      show(nowText, words.iteration(numbers.nIter));
      if (kktResidual !== undefined) {
        show(residual, words.kkt(kktResidual));
      }
      show(status, numbers.status === 'running' && !isPlaying ? words.paused : words.status(numbers));
      converge.disabled = numbers.whyNoOptimum !== undefined;
      converge.title = numbers.whyNoOptimum ?? words.controls.converge;
    },
  };
}

/** @param {Actions} actions */
function learningControl(actions) {
  const [least, most] = learningRateRange();
  const decades = Math.log10(most / least);
  const field = h('input', {
    id: 'learning-rate',
    class: 'field',
    inputmode: 'decimal',
    autocomplete: 'off',
    'aria-describedby': 'learning-rate-problem',
    onchange: () => actions.set({ learningRate: parse(field.value) }),
  });
  const slider = h('input', {
    class: 'slider',
    type: 'range',
    min: 0,
    max: decades,
    step: 0.05,
    'aria-label': words.controls.learningRate,
    oninput: () => actions.set({ learningRate: Number((least * 10 ** Number(slider.value)).toPrecision(2)) }),
  });
  const problem = h('p', { id: 'learning-rate-problem', class: 'problem', role: 'alert' });
  const note = h('p', { class: 'quiet' });
  const optimizer = h('select', {
    id: 'optimizer',
    onchange: () => actions.set({ optimizer: /** @type {State['optimizer']} */ (optimizer.value) }),
  });
  optimizer.append(...choices().optimizer.map((name) => h('option', { value: name }, words.optimizers[name])));
  const standardize = h('input', {
    type: 'checkbox',
    role: 'switch',
    onchange: () => actions.set({ standardize: standardize.checked }),
  });
  const element = h(
    'section',
    { class: 'group learning', 'aria-label': words.controls.learningRate },
    h(
      'div',
      { class: 'rate', 'data-control': 'learning-rate' },
      h('div', { class: 'row' }, h('label', { for: 'learning-rate' }, words.controls.learningRate), field),
      problem,
      slider,
      note,
    ),
    h(
      'div',
      { class: 'row', 'data-control': 'optimizer' },
      h('label', { for: 'optimizer' }, words.controls.optimizer),
      optimizer,
    ),
    h('label', { class: 'switch', 'data-control': 'data' }, words.controls.standardize, standardize),
  );
  return {
    element,
    problem,
    field,
    /**
     * @param {State} state
     * @param {import('./bindings.js').Lab} lab
     */
    sync(state, lab) {
      const hasNone = state.optimizer === 'coordinate-descent';
      field.disabled = hasNone;
      slider.disabled = hasNone;
      show(note, hasNone ? words.noLearningRate : words.stable(lab.stableLearningRate()));
      field.value = editable(state.learningRate);
      slider.value = String(Math.log10(state.learningRate / least));
      slider.setAttribute('aria-valuetext', editable(state.learningRate));
      slider.style.setProperty('--share', String(Math.min(1, Math.max(0, Number(slider.value) / decades))));
      optimizer.value = state.optimizer;
      standardize.checked = state.standardize;
    },
  };
}
