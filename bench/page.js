/** Runs in the browser: times the WebAssembly and its peer on the same data, and the page's frames. */

const RUNS = 15;

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
 */
function median(repeats, work) {
  work();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / repeats;
  });
  return quantile(times, 0.5);
}

/**
 * @param {typeof import('../dist/regularization-lab.js')} api
 * @param {typeof import('./plain.js').plainDescent} plainDescent
 */
export function benchApi({ Dataset, Trainer, solve }, plainDescent) {
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
  const square = Dataset.makeClassification({ nSamples: 1000, nFeatures: 1000, nInformative: 10, randomState: 1 });
  /** @type {Record<string, Record<string, number>>} */
  const rows = {};
  for (const [name, data, iterations] of /** @type {const} */ ([
    ['gd-350x100', article, 500],
    ['gd-1000x1000', square, 20],
  ])) {
    const trainer = new Trainer(data, { penalty: 'l1', lambda: 1, learningRate: 0.05 });
    const plain = plainDescent(data.x(), data.y(), data.nFeatures, 1, 0.05);
    rows[name] = {
      wasm: median(iterations, () => trainer.step(iterations)),
      plain: median(iterations, () => {
        for (let k = 0; k < iterations; k++) {
          plain();
        }
      }),
    };
  }
  rows['exact-l1-350x100'] = { wasm: median(1, () => solve(article, { penalty: 'l1', lambda: 1 })) };
  return rows;
}

/**
 * Script time of the page's animation frames while it plays, and while λ moves in every one of them.
 *
 * @param {import('../dist/element.js').RegularizationLab} element
 * @param {number} count
 */
export async function benchFrames(element, count) {
  /** @type {Record<string, Record<string, number>>} */
  const rows = {};
  for (const [name, move] of /** @type {const} */ ([
    ['frame-playing', false],
    ['frame-dragging', true],
  ])) {
    element.reset();
    element.play();
    const times = await frameTimes(count, (k) => {
      if (move) {
        element.lambda = 0.01 * 3000 ** (0.5 - 0.5 * Math.cos((2 * Math.PI * k) / count));
      }
    });
    rows[name] = { wasm: quantile(times, 0.5), p95: quantile(times, 0.95) };
  }
  return rows;
}

/**
 * @param {number} count
 * @param {(frame: number) => void} before what the hand does before each frame
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
