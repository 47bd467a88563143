/** Opens the lab in a browser, which `cargo xtask test` finds. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import puppeteer from 'puppeteer-core';
import { PANELS } from '../../www/names.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../../www/element.js').RegularizationLab} RegularizationLab */

const { LAB_BROWSER, LAB_FIREFOX, LAB_ADDRESS, LAB_ENGINE } = process.env;

export const isFirefox = LAB_ENGINE === 'firefox';

/** @type {import('puppeteer-core').Browser} */
let browser;
/** Firefox has media features as settings, so it is started for each of them. @type {Map<string, Promise<import('puppeteer-core').Browser>>} */
const firefoxes = new Map();
/** @type {string} */
let profile;
/** @type {string | undefined} */
let axe;

before(async () => {
  assert.ok(
    LAB_BROWSER && LAB_ADDRESS,
    'run the browser tests with `cargo xtask test`, which names browser and server',
  );
  profile = mkdtempSync(join(tmpdir(), 'lab-browser-'));
  if (isFirefox) {
    return;
  }
  browser = await puppeteer.launch({
    executablePath: LAB_BROWSER,
    userDataDir: profile,
    args: [
      // Containers run tests as root, where Chromium has no sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});

after(async () => {
  for (const started of [browser, ...firefoxes.values()]) {
    await (await started)?.close();
  }
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** @param {Options} options */
function firefoxWith({ scheme = 'light', reducedMotion = false }) {
  const settings = {
    'ui.systemUsesDarkTheme': scheme === 'dark' ? 1 : 0,
    'ui.prefersReducedMotion': reducedMotion ? 1 : 0,
  };
  const key = JSON.stringify(settings);
  const started =
    firefoxes.get(key) ??
    puppeteer.launch({
      browser: 'firefox',
      executablePath: LAB_FIREFOX,
      headless: true,
      extraPrefsFirefox: settings,
    });
  firefoxes.set(key, started);
  return started;
}

/**
 * @typedef {object} Options
 * @property {string} [address] of the server
 * @property {string} [path]
 * @property {(page: Page) => Promise<unknown>} [before] called before the page is opened
 * @property {number} [width]
 * @property {number} [height]
 * @property {boolean} [touch]
 * @property {'light' | 'dark'} [scheme]
 * @property {boolean} [reducedMotion]
 * @property {boolean} [playing] whether the lab plays as it opens; by default it is paused at iteration 0
 */

/**
 * Opens the lab, waits for its first picture, runs `work`, and asserts that the console stayed empty.
 *
 * @param {Options} options
 * @param {(page: Page) => Promise<void>} work
 */
export async function withLab(options, work) {
  await withPage(options, async (page) => {
    await page.waitForSelector('regularization-lab');
    await lab(page, (element) => element.ready);
    if (!options.playing && !options.reducedMotion) {
      await lab(page, (element) => {
        element.pause();
        element.reset();
      });
    }
    await work(page);
  });
}

/**
 * Observations about a page during a test.
 *
 * @typedef {object} Seen
 * @property {string[]} problems errors and warnings of the console, and failed requests
 * @property {string[]} requests addresses
 */

/**
 * Opens any page, runs `work`, and asserts that there were no problems.
 *
 * @param {Options} options
 * @param {(page: Page, seen: Seen) => Promise<void>} work removes expected problems from `seen.problems`
 */
export async function withPage(options, work) {
  const { address = LAB_ADDRESS, path = '/', width = 1280, height = 900, touch = false, scheme = 'light' } = options;
  const page = await (isFirefox ? await firefoxWith(options) : browser).newPage();
  /** @type {Seen} */
  const seen = { problems: [], requests: [] };
  const { problems, requests } = seen;
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) {
      problems.push(message.text());
    }
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  page.on('requestfailed', (request) => problems.push(`${request.url()} failed`));
  try {
    await page.setViewport({ width, height, hasTouch: touch, isMobile: touch });
    if (!isFirefox) {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: options.reducedMotion ? 'reduce' : 'no-preference' },
      ]);
    }
    await page.evaluateOnNewDocument(watchFrames);
    await options.before?.(page);
    await page.goto(address + path);
    await work(page, seen);
    assert.deepEqual(problems, []);
  } finally {
    await page.close();
  }
}

/** Runs in the page before its scripts: records the script time of every animation frame and all long tasks. */
function watchFrames() {
  const watched = { frames: /** @type {number[]} */ ([]), longTasks: /** @type {number[]} */ ([]) };
  Object.assign(globalThis, { watched });
  const request = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    request((time) => {
      const start = performance.now();
      callback(time);
      watched.frames.push(performance.now() - start);
    });
  new PerformanceObserver((list) => {
    watched.longTasks.push(...list.getEntries().map((entry) => entry.duration));
  }).observe({ type: 'longtask', buffered: true });
}

/**
 * Runs a function in the page with the lab's element.
 *
 * @template T, A
 * @param {Page} page
 * @param {(element: RegularizationLab, argument: A) => T} work
 * @param {A} [argument]
 * @returns {Promise<Awaited<T>>}
 */
export async function lab(page, work, argument) {
  const element = await page.$('regularization-lab');
  assert.ok(element);
  // @ts-expect-error puppeteer has no type of the element
  return element.evaluate(work, argument);
}

/**
 * Returns the first element in the lab's shadow tree that matches a selector.
 *
 * @param {Page} page
 * @param {string} selector
 */
export async function find(page, selector) {
  const found = await page.$(`regularization-lab >>> ${selector}`);
  assert.ok(found, `there is no ${selector}`);
  return found;
}

/**
 * Clicks an element of the lab, also outside of the viewport.
 *
 * @param {Page} page
 * @param {string} selector
 */
export async function press(page, selector) {
  await (await find(page, selector)).evaluate((element) => /** @type {HTMLElement} */ (element).click());
}

/**
 * Returns the text of an element in the lab.
 *
 * @param {Page} page
 * @param {string} selector
 */
export async function text(page, selector) {
  return (await find(page, selector)).evaluate((element) => (element.textContent ?? '').trim());
}

/**
 * Returns a hash of the pixels of a panel.
 *
 * @param {Page} page
 * @param {string} panel
 * @returns {Promise<number>}
 */
export async function fingerprint(page, panel) {
  const section = await find(page, `[data-panel=${panel}]`);
  return section.evaluate((element) => {
    let hash = 0;
    for (const canvas of element.querySelectorAll('canvas')) {
      // Reads a copy, because reading pixels may change how the browser renders the canvas itself.
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
        copy.getContext('2d', { willReadFrequently: true })
      );
      context.drawImage(canvas, 0, 0);
      for (const value of new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)) {
        hash = (Math.imul(hash, 31) + value) | 0;
      }
    }
    return hash;
  });
}

/**
 * Returns a hash of the pixels of a panel once they stay the same for some frames: background tasks are done, sizes are those of the layout.
 *
 * @param {Page} page
 * @param {string} panel
 * @returns {Promise<number>}
 */
export async function settledFingerprint(page, panel) {
  const deadline = Date.now() + 20_000;
  for (let last = NaN; ; ) {
    await frames(page, 10);
    const hash = await fingerprint(page, panel);
    if (hash === last) {
      return hash;
    }
    last = hash;
    assert.ok(Date.now() < deadline, `${panel} still changes`);
  }
}

/**
 * Waits until a condition on the lab holds.
 *
 * @template A
 * @param {Page} page
 * @param {(element: RegularizationLab, argument: A) => unknown} condition
 * @param {A} [argument]
 */
export async function until(page, condition, argument) {
  const deadline = Date.now() + 20_000;
  const element = await page.$('regularization-lab');
  assert.ok(element);
  for (;;) {
    // The value may be an element, which does not leave the page.
    // @ts-expect-error puppeteer has no type of the element
    const value = await element.evaluateHandle(condition, argument);
    if (await value.evaluate((value) => Boolean(value))) {
      return;
    }
    assert.ok(Date.now() < deadline, `still waiting for ${condition}`);
    await frames(page, 2);
  }
}

/**
 * Waits for a dialog, whose module is imported when it is first opened.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function opened(page, name) {
  await until(page, ({ shadowRoot }, name) => shadowRoot?.querySelector(`dialog.${name}[open]`), name);
  return find(page, `dialog.${name}`);
}

/**
 * Waits for some animation frames.
 *
 * @param {Page} page
 * @param {number} [count]
 */
export async function frames(page, count = 3) {
  await page.evaluate(async (left) => {
    for (; left > 0; left--) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, count);
}

/**
 * Types a value into a field and removes the focus.
 *
 * @param {Page} page
 * @param {string} selector
 * @param {string} value
 */
export async function type(page, selector, value) {
  const field = await find(page, selector);
  await field.click({ count: 3 });
  await page.keyboard.type(value);
  await page.keyboard.press('Enter');
  await frames(page);
}

/**
 * Shows all panels.
 *
 * @param {Page} page
 */
export async function showEveryPanel(page) {
  await lab(
    page,
    (element, names) => {
      element.panels = names;
    },
    PANELS.join(' '),
  );
  await frames(page, 10);
}

/**
 * Asserts that axe finds nothing, best practices included.
 *
 * @param {Page} page
 * @param {string} when
 * @param {string[]} [except] rules that the page around the lab breaks
 */
export async function assertAccessible(page, when, except = []) {
  axe ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  // An experimental rule, which axe does not run by default.
  const rules = { 'label-content-name-mismatch': { enabled: true } };
  const run = (/** @type {object} */ options) => /** @type {any} */ (globalThis).axe.run(options);
  const { violations } = await page.evaluate(run, { rules });
  const found = violations.filter((/** @type {any} */ { id }) => !except.includes(id));
  const described = found.map((/** @type {any} */ { id, nodes }) => [
    id,
    nodes.map((/** @type {any} */ node) => node.html),
  ]);
  assert.deepEqual(described, [], when);
}
