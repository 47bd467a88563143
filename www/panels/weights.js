/** Controls of the weights: the views, and the editor of penalty factors. */
import { h, show } from '../dom.js';
import { editable, parse } from '../format.js';
import { LabError } from '../lab-error.js';
import { quoted, weightName } from '../words.js';
import { toggle, viewSwitch } from './view-switch.js';
import { factors as words } from './words.js';

/** @typedef {import('../types.js').State} State */

/** Default exponent of adaptive factors. */
const GAMMA = 1;

/** @type {import('./registry.js').Extend} */
export function extendWeights({ name, picture, note }, { dispatch, lab }) {
  const editor = factorEditor(lab, (penaltyFactor) => dispatch({ type: 'set', change: { penaltyFactor } }));
  const open = h(
    'button',
    {
      type: 'button',
      class: 'toggle',
      'aria-expanded': 'false',
      title: words.hint,
      onclick: () => {
        editor.element.hidden = !editor.element.hidden;
        run = -1;
        update(lab.numbers(), lab.state());
        open.setAttribute('aria-expanded', String(!editor.element.hidden));
      },
    },
    words.open,
  );
  picture.before(h('div', { class: 'plot-head' }, h('div', { class: 'over' }, viewSwitch(name, dispatch), open)));
  note.before(editor.element);
  // Hovering does not choose a weight, because the pointer passes others on its way to the editor.
  for (const event of ['click', 'keyup']) {
    picture.addEventListener(event, () => editor.choose(lab.numbers().focused?.index));
  }
  let run = -1;
  /**
   * @param {import('../types.js').Numbers} numbers
   * @param {State} state
   */
  function update(numbers, state) {
    // A table may have thousands of features.
    if (editor.element.hidden) {
      return;
    }
    if (numbers.run !== run) {
      run = numbers.run;
      editor.list(lab.featureNames());
    }
    editor.sync(state);
  }
  return update;
}

/**
 * Creates the editor of penalty factors: of a chosen weight, and of all.
 *
 * @param {import('../types.js').LabReader} lab
 * @param {(penaltyFactor: number[]) => void} set
 */
function factorEditor(lab, set) {
  let current = lab.state().penaltyFactor;
  let nFeatures = 0;
  /** The chosen weight. */
  let chosen = 0;
  /** What the inputs show. */
  let shown = '';
  const problem = h('p', { class: 'problem', role: 'alert' });
  /** @param {() => number[]} make */
  const change = (make) => {
    try {
      const factors = make();
      lab.check({ penaltyFactor: factors });
      show(problem, '');
      set(factors);
    } catch (error) {
      if (!(error instanceof LabError)) {
        throw error;
      }
      show(problem, words.problem(error.message));
    }
  };
  const factorOf = (/** @type {number} */ j) => current[j] ?? 1;
  const setOne = (/** @type {() => number} */ factor) =>
    change(() => {
      const one = factor();
      return Array.from({ length: nFeatures }, (_, j) => (j === chosen ? one : factorOf(j)));
    });
  const weight = h('select', { 'aria-label': words.weight, onchange: () => choose(Number(weight.value)) });
  const times = h('input', {
    class: 'field',
    inputmode: 'decimal',
    autocomplete: 'off',
    'aria-label': words.times,
    onchange: () => setOne(() => number('penaltyFactor', times)),
  });
  const kinds = {
    times: toggle('penalty-factor', 'times', '×', true, () => setOne(() => 1)),
    free: toggle('penalty-factor', 'free', words.free, false, () => setOne(() => 0)),
    excluded: toggle('penalty-factor', 'excluded', words.excluded, false, () => setOne(() => Number.POSITIVE_INFINITY)),
  };
  const reset = h('button', { type: 'button', class: 'plain', onclick: () => change(() => []) }, words.reset);
  const gamma = h('input', {
    class: 'field',
    inputmode: 'decimal',
    autocomplete: 'off',
    'aria-label': words.gamma,
    value: editable(GAMMA),
  });
  const adaptive = h(
    'button',
    {
      type: 'button',
      class: 'plain',
      title: words.adaptiveHint,
      onclick: () => change(() => [...lab.adaptiveFactors(number('gamma', gamma))]),
    },
    words.adaptive,
    ' 1/|w|',
    h('sup', {}, 'γ'),
  );
  const summary = h('span', { class: 'quiet factor-summary' });
  const element = h(
    'div',
    { class: 'factors', role: 'group', 'aria-label': words.label, hidden: true },
    h(
      'div',
      { class: 'factor-row' },
      weight,
      h(
        'span',
        { class: 'factor-kinds', role: 'radiogroup', 'aria-label': words.label },
        kinds.times,
        times,
        kinds.free,
        kinds.excluded,
      ),
    ),
    h(
      'div',
      { class: 'factor-row' },
      reset,
      adaptive,
      h('span', { class: 'factor-gamma' }, h('i', {}, 'γ'), gamma),
      summary,
    ),
    problem,
  );
  /** @param {number | undefined} j */
  function choose(j) {
    if (j !== undefined) {
      chosen = j;
      weight.value = String(j);
      sync();
    }
  }
  function sync() {
    const factor = factorOf(chosen);
    const kind = factor === 0 ? 'free' : factor === Number.POSITIVE_INFINITY ? 'excluded' : 'times';
    for (const [name, label] of Object.entries(kinds)) {
      /** @type {HTMLInputElement} */ (label.firstElementChild).checked = name === kind;
    }
    times.value = kind === 'times' ? editable(factor) : '';
    reset.disabled = current.length === 0;
    show(summary, words.summary(current.filter((one) => one !== 1).length));
  }
  return {
    element,
    /** @param {string[]} names of the features */
    list(names) {
      nFeatures = names.length;
      weight.replaceChildren(...names.map((name, j) => h('option', { value: j }, weightName(name))));
      chosen = chosen < nFeatures ? chosen : 0;
      weight.value = String(chosen);
      sync();
    },
    choose,
    /** @param {State} state */
    sync({ penaltyFactor }) {
      const next = penaltyFactor.join();
      if (next !== shown) {
        shown = next;
        current = penaltyFactor;
        show(problem, '');
        sync();
      }
    },
  };
}

/**
 * Returns the number in a field; throws for other text.
 *
 * @param {string} name
 * @param {HTMLInputElement} field
 */
function number(name, field) {
  const value = parse(field.value);
  if (typeof value !== 'number') {
    throw new LabError(`${name} must be a number; got ${quoted(value)}`, name);
  }
  return value;
}
