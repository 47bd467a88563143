/** The frame of a panel: title, number that matters, reading aid, canvases, and a description of the picture for screen readers. */
import { h, show } from '../dom.js';
import { FADING_PANELS, TABLE_PANELS } from '../names.js';
import * as words from '../words.js';
import { KINDS } from './registry.js';

/** @typedef {import('../generated/bindings.js').Lab} Lab */
/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').State} State */
/** @typedef {ReturnType<typeof panelFrame>} PanelFrame */

/**
 * Whether a panel is a picture.
 *
 * @param {string} name
 */
export const isDrawn = (name) => !TABLE_PANELS.includes(name);

/**
 * One panel.
 *
 * @param {string} name
 * @param {Lab} lab
 */
export function panelFrame(name, lab) {
  const kind = KINDS[name];
  const title = words.panels[name];
  const number = h('b');
  const noun = h('span');
  const headline = h('p', { class: 'number' }, number, ' ', noun);
  const reading = h('p', { class: 'aid' });
  const isPicture = isDrawn(name);
  const canvases = Array.from({ length: isPicture ? 3 : 0 }, () => h('canvas', { 'aria-hidden': 'true' }));
  // Until it is drawn there is nothing more to say of it.
  const picture = h('div', { class: 'plot', role: 'img', 'aria-label': title }, ...canvases);
  const element = h(
    'section',
    {
      class: 'panel',
      part: 'panel',
      id: name,
      'data-panel': name,
      'data-follows': FADING_PANELS.includes(name),
      'aria-labelledby': `${name}-title`,
    },
    h('header', {}, h('h2', { id: `${name}-title` }, title), headline),
    reading,
    isPicture && picture,
  );
  if (isPicture) {
    const contexts = canvases.map((canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')));
    lab.addPanel(name, contexts[0], contexts[1], contexts[2]);
  } else {
    lab.addTable(name);
  }
  const tellHeadline = (/** @type {string} */ value, /** @type {string} */ rest) => {
    show(number, value);
    show(noun, rest);
    headline.classList.toggle('stopped', value === 'stopped');
  };
  let described = '';
  let fittedTo = '';
  return {
    name,
    element,
    picture,
    isDrawn: isPicture,
    isVisible: true,
    headline: tellHeadline,
    /** Fits the canvases to the room they have. */
    resize() {
      if (!isPicture) {
        return;
      }
      const { width, height } = picture.getBoundingClientRect();
      const ratio = globalThis.devicePixelRatio || 1;
      // A projector, and a slide that is scaled, show everything in another size than its CSS pixels.
      const zoom = width / Number.parseFloat(getComputedStyle(picture).width) || 1;
      const fitted = `${width} ${height} ${ratio} ${zoom}`;
      // A canvas that is sized again is wiped, and out of sight nobody would draw it.
      if (fitted === fittedTo) {
        return;
      }
      fittedTo = fitted;
      for (const canvas of canvases) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      lab.resize(name, width / zoom, height / zoom, ratio * zoom);
    },
    draw() {
      if (isPicture && this.isVisible) {
        lab.draw(name);
      }
    },
    /**
     * @param {Numbers} numbers
     * @param {State} state
     * @param {boolean} describe whether to tell assistive technology too, which must not be done in every frame
     */
    say(numbers, state, describe) {
      show(reading, kind.aid(numbers, state));
      if (!isPicture) {
        return;
      }
      const [value, rest] = numbers.focused
        ? words.focused(numbers.focused)
        : kind.headline(numbers, state.lambda, state, lab);
      tellHeadline(value, rest);
      const description = describe ? `${title}. ${kind.description(numbers, state.lambda, state)}` : described;
      if (description !== described) {
        described = description;
        picture.setAttribute('aria-label', description);
      }
    },
  };
}
