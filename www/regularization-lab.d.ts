// The JavaScript contract of Regularization Lab. `cargo xtask build` writes dist/:
//   dist/index.html              the lab
//   dist/regularization-lab.js   everything below, no side effect on import (SSR safe)
//   dist/define.js               registers <regularization-lab>
//   dist/regularization-lab.wasm relative to the module, unless init() gets another source
// Names: camelCase here, kebab-case as attributes. Every array returned is a copy. Matrices are row-major
// (nSamples, nFeatures) Float64Array; an argument ArrayLike<number> may be an array or any typed array of numbers. Whatever
// is out of range throws LabError with the parameter's name, the value and what is accepted; nothing is left half changed.

/**
 * Loads the WebAssembly once; later calls return the same promise. In Node it is read from disk unless given. Elements that load later
 * use it too: the module that imports `define.js` may call it first.
 *
 * `source` is the WebAssembly, or where it is; or `{ base }`, the URL of the folder from which it and the built-in tables are fetched
 * under the names that they have in the package. Default: the folder of this module. What bundlers get has all of them inside.
 */
export default function init(
  source?: string | URL | Request | Response | BufferSource | WebAssembly.Module | { base: string | URL },
): Promise<void>;
export { init };

/** A value that cannot be used. Rows and columns count from 1; rows of a CSV with the header and blank ones. */
export class LabError extends Error {
  readonly parameter?: string;
  readonly row?: number;
  readonly column?: number;
}

export type Task = 'classification' | 'regression';
export type Penalty = 'none' | 'l2' | 'l1' | 'elasticnet';
export type Optimizer =
  | 'gradient-descent'
  | 'proximal-gradient'
  | 'accelerated-proximal-gradient'
  | 'coordinate-descent';
export type Status = 'running' | 'converged' | 'diverged' | 'stopped';

/** What is not given is found in the text. A column is given by its name, or by its number from 1 where names repeat. */
export interface CsvOptions {
  /** Default: the last column that is not left out. */
  target?: string | number;
  /** Default: classification for two distinct values and for words, regression for all else. */
  task?: Task;
  /** Columns that are no features. */
  without?: (string | number)[];
  /** The target's word that counts as class 1; with three words or more, that one against all others. Default: the larger of two. */
  positive?: string;
  delimiter?: ',' | ';' | '\t' | ' ' | '|';
  decimal?: '.' | ',';
  /** The row of the names, from 1; false = none, columns are x0, x1, … Names and cells are trimmed. */
  header?: number | false;
  /**
   * Cells '', NA, N/A, NaN, null, None, ?, ., -, * (any case). 'drop' (default) leaves out rows that miss a used cell; 'mean' gives
   * features their mean over the rows used.
   */
  missing?: 'drop' | 'mean';
  /**
   * Columns of words. Levels sort by code point. 'baseline' (default): a 0/1 column for every level but the first, named
   * `Column[Level]`; 'one-hot': for every level; 'leave-out'.
   */
  categories?: 'baseline' | 'one-hot' | 'leave-out';
  /** A column that says which rows train (T, true, 1, train) and which test (F, false, 0, test); it is no feature. */
  split?: string | number;
}

/** How a table was read. Rows count from 1, with the header and blank rows. */
export interface CsvReport {
  delimiter: string;
  decimal: string;
  header: number | false;
  /** Rows below the header that are not blank. */
  rowsRead: number;
  rowsUsed: number;
  /** At most 20 of them, with a sentence each. */
  rowsLeftOut: { row: number; reason: string }[];
  columns: CsvColumn[];
  /** What should be looked at, a sentence each. */
  notices: string[];
}

export interface CsvColumn {
  /** Later columns of the same name get .1, .2, … */
  name: string;
  /** 'id': different in every row, and words, or whole numbers under no name or one such as id, row. 'id', 'constant' and 'empty' are no features. */
  kind: 'number' | 'category' | 'id' | 'constant' | 'empty';
  levels?: string[];
  missing: number;
  /** It is the target or makes features. */
  used: boolean;
  /** Why it is not used. */
  why?: string;
}

