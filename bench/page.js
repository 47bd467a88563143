/** Runs in the browser: times the WebAssembly and its peer on the same data, and the page's frames. */

const RUNS = 15;
/** Whether every measurement runs once, with little work. */
let isQuick = false;

/** @param {boolean} quick */
export function setQuick(quick) {
  isQuick = quick;
}

/**
 * A number of iterations, frames or values of λ, 2 where one execution is enough.
 *
 * @param {number} count
 */
const many = (count) => (isQuick ? 2 : count);

/**
 * @param {number[]} times
 * @param {number} share
 */
function quantile(times, share) {
  return times.toSorted((a, b) => a - b)[Math.round(share * (times.length - 1))];
}

/**
 * Median milliseconds of one of `repeats`.
 *
 * @param {number} repeats
 * @param {() => void} work
 * @param {number} [runs]
 */
function median(repeats, work, runs = RUNS) {
  if (!isQuick) {
    work();
  }
  const times = Array.from({ length: isQuick ? 1 : runs }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / repeats;
  });
  return quantile(times, 0.5);
}

/** @typedef {{ row: string, who: string, milliseconds: number, p95?: number, kkt?: number }} Measurement */

/**
 * @param {typeof import('../dist/regularization-lab.js')} api
 * @param {typeof import('./plain.js').plainDescent} plainDescent
 * @param {((x: Float64Array, y: Float64Array, p: number, lambda: number, rate: number) => (n: number) => unknown) | undefined} tensorflow
 */
export async function* benchApi(api, plainDescent, tensorflow) {
  const { Comparison, crossValidate, Dataset, lambdaMax, path, solve, Trainer } = api;
  const article = Dataset.makeClassification({
    nSamples: 500,
    nFeatures: 100,
    nInformative: 3,
    nRedundant: 0,
    nClustersPerClass: 1,
    classSep: 2,
    flipY: 0,
    randomState: 42,
  }).trainTestSplit({ testSize: 0.3, randomState: 42 })[0];
  const classes = (/** @type {number} */ nSamples, /** @type {number} */ nFeatures) =>
    Dataset.makeClassification({ nSamples, nFeatures, nInformative: 10, randomState: 1 });
  const square = classes(1000, 1000);
  for (const [name, data, wanted] of /** @type {const} */ ([
    ['350x100', article, 500],
    ['1000x1000', square, 20],
    ['100000x20', classes(100_000, 20), 10],
  ])) {
    const iterations = many(wanted);
    const params = { penalty: /** @type {const} */ ('l1'), lambda: 1, l1Ratio: 0.7, learningRate: 0.05 };
    const trainer = new Trainer(data, params);
    const shape = /** @type {const} */ ([data.x(), data.y(), data.nFeatures, 1, 0.05]);
    const plain = plainDescent(...shape);
    const times = (/** @type {() => void} */ work) => () => {
      for (let k = 0; k < iterations; k++) {
        work();
      }
    };
    const row = `gd ${name}`;
    const alone = median(iterations, () => trainer.step(iterations));
    yield { row, who: 'wasm', milliseconds: alone };
    yield { row, who: 'plain JavaScript', milliseconds: median(iterations, times(plain)) };
    if (tensorflow) {
      const [tensors, few] = [tensorflow(...shape), many(Math.max(5, wanted / 10))];
      yield { row, who: 'TensorFlow.js wasm, f32', milliseconds: median(few, () => tensors(few)) };
    }
    const four = new Comparison(data, params);
    yield { row: `four models ${name}`, who: 'wasm', milliseconds: median(iterations, () => four.step(iterations)) };
    yield { row: `four models ${name}`, who: 'wasm, one model times 4', milliseconds: 4 * alone };
  }
  const text = csvOf(classes(many(100_000), 20));
  yield { row: 'read 100000x20', who: 'wasm', milliseconds: median(1, () => Dataset.fromCsv(text).free(), 5) };
  const exact = median(1, () => solve(article, { penalty: 'l1', lambda: 1 }));
  yield { row: 'optimum 350x100', who: 'wasm', milliseconds: exact };
  const grid = { nLambdas: many(100) };
  const diabetes = await Dataset.builtin('diabetes');
  const numbers = { nSamples: 1000, nFeatures: 1000, noise: 10, randomState: 1 };
  for (const [name, data, runs] of /** @type {const} */ ([
    ['350x100', article, RUNS],
    ['200x2000', classes(200, 2000), 7],
    ['60x2300', classes(60, 2300), 7],
    ['1000x1000', square, 7],
    ['lasso diabetes', diabetes, RUNS],
    ['lasso 1000x1000', Dataset.makeRegression(numbers), 7],
  ])) {
    const milliseconds = median(1, () => path(data, grid), runs);
    const kkt = (Math.max(...path(data, grid).kktResiduals) * data.nSamples) / lambdaMax(data);
    yield { row: `path ${name}`, who: 'wasm', milliseconds, kkt };
  }
  const validation = median(1, () => crossValidate(article, { ...grid, k: 10, standardize: false }), 7);
  yield { row: 'cv 350x100', who: 'wasm', milliseconds: validation };
}

