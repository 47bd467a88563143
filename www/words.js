/** Every word of the page, so that another language is another file like this one. */
import { count, significant } from './format.js';

/** @typedef {import('./types.js').Numbers} Numbers */

export const title = 'Regularization Lab';

/** @type {Record<string, { name: string, description: string }>} */
export const presets = {
  stress: {
    name: 'Stress test',
    description: 'The article’s feature selection test: 3 of 100 features count (S-A3, A4)',
  },
  easy: { name: 'Easy', description: '5 features, 3 of them informative: regularization changes little (S-A2)' },
  'two-features': { name: 'Two features, one is noise', description: 'x₁ carries the signal, x₂ is noise (S-A7)' },
  twins: { name: 'Twins', description: 'Three pairs of features that say the same, and four of noise (S-A8)' },
  'stress-600': {
    name: 'Stress test, harder',
    description: '600 rows, 5 of 100 features count, classes overlap (S-A3)',
  },
  'breast-cancer': {
    name: 'Breast cancer',
    description: '30 measured features of 569 tumours, many of them alike (S-B1–B4)',
  },
  regression: { name: 'Linear regression', description: '10 of 60 features count, the target is a number (S-C1)' },
  scales: { name: 'Unequal scales', description: 'Features in units up to 100 times apart: scale first (S-C2)' },
  imbalanced: { name: 'Imbalanced classes', description: '70 % of the rows are of one class (S-C7, C8)' },
  polynomial: { name: 'Polynomial features', description: '4 features become 34 products that overfit (S-C11)' },
  diabetes: { name: 'Diabetes', description: '10 features of 442 patients, the target is a number (S-D1, D2)' },
  capped: {
    name: 'Easy, 20 iterations',
    description: 'L2 at λ = 0.01, stopped after 20 iterations or at 0.001 (S-E1)',
  },
  valley: {
    name: 'Valley',
    description: 'x₁ ≈ 2 x₂: the loss is a long valley, penalties choose a place in it (S-E4)',
  },
  own: { name: 'Your own CSV', description: 'A table of your own, read in this page and sent nowhere' },
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
  const features = numbers.nFeatures === 1 ? 'feature' : 'features';
  return `${count(numbers.nSamples)} rows, ${count(numbers.nFeatures)} ${features}`;
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

/** @param {Numbers} numbers */
export function status(numbers) {
  // `stopped at max_iter = 20`, without the explanation that some messages add.
  return numbers.status === 'stopped' ? numbers.message.split(':')[0] : statuses[numbers.status];
}

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
};

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
      ? ['', numbers.pair === null ? 'one weight has no plane' : 'no ball: nothing is penalized']
      : [significant(numbers.allowance, numbers.allowance < 0.1 ? 2 : 3), `allowed by λ = ${significant(lambda)}`],
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
  if (numbers.pair === null) {
    return 'The geometry needs two features.';
  }
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

export const data = {
  title: 'Data',
  open: 'Data…',
  more: 'Numbers, own CSV…',
  close: 'Close',
  /** @type {Record<string, string>} */
  sections: { presets: 'Presets', numbers: 'Numbers', own: 'Your CSV' },
  next: 'Next',
  stratify: 'Stratify the split',
  balance: 'Balance classes',
  asDocumented: 'Back to the preset',
  drop: 'Drop a CSV to use it here. It stays in this page.',
  loadFailed: (/** @type {string} */ name, /** @type {string} */ reason) =>
    `the table “${presets[name].name}” could not be loaded, so the data stay as they are: ${reason}`,
};

/** Names of the numbers of data, and what they are. @type {Record<string, [string, string]>} */
export const knobs = {
  nSamples: ['n_samples', 'rows'],
  nFeatures: ['n_features', ''],
  nInformative: ['n_informative', 'carry signal'],
  nRedundant: ['n_redundant', 'combine those'],
  nGroups: ['n_groups', 'of features alike'],
  groupSize: ['group_size', ''],
  nNoise: ['n_noise', 'features of noise'],
  degree: ['degree', 'of the products'],
  rho: ['ρ', 'correlation in a group'],
  classSep: ['class_sep', 'separation'],
  noise: ['noise', 'of the target, σ'],
  flipY: ['flip_y', 'labels at random'],
  weight0: ['weights[0]', 'share of class 0'],
  testSize: ['test_size', 'share held back'],
  randomState: ['random_state', ''],
};

/**
 * @param {string} preset
 * @param {Numbers} numbers
 */
export function aboutData(preset, numbers) {
  return `${presets[preset].name}: ${size(numbers)} in training, ${count(numbers.nTest)} held back.`;
}

/**
 * What is wrong with data, as a sentence with the names that the page has.
 *
 * @param {string} message
 * @param {string} [parameter]
 */
export function dataProblem(message, parameter) {
  const name = parameter === undefined ? undefined : knobs[parameter]?.[0];
  if (name !== undefined) {
    return `${message.replace(String(parameter), name)}.`;
  }
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

/** @type {Record<string, string>} */
export const tasks = { classification: 'classification, two classes', regression: 'regression, a number' };

export const csv = {
  intro: 'Drop a CSV anywhere on the page, choose a file or paste its text. It is read in this page and sent nowhere.',
  form: 'The first row names the columns. Up to 5,000 rows, 200 columns, 2 MB.',
  choose: 'Choose a file',
  paste: 'Or paste it',
  pasted: 'Pasted text',
  example: 'age,dose,outcome\n41,1.5,well\n57,0.5,ill',
  preview: 'The first rows',
  target: 'Target',
  task: 'Task',
  use: 'Use these data',
  found: (/** @type {string} */ name, /** @type {import('./types.js').Preview} */ { columns, nRows }) =>
    `${name}: ${count(nRows)} rows, ${count(columns.length)} columns. Ticked columns are features.`,
  kind: (/** @type {import('./types.js').Column} */ column) =>
    column.problem !== undefined ? 'number?' : column.isText ? 'text' : 'number',
  kindOf: (/** @type {import('./types.js').Column} */ { nDistinct, isNumeric }) =>
    nDistinct === 2
      ? isNumeric
        ? 'Two values: the larger is class 1.'
        : 'Two words: the later in the alphabet is class 1.'
      : '',
  noTask: (/** @type {import('./types.js').Column} */ { name, nDistinct }) =>
    nDistinct === 1
      ? `Column “${name}” holds one value only, so there is nothing to predict.`
      : `Column “${name}” is neither a number nor two classes, so it cannot be the target.`,
  tooLarge: (/** @type {string} */ name, /** @type {number} */ bytes, /** @type {number} */ most) =>
    `${name} has ${count(bytes)} bytes; at most ${count(most)} are read.`,
  unreadable: (/** @type {string} */ name, /** @type {string} */ reason) => `${name} could not be read: ${reason}`,
};
