/** The words of the panels that few embeds show. */
import { count, significant } from '../format.js';
import { model, optimum, penalties, weightName } from '../words.js';

/** @typedef {import('../types.js').Numbers} Numbers */

/** @type {Record<string, import('./registry.js').PanelWords>} */
export const panels = {
  sparsity: {
    aid: ({ nFeatures }) =>
      `How the ${nFeatures === 1 ? 'weight' : `${count(nFeatures)} weights`} divide${nFeatures === 1 ? 's' : ''}: kept, near zero, exactly zero.`,
    headline: (numbers) => [
      count(numbers.exactZero),
      numbers.optimumZero === undefined ? 'exactly zero' : `exactly zero; ${count(numbers.optimumZero)} at the optimum`,
    ],
    description: (numbers) =>
      `Stacked areas over ${count(numbers.nIter)} iterations: ${count(numbers.exactZero)} weights are exactly 0, ${count(numbers.nearZero - numbers.exactZero)} more are smaller than 0.001, ${count(numbers.nFeatures - numbers.nearZero)} are larger. ${optimum(numbers)}`,
  },
  weights: {
    aid: (numbers) =>
      numbers.bookmark !== undefined
        ? 'Every weight as it stands; small marks are the moment kept.'
        : numbers.comparedIter === undefined
          ? 'Every weight as it stands.'
          : `Every weight as it stands; small marks are ${numbers.other}’s answer.`,
    headline: (numbers) => [significant(numbers.norm2), '= ‖w‖₂'],
    description: (numbers) =>
      `${count(numbers.nFeatures)} weights as stems, ${count(numbers.exactZero)} of them exactly 0. The norm of all is ${significant(numbers.norm2)}.`,
  },
  'cross-validation': {
    aid: (numbers, state) =>
      numbers.validationView === 'surface'
        ? panels.sweep.aid(numbers, state)
        : `Held-out ${scores[numbers.scoring].name}: mean of ${numbers.nFolds} folds, ± 1 standard error.`,
    headline: (numbers, lambda, state, lab) => {
      const { whyNoFolds, oneSe, foldsDone, nFolds, scoring, validationView } = numbers;
      const { name } = scores[scoring];
      if (validationView === 'surface') {
        return panels.sweep.headline(numbers, lambda, state, lab);
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
    description: (numbers, lambda, state) => {
      const { whyNoFolds, oneSe, foldsDone, nFolds, scoring, validationView } = numbers;
      const { name, direction, best } = scores[scoring];
      if (validationView === 'surface') {
        return panels.sweep.description(numbers, lambda, state);
      }
      if (whyNoFolds !== undefined) {
        return validation.whyNoFolds[whyNoFolds];
      }
      return oneSe === undefined
        ? `Held-out ${name}, ${direction}, over λ; ${count(foldsDone)} of ${nFolds} folds are done.`
        : `Held-out ${name}, ${direction}, over λ from 0.001 to 1,000. The largest λ within one standard error of ${best.toLowerCase()} is ${significant(oneSe, 2)}; the line at λ = ${significant(lambda)} is moved by the left and right arrow keys.`;
    },
  },
  sweep: {
    aid: ({ nFolds, scoring }) => `Held-out ${scores[scoring].name} over λ × l1_ratio: mean of ${nFolds} folds.`,
    headline: ({ whyNoFolds, scoring, surface }) => {
      if (whyNoFolds !== undefined) {
        return ['', 'no folds'];
      }
      return surface?.isComplete && surface.best
        ? [significant(surface.best.score), `= best ${scores[scoring].name}`]
        : [count(Math.floor(100 * (surface?.progress ?? 0))), '% of the surface'];
    },
    description: ({ whyNoFolds, scoring, surface }, lambda, { penalty, l1Ratio }) => {
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
  },
  ledger: {
    aid: () => 'What is minimized: the data loss plus what the weights cost.',
    headline: (numbers) => [significant(numbers.loss + numbers.l1 + numbers.l2), 'objective'],
    description: (numbers) =>
      `Train loss, test loss and penalty over ${count(numbers.nIter)} iterations. Now the data loss is ${significant(numbers.loss)}, the L1 part ${significant(numbers.l1)}, the L2 part ${significant(numbers.l2)}.`,
  },
  path: {
    aid: ({ pathView, task, penalty }) =>
      ({
        norm: 'The optimum by the weight it has in all. Drag the line.',
        deviance: `The optimum by the share of ${task === 'regression' ? 'variance' : 'log-loss'} it explains.`,
        strips: 'How many weights λ keeps, and how large they are.',
      })[pathView ?? ''] ??
      (penalty === 'none'
        ? 'Without a penalty every λ has the same optimum.'
        : 'The optimum at every λ. Drag the line; open dots run to it.'),
    headline: (numbers, lambda) =>
      numbers.optimumZero === undefined
        ? ['', numbers.whyNoOptimum === undefined ? 'still to come' : 'there is no optimum']
        : [count(numbers.nFeatures - numbers.optimumZero), `kept at λ = ${significant(lambda)}`],
    description: (numbers, lambda) => {
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
  },
  pull: {
    aid: () => 'L1 pulls as hard near zero as far out; L2 lets go.',
    headline: ({ pull }, lambda, { penalty }) => {
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
    description: ({ nFeatures, exactZero, pull }, lambda, { penalty }) => {
      const curves = `Two plots of one weight: what the penalties cost it, and how hard they pull it toward zero. All ${count(nFeatures)} weights ride on the curve of ${penalty === 'none' ? 'no penalty' : penalties[penalty]}; ${count(exactZero)} are exactly 0.`;
      return pull === undefined
        ? curves
        : `${curves} At λ = ${significant(lambda)} the largest, ${weightName(pull.name)}, is pulled by ${significant(pull[penalty])}: ${significant(pull.l1)} under L1, ${significant(pull.l2)} under L2.`;
    },
  },
  priors: {
    aid: () => 'A penalty is a belief about weights, here at equal variance.',
    headline: ({ priorDeviation }, lambda, { penalty }) => {
      if (priorDeviation === undefined) {
        return ['', 'no prior'];
      }
      const law = /** @type {Record<string, string>} */ ({ l1: '; √2/σ = λ', l2: '; 1/σ² = λ' })[penalty];
      return [significant(priorDeviation), `= σ${law ?? ` at λ = ${significant(lambda)}`}`];
    },
    description: ({ nFeatures, priorDeviation }, lambda) =>
      priorDeviation === undefined
        ? `A flat line over the ${count(nFeatures)} weights: without a penalty every weight is as likely as any other.`
        : `Three densities of standard deviation ${significant(priorDeviation)}, the prior’s at λ = ${significant(lambda)}, over the ${count(nFeatures)} weights: Gauss for L2, Laplace for L1 with a spike at 0, the elastic net between them.`,
  },
  histogram: {
    aid: (numbers, { penalty }) => {
      const up = penalty === 'none' ? 'no penalty' : penalties[penalty];
      const down = penalty === 'none' ? 'L2' : 'no penalty';
      if (numbers.bookmark !== undefined) {
        return 'Weights by size: now up, the moment kept down.';
      }
      return numbers.isCompared ? `Weights by size: ${up} up, ${down} down.` : 'How many weights have each size.';
    },
    headline: (numbers) => [count(numbers.exactZero), 'at exactly 0'],
    description: (numbers, _lambda, state) =>
      `Bars of how many of the ${count(numbers.nFeatures)} weights have each size. ${panels.histogram.aid(numbers, state)} ${count(numbers.exactZero)} are exactly 0.`,
  },
  'bias-variance': {
    aid: ({ bootstraps }) => `A stronger penalty trades variance for bias (${drawsOf(bootstraps)} draws).`,
    headline: ({ bootstraps }) =>
      bootstraps?.best === undefined ? ['', stillToCome(bootstraps)] : [significant(bootstraps.best, 2), '= best λ'],
    description: ({ bootstraps }, lambda) =>
      `Squared bias with noise, variance and their sum, the total error on the test rows, over λ from 0.001 to 1,000, with a line at λ = ${significant(lambda)} that the left and right arrow keys move. ${bootstraps?.best === undefined ? 'Nothing is known yet.' : `The error of ${count(bootstraps.nDone)} bootstrap samples is least at λ = ${significant(bootstraps.best, 2)}.`}`,
  },
  stability: {
    aid: ({ halves }) => `How often each weight survives in ${drawsOf(halves)} half-samples.`,
    headline: ({ halves, nFeatures }) =>
      halves?.nStable === undefined
        ? ['', stillToCome(halves)]
        : [count(halves.nStable), `of ${count(nFeatures)} ${halves.nStable === 1 ? 'is' : 'are'} stable`],
    description: ({ halves, nFeatures }) =>
      halves?.nStable === undefined || halves.lambda === undefined
        ? 'Stems for how often each weight survives in half-samples, of which 0 are done.'
        : `Stems for how often each weight survives in ${count(halves.nDone)} half-samples at λ = ${significant(halves.lambda, 2)}, most often first: ${count(halves.nStable)} of ${count(nFeatures)} survive in at least 80 %.`,
  },
  calibration: {
    aid: () => 'When the model says 80 %, is it right 80 % of the time?',
    headline: ({ brier, penalty }) =>
      brier === undefined ? ['', 'two classes needed'] : [significant(brier), `Brier, ${model(penalty)}`],
    description: ({ brier, penalty }) =>
      `Share of test rows of class 1 over the probability that the model gives them, in 10 bins, beside the diagonal of a model that is right.${brier === undefined ? '' : ` The Brier score of ${model(penalty)} is ${significant(brier)}.`}`,
  },
};

/** @param {{ nDone: number } | undefined} draws */
function drawsOf(draws) {
  return count(draws?.nDone ?? 0);
}

/** @param {{ nDraws: number } | undefined} draws */
function stillToCome(draws) {
  return draws?.nDraws === 0 ? 'every λ is the same' : 'still to come';
}

export const ledger = {
  loss: 'data loss',
  l1: 'L1 part',
  l2: 'L2 part',
  objective: 'objective',
  views: { label: 'What is drawn', loss: 'loss', gap: 'gap to the optimum' },
};

/** @param {import('../regularization-lab.js').Scores} scores */
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

export const pathViews = {
  label: 'What the path is drawn over',
  lambda: 'λ',
  norm: '‖w‖₁',
  deviance: 'deviance',
  strips: 'sparsity, norm',
};

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

/** @type {{ aid: (numbers: Numbers) => string, penalty: string, caption: string, choose: string, published: string,
 *   names: Record<string, string>, columns: Record<string, { short: string, title: string }>,
 *   elasticNet: (l1Ratio: number) => string,
 *   score: (accuracy?: number, r2?: number) => string | undefined,
 *   loss: (loss?: number) => string | undefined, norm: (norm: number) => string,
 *   selected: (right?: number, wrong?: number) => string | undefined,
 *   headline: (scores: import('../regularization-lab.js').Scores, penalty: string) => [string, string] }} */
export const comparison = {
  aid: ({ comparedIter = 0 }) =>
    `The same ${count(comparedIter)} ${comparedIter === 1 ? 'iteration' : 'iterations'} under four penalties.`,
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