export class Dataset {
  /** scikit-learn's make_classification: same parameters, same defaults, same numbers for the same randomState (0 … 2^32−1, default 0). */
  static makeClassification(p?: {
    nSamples?: number;
    nFeatures?: number;
    nInformative?: number;
    nRedundant?: number;
    nRepeated?: number;
    nClasses?: 2;
    nClustersPerClass?: number;
    weights?: number[] | null;
    flipY?: number;
    classSep?: number;
    hypercube?: boolean;
    shift?: number | null;
    scale?: number | null;
    shuffle?: boolean;
    randomState?: number;
  }): Dataset;
  /** scikit-learn's make_regression, likewise; more informative features than features count as all of them. */
  static makeRegression(p?: {
    nSamples?: number;
    nFeatures?: number;
    nInformative?: number;
    bias?: number;
    noise?: number;
    shuffle?: boolean;
    randomState?: number;
  }): Dataset;
  /** Groups of features that share a factor: pairwise correlation rho inside a group. */
  static makeCorrelated(p?: {
    nSamples?: number;
    nGroups?: number;
    groupSize?: number;
    nNoise?: number;
    rho?: number;
    noise?: number;
    task?: Task;
    randomState?: number;
  }): Dataset;
  /**
   * prostate (target lpsa, split train), hitters (Salary; the 263 rows that have it), credit (Balance) and heart (chd) are read as
   * fromCsv does. Fetched from a file beside the module when first asked for (read from disk in Node), so it weighs nothing
   * until then.
   */
  static builtin(
    name: 'diabetes' | 'breast_cancer' | 'prostate' | 'hitters' | 'credit' | 'heart',
  ): Promise<Dataset>;
  /**
   * Reads up to 50 MB and 10 million cells. A column is one of numbers where at least half of its cells that are not missing are
   * numbers: another cell in it is refused with row, column and value. Cells with a thousands separator, a currency sign or % are
   * numbers where the whole column agrees.
   */
  static fromCsv(text: string, options?: CsvOptions): Dataset;
  /** `task` defaults to classification where every target is 0 or 1. Features are named x0, x1, … unless given names. */
  static fromArrays(
    x: ArrayLike<number>,
    y: ArrayLike<number>,
    nFeatures: number,
    options?: { task?: Task; featureNames?: string[] },
  ): Dataset;
  readonly nSamples: number;
  readonly nFeatures: number;
  readonly task: Task;
  readonly featureNames: string[];
  /** Names of the rows of y = 0 and of y = 1: the table's words, or "class 0" and "class 1"; empty for a regression. */
  classNames(): string[];
  x(): Float64Array;
  y(): Float64Array;
  /** Per feature: 'informative' | 'redundant' | 'repeated' | 'noise'; empty when the truth is not known. */
  truth(): string[];
  /** scikit-learn's PolynomialFeatures without the constant column: degree 2 by default, powers left out by interactionOnly. */
  polynomialFeatures(p?: { degree?: number; interactionOnly?: boolean }): Dataset;
  /** scikit-learn's train_test_split: [train, test], same rows in the same order. testSize: a share (default 0.25) or a number of rows. */
  trainTestSplit(p?: { testSize?: number; randomState?: number; stratify?: boolean }): [Dataset, Dataset];
  /** [train, test] by the column `split` of a CSV. Throws where there was none. */
  predefinedSplit(): [Dataset, Dataset];
  /** How the table was read; undefined for data not from a CSV, and for a part of them. */
  report(): CsvReport | undefined;
  /** Mean 0, variance 1 (ddof 0; constant columns keep scale 1) fitted on this set, or on `like` if that is given. */
  standardized(like?: Dataset): Dataset;
  /** Test fold (0 … k−1, k = 5 by default) of every row, as scikit-learn's StratifiedKFold (classification) or KFold (regression), shuffled. */
  folds(p?: { k?: number; randomState?: number; shuffle?: boolean; stratify?: boolean }): Int32Array;
  free(): void;
}

