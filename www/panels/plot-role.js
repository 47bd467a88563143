/** The role and value of a plot for assistive technology: a slider where it moves λ, otherwise an application that takes arrow keys. */
import { assign } from '../dom.js';
import { lambdaValue, planeValue } from '../spoken.js';
import { plot as words } from './words.js';

/**
 * Returns a function that updates role and value.
 *
 * @param {import('./panel-frame.js').PanelFrame} frame
 * @param {import('../types.js').LabReader} lab
 */
export function plotRole({ name, picture }, lab) {
  return (/** @type {import('../types.js').Numbers} */ numbers, /** @type {import('../types.js').State} */ state) => {
    const isPlane = lab.choiceOn(name, 0, 0) !== undefined;
    const isSlider = isPlane || lab.lambdaOn(name, 0) !== undefined;
    const value = isPlane ? planeValue(state, numbers) : lambdaValue(state.lambda, numbers);
    assign(picture, {
      role: isSlider ? 'slider' : 'application',
      'aria-roledescription': isSlider ? (isPlane ? words.plane : undefined) : words.plot,
      'aria-valuemin': isSlider ? 0 : undefined,
      'aria-valuemax': isSlider ? lab.lambdaAt(1) : undefined,
      'aria-valuenow': isSlider ? state.lambda : undefined,
      'aria-valuetext': isSlider ? value : undefined,
    });
  };
}
