/** Runs bench/page.js in a browser; prints JSON: row → { wasm, plain, p95 } in milliseconds. */
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const { LAB_BROWSER, LAB_ADDRESS } = process.env;
const isRoot = process.getuid?.() === 0;
const browser = await puppeteer.launch({
  executablePath: LAB_BROWSER,
  args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(`${LAB_ADDRESS}/`);
  await page.waitForSelector('regularization-lab');
  const source = (/** @type {string} */ name) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const rows = await page.evaluate(measure, source('page.js'), source('plain.js'), LAB_ADDRESS);
  console.log(JSON.stringify(rows));
} finally {
  await browser.close();
}

/**
 * In the page.
 *
 * @param {string} pageSource
 * @param {string} plainSource
 * @param {string | undefined} address
 */
async function measure(pageSource, plainSource, address) {
  const module = (/** @type {string} */ text) =>
    import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
  const [{ benchApi, benchFrames }, { plainDescent }] = [await module(pageSource), await module(plainSource)];
  const api = await import(`${address}/regularization-lab.js`);
  await api.init();
  const element = /** @type {any} */ (document.querySelector('regularization-lab'));
  await element.ready;
  element.pause();
  return { ...benchApi(api, plainDescent), ...(await benchFrames(element, 300)) };
}