/** Defaults are those of the article's class: penalty 'none', lambda 0.01, l1Ratio 0.5. */
export interface FitParams {
  /** default: by the data's task */
  loss?: 'logistic' | 'squared';
  penalty?: Penalty;
  /** 0 … 1e100 */
  lambda?: number;
  /** 0 … 1, used by 'elasticnet' */
  l1Ratio?: number;
  /** Default true. false holds the intercept at 0 (scikit-learn's fit_intercept). */
  fitIntercept?: boolean;
  /**
   * nFeatures numbers ≥ 0 that multiply each weight's penalty, L1 and L2 part alike; 0 = free, Infinity = held at 0; default 1
   * each. Used as given: glmnet divides its penalty.factor by its mean first. Weights of the adaptive lasso: 1/|w|^γ.
   */
  penaltyFactor?: ArrayLike<number>;
}
export interface TrainerParams extends FitParams {
  /** default 'gradient-descent'; one iteration of 'coordinate-descent' is a proximal Newton step solved by coordinate descent */
  optimizer?: Optimizer;
  /** default 0.01; above 0, at most 1e9 */
  learningRate?: number;
  /** default Infinity */
  maxIter?: number;
  /** stop when the KKT residual is at most this; 0 = never. Default 0, for 'coordinate-descent' 1e-9 */
  tolerance?: number;
  classWeight?: 'none' | 'balanced';
  /** default 0; 0 … 1. Moves the classes 0 and 1 towards ½, which bounds the weights even without a penalty. Logistic loss only */
  labelSmoothing?: number;
  /**
   * default 0; 0 … 0.9, the chance of each input to be left out of an iteration (the others are scaled up to keep the mean).
   * On a linear model this is a ridge scaled by the data, and no more. For gradient-descent and proximal-gradient; such a
   * run ends at no tolerance
   */
  dropout?: number;
  /** seed of dropout; default 0 */
  randomState?: number;
  initialCoef?: ArrayLike<number>;
  initialIntercept?: number;
}
export interface Scores {
  /** mean data loss, penalty and their sum on the training rows */
  loss: number;
  penalty: number;
  objective: number;
  trainAccuracy?: number;
  testAccuracy?: number;
  /** share of the larger class of these rows: the accuracy of a constant prediction */
  trainLargerClass?: number;
  testLargerClass?: number;
  trainAuc?: number;
  testAuc?: number;
  testLoss?: number;
  trainR2?: number;
  testR2?: number;
  norm2: number;
  norm1: number;
  /** |w| < 1e-3 */
  nearZero: number;
  /** w == 0 */
  exactZero: number;
  /** features with |w| ≥ 1e-3 that carry signal, and that are noise; where the truth is known */
  truePositives?: number;
  falsePositives?: number;
  kktResidual: number;
}
/** Steps one model. set() continues from the current weights; only reset() returns to the start. */
export class Trainer {
  constructor(train: Dataset, params?: TrainerParams, test?: Dataset);
  /** Runs up to n iterations; returns how many were run (fewer once converged, diverged or at maxIter). */
  step(n?: number): number;
  set(params: TrainerParams): void;
  reset(): void;
  readonly nIter: number;
  readonly status: Status;
  /** What the status means, in a sentence; empty while running. */
  readonly message: string;
  readonly intercept: number;
  coef(): Float64Array;
  scores(): Scores;
  /** Largest learning rate with guaranteed descent, 1 / Lipschitz constant. */
  stableLearningRate(): number;
  /** Probabilities of class 1; with the squared loss the predictions themselves. */
  predictProba(x: ArrayLike<number>): Float64Array;
  free(): void;
}

/**
 * No penalty, L2, L1 and elastic net trained from the same start with the same optimizer, learning rate and lambda; `penalty` in
 * params is not used. Gradient descent and proximal gradient serve all four with one pass over the data.
 */
export class Comparison {
  constructor(train: Dataset, params?: TrainerParams, test?: Dataset);
  /** Runs up to n iterations; returns how many were run (fewer once all four have ended). */
  step(n?: number): number;
  /** Goes on from the current weights; another optimizer or loss starts anew. */
  set(params: TrainerParams): void;
  reset(): void;
  readonly nIter: number;
  status(penalty: Penalty): Status;
  coef(penalty: Penalty): Float64Array;
  intercept(penalty: Penalty): number;
  scores(penalty: Penalty): Scores;
  free(): void;
}

