/** The pages of examples/: the element in other pages, with their styles and policies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { find, fingerprint, frames, lab, press, text, until, withPage } from './browser.js';
import { DIST, withServer } from './server.js';

/** @typedef {import('puppeteer-core').Frame} Frame */
/** @typedef {import('puppeteer-core').Page} Page */

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "require-trusted-types-for 'script'";

/**
 * Asserts that a page contacted only the given origins, and stored nothing.
 *
 * @param {Page} page
 * @param {string[]} requests
 * @param {string[]} origins
 */
async function assertKeepsToItself(page, requests, origins) {
  const strangers = requests.filter(
    (url) => !origins.some((origin) => url.startsWith(origin)) && !/^(data|blob):/.test(url),
  );
  assert.deepEqual(strangers, []);
  const kept = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  assert.deepEqual(kept, { cookie: '', local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
}

/** @param {Page} page */
const sideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [width, scheme] of /** @type {const} */ ([
  [1280, 'light'],
  [390, 'dark'],
])) {
  test(`five panels of a blog post start when they come near the viewport, ${width} px, ${scheme}`, async () => {
    await withServer(
      () => undefined,
      async ({ origin, requested }) => {
        const options = { address: origin, path: '/examples/blog-post.html', width, scheme, touch: width < 600 };
        await withPage(options, async (page, { requests }) => {
          const labs = await page.$$('regularization-lab');
          assert.equal(labs.length, 5);
          await labs[0].evaluate((element) => /** @type {import('./browser.js').RegularizationLab} */ (element).ready);
          await frames(page, 10);
          const started = await page.$$eval('regularization-lab', (all) =>
            all.map((one) => one.shadowRoot?.querySelector('.lab') != null),
          );
          assert.deepEqual(started.slice(2), [false, false, false], 'what is far below has not started');
          const shown = await labs[4].evaluate((element) => {
            const poster = /** @type {HTMLElement} */ (element.querySelector('img'));
            return poster.getBoundingClientRect().height > 100;
          });
          assert.ok(shown, 'the poster holds its place');
          for (const one of labs) {
            const panel = await one.evaluate(async (element) => {
              const lab = /** @type {import('../../www/element.js').RegularizationLab} */ (element);
              lab.scrollIntoView({ block: 'center' });
              await lab.ready;
              return lab.panels;
            });
            const drawn = await one.evaluate(async (element) => {
              const lab = /** @type {import('../../www/element.js').RegularizationLab} */ (element);
              lab.step(20);
              const plot = /** @type {HTMLElement} */ (lab.shadowRoot?.querySelector('.plot'));
              while (!plot.hasAttribute('aria-label')) {
                await new Promise((resolve) => requestAnimationFrame(resolve));
              }
              return [lab.nIter, plot.offsetWidth > 250, (plot.getAttribute('aria-label') ?? '').length > 30];
            });
            assert.deepEqual(drawn, [20, true, true], panel);
          }
          const modules = requested.filter((path) => path.endsWith('.wasm'));
          assert.equal(modules.length, new Set(modules).size, 'one module for all');
          assert.equal(await sideways(page), 0, 'nothing reaches over the edge');
          await assertKeepsToItself(page, requests, [origin]);
        });
      },
    );
  });
}

test('styles of the page do not affect the lab, and styles of the lab do not affect the page', async () => {
  await withPage({ path: '/examples/blog-post.html' }, async (page) => {
    const look = () =>
      page.evaluate(() => {
        const names = /** @type {const} */ ([
          'fontFamily',
          'fontSize',
          'letterSpacing',
          'textAlign',
          'hyphens',
          'lineHeight',
          'color',
        ]);
        const of = (/** @type {Element | null | undefined} */ element) => {
          const style = getComputedStyle(/** @type {Element} */ (element));
          return names.map((name) => style[name]);
        };
        const lab = document.querySelector('regularization-lab');
        return {
          paragraph: of(document.querySelector('article > p')),
          aid: of(lab?.shadowRoot?.querySelector('.aid')),
        };
      });
    await lab(page, async (element) => {
      element.scrollIntoView();
      await element.ready;
    });
    const before = await look();
    await page.addStyleTag({
      content: `* { letter-spacing: 3px } p, h2, section, button, canvas { color: red; text-align: right; text-transform: uppercase }
        body { font-size: 30px; word-spacing: 9px; text-indent: 2em }`,
    });
    const after = await look();
    assert.deepEqual(after.aid, before.aid);
    assert.notDeepEqual(after.paragraph, before.paragraph);
    assert.match(before.paragraph[0], /Charter/);
    assert.match(before.aid[0], /system-ui/);
  });
});

test('a lab on a slide plays while the slide is shown, keeps its key events and can be dragged', async () => {
  await withPage({ path: '/examples/slides/index.html#/2', width: 1000, height: 600 }, async (page, { requests }) => {
    await until(page, (element) => element.nIter > 5 && element.isPlaying);
    const slide = () => page.evaluate(() => document.querySelector('.slides > .present h2')?.textContent);
    const [playing, still] = ['It plays while you look', 'Every λ at once'];
    const slider = await find(page, '.lambda-slider input');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await slide(), playing, 'the keys of λ turn no slide');
    assert.ok((await lab(page, (element) => element.lambda)) > 1);
    const field = await find(page, '#lambda');
    await field.click({ count: 3 });
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    assert.deepEqual([await slide(), await lab(page, (element) => element.lambda)], [playing, 2]);
    await slider.focus();
    await page.keyboard.press('PageDown');
    assert.equal(await slide(), still, 'a presenter’s remote does, and moves no λ');
    await page.keyboard.press('PageUp');
    assert.deepEqual([await slide(), await lab(page, (element) => element.lambda)], [playing, 2]);
    await slider.focus();
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BODY', 'Escape returns the focus');
    assert.equal(await page.evaluate(() => document.querySelector('.overview')), null, 'and does nothing else');
    await page.mouse.click(4, 4);
    await page.keyboard.press('ArrowRight');
    assert.equal(await slide(), still, 'other keys do');
    await until(page, (element) => !element.isPlaying);
    const rested = await lab(page, (element) => element.nIter);

    const path = /** @type {import('puppeteer-core').ElementHandle} */ (await page.$('[data-still]'));
    await path.evaluate((element) => /** @type {any} */ (element).ready);
    const plot = /** @type {import('puppeteer-core').ElementHandle} */ (await page.$('[data-still] >>> .plot'));
    const { x, y, width, height } = /** @type {import('puppeteer-core').BoundingBox} */ (await plot.boundingBox());
    const scale = width / (await plot.evaluate((element) => /** @type {HTMLElement} */ (element).offsetWidth));
    assert.ok(scale < 1.3 && scale > 1, `projector times the scale of the slide, ${scale}`);
    // Finds the λ line by its pixels.
    const line = () =>
      plot.evaluate((element) => {
        const [canvas] = [...element.querySelectorAll('canvas')].slice(-1);
        const copy = new OffscreenCanvas(canvas.width, canvas.height);
        const context = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
        context.drawImage(canvas, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        /** @type {number[]} */
        const reds = new Array(canvas.width).fill(0);
        for (let k = 0; k < data.length; k += 4) {
          reds[(k / 4) % canvas.width] += Number(
            data[k] > 180 && data[k + 1] < 110 && data[k + 2] < 80 && data[k + 3] > 200,
          );
        }
        return reds.indexOf(Math.max(...reds)) / canvas.width;
      });
    await page.mouse.move(x + 0.3 * width, y + 0.5 * height);
    await page.mouse.down();
    for (const share of [0.4, 0.6, 0.7]) {
      await page.mouse.move(x + share * width, y + 0.5 * height);
    }
    await frames(page, 4);
    await page.mouse.up();
    const at = await line();
    assert.ok(Math.abs(at - 0.7) < 4 / width, `the line is under the hand: ${at}`);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await slide(), still);
    await page.mouse.click(4, 4);
    await page.keyboard.press('ArrowLeft');
    await until(page, (element, before) => element.isPlaying && element.nIter > before, rested);
    await assertKeepsToItself(page, requests, [String(process.env.LAB_ADDRESS)]);
  });
});

