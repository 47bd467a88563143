/** Runs bench/page.js in a browser; prints the lines that bench/native.rs describes. */
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const { LAB_BROWSER, LAB_ADDRESS } = process.env;
const isRoot = process.getuid?.() === 0;
const browser = await puppeteer.launch({
  executablePath: LAB_BROWSER,
  protocolTimeout: 600_000,
  args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 5000 });
  await page.goto(`${LAB_ADDRESS}/`);
  await page.waitForSelector('regularization-lab');
  const source = (/** @type {string} */ name) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const parts = ['page.js', 'plain.js', 'tensorflow.js'].map(source);
  const measured = await page.evaluate(measure, parts, tensorflow(), LAB_ADDRESS);
  for (const { row, who, milliseconds, p95 = '', kkt = '' } of measured) {
    console.log([row, who, milliseconds, p95, kkt].join('\t'));
  }
} finally {
  await browser.close();
}

/** The files of TensorFlow.js. */
function tensorflow() {
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
 * @param {string | undefined} address
 */
async function measure(parts, files, address) {
  const load = (/** @type {string} */ text) =>
    import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
  const [{ benchApi, benchFrames }, { plainDescent }, { loadTensorflow, tensorflowDescent }] = await Promise.all(
    parts.map(load),
  );
  const api = await import(`${address}/regularization-lab.js`);
  const { PANELS } = await import(`${address}/panels.js`);
  await api.init();
  const element = /** @type {any} */ (document.querySelector('regularization-lab'));
  await element.ready;
  element.pause();
  const tf = await loadTensorflow(files);
  /** @type {import('./page.js').Measurement[]} */
  const measured = [];
  for await (const one of benchApi(api, plainDescent, tensorflowDescent.bind(null, tf))) {
    measured.push(one);
  }
  for await (const one of benchFrames(element, PANELS, 300)) {
    measured.push(one);
  }
  return measured;
}