export interface Solution {
  coef: Float64Array;
  intercept: number;
  objective: number;
  /** above the tolerance only where rounding errors, or the bound on the work, prevented it */
  kktResidual: number;
  nIter: number;
  /**
   * Whether there is no other optimum. Where there are many (equal columns, or more features than rows without an L2 part), coef
   * is the one of least ‖coef‖₂, from every start.
   */
  unique: boolean;
}
/**
 * The optimum. `tolerance` is the KKT residual reached (default 1e-9, in small units 1e-9 of the null model's steepest slope).
 * Throws where there is none: classes that can be separated, also with some rows on the boundary, without a penalty.
 */
export function solve(train: Dataset, params: FitParams & { tolerance?: number; warmStart?: Solution }): Solution;
/**
 * Smallest lambda whose L1 part leaves every penalized coefficient 0; those with penalty factor 0 are fitted first. `l1Ratio`
 * defaults to 1.
 */
export function lambdaMax(train: Dataset, params?: Omit<FitParams, 'penalty' | 'lambda'>): number;
/** Values of lambda to visit, and the model. */
export interface LambdaGrid extends Pick<FitParams, 'fitIntercept' | 'penaltyFactor'> {
  /** default 'l1', or 'elasticnet' where l1Ratio is given */
  penalty?: Penalty;
  /** default 0.5 */
  l1Ratio?: number;
  /** 1 … 10,000 values of 0 … 1e100 in any order; results come in the same order */
  lambdas?: ArrayLike<number>;
  /**
   * default: nLambdas = 100 values, even in log lambda, from lambdaMax down to lambdaMax · lambdaMinRatio (1e-3). Without an L1
   * part from 1e3·s to 1e-3·s, where at lambda = s the penalty curves as the loss of the null model does in the mean
   */
  nLambdas?: number;
  lambdaMinRatio?: number;
}
export interface Path {
  lambdas: Float64Array;
  /** (nLambdas, nFeatures) */
  coefs: Float64Array;
  intercepts: Float64Array;
  /** over all features */
  kktResiduals: Float64Array;
  /** whether there is no other optimum; otherwise it is the one of least ‖coef‖₂, as of solve */
  unique: boolean[];
}
/**
 * Warm-started optima along lambda. `tolerance` is the KKT residual reached; by default 1e-9 of the null model's steepest
 * slope, 1e-9 · lambdaMax / n. Throws where some lambda has no optimum.
 */
export function path(
  train: Dataset,
  p?: LambdaGrid & { loss?: 'logistic' | 'squared'; tolerance?: number },
): Path;
export type Scoring = 'auc' | 'accuracy' | 'neg-log-loss' | 'r2' | 'neg-mse';
export interface Validation {
  loss?: 'logistic' | 'squared';
  /** number of folds, default 5; as Dataset.folds, shuffled by randomState (0) */
  k?: number;
  randomState?: number;
  /** default 'auc' for classes, 'r2' for numbers; greater is better in all of them */
  scoring?: Scoring;
  /** features scaled inside each fold by its training rows; default true */
  standardize?: boolean;
  /** default 1e-9 of the null model's steepest slope */
  tolerance?: number;
}
export interface CrossValidation {
  lambdas: Float64Array;
  mean: Float64Array;
  /** over folds, ddof 0 as scikit-learn's std_test_score */
  std: Float64Array;
  /** ddof 1, divided by √k */
  standardError: Float64Array;
  /** mean score of the training rows */
  trainMean: Float64Array;
  /** (k, nLambdas) */
  foldScores: Float64Array;
  /** of equal means the largest lambda */
  bestIndex: number;
  /** largest lambda within one standard error of the best */
  oneSeIndex: number;
  /** the end of the grid that this lambda is, beyond which a better one may be; `zero`: lambda = 0, there is no smaller one */
  bestEdge?: 'zero' | 'smallest' | 'largest';
  oneSeEdge?: 'zero' | 'smallest' | 'largest';
}
/** In each fold lambda weighs the penalty as lambda / n of its own training rows, so that C = 1/lambda means what it does in scikit-learn. */
export function crossValidate(data: Dataset, p?: LambdaGrid & Validation): CrossValidation;
export interface Sweep {
  lambdas: Float64Array;
  l1Ratios: Float64Array;
  /** (nL1Ratios, nLambdas) */
  mean: Float64Array;
  standardError: Float64Array;
}
/** Cross-validation over lambda × l1Ratio on the same folds; l1Ratios default to 0.1, 0.2 … 1. */
export function sweep(
  data: Dataset,
  p?: Omit<LambdaGrid, 'penalty' | 'l1Ratio'> & Validation & { l1Ratios?: ArrayLike<number> },
): Sweep;
export interface Resampling {
  /** from the largest */
  lambdas: Float64Array;
  /** (y − mean prediction)² over the test rows: bias² and the noise that no model can predict */
  bias: Float64Array;
  /** of the prediction over draws */
  variance: Float64Array;
  /** bias + variance, the mean squared error of one draw's model (of probabilities: the Brier score) */
  error: Float64Array;
  /** (nLambdas, nFeatures): share of draws in which the weight is not 0 */
  selection: Float64Array;
}
/** The path on other draws of the training rows: nDraws (50) bootstrap samples, or the training sets given as draws. */
export function resample(
  train: Dataset,
  test: Dataset,
  p?: LambdaGrid & { draws?: Dataset[]; nDraws?: number; randomState?: number },
): Resampling;
export interface EarlyStopping {
  iterations: Float64Array;
  /** lambda of the ridge model that stopping there resembles, n / (learningRate · iteration) */
  equivalentLambdas: Float64Array;
  /** (nPoints, nFeatures) */
  coefs: Float64Array;
  intercepts: Float64Array;
}
/**
 * Gradient descent without a penalty from zero weights, looked at nPoints (100) times over maxIter (10,000) iterations,
 * evenly in their logarithm. learningRate defaults to the stable one; where it diverges the points before are returned.
 */
