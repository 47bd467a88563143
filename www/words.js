/** Every word of the page, so that another language is another file like this one. */
import { count, significant } from './format.js';

/** @typedef {import('./types.js').Numbers} Numbers */
/** @typedef {import('./types.js').State} State */

export const title = 'Regularization Lab';

/** @type {Record<string, { name: string, description: string }>} */
export const presets = {
  stress: { name: 'Stress test', description: 'The article’s feature selection test: 3 of 100 features count (S-A3)' },
  easy: { name: 'Easy', description: '5 features, 3 of them informative: regularization changes little (S-A2)' },
  'two-features': { name: 'Two features, one is noise', description: 'x₁ carries the signal, x₂ is noise (S-A7)' },
  twins: { name: 'Twins', description: 'Three pairs of features that say the same, and four of noise (S-A8)' },
};

/** @type {Record<string, string>} */
export const penalties = { none: 'none', l2: 'L2', elasticnet: 'elastic net', l1: 'L1' };

/** @type {Record<string, string>} */
export const optimizers = {
  'gradient-descent': 'gradient descent',
  'proximal-gradient': 'proximal gradient',
  'accelerated-proximal-gradient': 'accelerated proximal gradient',
  'coordinate-descent': 'coordinate descent',
};

export const controls = {
  data: 'Data',
  lambda: 'λ',
  lambdaField: 'λ, the price of weight',
  lambdaSlider: 'λ',
  price: 'the price of weight',
  hint: 'drag me',
  max: 'max',
  oneSe: '1se',
  kept: (/** @type {number} */ count) => `${count} kept`,
  penalty: 'Penalty',
  shape: 'shape of the ball',
  l1Ratio: 'l1_ratio',
  play: 'Play',
  pause: 'Pause',
  restart: 'Restart from the same start',
  step: 'One iteration',
  times: (/** @type {number} */ n) => `${n} iterations`,
  converge: 'Jump to the exact optimum',
  iteration: 'Iteration',
  speed: 'Speed',
  learningRate: 'Learning rate',
  optimizer: 'Optimizer',
  standardize: 'Standardize features',
  theme: 'Light or dark',
  more: 'More controls',
  playing: 'Playing',
};

/** @param {number} n */
export function iteration(n) {
  return `iteration ${count(n)}`;
}

/** @param {number} perSecond */
export function speed(perSecond) {
  return perSecond === 1 ? '1 iteration a second' : `${count(perSecond)} iterations a second`;
}

/** @param {Numbers} numbers */
export function size(numbers) {
  return `${count(numbers.nSamples)} rows, ${count(numbers.nFeatures)} features`;
}

export const dialects = {
  c: 'C = 1/λ',
  alpha: 'α = λ/n',
  ridgeAlpha: 'Ridge α',
  glmnetLambda: 'glmnet λ',
  priorDeviation: 'prior σ',
};

/** @type {Record<Numbers['status'], string>} */
export const statuses = { running: 'running', converged: 'converged', diverged: 'stopped', stopped: 'stopped' };

export const paused = 'paused';

/** @type {Record<string, { short: string, title: string, aid: (numbers: Numbers, state: State) => string }>} */
export const panels = {
  trajectories: {
    short: 'Weights',
    title: 'Weight trajectories',
    aid: () => 'Each line is one weight as training runs; the dots on the right are where it ends.',
  },
  sparsity: {
    short: 'Sparsity',
    title: 'Sparsity',
    aid: (numbers) => `How the ${count(numbers.nFeatures)} weights divide: kept, near zero, exactly zero.`,
  },
  path: {
    short: 'Path',
    title: 'Coefficient path',
    aid: () => 'The optimum at every λ. Drag the line; open dots run to it.',
  },
  geometry: {
    short: 'Geometry',
    title: 'Constraint geometry',
    aid: () => 'The optimum is where a loss contour first touches the ball.',
  },
  pull: {
    short: 'Pull',
    title: 'Penalty and pull',
    aid: () => 'L1 pulls as hard near zero as far out; L2 lets go.',
  },
  priors: {
    short: 'Priors',
    title: 'Priors',
    aid: () => 'A penalty is a belief about weights, here at equal variance.',
  },
  histogram: {
    short: 'Histogram',
    title: 'Weight histogram',
    aid: (numbers, { penalty }) => {
      const up = penalty === 'none' ? 'no penalty' : penalties[penalty];
      const down = penalty === 'none' ? 'L2' : 'no penalty';
      return numbers.isCompared ? `Weights by size: ${up} up, ${down} down.` : 'How many weights have each size.';
    },
  },
};

