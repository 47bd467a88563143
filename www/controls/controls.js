/** The controls of a lab. */

import { h, show } from '../dom.js';
import { capitalized } from '../format.js';
import { ball, ballPath, icons } from '../icons.js';
import { EMBEDDED_CONTROLS, PARAMETERS, PENALTY_LABELS, SPEED } from '../names.js';
import * as words from '../words.js';
import { furtherControls } from './further-controls.js';
import { lambdaControl } from './lambda-control.js';

/** @typedef {import('../types.js').Dispatch} Dispatch */
/** @typedef {import('../types.js').LabReader} LabReader */
/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Numbers} Numbers */

/**
 * Creates the controls.
 *
 * @param {Dispatch} dispatch
 * @param {typeof import('../page/page.js') | undefined} page undefined in an embed, which shows only selected controls
 */
export function controls(dispatch, page) {
  const playing = playingControl(dispatch);
  const lambda = lambdaControl(dispatch, playing.now);
  const penalty = penaltyControl(dispatch);
  const problem = h('p', { class: 'problem', role: 'alert' });
  const element = h(
    'form',
    {
      class: 'controls',
      part: 'controls',
      'aria-label': page && words.controls.label,
      onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
    },
    lambda.element,
    penalty.element,
    playing.element,
    problem,
  );
  const standardize = () => dispatch({ type: 'set', change: { standardize: true } });
  const pageControls = page?.pageControls(lambda, problem, standardize);
  /** Created when one of them is first selected. @type {ReturnType<typeof furtherControls> | undefined} */
  let further;
  /** Arguments of the last `sync`. @type {[State, LabReader] | undefined} */
  let lastSync;
  let speed = SPEED.default;
  /** @type {string[]} */
  let selected = [];

  /** @param {number} perSecond iterations a second */
  function showSpeed(perSecond) {
    speed = perSecond;
    further?.showSpeed(speed);
  }

  function addFurtherControls() {
    const containers = { element, penalty: penalty.element, playing: playing.element, transport: playing.transport };
    further = furtherControls(containers, dispatch, page !== undefined);
    further.showSpeed(speed);
    if (lastSync) {
      further.sync(...lastSync);
    }
  }

  function updateVisibility() {
    for (const part of element.querySelectorAll('[data-control]')) {
      part.toggleAttribute('hidden', !selected.includes(/** @type {HTMLElement} */ (part).dataset.control ?? ''));
    }
    for (const group of element.querySelectorAll('.group:not([data-control])')) {
      const parts = [...group.querySelectorAll('[data-control]')];
      group.toggleAttribute('hidden', parts.length > 0 && parts.every((part) => part.hasAttribute('hidden')));
    }
  }

  return {
    element,
    showSpeed,
    /**
     * Shows the controls that the attribute `controls` names.
     *
     * @param {string[]} names
     */
    choose(names) {
      selected = names;
      if (!further && names.some((name) => !EMBEDDED_CONTROLS.includes(name))) {
        addFurtherControls();
      }
      updateVisibility();
    },
    /**
     * @param {State} state
     * @param {LabReader} lab
     */
    sync(state, lab) {
      lastSync = [state, lab];
      lambda.sync(state, lab);
      penalty.sync(state);
      further?.sync(state, lab);
      pageControls?.sync(state, lab);
      this.showError();
    },
    /**
     * Shows an error beside its control, or removes the last one.
     *
     * @param {{ message: string, parameter?: string }} [error]
     */
    showError(error) {
      const fields = { lambda, ...further?.errorFields };
      for (const [name, { problem: message, field }] of Object.entries(fields)) {
        const isHere = error?.parameter === name;
        show(message, isHere ? sentence(error.message) : '');
        field.setAttribute('aria-invalid', String(isHere));
      }
      const isElsewhere = error && !(String(error.parameter) in fields);
      show(problem, isElsewhere ? sentence(error.message) : '');
    },
    /** @param {import('../types.js').Advice[]} advice */
    advise: (advice) => pageControls?.advise(advice),
    /**
     * @param {Numbers} numbers
     * @param {boolean} isPlaying
     * @param {number} [kktResidual]
     */
    frame(numbers, isPlaying, kktResidual) {
      playing.frame(numbers, isPlaying);
      lambda.frame(numbers);
      further?.frame(numbers, isPlaying, kktResidual);
    },
    /** @param {ReturnType<import('../generated/bindings.js').Lab['pathAndFolds']>} found */
    overview(found) {
      lambda.showOneSe(found);
      pageControls?.overview(found);
    },
  };
}

