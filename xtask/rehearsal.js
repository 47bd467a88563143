/**
 * Plays the labs that articles show, as far as they go before anybody touches more than λ and the penalty, and says which functions
 * of the main wasm file that took: the others go into a file of their own, see `xtask/src/rest.rs`.
 *
 * Called with the instrumented file and the folder of the chunks; prints 0 or 1 for each function.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { choices, Lab, lambdaAt, lambdaPosition, learningRateRange } from '../target/modules/bindings.js';
import { chunksOf, loadChunk } from '../target/modules/chunks.js';
import { provide } from '../target/modules/load.js';
import { loadMain } from '../target/modules/wasm.js';

/** @typedef {import('../target/modules/types.js').Change} Change */

/** What an author may have asked for. @type {Change[]} */
const STARTS = [
  {},
  { data: 'easy' },
  { penalty: 'none' },
  { penalty: 'l2', lambda: 0.1 },
  { penalty: 'l1', lambda: 0.1 },
  { penalty: 'elasticnet', l1Ratio: 0.3 },
  { optimizer: 'proximal-gradient', standardize: false },
  { learningRate: 1e3 },
];
/** What most of them show: the two pictures of the product. */
const PANELS = ['trajectories', 'geometry'];
/** What a hand does most. @type {Change[]} */
const MOVES = [{ lambda: 3 }, { penalty: 'l2' }, { penalty: 'l1', lambda: 0.03 }, { lambda: 30 }];
/** Pieces of what is still to be found, more than there are. */
const PIECES = 500;

const [main, folder] = process.argv.slice(2);
const chunks = readdirSync(folder).map((name) => {
  const packed = gzipSync(readFileSync(`${folder}/${name}`));
  return [`chunks/${name}`, packed.toString('base64')];
});
provide(Object.fromEntries(chunks));

const exports = await loadMain(readFileSync(main));
choices();
learningRateRange();
lambdaAt(lambdaPosition(1));
for (const panel of PANELS) {
  await Promise.all(chunksOf(panel).map(loadChunk));
  for (const start of STARTS) {
    rehearse(panel, start);
  }
}
const flags = Object.entries(exports).filter(([name]) => name.startsWith('ran '));
console.log(flags.map(([, flag]) => /** @type {WebAssembly.Global} */ (flag).value).join(''));

/**
 * @param {string} panel
 * @param {Change} start
 */
function rehearse(panel, start) {
  const lab = new Lab(start, context());
  lab.setLook('light', 'sqrt');
  lab.addPanel(panel, context(), context(), context());
  lab.resize(panel, 640, 360, 2);
  lab.draw(panel);
  lab.fillPanel(panel);
  frame(lab, panel, 0);
  for (let n = 1; n < 600; n *= 3) {
    frame(lab, panel, n);
  }
  lab.resize(panel, 358, 300, 1);
  lab.setLook('dark', 'linear');
  for (const move of MOVES) {
    lab.set(move);
    frame(lab, panel, 9);
  }
  lab.converge();
  frame(lab, panel, 0);
  lab.restart();
  lab.removePanel(panel);
  lab.free();
}

/**
 * @param {Lab} lab
 * @param {string} panel
 * @param {number} n
 */
function frame(lab, panel, n) {
  lab.step(n);
  for (let k = 0; k < PIECES && lab.refine(); k++);
  lab.draw(panel);
  lab.numbers();
  lab.scores();
  lab.comparison();
  lab.state();
  lab.overview();
  lab.lambdaMax();
  lab.lambdaOn(panel, 100);
  lab.stableLearningRate();
  lab.featureNames();
  return [lab.nIter, lab.isAtOptimum];
}

/** A canvas that draws nothing, where all letters are alike. */
function context() {
  const known = { canvas: { width: 640, height: 360 }, measureText: (/** @type {string} */ { length }) => ({ width: 6 * length }) };
  return new Proxy(/** @type {any} */ (known), { get: (target, name) => target[name] ?? (() => {}), set: () => true });
}