export function earlyStopping(
  train: Dataset,
  p?: Pick<FitParams, 'loss' | 'fitIntercept'> & { learningRate?: number; maxIter?: number; nPoints?: number },
): EarlyStopping;
export const metrics: {
  rocAuc(y: ArrayLike<number>, score: ArrayLike<number>): number;
  logLoss(y: ArrayLike<number>, p: ArrayLike<number>): number;
  accuracy(y: ArrayLike<number>, p: ArrayLike<number>): number;
  r2(y: ArrayLike<number>, prediction: ArrayLike<number>): number;
  /** Bins of equal width (10 by default); empty ones are left out. */
  calibration(
    y: ArrayLike<number>,
    p: ArrayLike<number>,
    bins?: number,
  ): { meanPredicted: Float64Array; fractionPositive: Float64Array; count: Float64Array };
};

/** Names used in `panels`, by toSvg and toBlob. Each panel's root is `<section data-panel="NAME">` in the element's shadow root. */
export type Panel =
  | 'trajectories'
  | 'geometry'
  | 'sparsity'
  | 'weights'
  | 'ledger'
  | 'path'
  | 'comparison'
  | 'cross-validation'
  | 'sweep'
  | 'pull'
  | 'priors'
  | 'histogram'
  | 'bias-variance'
  | 'stability'
  | 'calibration'
  | 'boundary';
/** Data presets; each names its row of the sources in its description. */
export type Preset =
  | 'stress'
  | 'easy'
  | 'two-features'
  | 'twins'
  | 'stress-600'
  | 'breast-cancer'
  | 'make-regression'
  | 'scales'
  | 'imbalanced'
  | 'polynomial'
  | 'diabetes'
  | 'capped'
  | 'valley'
  | 'prostate'
  | 'hitters'
  | 'credit'
  | 'heart';
/**
 * The numbers of the element's data. Which of them there are depends on the preset: a name it does not have is refused.
 * At most 5,000 rows, 500 features and 500,000 values in all.
 */
export interface Recipe {
  nSamples?: number;
  nFeatures?: number;
  nInformative?: number;
  nRedundant?: number;
  nGroups?: number;
  groupSize?: number;
  nNoise?: number;
  degree?: number;
  rho?: number;
  classSep?: number;
  noise?: number;
  flipY?: number;
  /** share of class 0, scikit-learn's weights[0] */
  weight0?: number;
  /** 0 … 0.95; 0: all rows train, and there are no test rows */
  testSize?: number;
  /** of a table it chooses the split, otherwise the rows */
  randomState?: number;
  stratify?: boolean;
  /**
   * number of the class that counts as 1, from 0 in the order of the words; default 1, of a CSV that of `positive`. 0 exchanges two
   * classes; of three or more, one is set against the rest
   */
  posLabel?: number;
}

