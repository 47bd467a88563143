/** The frame of a panel: title, number that matters, reading aid, canvases, and a description of the picture for screen readers. */
import { h, show } from '../dom.js';
import { FADING_PANELS, HEIGHTS, PANEL_TITLES, TABLE_PANELS } from '../names.js';
import { KINDS } from './registry.js';

/** @typedef {import('../generated/bindings.js').Lab} Lab */
/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').PanelText} PanelText */
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
  const title = PANEL_TITLES[name];
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
  element.style.setProperty('--default-plot', `${HEIGHTS[name]}px`);
  if (isPicture) {
    const contexts = canvases.map((canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')));
    lab.addPanel(name, contexts[0], contexts[1], contexts[2]);
  } else {
    lab.addTable(name);
  }
  /** Those that are shown. @type {PanelText | undefined} */
  let text;
  let described = '';
  let fittedTo = '';
  return {
    name,
    element,
    picture,
    isDrawn: isPicture,
    isVisible: true,
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
      // Resizing a canvas clears it, and outside the viewport it would not be redrawn.
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
     * Shows the texts of the panel; returns them.
     *
     * @param {Numbers} numbers
     * @param {{ describe: boolean, isMeasured: boolean }} moment `describe` = tell assistive technology too, which must not be done
     *   in every frame; `isMeasured` = there are new scores, without which a table stays
     */
    showTexts(numbers, { describe, isMeasured }) {
      if (text && !isPicture && !isMeasured) {
        return text;
      }
      text = /** @type {PanelText} */ (lab.panelText(name));
      const hints = kind?.hints?.(numbers);
      show(reading, withHint(text.aid, hints?.pointer));
      show(number, text.value);
      show(noun, text.noun);
      headline.classList.toggle('stopped', text.isStopped);
      if (!isPicture) {
        return text;
      }
      const description = describe ? withHint(`${title}. ${text.description}`, hints?.keys) : described;
      if (description !== described) {
        described = description;
        picture.setAttribute('aria-label', description);
      }
      return text;
    },
  };
}

/**
 * A text of the panel, and what a pointer or keys do here.
 *
 * @param {string} text
 * @param {string} [hint]
 */
function withHint(text, hint) {
  return hint ? `${text} ${hint}` : text;
}
