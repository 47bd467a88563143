/** The frame of a panel: title, key number, reading aid, canvases, and a description for screen readers. */
import { h, show } from '../dom.js';
import { withPicture } from '../export/with-picture.js';
import { FADING_PANELS, HEIGHTS, PANEL_TITLES, TABLE_PANELS } from '../names.js';
import { plotScale } from './plot-scale.js';
import { PANEL_MODULES } from './registry.js';
import { plot } from './words.js';

/** @typedef {import('../generated/bindings.js').Lab} Lab */
/** @typedef {import('../types.js').Numbers} Numbers */
/** @typedef {import('../types.js').PanelText} PanelText */
/** @typedef {ReturnType<typeof panelFrame>} PanelFrame */

/**
 * Whether a panel is drawn on canvases.
 *
 * @param {string} name
 */
export const isDrawn = (name) => !TABLE_PANELS.includes(name);

/**
 * Creates the frame of a panel, and adds its canvases to the lab.
 *
 * @param {string} name
 * @param {Lab} lab
 */
export function panelFrame(name, lab) {
  const registered = PANEL_MODULES[name];
  const title = PANEL_TITLES[name];
  const number = h('b');
  const noun = h('span');
  const headline = h('p', { class: 'number' }, number, ' ', noun);
  const reading = h('p', { class: 'aid' });
  const note = h('p', { class: 'note' });
  const isPicture = isDrawn(name);
  const canvases = Array.from({ length: isPicture ? 3 : 0 }, () => h('canvas', { 'aria-hidden': 'true' }));
  // The title, until the first description is set.
  const image = h('div', { role: 'img', 'aria-label': title }, ...canvases);
  // It takes the focus and has a role for that; the image in it can also be read without.
  const picture = h('div', { class: 'plot', 'aria-label': title }, image);
  const element = h(
    'section',
    {
      class: 'panel',
      part: 'panel',
      id: name,
      'data-panel': name,
      'data-fades': FADING_PANELS.includes(name),
      'aria-labelledby': `${name}-title`,
    },
    h('header', {}, h('h2', { id: `${name}-title` }, title), headline),
    reading,
    isPicture && picture,
    note,
  );
  element.style.setProperty('--default-plot', `calc(${HEIGHTS[name]} * var(--px))`);
  if (isPicture) {
    const contexts = canvases.map((canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')));
    lab.addPanel(name, contexts[0], contexts[1], contexts[2]);
  } else {
    lab.addTable(name);
  }
  /** The current texts. @type {PanelText | undefined} */
  let text;
  let shownDescription = '';
  let lastSize = '';
  /** Sets the size of the canvases in CSS pixels. @param {number} width @param {number} height @param {number} ratio device pixels per CSS pixel */
  const fit = (width, height, ratio) => {
    for (const canvas of canvases) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    lab.resize(name, width, height, ratio);
  };
  return {
    name,
    element,
    picture,
    /** Below the picture; an extension may move it. */
    note,
    isDrawn: isPicture,
    isVisible: true,
    /** Draws all layers anew, because the browser has restored a canvas, which is empty then. */
    restore() {
      lastSize = '';
      this.resize();
    },
    /** Resizes the canvases to their CSS size. @param {number} [ratio] device pixels per CSS pixel */
    resize(ratio = globalThis.devicePixelRatio || 1) {
      if (!isPicture) {
        return;
      }
      const { width, height } = picture.getBoundingClientRect();
      // Not displayed: canvases and exports keep the last size.
      if (width === 0 || height === 0) {
        return;
      }
      const scale = plotScale(picture);
      const size = `${width} ${height} ${ratio} ${scale}`;
      // Resizing clears a canvas, and outside of the viewport it would not be redrawn.
      if (size === lastSize) {
        return;
      }
      lastSize = size;
      fit(width / scale, height / scale, ratio * scale);
    },
    /**
     * Adds a picture for paper.
     *
     * @param {number} ratio device pixels per CSS pixel
     * @param {number} [paperWidth] CSS pixels; by default, as wide as on the screen
     */
    print(ratio, paperWidth) {
      const { width, height } = picture.getBoundingClientRect();
      if (!isPicture || width === 0 || height === 0) {
        return;
      }
      const scale = plotScale(picture);
      fit(paperWidth ?? width / scale, height / scale, ratio);
      // Another shape may need other computations.
      withPicture(name, lab, () => lab.draw(name));
      // Chromium prints what was last drawn on a canvas, not what it shows; a copy is drawn at once.
      const [{ width: pixels, height: lines }] = canvases;
      const paper = h('canvas', { class: 'paper', width: pixels, height: lines });
      const context = /** @type {CanvasRenderingContext2D} */ (paper.getContext('2d'));
      for (const canvas of canvases) {
        context.drawImage(canvas, 0, 0);
      }
      image.append(paper);
      // It keeps its shape, and is no wider than the page.
      picture.style.setProperty('--width', `${pixels / ratio}px`);
      picture.style.setProperty('--aspect', String(pixels / lines));
      this.restore();
      lab.draw(name);
    },
    /** Removes the picture for paper. */
    stopPrinting() {
      picture.querySelector('.paper')?.remove();
    },
    draw() {
      if (isPicture && this.isVisible && lastSize !== '') {
        lab.draw(name);
      }
    },
    /**
     * Shows the texts of the panel; returns them.
     *
     * @param {Numbers} numbers
     * @param {{ describe: boolean, isMeasured: boolean }} moment `describe` = also update the description for screen readers, which
     *   must not be done in every frame; `isMeasured` = there are new scores, without which a table does not change
     */
    showTexts(numbers, { describe, isMeasured }) {
      if (text && !isPicture && !isMeasured) {
        return text;
      }
      text = /** @type {PanelText} */ (lab.panelText(name));
      const hints = registered?.hints?.(numbers);
      show(reading, withHint(text.aid, hints?.pointer));
      show(number, text.value);
      show(noun, text.noun);
      show(note, text.note);
      headline.classList.toggle('stopped', text.isStopped);
      if (!isPicture) {
        return text;
      }
      const keys = hints?.keys ?? plot.keys;
      const description = describe ? withHint(`${title}. ${text.description}`, keys) : shownDescription;
      if (description !== shownDescription) {
        shownDescription = description;
        for (const element of [picture, image]) {
          element.setAttribute('aria-label', description);
        }
      }
      return text;
    },
  };
}

/**
 * Appends a hint about pointer or keys to a text.
 *
 * @param {string} text
 * @param {string} [hint]
 */
function withHint(text, hint) {
  return hint ? `${text} ${hint}` : text;
}