/**
 * The number that matters, before and after its noun.
 *
 * @type {Record<string, (numbers: Numbers, lambda: number, state: State) => [string, string]>}
 */
export const headlines = {
  trajectories: (numbers) =>
    numbers.status === 'diverged'
      ? ['stopped', `at iteration ${count(numbers.nIter)}`]
      : [count(numbers.nonZero), `of ${count(numbers.nFeatures)} weights survive`],
  sparsity: (numbers) => [
    count(numbers.exactZero),
    numbers.optimumZero === undefined ? 'exactly zero' : `exactly zero; ${count(numbers.optimumZero)} at the optimum`,
  ],
  path: (numbers, lambda) =>
    numbers.optimumZero === undefined
      ? ['', numbers.whyNoOptimum === undefined ? 'still to come' : 'there is no optimum']
      : [count(numbers.nFeatures - numbers.optimumZero), `kept at λ = ${significant(lambda)}`],
  geometry: (numbers, lambda) =>
    numbers.allowance === undefined
      ? ['', 'no ball: nothing is penalized']
      : [significant(numbers.allowance), `allowed by λ = ${significant(lambda)}`],
  pull: ({ pull }, lambda, { penalty }) => {
    if (penalty === 'none' || lambda === 0) {
      return ['0', 'nothing pulls'];
    }
    if (pull === undefined) {
      return ['', 'every weight is 0'];
    }
    const rival = penalty === 'l2' ? 'l1' : 'l2';
    const would = `${significant(pull[rival])} under ${penalties[rival]}`;
    return [significant(pull[penalty]), `on ${weightName(pull.name)}; ${would}`];
  },
  priors: ({ priorDeviation }, lambda, { penalty }) => {
    if (priorDeviation === undefined) {
      return ['', 'no prior'];
    }
    const law = /** @type {Record<string, string>} */ ({ l1: '; √2/σ = λ', l2: '; 1/σ² = λ' })[penalty];
    return [significant(priorDeviation), `= σ${law ?? ` at λ = ${significant(lambda)}`}`];
  },
  histogram: (numbers) => [count(numbers.exactZero), 'at exactly 0'],
};

/** @type {Record<string, string>} */
const truths = { informative: 'informative', redundant: 'redundant', repeated: 'repeated', noise: 'noise' };

/**
 * The number that matters while a weight is followed.
 *
 * @param {import('./types.js').Followed} followed
 * @returns {[string, string]}
 */
export function followed({ name, value, truth }) {
  return [significant(value), `= ${weightName(name)}${truth === undefined ? '' : `, ${truths[truth]}`}`];
}

/** @param {import('./types.js').Followed} followed */
export function tip({ name, value, truth, optimum }) {
  const parts = [`${weightName(name)} = ${value === 0 ? 'exactly 0' : significant(value, 6)}`];
  if (truth !== undefined) {
    parts.push(truths[truth]);
  }
  if (optimum !== undefined) {
    parts.push(`optimum ${optimum === 0 ? 'exactly 0' : significant(optimum, 6)}`);
  }
  return parts.join(' · ');
}

/**
 * What a canvas shows, for those who do not see it.
 *
 * @type {Record<string, (numbers: Numbers, lambda: number, state: State) => string>}
 */
