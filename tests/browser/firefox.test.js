/** Page, embed and iframe in Firefox, with pointer and keyboard. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { DIST, html, withServer } from './server.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../../www/element.js').RegularizationLab} RegularizationLab */

const { LAB_FIREFOX, LAB_ADDRESS } = process.env;
const options = LAB_FIREFOX ? {} : { skip: 'there is no Firefox here; LAB_FIREFOX names one' };

/** @type {import('puppeteer-core').Browser | undefined} */
let browser;

before(async () => {
  if (LAB_FIREFOX) {
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: LAB_FIREFOX, headless: true });
  }
});

after(async () => {
  await browser?.close();
});

/**
 * Opens an address in Firefox and asserts that there were no problems.
 *
 * @param {string} address
 * @param {(page: Page) => Promise<void>} work
 */
async function inFirefox(address, work) {
  assert.ok(browser);
  const page = await browser.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) {
      problems.push(message.text());
    }
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  try {
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(address);
    await lab(page, (element) => element.ready);
    await work(page);
    assert.deepEqual(problems, []);
  } finally {
    await page.close();
  }
}

/**
 * @template T
 * @param {Page} page
 * @param {(element: RegularizationLab) => T} work
 * @returns {Promise<Awaited<T>>}
 */
// @ts-expect-error puppeteer has no type of the element
const lab = (page, work) => page.$eval('regularization-lab', work);

/**
 * @param {Page} page
 * @param {(element: RegularizationLab) => boolean} condition
 */
