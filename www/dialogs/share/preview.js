/** A lab in the dialog, as it will be in the page it goes to. */
import { h } from '../../dom.js';

/** @typedef {import('../../element/public-api.js').PublicApi} RegularizationLab */

/**
 * @param {RegularizationLab} lab
 * @param {object} state
 * @param {string} label
 * @param {() => void} resized called when it has become taller or shorter
 */
export function preview(lab, state, label, resized) {
  const Lab = /** @type {new () => RegularizationLab} */ (lab.constructor);
  const copy = new Lab();
  // It gives itself away only once.
  copy.setAttribute('data-preview', '');
  const frame = h('div', { class: 'frame' }, copy);
  const element = h('div', { class: 'stage', role: 'region', 'aria-label': label, tabindex: 0 }, frame);
  const sizes = new ResizeObserver(resized);
  sizes.observe(copy);
  let isPlaying = false;
  return {
    element,
    lab: copy,
    /**
     * Shows what has been chosen.
     *
     * @param {import('./choices.js').Choice} choice
     */
    async show({ panels, controls, theme, autoplay, width, height }) {
      frame.style.width = width === undefined ? '' : `${width}px`;
      copy.style.height = height === undefined ? '' : `${height}px`;
      copy.style.overflow = height === undefined ? '' : 'auto';
      copy.setState({ ...(autoplay === isPlaying ? {} : state), panels: panels.join(' '), theme });
      copy.controls = controls.join(' ');
      if (autoplay !== isPlaying) {
        isPlaying = autoplay;
        await copy.ready;
        if (autoplay) {
          copy.reset();
          copy.play();
        } else {
          copy.pause();
          copy.setState(state);
        }
      }
    },
    /** Begins, once there is a place to be drawn in; returns whether the lab shows the weights that it would choose itself. */
    async start() {
      const { pair, ...rest } = /** @type {import('../../types.js').Moment} */ (state);
      copy.setState(rest);
      await copy.ready;
      // Without a picture of a pair it has none, and the one that the page shows does not matter.
      const usual = /** @type {import('../../types.js').Moment} */ (copy.getState()).pair;
      const isUsual = usual === undefined || `${usual}` === `${pair}`;
      if (!isUsual) {
        copy.setState({ pair });
      }
      return isUsual;
    },
    destroy() {
      sizes.disconnect();
      copy.remove();
    },
  };
}
