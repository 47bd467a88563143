/** Runs bench/page.js in a browser; prints the lines that bench/native.rs describes. */
import { existsSync, readFileSync } from 'node:fs';
import { PANELS } from '../www/names.js';
import { CONDITIONS, firstFrames, launch, serve } from './embed.js';

const { LAB_ADDRESS = '', LAB_BENCH_QUICK } = process.env;
const isQuick = LAB_BENCH_QUICK !== undefined;
const browser = await launch();
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    console.error(error);
    process.exitCode = 1;
  });
  await page.setViewport({ width: 1280, height: 5000 });
  await page.goto(`${LAB_ADDRESS}/`);
  await page.waitForSelector('regularization-lab');
  const source = (/** @type {string} */ name) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const parts = ['page.js', 'plain.js', 'tensorflow.js'].map(source);
  const measured = await page.evaluate(measure, parts, tensorflow(), LAB_ADDRESS, PANELS, isQuick);
  await page.close();
  const embed = await serve(LAB_ADDRESS);
  for (const [who, conditions] of Object.entries(CONDITIONS)) {
    const times = await firstFrames(browser, embed.address, isQuick ? 1 : 9, conditions);
    measured.push({ row: 'first animated frame, embed', who, milliseconds: times[times.length >> 1] });
  }
  for (const { row, who, milliseconds, p95 = '', kkt = '' } of measured) {
    console.log([row, who, milliseconds, p95, kkt].join('\t'));
  }
} finally {
  await browser.close();
}

/** The files of TensorFlow.js, where it is installed. */
function tensorflow() {
  if (!existsSync(new URL('node_modules/@tensorflow', import.meta.url))) {
    console.error('left out: TensorFlow.js is not installed');
    return;
  }
  const file = (/** @type {string} */ path) =>
    readFileSync(new URL(`node_modules/@tensorflow/${path}`, import.meta.url));
  const wasm = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'];
  return {
    core: file('tfjs-core/dist/tf-core.min.js').toString(),
    backend: file('tfjs-backend-wasm/dist/tf-backend-wasm.min.js').toString(),
    wasm: Object.fromEntries(wasm.map((name) => [name, file(`tfjs-backend-wasm/dist/${name}`).toString('base64')])),
  };
}

/**
 * In the page.
 *
 * @param {string[]} parts
 * @param {ReturnType<typeof tensorflow>} files
 * @param {string} address
 * @param {string[]} panels all there are
 * @param {boolean} isQuick
 */
async function measure(parts, files, address, panels, isQuick) {
  const load = (/** @type {string} */ text) =>
    import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
  const [
    { benchApi, benchFrames, benchLargeTables, setQuick },
    { plainDescent },
    { loadTensorflow, tensorflowDescent },
  ] = await Promise.all(parts.map(load));
  const api = await import(`${address}/regularization-lab.js`);
  setQuick(isQuick);
  await api.init();
  const element = /** @type {any} */ (document.querySelector('regularization-lab'));
  await element.ready;
  element.pause();
  const descent = files && tensorflowDescent.bind(null, await loadTensorflow(files));
  /** @type {import('./page.js').Measurement[]} */
  const measured = [];
  for await (const one of benchApi(api, plainDescent, descent)) {
    measured.push(one);
  }
  for await (const one of benchFrames(element, panels)) {
    measured.push(one);
  }
  for await (const one of benchLargeTables(api, element)) {
    measured.push(one);
  }
  return measured;
}
