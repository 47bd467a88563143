/**
 * What pages with one lab fetch, each file as gzip makes it. A browser loads them, so the list is what it asked for. Fails where
 * the ordinary embed is past its budget.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import puppeteer from 'puppeteer-core';
import { EMBEDDED_PANELS, PANELS } from '../www/panels.js';

/** TensorFlow Playground's transfer, in bytes. */
const BUDGET = 108 * 1024;

const { LAB_BROWSER, LAB_ADDRESS = '' } = process.env;
const ORDINARY = EMBEDDED_PANELS.join(' ');

/** @param {string} name path in dist/ */
const transfer = (name) => gzipSync(readFileSync(new URL(`../dist/${name}`, import.meta.url)), { level: 9 }).length;
const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} KB`;

const isRoot = process.getuid?.() === 0;
const browser = await puppeteer.launch({
  executablePath: LAB_BROWSER,
  args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  const ordinary = await fetched(ORDINARY);
  console.log(`\nOne embed, ${ORDINARY}, gzip:\n`);
  print(ordinary);
  const total = sum(ordinary);
  console.log('\nEmbeds of a single panel:\n');
  for (const panel of PANELS) {
    const files = await fetched(panel);
    const own = files.filter((name) => !ordinary.includes(name));
    line(panel, sum(files), own.map((name) => `${name} ${kilobytes(transfer(name))}`).join(', '));
  }
  console.log('\nFirst animated frame after the address was given:\n');
  for (const panels of [ORDINARY, 'trajectories geometry']) {
    const times = await firstFrames(panels);
    console.log(`  ${panels.padEnd(28)} ${times[times.length >> 1]} ms (${times.join(', ')})`);
  }
  console.log('\nIn one file:\n');
  print(['standalone.js', 'embed.html']);
  console.log(`\nbudget ${kilobytes(BUDGET)}; the ordinary embed transfers ${kilobytes(total)}`);
  if (total > BUDGET) {
    console.error(`${kilobytes(total - BUDGET)} too much`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
}

/**
 * Files of dist/ that a page with a lab asks for until it has trained for a while and is at rest.
 *
 * @param {string} panels
 */
async function fetched(panels) {
  const page = await browser.newPage();
  const [place, names] = [`${LAB_ADDRESS}/an-article`, new Set()];
  const article = `<!doctype html><title>An article</title><script type="module" src="define.js"></script>
    <regularization-lab panels="${panels}"></regularization-lab>`;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.href === place) {
      request.respond({ contentType: 'text/html', body: article });
    } else if (url.pathname === '/favicon.ico') {
      request.respond({ status: 204 });
    } else {
      names.add(url.pathname.slice(1));
      request.continue();
    }
  });
  await page.goto(place);
  await page.$eval('regularization-lab', async (element) => {
    const lab = /** @type {import('../www/element.js').RegularizationLab} */ (element);
    await lab.ready;
    lab.play();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await lab.converge();
  });
  await page.waitForNetworkIdle({ idleTime: 300 });
  await page.close();
  return [...names].sort();
}

/**
 * Milliseconds until a training lab has been drawn, sorted: each time in a fresh tab of a browser that has been here before, so that
 * connections are open. The server forbids to keep anything, so all of it is transferred and compiled again, as for a new reader. The
 * article is a file like the others, and looks at its clock itself: whoever asks from outside is late.
 *
 * @param {string} panels
 */
async function firstFrames(panels) {
  const file = new URL('../dist/an-article.html', import.meta.url);
  const watch = () => {
    addEventListener(
      'ready',
      ({ target }) => {
        const { nIter } = /** @type {import('../www/element.js').RegularizationLab} */ (target);
        if (nIter > 0) {
          Object.assign(globalThis, { first: Math.round(performance.now()) });
        } else {
          requestAnimationFrame(() => target?.dispatchEvent(new Event('ready')));
        }
      },
      { capture: true },
    );
  };
  writeFileSync(
    file,
    `<!doctype html><title>An article</title><script>(${watch})()</script><script type="module" src="define.js"></script>
    <regularization-lab panels="${panels}" autoplay></regularization-lab>`,
  );
  try {
    const times = [];
    for (let k = 0; k < 10; k++) {
      const page = await browser.newPage();
      await page.goto(`${LAB_ADDRESS}/an-article.html`);
      const first = await page.waitForFunction('globalThis.first');
      times.push(/** @type {number} */ (await first.jsonValue()));
      await page.close();
    }
    // The first one opens the connections.
    return times.slice(1).sort((a, b) => a - b);
  } finally {
    rmSync(file);
  }
}

/** @param {string[]} names */
function sum(names) {
  return names.reduce((total, name) => total + transfer(name), 0);
}

/** @param {string[]} names */
function print(names) {
  for (const name of names) {
    line(name, transfer(name));
  }
  if (names.includes('define.js')) {
    line('in all', sum(names));
  }
}

/**
 * @param {string} what
 * @param {number} bytes
 * @param {string} [besides]
 */
function line(what, bytes, besides = '') {
  console.log(`  ${what.padEnd(28)} ${kilobytes(bytes).padStart(10)}  ${besides}`.trimEnd());
}
