/** A slider for each recipe parameter of the data, applied while it moves. */

import { h, show } from '../../dom.js';
import { editable, parse } from '../../format.js';
import { PARAMETERS } from '../../names.js';
import * as pageWords from '../../page/words.js';
import { classChoice } from '../../panels/class-choice.js';

/** @typedef {import('../../types.js').State} State */
/** @typedef {import('../../types.js').Change} Change */

/** Positions of a logarithmic slider. */
const POSITIONS = 400;
/** Number of seeds. */
const SEEDS = 2 ** 32;

/** @param {(change: Change) => void} set */
export function numberControls(set) {
  const change = oncePerFrame((/** @type {Record<string, number | boolean>} */ recipe) => set({ recipe }));
  const list = h('div', { class: 'recipe-parameters' });
  /** @type {Map<string, ReturnType<typeof slider>>} */
  const sliders = new Map();
  const about = h('p', { class: 'quiet' });
  const seed = h('input', {
    id: 'random-state',
    class: 'field',
    inputmode: 'numeric',
    autocomplete: 'off',
    onchange: () => set({ recipe: { randomState: parse(seed.value) } }),
  });
  const next = h(
    'button',
    {
      type: 'button',
      class: 'plain',
      onclick: () => set({ recipe: { randomState: (Number(seed.value) + 1) % SEEDS } }),
    },
    pageWords.data.next,
  );
  const stratify = toggle(pageWords.data.stratify, (isOn) => set({ recipe: { stratify: isOn } }));
  const standardize = toggle(PARAMETERS.standardize.label, (isOn) => set({ standardize: isOn }));
  const balance = toggle(pageWords.data.balance, (isOn) => set({ classWeight: isOn ? 'balanced' : 'none' }));
  const classes = classChoice((action) => action.type === 'set' && set(action.change));
  const back = h(
    'button',
    { type: 'button', class: 'plain', onclick: () => set({ data: preset }) },
    pageWords.data.asDocumented,
  );
  let preset = '';
  const element = h(
    'div',
    { class: 'numbers' },
    about,
    list,
    h(
      'div',
      { class: 'row seed' },
      h('label', { for: 'random-state' }, pageWords.recipeParameters.randomState[0]),
      h('span', { class: 'with-field' }, next, seed),
    ),
    stratify.element,
    standardize.element,
    balance.element,
    classes.element,
    back,
  );
  return {
    element,
    /**
     * @param {State} state
     * @param {import('../../types.js').LabReader} lab
     */
    sync(state, lab) {
      preset = state.data;
      const parameters = lab.recipeParameters();
      // Sliders are replaced only if the names of parameters have changed, because one may be dragged.
      if (parameters.map(({ name }) => name).join() !== [...sliders.keys()].join()) {
        sliders.clear();
        for (const { name } of parameters) {
          sliders.set(
            name,
            slider(name, (value) => change({ [name]: value })),
          );
        }
        list.replaceChildren(...[...sliders.values()].map((one) => one.element));
      }
      for (const parameter of parameters) {
        sliders.get(parameter.name)?.sync(parameter);
      }
      const numbers = lab.numbers();
      show(about, pageWords.aboutData(state.data, numbers, lab.dataNote()));
      classes.sync(state, lab);
      seed.value = editable(Number(state.recipe.randomState));
      stratify.input.checked = state.recipe.stratify === true;
      standardize.input.checked = state.standardize;
      balance.input.checked = state.classWeight === 'balanced';
      stratify.element.hidden = numbers.task !== 'classification';
      balance.element.hidden = numbers.task !== 'classification';
      back.hidden = state.data === 'csv';
    },
  };
}

/**
 * @param {string} name
 * @param {(value: number) => void} change
 */
function slider(name, change) {
  const [label, note] = pageWords.recipeParameters[name];
  const id = `recipe-${name}`;
  /** @type {import('../../types.js').RecipeParameter} */
  let parameter = { name, value: 0, low: 0, high: 1, step: 1 };
  const field = h('input', {
    id,
    class: 'field',
    inputmode: 'decimal',
    autocomplete: 'off',
    onchange: () => change(parse(field.value)),
  });
  const range = h('input', {
    class: 'slider',
    type: 'range',
    min: 0,
    max: 1,
    'aria-label': label,
    oninput: () => change(value()),
  });
  const isLogarithmic = () => parameter.step === 0;
  function value() {
    const position = Number(range.value);
    if (!isLogarithmic()) {
      return position;
    }
    if (position === 0 || position === POSITIONS) {
      return position === 0 ? parameter.low : parameter.high;
    }
    const near = parameter.low * (parameter.high / parameter.low) ** (position / POSITIONS);
    return Math.round(Number(near.toPrecision(2)));
  }
  return {
    element: h(
      'div',
      { class: 'recipe-parameter' },
      h('label', { for: id }, label, ' ', h('span', { class: 'quiet' }, note)),
      field,
      range,
    ),
    /** @param {import('../../types.js').RecipeParameter} now */
    sync(now) {
      parameter = now;
      const { low, high, step } = now;
      const position = isLogarithmic() ? (POSITIONS * Math.log(now.value / low)) / Math.log(high / low) : now.value;
      range.min = isLogarithmic() ? '0' : String(low);
      range.max = isLogarithmic() ? String(POSITIONS) : String(high);
      range.step = isLogarithmic() ? '1' : String(step);
      // An unchanged value keeps its position, because rounding to two digits would move a dragged thumb.
      if (value() !== now.value) {
        range.value = String(position);
      }
      const share = (Number(range.value) - Number(range.min)) / (Number(range.max) - Number(range.min));
      range.style.setProperty('--share', String(Number.isFinite(share) ? share : 0));
      range.setAttribute('aria-valuetext', pageWords.recipeValue(editable(now.value), note));
      range.disabled = low === high;
      field.value = editable(now.value);
    },
  };
}

/**
 * @param {string} label
 * @param {(isOn: boolean) => void} change
 */
function toggle(label, change) {
  const input = h('input', { type: 'checkbox', role: 'switch', onchange: () => change(input.checked) });
  return { element: h('label', { class: 'switch' }, label, input), input };
}

/**
 * Debounces changes to one per frame, the last one: generating data takes longer than the interval of pointer events.
 *
 * @param {(change: Record<string, number | boolean>) => void} work
 */
function oncePerFrame(work) {
  /** @type {Record<string, number | boolean> | undefined} */
  let waiting;
  return (/** @type {Record<string, number | boolean>} */ change) => {
    if (waiting) {
      Object.assign(waiting, change);
      return;
    }
    waiting = change;
    requestAnimationFrame(() => {
      const newest = waiting;
      waiting = undefined;
      if (newest) {
        work(newest);
      }
    });
  };
}
