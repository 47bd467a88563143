// Uses every member of the contract; this file only has to compile. tests/js/contract-members.test.js checks that no member is
// missing here; options and results are complete because of `Required`.

import init, {
  Comparison,
  crossValidate,
  Dataset,
  earlyStopping,
  init as load,
  LabError,
  lambdaMax,
  metrics,
  path,
  RegularizationLab,
  resample,
  solve,
  sweep,
  Trainer,
} from '../../www/regularization-lab.js';
import type * as contract from '../../www/regularization-lab.js';

/** Whether two types are the same, not only one a part of the other. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only where `value` has exactly the type `Expected`. */
function exactly<Expected>() {
  return <Actual>(_value: Actual, ..._isSame: Same<Expected, Actual> extends true ? [] : [never]) => {};
}

const [aNumber, aText, aFlag] = [exactly<number>(), exactly<string>(), exactly<boolean>()];
const [numbers, texts] = [exactly<Float64Array>(), exactly<string[]>()];
const perhaps = exactly<number | undefined>();
const [nothing, later] = [exactly<void>(), exactly<Promise<void>>()];
const [aDataset, aStatus, theScores] = [exactly<Dataset>(), exactly<contract.Status>(), exactly<contract.Scores>()];

export function loading(bytes: Uint8Array<ArrayBuffer>, module: WebAssembly.Module, request: Request, response: Response) {
  later(init());
  for (const source of ['/lab.wasm', new URL('file:///lab.wasm'), request, response, bytes, module]) {
    later(load(source));
  }
}

export function errors(error: LabError) {
  aText(error.message);
  exactly<string | undefined>()(error.parameter);
  exactly<number | undefined>()(error.row);
  exactly<number | undefined>()(error.column);
  // @ts-expect-error it can be read only
  error.parameter = 'lambda';
}

export function dataset(x: Float64Array, y: Float64Array) {
  aDataset(Dataset.makeClassification());
  aDataset(
    Dataset.makeClassification({
      nSamples: 100,
      nFeatures: 20,
      nInformative: 2,
      nRedundant: 2,
      nRepeated: 0,
      nClasses: 2,
      nClustersPerClass: 2,
      weights: [0.5, 0.5],
      flipY: 0.01,
      classSep: 1,
      hypercube: true,
      shift: null,
      scale: null,
      shuffle: true,
      randomState: 0,
    }),
  );
  aDataset(
    Dataset.makeRegression({
      nSamples: 100,
      nFeatures: 100,
      nInformative: 10,
      bias: 0,
      noise: 0,
      shuffle: true,
      randomState: 0,
    }),
  );
  aDataset(
    Dataset.makeCorrelated({
      nSamples: 100,
      nGroups: 2,
      groupSize: 3,
      nNoise: 4,
      rho: 0.9,
      noise: 1,
      task: 'regression',
      randomState: 0,
    }),
  );
  exactly<Promise<Dataset>>()(Dataset.builtin('diabetes'));
  exactly<Promise<Dataset>>()(Dataset.builtin('breast_cancer'));
  for (const name of ['prostate', 'hitters', 'credit', 'heart'] as const) {
    exactly<Promise<Dataset>>()(Dataset.builtin(name));
  }
  const options: Required<contract.CsvOptions> = {
    target: 'y',
    task: 'classification',
    without: ['a', 2],
    positive: 'yes',
    delimiter: ';',
    decimal: ',',
    header: false,
    missing: 'mean',
    categories: 'one-hot',
    split: 3,
  };
  aDataset(Dataset.fromCsv('a,y\n1,2', options));
  const dataset = Dataset.fromArrays(x, y, 2, { task: 'classification', featureNames: ['a', 'b'] });
  aNumber(dataset.nSamples);
  aNumber(dataset.nFeatures);
  exactly<contract.Task>()(dataset.task);
  texts(dataset.featureNames);
  texts(dataset.classNames());
  numbers(dataset.x());
  numbers(dataset.y());
  texts(dataset.truth());
  aDataset(dataset.polynomialFeatures({ degree: 2, interactionOnly: true }));
  exactly<[Dataset, Dataset]>()(dataset.trainTestSplit({ testSize: 0.25, randomState: 0, stratify: true }));
  aDataset(dataset.standardized(dataset));
  exactly<[Dataset, Dataset]>()(dataset.predefinedSplit());
  exactly<contract.CsvReport | undefined>()(dataset.report());
  exactly<Int32Array>()(dataset.folds({ k: 5, randomState: 0, shuffle: true, stratify: true }));
  nothing(dataset.free());
  // @ts-expect-error there are no other tables
  Dataset.builtin('iris');
  // @ts-expect-error a matrix has a number of columns
  Dataset.fromArrays(x, y);
}