/** The parameters of the element, each a property of it. */
export interface LabParameters {
  data: string;
  recipe: Recipe;
  penalty: Penalty;
  lambda: number;
  l1Ratio: number;
  optimizer: Optimizer;
  learningRate: number;
  fitIntercept: boolean;
  penaltyFactor: number[];
  classWeight: 'none' | 'balanced';
  standardize: boolean;
}

/** All that reopens a lab, as plain values that JSON keeps (Infinity in penaltyFactor as null). */
export interface State extends LabParameters {
  /** The table of one's own, where it is in use. */
  csv?: CsvOptions & { text?: string };
  /** The iteration that is shown, 0 … 1,000,000; not where atOptimum is true. */
  nIter?: number;
  /** Whether the run has jumped to the exact optimum. */
  atOptimum?: boolean;
  panels: string;
  controls: string;
  theme: 'auto' | 'light' | 'dark' | 'projector';
  /** Spacing of weights; default 'sqrt'. */
  scale?: 'sqrt' | 'linear';
  /** Iterations a second, 1 … 120,000; the lab takes the next of the speeds that its slider has. */
  speed?: number;
  /** The two features of the geometry, counted from 0. */
  pair?: [number, number];
  /** Start point of a second trajectory in the geometry’s objective, in these two weights; null or left out for none. */
  start?: [number, number] | null;
  /** What the folds are judged by. */
  scoring?: Scoring;
  /** The bookmark as in a link, such as '1240+l1+1+0.7'; it is computed again. Empty for none. */
  bookmark?: string;
  /** Chosen views of panels that have several. */
  views?: Partial<Record<Panel, string>>;
}

/** What events of the element say. */
export interface LabEventDetail {
  /** The parameters at the event. */
  state: LabParameters;
  /** At the event; of 'input' they are computed when they are read. */
  scores: Scores;
}

/** Events of the element, none of which bubbles. */
export interface RegularizationLabEventMap {
  /** The first picture is drawn. */
  ready: CustomEvent<LabEventDetail>;
  /** A parameter moves, or a view, scoring, pair, start or scale. */
  input: CustomEvent<LabEventDetail>;
  /** The change has settled: a quarter of a second after the last 'input', if the state is another one; also after undo and redo. */
  change: CustomEvent<LabEventDetail>;
  /** Iterations have been run, or something has been drawn; at most 10 a second. */
  step: CustomEvent<LabEventDetail>;
  converged: CustomEvent<LabEventDetail & { message: string }>;
  diverged: CustomEvent<LabEventDetail & { message: string }>;
  /** All conditions of `check` hold, or no longer do. */
  checked: CustomEvent<
    LabEventDetail & { passed: boolean; conditions: { text: string; actual: string | null; passed: boolean }[] }
  >;
  /** What could not be used or loaded. */
  error: CustomEvent<{ message: string }>;
}

/** Attributes of the element in HTML; an invalid value is ignored and reported by the event 'error'. */
export interface RegularizationLabAttributes {
  /** A data set; default 'stress'. */
  data?: Preset | 'csv';
  penalty?: Penalty;
  lambda?: number | string;
  'l1-ratio'?: number | string;
  optimizer?: Optimizer;
  'learning-rate'?: number | string;
  'fit-intercept'?: 'true' | 'false';
  'class-weight'?: 'none' | 'balanced';
  standardize?: boolean | 'true' | 'false';
  /** A link without `#`: all that other attributes cannot say; those beside it have precedence. */
  state?: string;
  /** Names of panels in their order, separated by spaces; default 'trajectories'. */
  panels?: string;
  /** Names of controls, separated by spaces; default 'penalty lambda play', empty for none. */
  controls?: string;
  theme?: State['theme'];
  /** Plays from the start; with reduced motion it opens paused, at the optimum. */
  autoplay?: boolean | '';
  /** 'lazy' fetches nothing until the lab is near the viewport. */
  loading?: 'lazy' | 'eager';
  /** The hash of the page is the state of this lab; for one lab a page. */
  linked?: boolean | '';
  /** The page that the line below the lab links to. */
  home?: string;
  /** Fills the page, with a header. */
  page?: boolean | '';
  /** Its name as a control of a form. */
  name?: string;
  /** Disabled, it stops, and keys and pointer do nothing. */
  disabled?: boolean | '';
  /** Conditions on the state, separated by spaces, such as 'n-nonzero=3 test-accuracy>=0.95'. */
  check?: string;
}

