/** The words of the pictures of a plane of two weights or features. */
import { count, significant } from '../format.js';
import { model, penalties, weightName } from '../words.js';

/** @typedef {import('../types.js').Numbers} Numbers */

/** @type {Record<string, import('./registry.js').PanelWords>} */
export const panels = {
  geometry: {
    aid: (numbers) =>
      numbers.isObjective
        ? 'Training walks down loss plus penalty. Drag the start.'
        : numbers.penalty === 'none'
          ? 'Without a penalty nothing keeps training from the least loss.'
          : 'The optimum is where a loss contour first touches the ball.',
    headline: (numbers, lambda) =>
      numbers.isObjective
        ? leastObjective(numbers)
        : numbers.allowance === undefined
          ? ['', numbers.pair === null ? 'one weight has no plane' : 'no ball: nothing is penalized']
          : [significant(numbers.allowance, numbers.allowance < 0.1 ? 2 : 3), `allowed by λ = ${significant(lambda)}`],
    description: (numbers, lambda) =>
      numbers.isObjective
        ? `Contours of loss plus penalty in the plane of two weights at λ = ${significant(lambda)}, with the way the weights have come and the start of another path, which the arrow keys move.${whatIf(numbers)}`
        : numbers.allowance === undefined
          ? 'Contours of the loss in the plane of two weights, with the way the weights have come. There is no penalty, so there is no ball.'
          : `Contours of the loss in the plane of two weights, the penalty’s ball of size ${significant(numbers.allowance)} at λ = ${significant(lambda)}, and the way the weights have come towards the point where a contour touches the ball.${roundness(numbers)}`,
  },
  boundary: {
    aid: () => 'Where models are undecided; dashes are 25 % and 75 %.',
    headline: ({ second, penalty, task }) =>
      second === undefined || task === 'regression'
        ? ['', task === 'regression' ? 'two classes needed' : 'two features needed']
        : [
            significant(second.value),
            `= ${weightName(second.name)}${penalty === 'none' ? ', no penalty' : ` under ${penalties[penalty]}`}`,
          ],
    description: ({ second, penalty, task }) =>
      task === 'regression'
        ? 'A decision boundary needs 2 classes; the target is a number.'
        : `Training rows in the plane of two features, with the lines on which ${model(penalty)} gives 25, 50 and 75 %.${second === undefined ? '' : ` The weight upwards, ${weightName(second.name)}, is ${significant(second.value)}.`}`,
  },
};

/**
 * @param {Numbers} numbers
 * @returns {[string, string]}
 */
function leastObjective({ pair, leastObjective: least, whyNoOptimum }) {
  if (pair === null) {
    return ['', 'one weight has no plane'];
  }
  return least === undefined
    ? ['', whyNoOptimum === undefined ? 'still to come' : 'there is no optimum']
    : [significant(least), 'at best'];
}

/** @param {Numbers} numbers */
function roundness({ roundness: share }) {
  return share === undefined ? '' : ` At 45° the ball reaches ${significant(share)} of its reach along an axis.`;
}

/** @param {Numbers} numbers */
function whatIf({ whatIf: path }) {
  if (path === undefined) {
    return '';
  }
  const end = path.status === 'diverged' ? 'it stops at iteration' : 'iterations shown:';
  return ` It starts at ${significant(path.u)} across and ${significant(path.v)} up; ${end} ${count(path.nIter)}.`;
}

/** @param {Numbers} numbers */
export function geometryNote(numbers) {
  if (numbers.pair === null) {
    return 'The geometry needs two features.';
  }
  if (numbers.isObjective && numbers.whatIf?.status === 'diverged') {
    return `Learning rate too large from there: stopped at iteration ${count(numbers.whatIf.nIter)}.`;
  }
  if (numbers.isObjective && numbers.isExact) {
    return 'exact: two features; from the ring it goes as training would';
  }
  return numbers.isExact
    ? 'exact: two features, the intercept always at its best'
    : `slice${numbers.isObjective ? ', path too' : ''}: the other ${count(numbers.nFeatures - 2)} weights held at the ${numbers.whyNoOptimum === undefined ? 'optimum' : 'present values'}`;
}

export const geometryViews = { label: 'What is drawn', constraint: 'constraint', objective: 'objective' };

export const geometryStart = {
  forget: 'Clear',
  forgetHint: 'Clear the dragged path',
  label: (/** @type {Numbers} */ numbers) => `Start of another path; arrow keys move it.${whatIf(numbers)}`,
};

/** @param {Numbers} numbers */
export function boundaryNote({ nFeatures, nSamples, task, second }) {
  if (task === 'regression' || second === undefined) {
    return '';
  }
  const rows = `${count(nSamples)} training rows`;
  return nFeatures > 2 ? `slice: other features at their means; ${rows}` : `exact: two features; ${rows}`;
}

export const pair = { label: 'weights', across: 'Weight across', up: 'Weight upwards' };