const FIT: Required<contract.FitParams> = {
  loss: 'logistic',
  penalty: 'elasticnet',
  lambda: 1,
  l1Ratio: 0.5,
  fitIntercept: false,
  penaltyFactor: new Float64Array(2),
};
const TRAINING: Required<contract.TrainerParams> = {
  ...FIT,
  optimizer: 'coordinate-descent',
  learningRate: 0.01,
  maxIter: Number.POSITIVE_INFINITY,
  tolerance: 0,
  classWeight: 'balanced',
  labelSmoothing: 0,
  dropout: 0,
  randomState: 0,
  initialCoef: new Float64Array(2),
  initialIntercept: 0,
};

export function training(data: Dataset, x: Float64Array) {
  const trainer = new Trainer(data, TRAINING, data);
  aNumber(trainer.step(10));
  nothing(trainer.set({ lambda: 2 }));
  nothing(trainer.reset());
  aNumber(trainer.nIter);
  aStatus(trainer.status);
  aText(trainer.message);
  aNumber(trainer.intercept);
  numbers(trainer.coef());
  theScores(trainer.scores());
  aNumber(trainer.stableLearningRate());
  numbers(trainer.predictProba(x));
  nothing(trainer.free());

  const comparison = new Comparison(data, TRAINING, data);
  aNumber(comparison.step(10));
  nothing(comparison.set({ lambda: 2 }));
  nothing(comparison.reset());
  aNumber(comparison.nIter);
  aStatus(comparison.status('l2'));
  numbers(comparison.coef('l1'));
  aNumber(comparison.intercept('none'));
  theScores(comparison.scores('elasticnet'));
  nothing(comparison.free());
  // @ts-expect-error a comparison has one status for each penalty
  comparison.status();
}

export function results(data: Dataset, y: Float64Array) {
  const solution: contract.Solution = solve(data, { ...FIT, tolerance: 1e-9 });
  exactly<contract.Solution>()(solve(data, { warmStart: solution }));
  aNumber(lambdaMax(data, { loss: 'squared', l1Ratio: 1, fitIntercept: false, penaltyFactor: y }));
  const { nLambdas, lambdaMinRatio, ...grid }: Required<contract.LambdaGrid> = {
    penalty: 'l1',
    l1Ratio: 0.5,
    lambdas: y,
    nLambdas: 100,
    lambdaMinRatio: 1e-3,
    fitIntercept: false,
    penaltyFactor: [0, 1, Number.POSITIVE_INFINITY],
  };
  const validation: Required<contract.Validation> = {
    loss: 'logistic',
    k: 5,
    randomState: 0,
    scoring: 'auc',
    standardize: true,
    tolerance: 1e-9,
  };
  exactly<contract.Path>()(path(data, { ...grid, loss: 'squared', tolerance: 1e-7 }));
  exactly<contract.CrossValidation>()(crossValidate(data, { ...grid, ...validation }));
  exactly<contract.Sweep>()(sweep(data, { nLambdas, lambdaMinRatio, ...validation, l1Ratios: [0.5, 1] }));
  exactly<contract.Resampling>()(resample(data, data, { ...grid, draws: [data], nDraws: 50, randomState: 0 }));
  exactly<contract.EarlyStopping>()(
    earlyStopping(data, { loss: 'logistic', learningRate: 0.1, maxIter: 10_000, nPoints: 100, fitIntercept: false }),
  );
  aNumber(metrics.rocAuc(y, y));
  aNumber(metrics.logLoss(y, y));
  aNumber(metrics.accuracy(y, y));
  aNumber(metrics.r2(y, y));
  const { meanPredicted, fractionPositive, count } = metrics.calibration(y, y, 10);
  for (const values of [meanPredicted, fractionPositive, count]) {
    numbers(values);
  }
}

