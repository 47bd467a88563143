// The JavaScript contract of Regularization Lab. `cargo xtask build` writes dist/:
//   dist/index.html              the lab
//   dist/regularization-lab.js   everything below, no side effect on import (SSR safe)
//   dist/define.js               registers <regularization-lab>
//   dist/regularization-lab.wasm found relative to the module unless init() is told otherwise
// Names: camelCase here, kebab-case as attributes. Every array returned is a copy. Matrices are row-major
// (nSamples, nFeatures) Float64Array. Whatever is out of range throws LabError with the parameter's name, the value and
// what is accepted; nothing is left half changed.

/** Loads the WebAssembly once; later calls return the same promise. In Node it is read from disk unless given. */
export default function init(
  source?: string | URL | Request | Response | BufferSource | WebAssembly.Module,
): Promise<void>;
export { init };

/** A value that cannot be used. Rows and columns count from 1; the header of a CSV is row 1. */
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
  /** Fetched from a file beside the module when first asked for (read from disk in Node), so it weighs nothing until then. */
  static builtin(name: 'diabetes' | 'breast_cancer'): Promise<Dataset>;
  /** First row = header. `target` defaults to the last column; two distinct target values = classification, the larger is class 1. */
  static fromCsv(text: string, options?: { target?: string; task?: Task }): Dataset;
  /** `task` defaults to classification where every target is 0 or 1. Features are named x0, x1, … unless given names. */
  static fromArrays(
    x: Float64Array,
    y: Float64Array,
    nFeatures: number,
    options?: { task?: Task; featureNames?: string[] },
  ): Dataset;
  readonly nSamples: number;
  readonly nFeatures: number;
  readonly task: Task;
  readonly featureNames: string[];
  x(): Float64Array;
  y(): Float64Array;
  /** Per feature: 'informative' | 'redundant' | 'repeated' | 'noise'; empty when the truth is not known. */
  truth(): string[];
  /** scikit-learn's train_test_split: [train, test], same rows in the same order. testSize: a share (default 0.25) or a number of rows. */
  trainTestSplit(p?: { testSize?: number; randomState?: number; stratify?: boolean }): [Dataset, Dataset];
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
  /** 0 … 1e12 */
  lambda?: number;
  /** 0 … 1, used by 'elasticnet' */
  l1Ratio?: number;
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
  initialCoef?: Float64Array;
  initialIntercept?: number;
}
export interface Scores {
  /** mean data loss, penalty and their sum on the training rows */
  loss: number;
  penalty: number;
  objective: number;
  trainAccuracy?: number;
  testAccuracy?: number;
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
  predictProba(x: Float64Array): Float64Array;
  free(): void;
}

export interface Solution {
  coef: Float64Array;
  intercept: number;
  objective: number;
  kktResidual: number;
  nIter: number;
}
/**
 * The optimum. `tolerance` is the KKT residual reached (default 1e-9). Throws where there is none: separable classes
 * without a penalty.
 */
export function solve(train: Dataset, params: FitParams & { tolerance?: number; warmStart?: Solution }): Solution;
/** Smallest lambda whose L1 part leaves every coefficient 0. `l1Ratio` defaults to 1. */
export function lambdaMax(train: Dataset, params?: { loss?: 'logistic' | 'squared'; l1Ratio?: number }): number;
export const metrics: {
  rocAuc(y: Float64Array, score: Float64Array): number;
  logLoss(y: Float64Array, p: Float64Array): number;
  accuracy(y: Float64Array, p: Float64Array): number;
  r2(y: Float64Array, prediction: Float64Array): number;
  /** Bins of equal width (10 by default); empty ones are left out. */
  calibration(
    y: Float64Array,
    p: Float64Array,
    bins?: number,
  ): { meanPredicted: Float64Array; fractionPositive: Float64Array; count: Float64Array };
};

/** Names used in `panels`. Each panel's root is `<section data-panel="NAME">` in the element's shadow root. */
export type Panel = 'trajectories' | 'sparsity' | 'geometry';
/** Data presets; each names its row of the sources in its description. */
export type Preset = 'easy' | 'stress' | 'two-features' | 'twins';

/**
 * `<regularization-lab data="stress" penalty="l1" lambda="1" l1-ratio="0.7" panels="trajectories geometry" autoplay
 * theme="auto">`. Attributes mirror properties. Several on one page share one wasm module. With `page` it takes the whole
 * page: a header, and on small screens controls in a sheet at the bottom.
 */
export class RegularizationLab extends HTMLElement {
  data: string;
  penalty: Penalty;
  lambda: number;
  l1Ratio: number;
  optimizer: Optimizer;
  learningRate: number;
  theme: 'auto' | 'light' | 'dark';
  /** Fulfilled once the first picture is drawn. */
  readonly ready: Promise<void>;
  readonly nIter: number;
  readonly status: Status;
  readonly isPlaying: boolean;
  play(): void;
  pause(): void;
  step(n?: number): void;
  reset(): void;
  /** Jumps to the exact optimum; rejects where there is none. */
  converge(): Promise<void>;
  // events: 'ready' · 'input' (a parameter moves) · 'change' (it has settled) · 'step' (≤ 10 a second) · 'converged' · 'diverged' · 'error' —
  // CustomEvent, detail = { state, scores } or { message }
}
