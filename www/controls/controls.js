/** The controls of a lab. */

import { h, show } from '../dom.js';
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
 * @param {Dispatch} dispatch
 * @param {typeof import('../page/page.js') | undefined} page given where everything has its place; an embed has just what an author has chosen
 */
export function controls(dispatch, page) {
  const playing = playingControl(dispatch);
  const lambda = lambdaControl(dispatch, playing.now);
  const penalty = penaltyControl(dispatch);
  const problem = h('p', { class: 'problem', role: 'alert' });
  const element = h(
    'form',
    { class: 'controls', part: 'controls', onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
    lambda.element,
    penalty.element,
    playing.element,
    problem,
  );
  const pages = page?.pageControls(element, lambda, problem);
  /** Made when an author or the page asks for one of them. @type {ReturnType<typeof furtherControls> | undefined} */
  let others;
  /** What was shown last. @type {[State, LabReader] | undefined} */
  let shown;
  let speed = SPEED.default;
  /** @type {string[]} */
  let chosen = [];

  /** @param {number} perSecond iterations a second */
  function showSpeed(perSecond) {
    speed = perSecond;
    others?.showSpeed(speed);
  }

  function addOthers() {
    const places = { element, penalty: penalty.element, playing: playing.element, transport: playing.transport };
    others = furtherControls(places, dispatch, page !== undefined);
    others.showSpeed(speed);
    if (shown) {
      others.sync(...shown);
    }
  }

  function showChosen() {
    for (const part of element.querySelectorAll('[data-control]')) {
      part.toggleAttribute('hidden', !chosen.includes(/** @type {HTMLElement} */ (part).dataset.control ?? ''));
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
     * Shows what an author has chosen, by the names of the attribute `controls`.
     *
     * @param {string[]} names
     */
    choose(names) {
      chosen = names;
      if (!others && names.some((name) => !EMBEDDED_CONTROLS.includes(name))) {
        addOthers();
      }
      showChosen();
    },
    /**
     * @param {State} state
     * @param {LabReader} lab
     */
    sync(state, lab) {
      shown = [state, lab];
      lambda.sync(state, lab);
      penalty.sync(state);
      others?.sync(state, lab);
      pages?.sync(state, lab);
      this.showError();
    },
    /**
     * Says what was wrong, beside the control in question.
     *
     * @param {{ message: string, parameter?: string }} [error]
     */
    showError(error) {
      const places = { lambda, ...others?.places };
      for (const [name, place] of Object.entries(places)) {
        const isHere = error?.parameter === name;
        show(place.problem, isHere ? sentence(error.message) : '');
        place.field.setAttribute('aria-invalid', String(isHere));
      }
      const isElsewhere = error && !(String(error.parameter) in places);
      show(problem, isElsewhere ? sentence(error.message) : '');
    },
    /** @param {import('../types.js').Advice[]} advice */
    advise: (advice) => pages?.advise(advice),
    /**
     * @param {Numbers} numbers
     * @param {boolean} isPlaying
     * @param {number} [kktResidual]
     */
    frame(numbers, isPlaying, kktResidual) {
      playing.frame(numbers, isPlaying);
      others?.frame(numbers, isPlaying, kktResidual);
    },
    /** @param {ReturnType<import('../generated/bindings.js').Lab['pathAndFolds']>} found */
    overview(found) {
      lambda.overview(found);
      pages?.overview(found);
    },
  };
}

/** @param {string} message */
function sentence(message) {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`
    .replace(/^Lambda/, 'λ')
    .replace(/^LearningRate/, 'Learning rate');
}

/** @param {Dispatch} dispatch */
function penaltyControl(dispatch) {
  const names = Object.keys(PENALTY_LABELS);
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
    h(
      'div',
      { class: 'row' },
      h('legend', {}, PARAMETERS.penalty.label),
      h('span', { class: 'quiet' }, words.controls.shape),
    ),
    h('div', { class: 'segments', 'data-control': 'penalty' }, ...segments),
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

/** @param {Dispatch} dispatch */
function playingControl(dispatch) {
  // One for the panel of controls, one beside λ, for embeds and for the sheet that a small screen shows of them.
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
  let wasPlaying = false;
  return {
    element: h('section', { class: 'group playing', 'aria-label': words.controls.playing }, transport),
    transport,
    now: h('div', { class: 'now' }, nowText, plays[1]),
    /**
     * @param {Numbers} numbers
     * @param {boolean} isPlaying
     */
    frame(numbers, isPlaying) {
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
    },
  };
}