/** What the functions return, member by member. */
export function members(
  scores: contract.Scores,
  solution: contract.Solution,
  path: contract.Path,
  crossValidation: contract.CrossValidation,
  sweep: contract.Sweep,
  resampling: contract.Resampling,
  earlyStopping: contract.EarlyStopping,
  csvReport: contract.CsvReport,
  csvColumn: contract.CsvColumn,
) {
  aText(csvReport.delimiter);
  aText(csvReport.decimal);
  exactly<number | false>()(csvReport.header);
  aNumber(csvReport.rowsRead);
  aNumber(csvReport.rowsUsed);
  exactly<{ row: number; reason: string }[]>()(csvReport.rowsLeftOut);
  exactly<contract.CsvColumn[]>()(csvReport.columns);
  texts(csvReport.notices);
  aText(csvColumn.name);
  exactly<'number' | 'category' | 'id' | 'constant' | 'empty'>()(csvColumn.kind);
  exactly<string[] | undefined>()(csvColumn.levels);
  aNumber(csvColumn.missing);
  aFlag(csvColumn.used);
  exactly<string | undefined>()(csvColumn.why);
  aNumber(scores.loss);
  aNumber(scores.penalty);
  aNumber(scores.objective);
  perhaps(scores.trainAccuracy);
  perhaps(scores.testAccuracy);
  perhaps(scores.trainLargerClass);
  perhaps(scores.testLargerClass);
  perhaps(scores.trainAuc);
  perhaps(scores.testAuc);
  perhaps(scores.testLoss);
  perhaps(scores.trainR2);
  perhaps(scores.testR2);
  aNumber(scores.norm2);
  aNumber(scores.norm1);
  aNumber(scores.nearZero);
  aNumber(scores.exactZero);
  perhaps(scores.truePositives);
  perhaps(scores.falsePositives);
  aNumber(scores.kktResidual);
  numbers(solution.coef);
  aNumber(solution.intercept);
  aNumber(solution.objective);
  aNumber(solution.kktResidual);
  aFlag(solution.unique);
  aNumber(solution.nIter);
  numbers(path.lambdas);
  numbers(path.coefs);
  numbers(path.intercepts);
  numbers(path.kktResiduals);
  exactly<boolean[]>()(path.unique);
  numbers(crossValidation.lambdas);
  numbers(crossValidation.mean);
  numbers(crossValidation.std);
  numbers(crossValidation.standardError);
  numbers(crossValidation.trainMean);
  numbers(crossValidation.foldScores);
  aNumber(crossValidation.bestIndex);
  aNumber(crossValidation.oneSeIndex);
  exactly<'zero' | 'smallest' | 'largest' | undefined>()(crossValidation.bestEdge);
  exactly<'zero' | 'smallest' | 'largest' | undefined>()(crossValidation.oneSeEdge);
  numbers(sweep.lambdas);
  numbers(sweep.l1Ratios);
  numbers(sweep.mean);
  numbers(sweep.standardError);
  numbers(resampling.lambdas);
  numbers(resampling.bias);
  numbers(resampling.variance);
  numbers(resampling.error);
  numbers(resampling.selection);
  numbers(earlyStopping.iterations);
  numbers(earlyStopping.equivalentLambdas);
  numbers(earlyStopping.coefs);
  numbers(earlyStopping.intercepts);
}