export const descriptions = {
  trajectories: (numbers) =>
    `Lines of ${count(numbers.nFeatures)} weights over ${count(numbers.nIter)} iterations; ${count(numbers.nonZero)} are not 0. ${optimum(numbers)}`,
  sparsity: (numbers) =>
    `Stacked areas over ${count(numbers.nIter)} iterations: ${count(numbers.exactZero)} weights are exactly 0, ${count(numbers.nearZero - numbers.exactZero)} more are smaller than 0.001, ${count(numbers.nFeatures - numbers.nearZero)} are larger. ${optimum(numbers)}`,
  path: (numbers, lambda) =>
    `Lines of ${count(numbers.nFeatures)} optimal weights over λ from 0.001 to 1,000, with a line at λ = ${significant(lambda)} that the left and right arrow keys move. ${optimum(numbers)}`,
  geometry: (numbers, lambda) =>
    numbers.allowance === undefined
      ? 'Contours of the loss in the plane of two weights, with the way the weights have come. There is no penalty, so there is no ball.'
      : `Contours of the loss in the plane of two weights, the penalty’s ball of size ${significant(numbers.allowance)} at λ = ${significant(lambda)}, and the way the weights have come towards the point where a contour touches the ball.`,
  pull: ({ nFeatures, exactZero, pull }, lambda, { penalty }) => {
    const curves = `Two plots of one weight: what the penalties cost it, and how hard they pull it toward zero. All ${count(nFeatures)} weights ride on the curve of ${penalty === 'none' ? 'no penalty' : penalties[penalty]}; ${count(exactZero)} are exactly 0.`;
    return pull === undefined
      ? curves
      : `${curves} At λ = ${significant(lambda)} the largest, ${weightName(pull.name)}, is pulled by ${significant(pull[penalty])}: ${significant(pull.l1)} under L1, ${significant(pull.l2)} under L2.`;
  },
  priors: ({ nFeatures, priorDeviation }, lambda) =>
    priorDeviation === undefined
      ? `A flat line over the ${count(nFeatures)} weights: without a penalty every weight is as likely as any other.`
      : `Three densities of standard deviation ${significant(priorDeviation)}, the prior’s at λ = ${significant(lambda)}, over the ${count(nFeatures)} weights: Gauss for L2, Laplace for L1 with a spike at 0, the elastic net between them.`,
  histogram: (numbers, _lambda, state) =>
    `Bars of how many of the ${count(numbers.nFeatures)} weights have each size. ${panels.histogram.aid(numbers, state)} ${count(numbers.exactZero)} are exactly 0.`,
};

/** @param {Numbers} numbers */
function optimum(numbers) {
  if (numbers.whyNoOptimum !== undefined) {
    return 'There is no finite optimum.';
  }
  return numbers.optimumZero === undefined ? '' : `At the exact optimum ${count(numbers.optimumZero)} are 0.`;
}

/** @param {Numbers} numbers */
export function geometryNote(numbers) {
  return numbers.isExact
    ? 'exact: two features, the intercept always at its best'
    : `slice: the other ${count(numbers.nFeatures - 2)} weights held at the ${numbers.whyNoOptimum === undefined ? 'optimum' : 'present values'}`;
}

/**
 * @param {number} learningRate
 * @param {number} stable
 */
export function tooFast(learningRate, stable) {
  return `Learning rate ${significant(learningRate)} is past the stable ${significant(stable, 2)}.`;
}

export const noLearningRate = 'coordinate descent finds its own step';

/** @param {number} stable */
export function stable(stable) {
  return `stable up to ${significant(stable, 2)}`;
}

/** @param {number} stable */
export function use(stable) {
  return `Use ${significant(stable, 2)}`;
}

export const kkt = (/** @type {number} */ residual) => `KKT residual ${significant(residual)}`;

/**
 * @param {number} last
 * @param {number} given
 */
export function iterationRange(last, given) {
  return `iteration must be a whole number between 0 and ${count(last)}; got ${given}`;
}

export const loadFailed = (/** @type {string} */ reason) => `The lab could not start: ${reason}`;

export const scale = { label: 'Spacing of weights', linear: 'linear', root: '√ scale' };

export const pair = { label: 'weights', across: 'Weight across', up: 'Weight upwards' };

/**
 * The weight of a feature: `x43` has w43, others are called by their feature.
 *
 * @param {string} feature
 */
export function weightName(feature) {
  return feature.replace(/^x(?=\d+$)/, 'w');
}

export const themeIs = (/** @type {string} */ theme) => `Colours are ${theme}`;