async function until(page, condition) {
  const deadline = Date.now() + 20_000;
  while (!(await lab(page, condition))) {
    assert.ok(Date.now() < deadline, `still waiting for ${condition}`);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

/**
 * Returns the position of an element of the lab on the screen.
 *
 * @param {Page} page
 * @param {string} selector
 * @returns {Promise<{ x: number, y: number, width: number, height: number }>}
 */
const place = (page, selector) =>
  page.$eval(
    'regularization-lab',
    (element, selector) => {
      const found = /** @type {HTMLElement} */ (element.shadowRoot?.querySelector(selector));
      found.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = found.getBoundingClientRect();
      return { x, y, width, height };
    },
    selector,
  );

/**
 * Drags from one share of an element's width to another.
 *
 * @param {Page} page
 * @param {string} selector
 * @param {number} from
 * @param {number} to
 */
async function drag(page, selector, from, to) {
  const { x, y, width, height } = await place(page, selector);
  await page.mouse.move(x + from * width, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + to * width, y + height / 2, { steps: 6 });
  await page.mouse.up();
}

test('the page trains, and dragging λ sets weights to zero in Firefox', options, async () => {
  await inFirefox(`${LAB_ADDRESS}/`, async (page) => {
    await until(page, (element) => element.nIter > 30);
    const survivors = () =>
      lab(page, (element) => Number(element.shadowRoot?.querySelector('#trajectories .number b')?.textContent));
    const many = await survivors();
    await drag(page, '.lambda-slider input', 0.55, 0.75);
    const lambda = await lab(page, (element) => element.lambda);
    assert.ok(lambda > 5, `λ follows the mouse: ${lambda}`);
    await until(page, (element) =>
      /^[0-9]$/.test(element.shadowRoot?.querySelector('#trajectories .number b')?.textContent ?? ''),
    );
    assert.ok((await survivors()) < many, 'weights have died');
    for (let k = 0; k < 8; k++) {
      await page.keyboard.press('ArrowLeft');
    }
    const weaker = await lab(page, (element) => element.lambda);
    assert.ok(weaker < lambda / 2, `λ follows the keys: ${weaker}`);
    await drag(page, '#path .plot', 0.3, 0.4);
    assert.notEqual(await lab(page, (element) => element.lambda), weaker);
    const { x, y, width, height } = await place(page, '#trajectories .plot');
    await page.mouse.move(x + width / 2, y + height / 2);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
  });
});

test('every panel is drawn in Firefox, light, dark and for a projector', options, async () => {
  await inFirefox(`${LAB_ADDRESS}/`, async (page) => {
    await lab(page, (element) => {
      element.pause();
      element.panels =
        'trajectories geometry sparsity weights ledger path cross-validation pull priors histogram calibration';
    });
    for (const theme of ['light', 'dark', 'projector']) {
      const blank = await page.$eval(
        'regularization-lab',
        async (element, theme) => {
          const lab = /** @type {RegularizationLab} */ (element);
          lab.theme = /** @type {'dark'} */ (theme);
          const blank = [];
          for (const panel of lab.shadowRoot?.querySelectorAll('.panel') ?? []) {
            panel.scrollIntoView({ block: 'center' });
            for (let k = 0; k < 12; k++) {
              await new Promise((resolve) => requestAnimationFrame(resolve));
            }
            const plot = /** @type {HTMLElement} */ (panel.querySelector('.plot'));
            const [canvas] = plot.querySelectorAll('canvas');
            const copy = new OffscreenCanvas(canvas.width, canvas.height);
            const context = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
            context.drawImage(canvas, 0, 0);
            const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
            const fits = Math.abs(canvas.width - plot.getBoundingClientRect().width * devicePixelRatio) < 2;
            if (!fits || !data.some((value, k) => k % 4 === 3 && value > 0)) {
              blank.push(panel.id);
            }
          }
          return blank;
        },
        theme,
      );
      assert.deepEqual(blank, [], theme);
    }
  });
});

test('an element in an article and a frame in a sandbox work in Firefox', options, async () => {
  const article = html(
    '<p>Before</p><regularization-lab panels="path" controls="lambda play"></regularization-lab><p>After</p>',
    '<script type="module" src="/define.js"></script>',
  );
  const choose = (/** @type {string} */ path) => (path === '/article' ? article : undefined);
  await withServer(choose, async ({ origin }) => {
    await inFirefox(`${origin}/article`, async (page) => {
      const { x, y, width, height } = await place(page, '.now .play');
      await page.mouse.click(x + width / 2, y + height / 2);
      await until(page, (element) => element.nIter > 5);
    });
    assert.ok(browser);
    const page = await browser.newPage();
    await page.goto(`${origin}/examples/sandboxed-frame.html`);
    await page.waitForFunction(() => document.querySelector('iframe')?.style.height);
    const tall = await page.$eval('iframe', (frame) => Number.parseFloat(frame.style.height));
    assert.ok(tall > 300 && tall < 900, `the frame sent its height: ${tall}`);
    await page.close();
  });
  await inFirefox(pathToFileURL(`${DIST}/embed.html`).href, async (page) => {
    const found = await lab(page, (element) => {
      element.step(40);
      return [element.nIter, element.toSvg('path').length > 5000];
    });
    assert.deepEqual(found, [40, true]);
  });
});

test('a policy without wasm-unsafe-eval is reported in Firefox too', options, async () => {
  const page = html('<regularization-lab></regularization-lab>', '<script type="module" src="/define.js"></script>');
  const headers = { ...page.headers, 'Content-Security-Policy': "script-src 'self'" };
  await withServer(
    (path) => (path === '/page' ? { ...page, headers } : undefined),
    async ({ origin }) => {
      assert.ok(browser);
      const tab = await browser.newPage();
      await tab.goto(`${origin}/page`);
      await tab.waitForFunction(() =>
        document.querySelector('regularization-lab')?.shadowRoot?.querySelector('.failure'),
      );
      const message = await tab.$eval(
        'regularization-lab',
        ({ shadowRoot }) => shadowRoot?.querySelector('.failure')?.textContent,
      );
      assert.match(String(message), /forbids WebAssembly; add 'wasm-unsafe-eval' to script-src\.$/);
      await tab.close();
    },
  );
});

test('the lab is a control of a form, with a check', options, async () => {
  await inFirefox(`${LAB_ADDRESS}/examples/course.html`, async (page) => {
    assert.equal(await lab(page, (element) => element.checkValidity()), false);
    await lab(page, async (element) => {
      element.lambda = 15;
      await element.converge();
    });
    await until(page, (element) => element.validity.valid);
    const sent = await page.evaluate(() => String(new FormData(document.forms[0]).get('answer')));
    assert.match(sent, /^#v=1&data=stress&penalty=l1&lambda=15&at=optimum/);
    await page.click('button:not([type])');
    assert.equal(
      await lab(page, (element) => element.shadowRoot?.querySelector('.lab')?.matches('[inert]') ?? false),
      true,
    );
    await page.click('button[type=reset]');
    await until(page, (element) => element.lambda === 0.1);
  });
});

test('a frame answers, and its unused keys reach the page', options, async () => {
  const body = `<regularization-lab panels="weights"></regularization-lab><script type="module" src="/define.js"></script>
    <iframe src="/embed.html#v=1&data=easy&penalty=l1&lambda=1&panels=weights" title="A lab"></iframe>
    <script type="module">import { connect } from '/frame.js'; window.keys = []; addEventListener('keydown', ({ key }) => keys.push(key));
      window.connected = connect(document.querySelector('iframe'));</script>`;
  await withServer(
    (path) => (path === '/page.html' ? html(body) : undefined),
    async ({ origin }) => {
      await inFirefox(`${origin}/page.html`, async (page) => {
        const state = await page.evaluate(`connected.setState({ lambda: 2 })`);
        assert.equal(/** @type {any} */ (state).lambda, 2);
        const frame = await (await page.$('iframe'))?.contentFrame();
        const slider = await frame?.waitForSelector('regularization-lab >>> .lambda-slider input');
        await slider?.focus();
        await page.keyboard.press('PageDown');
        await page.waitForFunction('keys.includes("PageDown")');
        await page.keyboard.press('Escape');
        await page.waitForFunction('document.activeElement === document.body');
        assert.equal(/** @type {any} */ (await page.evaluate('connected.getState()')).lambda, 2);
      });
    },
  );
});
