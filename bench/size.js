/**
 * Measures the files that an embed and the full page load in a browser. Fails if an embed exceeds its budget.
 */
import { brotliCompressSync } from 'node:zlib';
import { CONDITIONS, firstFrames, launch, serve } from './embed.js';

/** In KB, gzip. */
const BUDGET = 510;

/** Sizes of other interactive libraries in KB: scripts and wasm, measured with gzip as here. */
const PEERS = {
  JSXGraph: 245,
  'vega + vega-lite + vega-embed': 272,
  p5: 277,
  'model-viewer': 281,
  'plotly basic': 385,
  "dotlottie's wasm": 484,
  rive: 786,
};

/** @typedef {{ name: string, bytes: Buffer, gzip: Buffer }} File */

const browser = await launch();
try {
  const host = await serve(process.env.LAB_ADDRESS ?? '');
  const embed = measure(await fetched(host.address));
  const site = measure(await fetched(host.site));
  const total = sum(embed, 'gzip');

  console.log(`\n${cell('')}${['files', 'script', 'wasm', 'other', 'total'].map(right).join('')}\n`);
  printTotals('an embed', embed);
  printTotals('the full page', site);
  console.log(`\n${cell('file')}${['', 'gzip', 'brotli'].map(right).join('')}\n`);
  for (const { name, gzip, brotli } of [
    ...embed,
    ...site.filter(({ name }) => !embed.some((file) => file.name === name)),
  ]) {
    printFile(name, gzip, brotli);
  }
  console.log('\nall in one file:\n');
  for (const name of ['standalone.js', 'embed.html']) {
    const file = await host.read(name);
    if (!file) {
      throw new Error(`${name} is not in dist/`);
    }
    const [{ gzip, brotli }] = measure([{ name, ...file }]);
    printFile(name, gzip, brotli);
  }
  console.log('\nbeside others, gzip:\n');
  const all = Object.entries({ ...PEERS, 'an embed of this lab': total / 1024 });
  for (const [name, kilobytes] of all.sort((a, b) => a[1] - b[1])) {
    console.log(`${cell(name)}${right('')}${right(`${kilobytes.toFixed(0)} KB`)}`);
  }
  console.log('\nfirst animated frame of an embed, median and all:\n');
  for (const [name, conditions] of Object.entries(CONDITIONS)) {
    const times = await firstFrames(browser, host.address, 9, conditions);
    console.log(`${cell(name)}${right('')}${right(`${times[times.length >> 1]} ms`)}  (${times.join(', ')})`);
  }
  console.log(`\nan embed transfers ${kilobytes(total)} of at most ${BUDGET} KB`);
  if (total > BUDGET * 1024) {
    console.error(`${kilobytes(total - BUDGET * 1024)} too much`);
    process.exitCode = 1;
  }

  /**
   * Returns the files that a page requests until its lab has trained for a while and is paused.
   *
   * @param {string} address
   */
  async function fetched(address) {
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForSelector('regularization-lab');
    await page.$eval('regularization-lab', async (element) => {
      const lab = /** @type {import('../www/element.js').RegularizationLab} */ (element);
      await lab.ready;
      lab.play();
      while (lab.nIter < 100) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      await lab.converge();
    });
    await page.waitForNetworkIdle({ idleTime: 300 });
    await page.close();
    return host.takeRequested();
  }
} finally {
  await browser.close();
}

/** @param {File[]} files */
function measure(files) {
  return files.map(({ name, bytes, gzip }) => ({ name, gzip: gzip.length, brotli: brotliCompressSync(bytes).length }));
}

/**
 * @param {ReturnType<typeof measure>} files
 * @param {'gzip' | 'brotli'} coding
 */
function sum(files, coding) {
  return files.reduce((total, file) => total + file[coding], 0);
}

/**
 * @param {string} what
 * @param {ReturnType<typeof measure>} files
 */
function printTotals(what, files) {
  const kinds = [/\.js$/, /\.wasm$/, /(?<!\.js|\.wasm)$/, /$/].map((kind) =>
    files.filter(({ name }) => kind.test(name)),
  );
  for (const coding of /** @type {const} */ (['gzip', 'brotli'])) {
    const sizes = kinds.map((kind) => right(kilobytes(sum(kind, coding))));
    console.log(cell(`${what}, ${coding}`) + right(`${files.length}`) + sizes.join(''));
  }
}

/**
 * @param {string} name
 * @param {number} gzip
 * @param {number} brotli
 */
function printFile(name, gzip, brotli) {
  console.log(cell(name) + ['', kilobytes(gzip), kilobytes(brotli)].map(right).join(''));
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** @param {string} text */
function cell(text) {
  return `  ${text.padEnd(30)}`;
}

/** @param {string} text */
function right(text) {
  return text.padStart(11);
}
