/** Serves a page with one lab as a host does, and measures the time until it trains. */
import { createServer } from 'node:http';
import { constants, gzipSync } from 'node:zlib';
import puppeteer from 'puppeteer-core';

/** Network conditions, in bytes per second as in DevTools. */
export const CONDITIONS = {
  loopback: null,
  '3 Mbit/s, 40 ms': { download: 3e6 / 8, upload: 3e6 / 8, latency: 40 },
};

/** Path of the page; all others are files of dist/. */
const PAGE = '/an-article';

/** Measured in the page itself, because polling from outside adds a delay. */
const ARTICLE = `<!doctype html>
<title>An article</title>
<script>(${watch})()</script>
<script type="module" src="define.js"></script>
<regularization-lab autoplay></regularization-lab>`;

/** In the page: sets `firstFrame` once a training lab has been drawn. */
function watch() {
  addEventListener(
    'ready',
    ({ target }) => {
      const lab = /** @type {import('../dist/regularization-lab.js').RegularizationLab} */ (target);
      const look = () => {
        if (lab.nIter > 0) {
          Object.assign(globalThis, { firstFrame: Math.round(performance.now()) });
        } else {
          requestAnimationFrame(look);
        }
      };
      look();
    },
    { capture: true },
  );
}

/** Starts the browser of `LAB_BROWSER`. */
export function launch() {
  const isRoot = process.getuid?.() === 0;
  return puppeteer.launch({
    executablePath: process.env.LAB_BROWSER,
    protocolTimeout: 600_000,
    args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
}

/**
 * Serves the page and its files with gzip and without caching, so that every visit transfers and compiles everything.
 *
 * @param {string} origin of the server of dist/
 */
export async function serve(origin) {
  /** @type {Map<string, { bytes: Buffer, gzip: Buffer, type: string }>} */
  const files = new Map();
  const requested = new Set();
  const add = (/** @type {string} */ path, /** @type {Buffer} */ bytes, /** @type {string} */ type) =>
    files.set(path, { bytes, gzip: gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }), type }).get(path);
  add(PAGE, Buffer.from(ARTICLE), 'text/html');

  const read = async (/** @type {string} */ path) => {
    const response = await fetch(origin + path);
    if (response.ok) {
      return add(path, Buffer.from(await response.arrayBuffer()), response.headers.get('content-type') ?? '');
    }
  };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', origin).pathname;
    const file = files.get(path) ?? (await read(path));
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    requested.add(path);
    const headers = { 'content-type': file.type, 'content-encoding': 'gzip', 'cache-control': 'no-store' };
    response.writeHead(200, headers).end(file.gzip);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  // The server stops with the process.
  server.unref();
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  return {
    address: `http://127.0.0.1:${port}${PAGE}`,
    /** The page of the lab. */
    site: `http://127.0.0.1:${port}/`,
    /**
     * Returns the files requested since the last call, without the page of this module.
     *
     * @returns {{ name: string, bytes: Buffer, gzip: Buffer }[]}
     */
    takeRequested() {
      const paths = [...requested].filter((path) => path !== PAGE).sort();
      requested.clear();
      return paths.flatMap((path) => {
        const file = files.get(path);
        return file ? [{ name: path === '/' ? 'index.html' : path.slice(1), ...file }] : [];
      });
    },
    /** Reads a file of dist/ that no page requests. */
    read: (/** @type {string} */ name) => read(`/${name}`),
  };
}

/**
 * Returns milliseconds from the navigation to a drawn, training lab, sorted. Each visit is a new tab of a browser with an open
 * connection.
 *
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} address
 * @param {number} count of visits
 * @param {import('puppeteer-core').NetworkConditions | null} conditions
 */
export async function firstFrames(browser, address, count, conditions) {
  const times = [];
  for (let visit = 0; visit <= count; visit++) {
    const page = await browser.newPage();
    // The first visit opens the connection.
    await page.emulateNetworkConditions(visit > 0 ? conditions : null);
    await page.goto(address);
    const first = await page.waitForFunction('globalThis.firstFrame');
    if (visit > 0) {
      times.push(/** @type {number} */ (await first.jsonValue()));
    }
    await page.close();
  }
  return times.sort((a, b) => a - b);
}
