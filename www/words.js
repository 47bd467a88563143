/** Every word of the page, so that another language is another file like this one. */
import { count, significant } from './format.js';

/** @typedef {import('./types.js').Numbers} Numbers */
/** @typedef {import('./types.js').Advice} Advice */
/** @typedef {import('./types.js').State} State */

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
  'make-regression': {
    name: 'Linear regression',
    description: '10 of 60 features count, the target is a number (S-C1)',
  },
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
  csv: { name: 'Your own CSV', description: 'A table of your own, read in this page and sent nowhere' },
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
  past: 'Look back through the run',
  keep: 'Keep this moment as ghosts',
  speed: 'Speed',
  learningRate: 'Learning rate',
  optimizer: 'Optimizer',
  standardize: 'Standardize features',
  theme: 'Light or dark',
  undo: 'Undo',
  redo: 'Redo',
  more: 'More controls',
  playing: 'Playing',
};

/** @param {number} n */
export function iteration(n) {
  return `iteration ${count(n)}`;
}

/** @param {Numbers['bookmark']} kept */
export function bookmark(kept) {
  if (kept === undefined) {
    return controls.keep;
  }
  const model = kept.penalty === 'none' ? 'no penalty' : `${penalties[kept.penalty]}, λ = ${significant(kept.lambda)}`;
  return `Let go of iteration ${count(kept.nIter)}, ${model}`;
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
  laplaceScale: 'Laplace b',
};

/** @type {Record<Numbers['status'], string>} */
export const statuses = { running: 'running', converged: 'converged', diverged: 'stopped', stopped: 'stopped' };

export const paused = 'paused';

/** @param {Numbers} numbers */
export function status(numbers) {
  // `stopped at max_iter = 20`, without the explanation that some messages add.
  return numbers.status === 'stopped' ? numbers.message.split(':')[0] : statuses[numbers.status];
}

