/** Sliders under a finger that scrolls: browsers move a slider as it is touched, before they know that the finger scrolls the page. */

/**
 * Restores the values of a slider when the browser takes over the pointer to scroll or zoom.
 *
 * @param {HTMLElement} element contains the sliders
 * @param {import('../types.js').LabReader} lab
 * @param {import('../types.js').Dispatch} dispatch
 */
export function restoreCancelledSliders(element, lab, dispatch) {
  let value = '';
  /** Parameters that sliders change; a slider's own value is less precise. @type {import('../types.js').Change} */
  let change = {};
  element.addEventListener('pointerdown', ({ target }) => {
    if (isSlider(target)) {
      value = target.value;
      const { lambda, l1Ratio, penalty, learningRate } = lab.state();
      change = { lambda, l1Ratio, penalty, learningRate };
    }
  });
  element.addEventListener('pointercancel', ({ target }) => {
    if (isSlider(target)) {
      target.value = value;
      target.dispatchEvent(new Event('input', { bubbles: true }));
      dispatch({ type: 'set', change });
    }
  });
}

/**
 * @param {EventTarget | null} target
 * @returns {target is HTMLInputElement}
 */
const isSlider = (target) => target instanceof HTMLInputElement && target.type === 'range';