/** What templates and JSX may set: attributes, and parameters as properties. */
export interface RegularizationLabProps
  extends RegularizationLabAttributes,
    Partial<Omit<LabParameters, keyof RegularizationLabAttributes>> {}

/** Listeners as JSX and templates name them, such as `onchange`. */
export type RegularizationLabListeners<Prefix extends string = 'on'> = {
  [Name in keyof RegularizationLabEventMap as `${Prefix}${Name}`]?: (event: RegularizationLabEventMap[Name]) => void;
};

/**
 * `<regularization-lab data="stress" penalty="l1" lambda="1" l1-ratio="0.7" panels="trajectories geometry" autoplay
 * theme="auto">`. Attributes mirror properties. Several on one page share one wasm module. With `page` it takes the whole
 * page: a header, and on small screens controls in a sheet at the bottom.
 *
 * @slot poster - Shown until the first picture is drawn, without scripts, and after a failure
 * @csspart lab - All of it
 * @csspart panel - Each panel
 * @csspart controls - The controls
 * @csspart lambda - The control of the regularization strength
 * @csspart play - The button that plays and pauses
 * @csspart footer - The line below an embedded lab
 * @csspart home - The link in that line
 * @csspart failure - The sentence after a failure to start
 * @cssprop --regularization-lab-font - Font family; default: that of the system
 * @cssprop --regularization-lab-font-size - Size of text; default that of the page, at least 16px
 * @cssprop --regularization-lab-padding - Space around an embedded lab; default 16px
 * @cssprop --regularization-lab-border - Border of an embedded lab; default 1px solid
 * @cssprop --regularization-lab-radius - Its rounded corners; default 6px
 * @cssprop --regularization-lab-plot-height - Height of a picture; default 300px, of the geometry 340px
 */
