/** The preview of an embed. */
import { h } from '../../dom.js';

/** @typedef {import('../../element/public-api.js').PublicApi} RegularizationLab */

/**
 * @param {RegularizationLab} lab
 * @param {{ state: object, home: string | undefined, label: string }} options
 * @param {() => void} resized called after a change of its size
 */
export function preview(lab, { state, home, label }, resized) {
  const Lab = /** @type {new () => RegularizationLab} */ (lab.constructor);
  const copy = new Lab();
  // Hides the share button in the preview.
  copy.setAttribute('data-preview', '');
  if (home !== undefined) {
    copy.setAttribute('home', home);
  }
  const frame = h('div', { class: 'frame' }, copy);
  const element = h('div', { class: 'stage', role: 'region', 'aria-label': label, tabindex: 0 }, frame);
  const sizes = new ResizeObserver(resized);
  sizes.observe(copy);
  let isPlaying = false;
  return {
    element,
    lab: copy,
    /**
     * Applies the options of the embed.
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
    /** Starts the preview once it is in the document; returns whether the pair of weights is the default one. */
    async start() {
      const { pair, start, ...rest } = /** @type {import('../../types.js').Moment} */ (state);
      copy.setState(rest);
      await copy.ready;
      // Undefined if no panel of the preview shows a pair.
      const defaultPair = /** @type {import('../../types.js').Moment} */ (copy.getState()).pair;
      const isDefault = defaultPair === undefined || `${defaultPair}` === `${pair}`;
      copy.setState(isDefault ? { start } : { pair, start });
      return isDefault;
    },
    destroy() {
      sizes.disconnect();
      copy.remove();
    },
  };
}