/**
 * Returns an error message as a sentence, with the symbols and labels of the controls.
 *
 * @param {string} message
 */
function sentence(message) {
  return `${capitalized(message)}.`.replace(/^Lambda/, 'λ').replace(/^learningRate/, 'Learning rate');
}

/**
 * Creates the choice of the penalty.
 *
 * @param {Dispatch} dispatch
 */
function penaltyControl(dispatch) {
  const names = Object.keys(PENALTY_LABELS);
  const { label } = PARAMETERS.penalty;
  /** @type {Map<string, HTMLInputElement>} */
  const radios = new Map();
  const segments = names.map((name) => {
    const radio = h('input', {
      type: 'radio',
      name: 'penalty',
      value: name,
      onchange: () => dispatch({ type: 'set', change: { penalty: /** @type {State['penalty']} */ (name) } }),
    });
    radios.set(name, radio);
    return h('label', { 'data-penalty': name }, radio, ball(name), PENALTY_LABELS[name]);
  });
  const element = h(
    'fieldset',
    { class: 'group penalty' },
    h('div', { class: 'row' }, h('legend', {}, label), h('span', { class: 'quiet' }, words.controls.shape)),
    h('div', { class: 'segments', role: 'radiogroup', 'aria-label': label, 'data-control': 'penalty' }, ...segments),
  );
  const mark = element.querySelector('[data-penalty=elasticnet] path');
  return {
    element,
    /** @param {State} state */
    sync({ penalty, l1Ratio }) {
      const radio = radios.get(penalty);
      if (radio) {
        radio.checked = true;
      }
      mark?.setAttribute('d', ballPath('elasticnet', l1Ratio));
    },
  };
}

/**
 * Creates the play buttons and the label of the iteration.
 *
 * @param {Dispatch} dispatch
 */
function playingControl(dispatch) {
  // One in the transport row, one beside λ for embeds and for the collapsed bottom sheet on small screens.
  const plays = [1, 2].map(() =>
    h(
      'button',
      {
        type: 'button',
        class: 'icon play',
        title: words.controls.play,
        'aria-label': words.controls.play,
        'data-control': 'play',
        part: 'play',
        onclick: () => dispatch({ type: 'toggle-playing' }),
      },
      icons.play(),
    ),
  );
  const nowText = h('span');
  const transport = h('div', { class: 'transport', role: 'group', 'aria-label': words.controls.playing }, plays[0]);
  let shown = words.controls.play;
  return {
    element: h('section', { class: 'group playing', role: 'group', 'aria-label': words.controls.playing }, transport),
    transport,
    now: h('div', { class: 'now' }, nowText, plays[1]),
    /**
     * @param {Numbers} numbers
     * @param {boolean} isPlaying
     */
    frame(numbers, isPlaying) {
      const { play, playAgain, pause } = words.controls;
      const label = isPlaying ? pause : numbers.hasEnded ? playAgain : play;
      if (label !== shown) {
        shown = label;
        for (const button of plays) {
          button.setAttribute('aria-label', label);
          button.title = label;
          button.replaceChildren(isPlaying ? icons.pause() : icons.play());
        }
      }
      show(nowText, words.iteration(numbers.nIter));
    },
  };
}
