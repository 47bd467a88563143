/** Every word of the page, so that another language is another file like this one. */
import { count, significant } from './format.js';

/** @typedef {import('./types.js').Numbers} Numbers */

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

/** @type {Record<string, { short: string, title: string, aid: (numbers: Numbers) => string }>} */
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
  'bias-variance': {
    short: 'Bias',
    title: 'Bias and variance',
    aid: ({ bootstraps }) => `A stronger penalty trades variance for bias (${drawsOf(bootstraps)} draws).`,
  },
  stability: {
    short: 'Stability',
    title: 'Selection stability',
    aid: ({ halves }) => `How often each weight survives in ${drawsOf(halves)} half-samples.`,
  },
  calibration: {
    short: 'Calibration',
    title: 'Calibration',
    aid: () => 'When the model says 80 %, is it right 80 % of the time?',
  },
  boundary: {
    short: 'Boundary',
    title: 'Decision boundary',
    aid: () => 'Where models are undecided; dashes are 25 % and 75 %.',
  },
};

/** @param {{ nDone: number } | undefined} draws */
function drawsOf(draws) {
  return count(draws?.nDone ?? 0);
}

/**
 * The number that matters, before and after its noun.
 *
 * @type {Record<string, (numbers: Numbers, lambda: number) => [string, string]>}
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
  'bias-variance': ({ bootstraps }) =>
    bootstraps?.best === undefined ? ['', stillToCome(bootstraps)] : [significant(bootstraps.best, 2), '= best λ'],
  stability: ({ halves, nFeatures }) =>
    halves?.nStable === undefined
      ? ['', stillToCome(halves)]
      : [count(halves.nStable), `of ${count(nFeatures)} ${halves.nStable === 1 ? 'is' : 'are'} stable`],
  calibration: ({ brier, penalty }) =>
    brier === undefined ? ['', 'two classes needed'] : [significant(brier), `Brier, ${model(penalty)}`],
  boundary: ({ second, penalty }) =>
    second === undefined
      ? ['', 'two features needed']
      : [
          significant(second.value),
          `= ${weightName(second.name)}${penalty === 'none' ? ', no penalty' : ` under ${penalties[penalty]}`}`,
        ],
};

/** @param {string} penalty */
function model(penalty) {
  return penalty === 'none' ? 'no penalty' : penalties[penalty];
}

/** @param {{ nDraws: number } | undefined} draws */
function stillToCome(draws) {
  return draws?.nDraws === 0 ? 'every λ is the same' : 'still to come';
}

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
 * @type {Record<string, (numbers: Numbers, lambda: number) => string>}
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
  'bias-variance': ({ bootstraps }, lambda) =>
    `Squared bias with noise, variance and their sum, the total error on the test rows, over λ from 0.001 to 1,000, with a line at λ = ${significant(lambda)} that the left and right arrow keys move. ${bootstraps?.best === undefined ? 'Nothing is known yet.' : `The error of ${count(bootstraps.nDone)} bootstrap samples is least at λ = ${significant(bootstraps.best, 2)}.`}`,
  stability: ({ halves, nFeatures }) =>
    halves?.nStable === undefined || halves.lambda === undefined
      ? 'Stems for how often each weight survives in half-samples, of which 0 are done.'
      : `Stems for how often each weight survives in ${count(halves.nDone)} half-samples at λ = ${significant(halves.lambda, 2)}, most often first: ${count(halves.nStable)} of ${count(nFeatures)} survive in at least 80 %.`,
  calibration: ({ brier, penalty }) =>
    `Share of test rows of class 1 over the probability that the model gives them, in 10 bins, beside the diagonal of a model that is right.${brier === undefined ? '' : ` The Brier score of ${model(penalty)} is ${significant(brier)}.`}`,
  boundary: ({ second, penalty }) =>
    `Training rows in the plane of two features, with the lines on which ${model(penalty)} gives 25, 50 and 75 %.${second === undefined ? '' : ` The weight upwards, ${weightName(second.name)}, is ${significant(second.value)}.`}`,
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

/** @param {Numbers} numbers */
export function boundaryNote({ nFeatures, nSamples }) {
  const rows = `${count(nSamples)} training rows`;
  return nFeatures > 2 ? `slice: other features at their means; ${rows}` : `exact: two features; ${rows}`;
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