/**
 * The table as CSV with a row of names and the target last.
 *
 * @param {import('../dist/regularization-lab.js').Dataset} data
 */
function csvOf(data) {
  const [x, y, p] = [data.x(), data.y(), data.nFeatures];
  const rows = Array.from(y, (target, i) => `${x.subarray(i * p, (i + 1) * p).join()},${target}\n`);
  return `${data.featureNames.join()},y\n${rows.join('')}`;
}

/**
 * Measures the script time of frames of the page while it plays on a long and on a wide table, with the tasks that follow the import.
 *
 * @param {typeof import('../dist/regularization-lab.js')} api
 * @param {import('../www/element.js').RegularizationLab} element
 */
export async function* benchLargeTables({ Dataset }, element) {
  for (const [name, nSamples, nFeatures] of /** @type {const} */ ([
    ['100000x20', 100_000, 20],
    ['60x2300', 60, 2300],
  ])) {
    const rows = isQuick ? Math.min(200, nSamples) : nSamples;
    const data = Dataset.makeClassification({ nSamples: rows, nFeatures, nInformative: 10, randomState: 1 });
    element.useCsv(csvOf(data));
    data.free();
    element.play();
    const times = await frameTimes(many(600), () => {});
    element.pause();
    yield {
      row: `frame, ${name}, playing`,
      who: 'page',
      milliseconds: quantile(times, 0.5),
      p95: quantile(times, 0.95),
    };
  }
}

/**
 * Measures the script time of animation frames of the page while it plays, and while λ also changes in every frame: with the default
 * panels, and with all panels in the viewport.
 *
 * @param {import('../www/element.js').RegularizationLab} element
 * @param {Iterable<string>} everyPanel
 */
export async function* benchFrames(element, everyPanel) {
  const count = many(300);
  const [few, all] = [element.panels, [...everyPanel].join(' ')];
  for (const [name, panels, move] of /** @type {const} */ ([
    ['frame, playing', few, false],
    ['frame, λ dragged', few, true],
    ['frame, every panel, playing', all, false],
    ['frame, every panel, λ dragged', all, true],
  ])) {
    element.panels = panels;
    element.reset();
    element.play();
    // Waits for background tasks, so that frames without them are measured.
    await frameTimes(move ? 0 : many(900), () => {});
    const times = await frameTimes(count, (k) => {
      if (move) {
        element.lambda = 0.01 * 3000 ** (0.5 - 0.5 * Math.cos((2 * Math.PI * k) / count));
      }
    });
    yield { row: name, who: 'page', milliseconds: quantile(times, 0.5), p95: quantile(times, 0.95) };
  }
}

/**
 * @param {number} count
 * @param {(frame: number) => void} before called before each frame
 */
async function frameTimes(count, before) {
  const request = globalThis.requestAnimationFrame;
  /** @type {number[]} */
  const times = [];
  globalThis.requestAnimationFrame = (callback) =>
    request((time) => {
      const start = performance.now();
      callback(time);
      times.push(performance.now() - start);
    });
  for (let k = 0; k < count; k++) {
    before(k);
    await new Promise((resolve) => request(resolve));
  }
  globalThis.requestAnimationFrame = request;
  return times;
}