/**
 * Waits for an element of the lab without puppeteer's own waiting, which is an evaluation that trusted types forbid.
 *
 * @param {Page} page
 * @param {string} selector
 */
const appears = (page, selector) =>
  until(page, (element, selector) => element.shadowRoot?.querySelector(selector) != null, selector);

test('the lab works under a strict content security policy with trusted types', async () => {
  const headers = { 'Content-Security-Policy': POLICY };
  await withServer(
    () => ({ headers }),
    async ({ origin }) => {
      const before = (/** @type {Page} */ page) =>
        page.evaluateOnNewDocument(() => {
          /** @type {string[]} */
          const violations = [];
          Object.assign(globalThis, { violations });
          addEventListener('securitypolicyviolation', (event) =>
            violations.push(`${event.violatedDirective} ${event.blockedURI}`),
          );
        });
      await withPage({ address: origin, path: '/examples/strict-csp.html', before }, async (page, { requests }) => {
        await lab(page, (element) => element.ready);
        await press(page, '.now .play');
        await until(page, (element) => element.nIter > 10);
        const slider = await find(page, '.lambda-slider input');
        await slider.evaluate((element) => element.scrollIntoView({ block: 'center' }));
        const { x, y, width, height } = /** @type {import('puppeteer-core').BoundingBox} */ (
          await slider.boundingBox()
        );
        const lambda = await lab(page, (element) => element.lambda);
        await page.mouse.move(x + 0.6 * width, y + height / 2);
        await page.mouse.down();
        await page.mouse.move(x + 0.8 * width, y + height / 2, { steps: 4 });
        await page.mouse.up();
        assert.notEqual(await lab(page, (element) => element.lambda), lambda);
        // A menu closes when the page scrolls.
        await (await find(page, '[data-panel=geometry]')).evaluate((panel) => panel.scrollIntoView());
        await frames(page, 5);
        await press(page, '[data-panel=geometry] .tool');
        await appears(page, ':popover-open [role=menuitem]');
        const entries = await page.$$eval('regularization-lab >>> :popover-open [role=menuitem]', (items) =>
          items.map((item) => item.textContent),
        );
        assert.ok(entries.length > 3, String(entries));
        await press(page, ':popover-open [role=menuitem]');
        await appears(page, 'dialog.enlarged[open]');
        await page.keyboard.press('Escape');
        const sizes = await lab(page, async (element) => [
          (await element.toBlob('geometry')).size > 5000,
          element.toSvg('path').length > 5000,
          element.toPython().length > 1000,
        ]);
        assert.deepEqual(sizes, [true, true, true]);
        await lab(page, (element) => {
          element.data = 'diabetes';
        });
        await until(page, (element) => element.data === 'diabetes');
        await lab(page, (element) => {
          element.theme = 'projector';
          element.panels = 'pull priors calibration cross-validation';
        });
        await frames(page, 10);
        assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).violations), []);
        await assertKeepsToItself(page, requests, [origin]);
      });
      // The same for the page of the lab with its dialogs.
      await withPage({ address: origin, path: '/index.html', before }, async (page) => {
        await lab(page, (element) => element.ready);
        await press(page, 'button.more');
        await appears(page, 'dialog[open]');
        await page.keyboard.press('Escape');
        assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).violations), []);
      });
    },
  );
});

