/** The shells of the pictures: title, number that matters, reading aid, canvases, and words for who sees none. */
import { h, show } from './dom.js';
import * as words from './words.js';

/** @typedef {import('./bindings.js').Lab} Lab */
/** @typedef {import('./types.js').Numbers} Numbers */
/** @typedef {import('./types.js').State} State */

/** All there are, in reading order. */
export const PANELS = ['trajectories', 'geometry', 'sparsity'];

/**
 * One panel.
 *
 * @param {string} name
 * @param {Lab} lab
 */
export function panel(name, lab) {
  const { title, aid } = words.panels[name];
  const number = h('b');
  const noun = h('span');
  const headline = h('p', { class: 'number' }, number, ' ', noun);
  const reading = h('p', { class: 'aid' });
  const canvases = Array.from({ length: 3 }, () => h('canvas', { 'aria-hidden': 'true' }));
  const picture = h('div', { class: 'plot', role: 'img' }, ...canvases);
  const note = h('p', { class: 'note' });
  const element = h(
    'section',
    { class: 'panel', id: name, 'data-panel': name, 'aria-labelledby': `${name}-title` },
    h('header', {}, h('h2', { id: `${name}-title` }, title), headline),
    reading,
    picture,
  );
  const contexts = canvases.map((canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')));
  lab.addPanel(name, contexts[0], contexts[1], contexts[2]);
  let described = '';
  return {
    name,
    element,
    picture,
    note,
    isVisible: true,
    /** Fits the canvases to the room they have. */
    resize() {
      const { width, height } = picture.getBoundingClientRect();
      const ratio = globalThis.devicePixelRatio || 1;
      for (const canvas of canvases) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      lab.resize(name, width, height, ratio);
    },
    draw() {
      if (this.isVisible) {
        lab.draw(name);
      }
    },
    /**
     * @param {Numbers} numbers
     * @param {State} state
     * @param {boolean} describe whether to tell assistive technology too, which must not be done in every frame
     */
    say(numbers, state, describe) {
      const [value, rest] = words.headlines[name](numbers, state.lambda);
      show(number, value);
      show(noun, rest);
      headline.classList.toggle('stopped', value === 'stopped');
      show(reading, aid(numbers));
      const description = describe ? `${title}. ${words.descriptions[name](numbers, state.lambda)}` : described;
      if (description !== described) {
        described = description;
        picture.setAttribute('aria-label', description);
      }
    },
  };
}

/**
 * The switch between even and root spacing of weights.
 *
 * @param {(scale: string) => void} choose
 */
export function scaleSwitch(choose) {
  const option = (/** @type {string} */ value, /** @type {string} */ label, /** @type {boolean} */ checked) =>
    h(
      'label',
      { class: 'toggle' },
      h('input', { type: 'radio', name: 'scale', value, checked, onchange: () => choose(value) }),
      label,
    );
  return h(
    'div',
    { class: 'over', role: 'radiogroup', 'aria-label': words.scale.label },
    option('linear', words.scale.linear, false),
    option('sqrt', words.scale.root, true),
  );
}

/**
 * Which two weights the geometry shows.
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

/**
 * What to do when the steps were too long.
 *
 * @param {(learningRate: number) => void} use
 */
export function divergenceAdvice(use) {
  const text = h('span');
  const button = h('button', { type: 'button', class: 'plain', onclick: () => use(stable) });
  const element = h('div', { class: 'advice', role: 'alert', hidden: true }, text, button);
  let stable = 0;
  return {
    element,
    /**
     * @param {Numbers} numbers
     * @param {State} state
     * @param {() => number} stableLearningRate asked for only when it is needed
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
      button.hidden = stable >= state.learningRate;
      show(text, button.hidden ? numbers.message : words.tooFast(state.learningRate, stable));
      show(button, words.use(stable));
    },
  };
}