export function element(lab: RegularizationLab) {
  const isElement: HTMLElement = lab;
  lab.data = 'stress';
  aText(lab.data);
  const recipe: Required<contract.Recipe> = {
    nSamples: 350,
    nFeatures: 100,
    nInformative: 5,
    nRedundant: 5,
    nGroups: 2,
    groupSize: 2,
    nNoise: 2,
    degree: 2,
    rho: 0.5,
    classSep: 1,
    noise: 1,
    flipY: 0.1,
    weight0: 0.5,
    testSize: 0.25,
    randomState: 0,
    stratify: true,
    posLabel: 1,
  };
  lab.recipe = recipe;
  exactly<contract.Recipe>()(lab.recipe);
  lab.penalty = 'l1';
  exactly<contract.Penalty>()(lab.penalty as contract.Penalty);
  lab.lambda = 1;
  aNumber(lab.lambda);
  lab.l1Ratio = 0.5;
  aNumber(lab.l1Ratio);
  lab.optimizer = 'gradient-descent';
  exactly<contract.Optimizer>()(lab.optimizer as contract.Optimizer);
  lab.learningRate = 0.01;
  aNumber(lab.learningRate);
  lab.penaltyFactor = [0, 1, 2.5, Number.POSITIVE_INFINITY];
  exactly<number[]>()(lab.penaltyFactor);
  lab.fitIntercept = false;
  exactly<boolean>()(lab.fitIntercept as boolean);
  lab.classWeight = 'balanced';
  exactly<'none' | 'balanced'>()(lab.classWeight as 'none' | 'balanced');
  lab.standardize = true;
  exactly<boolean>()(lab.standardize as boolean);
  lab.panels = 'trajectories geometry';
  aText(lab.panels);
  lab.controls = 'lambda play';
  aText(lab.controls);
  for (const theme of ['auto', 'light', 'dark', 'projector'] as const) {
    lab.theme = theme;
  }
  exactly<'auto' | 'light' | 'dark' | 'projector'>()(lab.theme as typeof lab.theme);
  later(lab.ready);
  aNumber(lab.nIter);
  aStatus(lab.status);
  aFlag(lab.isPlaying);
  numbers(lab.coef);
  aNumber(lab.intercept);
  texts(lab.featureNames);
  lab.name = 'answer';
  lab.value = '#v=1';
  lab.disabled = true;
  lab.check = 'n-nonzero=3';
  aText(lab.name);
  aText(lab.value);
  aText(lab.check);
  aText(lab.type);
  aText(lab.validationMessage);
  aFlag(lab.disabled);
  aFlag(lab.willValidate);
  aFlag(lab.checkValidity());
  aFlag(lab.reportValidity());
  exactly<HTMLFormElement | null>()(lab.form);
  exactly<NodeList>()(lab.labels);
  exactly<ValidityState>()(lab.validity);
  nothing(lab.useCsv('a,y\n1,2', { target: 'y', task: 'regression', without: ['a'] }));
  nothing(lab.play());
  nothing(lab.pause());
  nothing(lab.step(10));
  nothing(lab.reset());
  later(lab.converge());
  aFlag(lab.undo());
  aFlag(lab.redo());
  exactly<contract.State>()(lab.getState());
  nothing(lab.setState({ lambda: 2 }));
  const parameters: Required<contract.LabParameters> = lab;
  const state: Required<contract.State> = {
    ...parameters,
    csv: { text: 'a,y\n1,2', target: 'y' },
    nIter: 10,
    atOptimum: false,
    panels: 'path',
    controls: '',
    theme: 'dark',
    scale: 'linear',
    speed: 120,
    pair: [0, 1],
    start: [0.5, -1],
    scoring: 'auc',
    bookmark: '1240+l1+1+0.7',
    views: { path: 'norm' },
  };
  nothing(lab.setState(state));
  // @ts-expect-error there is no such penalty
  lab.setState({ penalty: 'ridge' });
  aText(lab.permalink({ theme: 'dark' }));
  exactly<Trainer>()(lab.trainer());
  aText(lab.toPython());
  for (const table of ['trajectories', 'path', 'scores', 'coefficients'] as const) {
    aText(lab.toCsv(table));
  }
  aText(lab.toSvg('path'));
  exactly<Promise<Blob>>()(lab.toBlob('path'));
  const attributes: Required<contract.RegularizationLabAttributes> = {
    data: 'stress',
    penalty: 'l1',
    lambda: '1',
    'l1-ratio': 0.5,
    optimizer: 'gradient-descent',
    'learning-rate': 0.01,
    'fit-intercept': 'false',
    'class-weight': 'none',
    standardize: 'true',
    panels: '',
    controls: '',
    theme: 'auto',
    autoplay: true,
    loading: 'lazy',
    linked: '',
    home: '/',
    page: true,
    name: 'answer',
    disabled: true,
    state: 'v=1&data=easy',
    check: 'n-nonzero=3',
  };
  const props: contract.RegularizationLabProps = { ...attributes, recipe: { rho: 0.5 }, penaltyFactor: [1], l1Ratio: 1 };
  exactly<number | undefined>()(props.l1Ratio);
  lab.addEventListener('converged', function ({ detail }) {
    exactly<RegularizationLab>()(this);
    aText(detail.message);
    exactly<contract.LabParameters>()(detail.state);
    exactly<contract.Scores>()(detail.scores);
  });
  lab.addEventListener('click', ({ clientX }) => aNumber(clientX));
  const listeners: Required<contract.RegularizationLabListeners> = {
    onready: ({ detail }) => exactly<contract.LabEventDetail>()(detail),
    oninput: ({ detail }) => theScores(detail.scores),
    onchange: ({ detail }) => aNumber(detail.state.lambda),
    onstep: ({ detail }) => aNumber(detail.scores.objective),
    onconverged: ({ detail }) => aText(detail.message),
    ondiverged: ({ detail }) => aText(detail.message),
    onchecked: ({ detail }) => aFlag(detail.passed),
    onerror: ({ detail }) => aText(detail.message),
  };
  lab.addEventListener('change', listeners.onchange);
  lab.removeEventListener('change', listeners.onchange);
  // @ts-expect-error errors have no scores
  lab.addEventListener('error', ({ detail }) => detail.scores);
  // @ts-expect-error it can be read only
  lab.nIter = 5;
  // @ts-expect-error there is no such penalty
  lab.penalty = 'ridge';
  return isElement;
}