/**
 * Asserts that the lab of a frame without origin works.
 *
 * @param {Frame} frame
 */
async function assertTrains(frame) {
  const found = await frame.$eval('regularization-lab', async (element) => {
    const lab = /** @type {import('../../www/element.js').RegularizationLab} */ (element);
    await lab.ready;
    lab.step(30);
    lab.lambda = 7;
    lab.data = 'diabetes';
    while (lab.data !== 'diabetes') {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    lab.step(10);
    return [lab.nIter, lab.data, lab.toSvg('path').length > 5000];
  });
  assert.deepEqual(found, [10, 'diabetes', true]);
}

test('a sandboxed frame from another origin works, is as tall as its content, and is denied all storage', async () => {
  await withServer(
    () => undefined,
    async (other) => {
      const elsewhere = async (/** @type {string} */ path, /** @type {() => Promise<string>} */ file) =>
        path === '/examples/sandboxed-frame.html'
          ? { body: (await file()).replace('../embed.html', `${other.origin}/embed.html`) }
          : undefined;
      await withServer(elsewhere, async ({ origin }) => {
        await withPage({ address: origin, path: '/examples/sandboxed-frame.html' }, async (page, { requests }) => {
          const element = /** @type {import('puppeteer-core').ElementHandle<HTMLIFrameElement>} */ (
            await page.$('iframe')
          );
          const frame = /** @type {Frame} */ (await element.contentFrame());
          await assertTrains(frame);
          const denied = await frame.evaluate(() => {
            const names = /** @type {const} */ (['localStorage', 'sessionStorage']);
            const throws = (/** @type {() => unknown} */ work) => {
              try {
                work();
                return false;
              } catch {
                return true;
              }
            };
            return [self.origin, ...names.map((name) => throws(() => globalThis[name])), throws(() => document.cookie)];
          });
          assert.deepEqual(denied, ['null', true, true, true]);
          await frames(page, 10);
          const inner = await frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
          const outer = await element.evaluate((iframe) => iframe.offsetHeight);
          assert.equal(outer, inner);
          assert.ok(inner > 300);
          await page.setViewport({ width: 390, height: 800 });
          await frames(page, 10);
          const narrow = await element.evaluate((iframe) => iframe.offsetHeight);
          assert.equal(
            narrow,
            await frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height)),
          );
          assert.notEqual(narrow, outer);
          assert.deepEqual([...new Set(other.requested)], ['/embed.html'], 'one file is all');
          await assertKeepsToItself(page, requests, [origin, other.origin]);
        });
      });
    },
  );
});

test('embed.html opened from disk trains', async () => {
  const address = pathToFileURL(`${DIST}/embed.html`).href;
  await withPage({ address, path: '' }, async (page, { requests }) => {
    await assertTrains(page.mainFrame());
    const before = await fingerprint(page, await lab(page, (element) => element.panels.split(' ')[0]));
    await lab(page, (element) => element.step(50));
    await frames(page, 5);
    assert.notEqual(await fingerprint(page, await lab(page, (element) => element.panels.split(' ')[0])), before);
    assert.match(await text(page, '.number b'), /\d/);
    assert.deepEqual(
      requests.filter((url) => !/^(data|blob):/.test(url)),
      [address],
    );
  });
});