/** @type {Record<string, { short: string, title: string, aid: (numbers: Numbers, state: State) => string }>} */
export const panels = {
  trajectories: {
    short: 'Weights',
    title: 'Weight trajectories',
    aid: ({ whyNoOptimum }) =>
      whyNoOptimum === undefined
        ? 'Each line is one weight as training runs; dots on the right: where it ends.'
        : 'Each line is one weight as training runs.',
  },
  sparsity: {
    short: 'Sparsity',
    title: 'Sparsity',
    aid: ({ nFeatures }) =>
      `How the ${nFeatures === 1 ? 'weight' : `${count(nFeatures)} weights`} divide${nFeatures === 1 ? 's' : ''}: kept, near zero, exactly zero.`,
  },
  weights: {
    short: 'Now',
    title: 'Weights now',
    aid: (numbers) =>
      numbers.bookmark !== undefined
        ? 'Every weight as it stands; small marks are the moment kept.'
        : numbers.comparedIter === undefined
          ? 'Every weight as it stands.'
          : `Every weight as it stands; small marks are ${numbers.other}’s answer.`,
  },
  comparison: {
    short: 'Compare',
    title: 'Comparison',
    aid: (numbers) => `The same ${count(numbers.comparedIter ?? 0)} iterations under four penalties.`,
  },
  'cross-validation': {
    short: 'Folds',
    title: 'Cross-validation',
    aid: (numbers, state) =>
      numbers.validationView === 'surface'
        ? panels.sweep.aid(numbers, state)
        : `Held-out ${scores[numbers.scoring].name}: mean of ${numbers.nFolds} folds, ± 1 standard error.`,
  },
  sweep: {
    short: 'Sweep',
    title: 'Sweep',
    aid: ({ nFolds, scoring }) => `Held-out ${scores[scoring].name} over λ × l1_ratio: mean of ${nFolds} folds.`,
  },
  ledger: {
    short: 'Loss',
    title: 'Loss ledger',
    aid: () => 'What is minimized: the data loss plus what the weights cost.',
  },
  path: {
    short: 'Path',
    title: 'Coefficient path',
    aid: ({ pathView, task, penalty }) =>
      ({
        norm: 'The optimum by the weight it has in all. Drag the line.',
        deviance: `The optimum by the share of ${task === 'regression' ? 'variance' : 'log-loss'} it explains.`,
        strips: 'How many weights λ keeps, and how large they are.',
      })[pathView ?? ''] ??
      (penalty === 'none'
        ? 'Without a penalty every λ has the same optimum.'
        : 'The optimum at every λ. Drag the line; open dots run to it.'),
  },
  geometry: {
    short: 'Geometry',
    title: 'Constraint geometry',
    aid: (numbers) =>
      numbers.isObjective
        ? 'Training walks down loss plus penalty. Drag the start.'
        : numbers.penalty === 'none'
          ? 'Without a penalty nothing keeps training from the least loss.'
          : 'The optimum is where a loss contour first touches the ball.',
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
      if (numbers.bookmark !== undefined) {
        return 'Weights by size: now up, the moment kept down.';
      }
      return numbers.isCompared ? `Weights by size: ${up} up, ${down} down.` : 'How many weights have each size.';
    },
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
 * @type {Record<string, (numbers: Numbers, lambda: number, state: State) => [string, string]>}
 */
export const headlines = {
  trajectories: (numbers) =>
    numbers.status === 'diverged'
      ? ['stopped', `at iteration ${count(numbers.nIter)}`]
      : [
          count(numbers.nonZero),
          `of ${count(numbers.nFeatures)} ${numbers.nFeatures === 1 ? 'weight survives' : 'weights survive'}`,
        ],
  sparsity: (numbers) => [
    count(numbers.exactZero),
    numbers.optimumZero === undefined ? 'exactly zero' : `exactly zero; ${count(numbers.optimumZero)} at the optimum`,
  ],
  weights: (numbers) => [significant(numbers.norm2), '= ‖w‖₂'],
  'cross-validation': (numbers, lambda, state) => {
    const { whyNoFolds, oneSe, foldsDone, nFolds, scoring, validationView } = numbers;
    const { name } = scores[scoring];
    if (validationView === 'surface') {
      return headlines.sweep(numbers, lambda, state);
    }
    if (whyNoFolds !== undefined) {
      return ['', 'no folds'];
    }
    if (state.penalty === 'none') {
      return ['', 'no λ to choose'];
    }
    return oneSe === undefined
      ? [count(foldsDone), `of ${nFolds} folds`]
      : [significant(oneSe, 2), `= λ₁ₛₑ by ${name}`];
  },
  sweep: ({ whyNoFolds, scoring, surface }) => {
    if (whyNoFolds !== undefined) {
      return ['', 'no folds'];
    }
    return surface?.isComplete && surface.best
      ? [significant(surface.best.score), `= best ${scores[scoring].name}`]
      : [count(Math.floor(100 * (surface?.progress ?? 0))), '% of the surface'];
  },
  ledger: (numbers) => [significant(numbers.loss + numbers.l1 + numbers.l2), 'objective'],
  path: (numbers, lambda) =>
    numbers.optimumZero === undefined
      ? ['', numbers.whyNoOptimum === undefined ? 'still to come' : 'there is no optimum']
      : [count(numbers.nFeatures - numbers.optimumZero), `kept at λ = ${significant(lambda)}`],
  geometry: (numbers, lambda) =>
    numbers.isObjective
      ? leastObjective(numbers)
      : numbers.allowance === undefined
        ? ['', numbers.pair === null ? 'one weight has no plane' : 'no ball: nothing is penalized']
        : [significant(numbers.allowance, numbers.allowance < 0.1 ? 2 : 3), `allowed by λ = ${significant(lambda)}`],
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
  'bias-variance': ({ bootstraps }) =>
    bootstraps?.best === undefined ? ['', stillToCome(bootstraps)] : [significant(bootstraps.best, 2), '= best λ'],
  stability: ({ halves, nFeatures }) =>
    halves?.nStable === undefined
      ? ['', stillToCome(halves)]
      : [count(halves.nStable), `of ${count(nFeatures)} ${halves.nStable === 1 ? 'is' : 'are'} stable`],
  calibration: ({ brier, penalty }) =>
    brier === undefined ? ['', 'two classes needed'] : [significant(brier), `Brier, ${model(penalty)}`],
  boundary: ({ second, penalty, task }) =>
    second === undefined || task === 'regression'
      ? ['', task === 'regression' ? 'two classes needed' : 'two features needed']
      : [
          significant(second.value),
          `= ${weightName(second.name)}${penalty === 'none' ? ', no penalty' : ` under ${penalties[penalty]}`}`,
        ],
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
 * @type {Record<string, (numbers: Numbers, lambda: number, state: State) => string>}
 */
export const descriptions = {
  trajectories: (numbers) =>
    `Lines of ${count(numbers.nFeatures)} weights over ${count(numbers.nIter)} iterations; ${count(numbers.nonZero)} are not 0. ${optimum(numbers)}`,
  sparsity: (numbers) =>
    `Stacked areas over ${count(numbers.nIter)} iterations: ${count(numbers.exactZero)} weights are exactly 0, ${count(numbers.nearZero - numbers.exactZero)} more are smaller than 0.001, ${count(numbers.nFeatures - numbers.nearZero)} are larger. ${optimum(numbers)}`,
  weights: (numbers) =>
    `${count(numbers.nFeatures)} weights as stems, ${count(numbers.exactZero)} of them exactly 0. The norm of all is ${significant(numbers.norm2)}.`,
  'cross-validation': (numbers, lambda, state) => {
    const { whyNoFolds, oneSe, foldsDone, nFolds, scoring, validationView } = numbers;
    const { name, direction, best } = scores[scoring];
    if (validationView === 'surface') {
      return descriptions.sweep(numbers, lambda, state);
    }
    if (whyNoFolds !== undefined) {
      return validation.whyNoFolds[whyNoFolds];
    }
    return oneSe === undefined
      ? `Held-out ${name}, ${direction}, over λ; ${count(foldsDone)} of ${nFolds} folds are done.`
      : `Held-out ${name}, ${direction}, over λ from 0.001 to 1,000. The largest λ within one standard error of ${best.toLowerCase()} is ${significant(oneSe, 2)}; the line at λ = ${significant(lambda)} is moved by the left and right arrow keys.`;
  },
  sweep: ({ whyNoFolds, scoring, surface }, lambda, { penalty, l1Ratio }) => {
    const { name, direction, best } = scores[scoring];
    if (whyNoFolds !== undefined) {
      return validation.whyNoFolds[whyNoFolds];
    }
    if (surface === undefined) {
      return `Held-out ${name}, ${direction}, over λ × l1_ratio; 0 % of it is computed.`;
    }
    const ratio = penalty === 'l2' ? 0 : penalty === 'l1' ? 1 : l1Ratio;
    const here =
      penalty === 'none'
        ? 'There is no penalty now'
        : `Now λ = ${significant(lambda)}, l1_ratio = ${significant(ratio)}`;
    const found =
      surface.isComplete && surface.best
        ? `${best} is ${significant(surface.best.score)}, at λ = ${significant(surface.best.lambda, 2)} and l1_ratio = ${significant(surface.best.l1Ratio)}.`
        : `${count(Math.floor(100 * surface.progress))} % of it is computed.`;
    return `Held-out ${name}, ${direction}, at ${surface.nLambdas} λ and ${surface.nRatios} l1_ratios as shades. ${found} ${here}; the left and right arrow keys move λ, up and down l1_ratio.`;
  },
  ledger: (numbers) =>
    `Train loss, test loss and penalty over ${count(numbers.nIter)} iterations. Now the data loss is ${significant(numbers.loss)}, the L1 part ${significant(numbers.l1)}, the L2 part ${significant(numbers.l2)}.`,
  path: (numbers, lambda) => {
    const { nFeatures, nonZero, norm2, pathView, task } = numbers;
    const explained = task === 'regression' ? 'R²' : 'the share of log-loss explained';
    const lines = `Lines of ${count(nFeatures)} optimal weights over`;
    const shown = {
      norm: `${lines} the sum of their sizes, which falls as λ rises`,
      deviance: `${lines} ${explained}, which falls as λ rises`,
      strips: `Two plots over λ from 0.001 to 1,000: how the ${count(nFeatures)} optimal weights divide into kept, near zero and exactly zero, and their norm. Now ${count(nonZero)} weights are not 0 and the norm is ${significant(norm2)}`,
    }[pathView ?? ''];
    return `${shown ?? `${lines} λ from 0.001 to 1,000`}, with a line at λ = ${significant(lambda)} that the left and right arrow keys move. ${optimum(numbers)}`;
  },
  geometry: (numbers, lambda) =>
    numbers.isObjective
      ? `Contours of loss plus penalty in the plane of two weights at λ = ${significant(lambda)}, with the way the weights have come and the start of another path, which the arrow keys move.${whatIf(numbers)}`
      : numbers.allowance === undefined
        ? 'Contours of the loss in the plane of two weights, with the way the weights have come. There is no penalty, so there is no ball.'
        : `Contours of the loss in the plane of two weights, the penalty’s ball of size ${significant(numbers.allowance)} at λ = ${significant(lambda)}, and the way the weights have come towards the point where a contour touches the ball.${roundness(numbers)}`,
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
  'bias-variance': ({ bootstraps }, lambda) =>
    `Squared bias with noise, variance and their sum, the total error on the test rows, over λ from 0.001 to 1,000, with a line at λ = ${significant(lambda)} that the left and right arrow keys move. ${bootstraps?.best === undefined ? 'Nothing is known yet.' : `The error of ${count(bootstraps.nDone)} bootstrap samples is least at λ = ${significant(bootstraps.best, 2)}.`}`,
  stability: ({ halves, nFeatures }) =>
    halves?.nStable === undefined || halves.lambda === undefined
      ? 'Stems for how often each weight survives in half-samples, of which 0 are done.'
      : `Stems for how often each weight survives in ${count(halves.nDone)} half-samples at λ = ${significant(halves.lambda, 2)}, most often first: ${count(halves.nStable)} of ${count(nFeatures)} survive in at least 80 %.`,
  calibration: ({ brier, penalty }) =>
    `Share of test rows of class 1 over the probability that the model gives them, in 10 bins, beside the diagonal of a model that is right.${brier === undefined ? '' : ` The Brier score of ${model(penalty)} is ${significant(brier)}.`}`,
  boundary: ({ second, penalty, task }) =>
    task === 'regression'
      ? 'A decision boundary needs 2 classes; the target is a number.'
      : `Training rows in the plane of two features, with the lines on which ${model(penalty)} gives 25, 50 and 75 %.${second === undefined ? '' : ` The weight upwards, ${weightName(second.name)}, is ${significant(second.value)}.`}`,
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

/** Why a panel stays empty. @param {string} reason */
export const noPanel = (reason) => `The code of this panel could not be loaded: ${reason}`;

export const ledger = {
  loss: 'data loss',
  l1: 'L1 part',
  l2: 'L2 part',
  objective: 'objective',
  views: { label: 'What is drawn', loss: 'loss', gap: 'gap to the optimum' },
};

/** @param {import('./regularization-lab.js').Scores} scores */
export function scoresLine(scores) {
  const pair = (
    /** @type {string} */ name,
    /** @type {number | undefined} */ train,
    /** @type {number | undefined} */ test,
  ) => (train === undefined ? '' : `${name} ${share(train)} train${test === undefined ? '' : `, ${share(test)} test`}`);
  const parts = [
    pair('accuracy', scores.trainAccuracy, scores.testAccuracy),
    pair('AUC', scores.trainAuc, scores.testAuc),
    pair('R²', scores.trainR2, scores.testR2),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** @param {number} value */
function share(value) {
  return value.toFixed(3).replace('-', '−');
}

export const weightViews = { label: 'Order of the weights', sorted: 'by size', place: 'in place' };

/**
 * What held-out rows are judged by.
 *
 * @type {Record<Numbers['scoring'], { name: string, direction: string, best: string, arrow: string }>}
 */
export const scores = {
  'neg-log-loss': { name: 'log-loss', direction: 'less is better', best: 'The least', arrow: '↓' },
  accuracy: { name: 'accuracy', direction: 'greater is better', best: 'The greatest', arrow: '↑' },
  auc: { name: 'AUC', direction: 'greater is better', best: 'The greatest', arrow: '↑' },
  'neg-mse': { name: 'MSE', direction: 'less is better', best: 'The least', arrow: '↓' },
  r2: { name: 'R²', direction: 'greater is better', best: 'The greatest', arrow: '↑' },
};

export const validation = {
  score: 'Score of the held-out rows',
  option: (/** @type {Numbers['scoring']} */ name) => `${scores[name].name} ${scores[name].arrow}`,
  views: { label: 'What is drawn', mean: 'mean', folds: 'every fold', surface: 'λ × l1_ratio' },
  use: (/** @type {number} */ lambda, /** @type {number | undefined} */ l1Ratio) =>
    `Use ${significant(lambda, 2)}${l1Ratio === undefined ? '' : `, l1_ratio ${significant(l1Ratio)}`}`,
  /** @type {Record<NonNullable<Numbers['whyNoFolds']>, string>} */
  whyNoFolds: {
    weighted: 'The folds weigh all rows alike, so with balanced classes they would tell of another model.',
    'too-few-rows': 'There are too few rows to cut into ten folds.',
    'one-class': 'A fold has rows of one class only, so there is no AUC; another score can be chosen.',
  },
  note: (/** @type {Numbers} */ { oneSe, scoring, whyNoFolds }, /** @type {boolean} */ isPlane) => {
    const { name, best } = scores[scoring];
    if (whyNoFolds !== undefined) {
      return '';
    }
    if (isPlane) {
      return 'Shade: distance from best. Dashes: 1 standard error.';
    }
    return oneSe === undefined ? '' : `The largest λ within one standard error of ${best.toLowerCase()} ${name}.`;
  },
};

/** @type {{ penalty: string, caption: string, choose: string, published: string,
 *   names: Record<string, string>, columns: Record<string, { short: string, title: string }>,
 *   elasticNet: (l1Ratio: number) => string,
 *   score: (accuracy?: number, r2?: number) => string | undefined,
 *   loss: (loss?: number) => string | undefined, norm: (norm: number) => string,
 *   selected: (right?: number, wrong?: number) => string | undefined,
 *   headline: (scores: import('./regularization-lab.js').Scores, penalty: string) => [string, string] }} */
export const comparison = {
  penalty: 'penalty',
  caption: 'The same run under four penalties',
  choose: 'Train under this penalty',
  published:
    'As published: the script asked for “elastic”, a name the class does not know, so nothing was penalized. Published after 5,000 iterations of gradient descent, ‖w‖₂ and the count below 0.001: none 4.41 and 0, L2 3.40 and 3, elastic net 4.41 and 0, L1 3.81 and 74. These come out here too; the published accuracies are from another run.',
  names: { ...penalties, published: 'as published' },
  columns: {
    train: { short: 'train', title: 'Accuracy in %, or R², on the training rows' },
    test: { short: 'test', title: 'Accuracy in %, or R², on the test rows' },
    auc: { short: 'AUC', title: 'Area under the ROC curve on the test rows' },
    loss: { short: 'loss', title: 'Mean loss on the test rows' },
    norm: { short: '‖w‖₂', title: 'Norm of the weights' },
    near: { short: '< 0.001', title: 'Weights smaller than 0.001, zeros included' },
    zero: { short: '= 0', title: 'Weights that are exactly 0' },
    selected: { short: 'TP/FP', title: 'True and false positives: kept weights that carry signal, and that are noise' },
  },
  elasticNet: (l1Ratio) => `${penalties.elasticnet} ${significant(l1Ratio, 2)}`,
  score: (accuracy, r2) =>
    accuracy === undefined ? (r2 === undefined ? undefined : share(r2)) : (100 * accuracy).toFixed(1),
  loss: (loss) => (loss === undefined ? undefined : significant(loss)),
  norm: (norm) => (norm < 1000 ? norm.toFixed(2) : significant(norm)),
  selected: (right, wrong) =>
    right === undefined || wrong === undefined ? undefined : `${count(right)}/${count(wrong)}`,
  headline: ({ testAccuracy, testR2 }, penalty) =>
    testAccuracy === undefined
      ? [testR2 === undefined ? '' : share(testR2), `test R², ${penalties[penalty]}`]
      : [(100 * testAccuracy).toFixed(1), `% test accuracy, ${penalties[penalty]}`],
};

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

export const tools = {
  /** @param {string} title */
  open: (title) => `${title}: enlarge, save`,
  more: 'Enlarge, save',
  enlarge: 'Enlarge',
  shrink: 'Back to the page',
  grip: 'Drag to make this picture taller; twice to make it as it was',
  taller: 'Taller',
  shorter: 'Shorter',
  tallest: 'as tall as it gets',
  shortest: 'as short as it gets',
  png: 'Save as PNG',
  svg: 'Save as SVG',
  csv: 'Save numbers as CSV',
  embed: 'Embed…',
};

/** @param {unknown} given whatever it is */
function told(given) {
  return typeof given === 'string' ? JSON.stringify(given) : String(given);
}

/** Why there is no lab. */
export const trouble = {
  /** @param {string} reason */
  failed: (reason) => `The lab could not start: ${reason}.`,
  /** @param {string} missing */
  browser: (missing) =>
    `this browser has no ${missing}; Chrome 119, Edge 119, Firefox 125, Safari 17.4 and newer ones can run it`,
  /** @param {string} url @param {number} status */
  missing: (url, status) => `${url} could not be loaded, the server answered ${status}`,
  /** @param {string} url */
  unreachable: (url) => `${url} could not be reached`,
  /** @param {string} url @param {string} type */
  type: (url, type) =>
    `${url} came ${type === '' ? 'without a type' : `as “${type}”`}, but the server has to send it as application/wasm`,
  broken: 'regularization-lab.wasm is no WebAssembly, or not all of it',
  /** @param {SecurityPolicyViolationEvent | undefined} violation */
  policy: (violation) =>
    violation && !violation.violatedDirective.startsWith('script-src')
      ? `this page’s Content-Security-Policy forbids ${violation.blockedURI}; add its origin to ${violation.effectiveDirective}`
      : `this page’s Content-Security-Policy forbids WebAssembly; add 'wasm-unsafe-eval' to script-src`,
};

/** @param {string} name of a preset @param {string} reason */
export const noTable = (name, reason) =>
  `the table “${presets[name].name}” could not be loaded, so the data stay as they are: ${reason}`;

/** What stands under a lab in somebody's page. */
export const embedded = {
  home: 'Regularization Lab: open this state ↗',
  /** @param {Numbers} numbers */
  iteration: (numbers) =>
    numbers.status === 'running' ? iteration(numbers.nIter) : `${iteration(numbers.nIter)}, ${status(numbers)}`,
};

/** Giving the lab away. */
export const sharing = { open: 'Share', title: 'Share: a link, or a lab in a page of your own' };

/** What the element's methods complain about. */
export const element = {
  noPng: 'this browser could not make a PNG of the picture',
  notReady: 'the lab is not there yet; wait for its promise ready',
  /** @param {string[]} known @param {unknown} given */
  panel: (known, given) => `panel must be one of ${known.join(', ')}; got ${told(given)}`,
  /** @param {string} what @param {readonly string[]} known @param {unknown} given */
  names: (what, known, given) => `${what} must be names among ${known.join(', ')}; got ${told(given)}`,
  /** @param {string} name @param {string} accepted @param {unknown} given */
  option: (name, accepted, given) => `${name} must be ${accepted}; got ${told(given)}`,
  /** @param {number} last @param {unknown} given */
  steps: (last, given) => `n must be a whole number between 0 and ${count(last)}; got ${told(given)}`,
  /** @param {readonly string[]} known @param {unknown} given */
  theme: (known, given) => `theme must be one of ${known.join(', ')}; got ${told(given)}`,
  /** @param {unknown} given */
  state: (given) => `state must be an object as getState() returns it; got ${told(given)}`,
};

/**
 * How a picture was made.
 *
 * @param {import('./types.js').State} state
 * @param {Numbers} numbers
 */
export function parameters(state, { nIter }) {
  const { data, standardize, penalty, lambda, l1Ratio, optimizer, learningRate } = state;
  const parts = [
    presets[data].name,
    standardize && 'standardized',
    penalty === 'none' ? 'no penalty' : penalties[penalty],
    penalty === 'elasticnet' && `l1_ratio ${significant(l1Ratio)}`,
    penalty !== 'none' && `λ = ${significant(lambda)}`,
    optimizers[optimizer],
    optimizer !== 'coordinate-descent' && `learning rate ${significant(learningRate)}`,
    iteration(nIter),
  ];
  return parts.filter(Boolean).join(', ');
}

export const pathViews = {
  label: 'What the path is drawn over',
  lambda: 'λ',
  norm: '‖w‖₁',
  deviance: 'deviance',
  strips: 'sparsity, norm',
};