export class RegularizationLab extends HTMLElement {
  /**
   * Choosing a preset takes its numbers, and the training that its document asks for. The tables (breast-cancer, diabetes) are fetched
   * first, so that for them this changes a moment later; 'csv' is the last table given to useCsv.
   */
  data: string;
  /** Setting changes the numbers given and keeps the others. */
  recipe: Recipe;
  penalty: Penalty;
  lambda: number;
  l1Ratio: number;
  optimizer: Optimizer;
  learningRate: number;
  /** false holds the intercept at 0 */
  fitIntercept: boolean;
  /**
   * One number a feature, as in FitParams, or empty for 1 each: 0 = free, Infinity = excluded. Other data, and another number of features,
   * reset it. In a state read from JSON, null is Infinity.
   */
  penaltyFactor: number[];
  classWeight: 'none' | 'balanced';
  standardize: boolean;
  /** Names of panels and controls, separated by spaces; unknown ones are reported by the event 'error' and skipped. */
  panels: string;
  controls: string;
  theme: 'auto' | 'light' | 'dark' | 'projector';
  /** Fulfilled once the first picture is drawn. */
  readonly ready: Promise<void>;
  readonly nIter: number;
  readonly status: Status;
  readonly isPlaying: boolean;
  /** A copy of the weights of the iteration that is shown, of length nFeatures; empty until the first picture is drawn, as featureNames. */
  readonly coef: Float64Array;
  readonly intercept: number;
  readonly featureNames: string[];
  /**
   * The element is a control of forms: its name, and its value, the permalink. Setting the value opens a permalink; a text of which no part
   * can be read changes nothing and is reported by the event 'error', and what is no text throws. Resetting the form returns to the state
   * with which the lab was opened.
   */
  name: string;
  value: string;
  /** Disabled, it stops, and keys and pointer do nothing; programs may still set it. */
  disabled: boolean;
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  /** 'regularization-lab' */
  readonly type: string;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;
  /**
   * Conditions on the state, separated by spaces, such as 'n-nonzero=3 test-accuracy>=0.95'; docs/embedding.md has their names. The event
   * 'checked' fires when all of them hold and when they no longer do; until they hold, the lab is invalid as a form control.
   */
  check: string;
  /** Takes a table of one's own, as Dataset.fromCsv reads it; it stays in the page. */
  useCsv(text: string, options?: CsvOptions): void;
  /**
   * Trains from the iteration that is shown; a run that has ended starts again. This, step and reset wait for the lab while it is not
   * running: before `ready`, and while the element is not in the document.
   */
  play(): void;
  pause(): void;
  step(n?: number): void;
  reset(): void;
  /** Waits for `ready` and jumps to the exact optimum; rejects where there is none. */
  converge(): Promise<void>;
  /** Takes back the last change of parameters, a drag as one; whether there was any. */
  undo(): boolean;
  /** Makes the change again that was taken back last; whether there was any. */
  redo(): boolean;
  /**
   * All that reopens this lab, as plain values; before `ready`, only what has been set: data with their numbers (and the CSV, if it is one's own), model, optimizer, where the run
   * is (nIter or atOptimum), panels, controls, theme, and how they are looked at.
   */
  getState(): State;
  /**
   * Takes a state, or a part of one; what it leaves out stays. Throws where a value is out of range, and nothing has changed then. The
   * run goes on where it can; from other data it begins anew. A built-in table may have to be fetched first.
   */
  setState(state: Partial<State>): void;
  /** The URL hash that reopens this state, but for what is given; at most 8 KB, without penalty factors 2; a CSV of one's own is not in it. */
  permalink(but?: Partial<State>): string;
  /** A copy of the model in training: its data, parameters, weights and iteration. Stepping it does not step the lab; free it. */
  trainer(): Trainer;
  /**
   * A script for NumPy and scikit-learn that recomputes the present state: its comparison table (trained to nIter) and its exact
   * optimum. With `--json` it prints { rows: [{ penalty, train_accuracy | train_r2, test_…, norm2, near_zero, exact_zero }], optimum:
   * { coef, intercept, objective } | null }, with coef_original and intercept_original, in the features' own units, where features are
   * standardized. Under coordinate descent the rows are the optima that it ends at.
   */
  toPython(): string;
  /**
   * Numbers with one header row; columns …_original are per unit of a standardized feature. Optimum and path are computed first where
   * they are not there yet, which may take seconds on a large table. A text cell that a spreadsheet would run as a formula, because it
   * starts with = + - @ or a control character, starts with an apostrophe instead; numbers are as they are.
   */
  toCsv(what: 'trajectories' | 'path' | 'scores' | 'coefficients'): string;
  /**
   * A panel as an SVG document, whether it is on show or not, also while the element is hidden or not in the document; a panel that was never
   * displayed is 640 × 320 pixels. It computes for a tenth of a second at most: what is not there by then is missing, and the picture says so.
   */
  toSvg(panel: string): string;
  /**
   * A panel with all its computations, which are made in pieces between frames: as a PNG, two pixels for each of the page, or as SVG. Before
   * `ready` it loads what it needs. Parameters that change meanwhile are in the picture; rejects as toSvg throws.
   */
  toBlob(panel: string, options?: { type?: 'image/png' | 'image/svg+xml' }): Promise<Blob>;
}

/**
 * Events fire for what a reader does, and for what a program changes to another value. What is set to the value that it has fires neither
 * 'input' nor 'change', however it is written: as a text, as a part of a recipe, as another array of the same numbers.
 */
export interface RegularizationLab {
  addEventListener<Name extends keyof RegularizationLabEventMap>(
    type: Name,
    listener: (this: RegularizationLab, event: RegularizationLabEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends Exclude<keyof HTMLElementEventMap, keyof RegularizationLabEventMap>>(
    type: Name,
    listener: (this: RegularizationLab, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof RegularizationLabEventMap>(
    type: Name,
    listener: (this: RegularizationLab, event: RegularizationLabEventMap[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}
