/** What a lab may lose while it runs: the connection, its size, the visible tab, the resolution of the screen. It comes back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprint, frames, lab, until, withLab, withPage } from './browser.js';
import { html, withServer } from './server.js';

/** @typedef {import('../../www/element.js').RegularizationLab} RegularizationLab */
/** @typedef {import('puppeteer-core').Page} Page */

/** Files whose connection ends, the page that needs them, and what the message says. @type {[string, RegExp, string, RegExp][]} */
const FILES = [
  ['the module', /\.wasm$/, '', /regularization-lab-\w+\.wasm could not be reached/],
  ['the code of the page', /\/page-\w+\.js$/, 'page', /the code in .*page-\w+\.js could not be loaded/],
];

for (const [name, file, attributes, message] of FILES) {
  for (const endsAt of [0, 0.5, 0.99]) {
    test(`${name} ends after ${endsAt} of it: a message, and a button that tries again`, async () => {
      let isLost = true;
      const content = html(
        `<regularization-lab data="easy" ${attributes}></regularization-lab>`,
        '<script type="module" src="/define.js"></script>',
      );
      const answer = (/** @type {string} */ path) =>
        path === '/page' ? content : isLost && file.test(path) ? { endsAt } : undefined;
      await withServer(answer, async ({ origin }) => {
        await withPage({ address: origin, path: '/page' }, async (page, { problems }) => {
          for (let attempt = 0; attempt < 2; attempt++) {
            await until(page, (element) => element.shadowRoot?.querySelector('.failure:not([data-seen])'));
            const sentence = await lab(
              page,
              (element) => element.shadowRoot?.querySelector('.failure')?.textContent ?? '',
            );
            assert.match(sentence, message);
            isLost = attempt === 0;
            await lab(page, (element) => {
              element.shadowRoot?.querySelector('.failure')?.setAttribute('data-seen', '');
              element.shadowRoot?.querySelector('button')?.click();
            });
          }
          await lab(page, async (element) => {
            await element.ready;
            element.step(3);
          });
          assert.equal(await lab(page, (element) => element.nIter), 3);
          problems.splice(0);
        });
      });
    });
  }
}

test('a table whose connection ends leaves the data as they are, and is fetched again', async () => {
  let isLost = true;
  const answer = (/** @type {string} */ path) => (isLost && path.includes('prostate') ? { endsAt: 0.5 } : undefined);
  await withServer(answer, async ({ origin }) => {
    await withPage({ address: origin, path: '/index.html#data=prostate' }, async (page, { problems }) => {
      await lab(page, (element) => element.ready);
      assert.equal(await lab(page, (element) => element.data), 'stress');
      const message = await lab(page, (element) => element.shadowRoot?.querySelector('.problem, .notice')?.textContent);
      assert.ok(message !== undefined);
      for (const hash of ['data=easy', 'data=prostate&lambda=2']) {
        isLost = hash === 'data=easy';
        await page.evaluate((hash) => {
          location.hash = hash;
        }, hash);
        await until(page, (element, data) => element.data === data, isLost ? 'easy' : 'prostate');
      }
      problems.splice(0);
    });
  });
});

test('sixty resizes a second keep the picture as large as its panel', async () => {
  await withLab({ path: '/index.html#data=easy&panels=trajectories+weights' }, async (page) => {
    await lab(page, (element) => element.play());
    const missed = await page.evaluate(async () => {
      const lab = /** @type {RegularizationLab} */ (document.querySelector('regularization-lab'));
      for (let k = 0; k < 180; k++) {
        lab.style.width = `${400 + ((k * 37) % 800)}px`;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const plots = [...(lab.shadowRoot?.querySelectorAll('.plot') ?? [])];
      return plots.filter((plot) => {
        const canvas = plot.querySelector('canvas');
        return Math.abs((canvas?.width ?? 0) - plot.getBoundingClientRect().width * devicePixelRatio) > 1;
      }).length;
    });
    assert.equal(missed, 0);
    assert.ok((await lab(page, (element) => element.nIter)) > 0, 'it trained meanwhile');
  });
});

test('another device-pixel ratio is drawn sharp', async () => {
  await withLab({ path: '/index.html#data=easy&panels=weights&at=optimum' }, async (page) => {
    for (const deviceScaleFactor of [2, 1.5, 3, 1]) {
      // The emulation reports another resolution only with another width.
      await page.setViewport({ width: 900 + Math.round(10 * deviceScaleFactor), height: 700, deviceScaleFactor });
      await until(
        page,
        (element, ratio) => {
          const plot = element.shadowRoot?.querySelector('.plot');
          const canvas = plot?.querySelector('canvas');
          return Math.abs((canvas?.width ?? 0) - (plot?.getBoundingClientRect().width ?? 0) * ratio) <= 1;
        },
        deviceScaleFactor,
      );
      await frames(page, 5);
      const before = await fingerprint(page, 'weights');
      // An empty canvas has another hash.
      await lab(page, (element) => {
        for (const canvas of element.shadowRoot?.querySelectorAll('canvas') ?? []) {
          canvas.getContext('2d')?.reset();
        }
      });
      assert.notEqual(await fingerprint(page, 'weights'), before);
      await lab(page, (element) => {
        for (const canvas of element.shadowRoot?.querySelectorAll('canvas') ?? []) {
          canvas.dispatchEvent(new Event('contextrestored'));
        }
      });
      await frames(page, 5);
      assert.equal(await fingerprint(page, 'weights'), before);
    }
  });
});

test('a lab without a size does no work, and continues with its picture when it has one', async () => {
  await withLab({ path: '/index.html#data=easy&panels=trajectories' }, async (page) => {
    await lab(page, (element) => element.play());
    await until(page, (element) => element.nIter > 5);
    await lab(page, (element) => {
      element.style.display = 'none';
    });
    await frames(page, 10);
    const hidden = await lab(page, (element) => element.nIter);
    await frames(page, 20);
    assert.equal(await lab(page, (element) => element.nIter), hidden);
    await lab(page, (element) => {
      element.style.display = '';
    });
    await until(page, (element, hidden) => element.nIter > hidden, hidden);
    const colours = await lab(page, (element) => {
      const canvas = /** @type {HTMLCanvasElement} */ (element.shadowRoot?.querySelectorAll('.plot canvas')[1]);
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      return new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
    });
    assert.ok(colours > 5, `${colours} colours`);
  });
});

test('no panel is empty or cut off in any frame while its width changes', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(100));
    await frames(page, 20);
    const seen = await lab(page, async (element) => {
      const root = /** @type {ShadowRoot} */ (element.shadowRoot);
      const plots = /** @type {HTMLElement[]} */ ([...root.querySelectorAll('.plot')]);
      /** Panels without ink, or whose ball fills the picture, when the browser is about to paint. @type {string[]} */
      const wrong = [];
      let checked = 0;
      const check = () => {
        for (const plot of plots.filter((plot) => plot.getBoundingClientRect().bottom < innerHeight)) {
          const canvases = plot.querySelectorAll('canvas');
          const copy = Object.assign(document.createElement('canvas'), {
            width: canvases[0].width,
            height: canvases[0].height,
          });
          const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext('2d', { willReadFrequently: true }));
          for (const canvas of canvases) {
            context.drawImage(canvas, 0, 0);
          }
          const { data } = context.getImageData(0, 0, copy.width, copy.height);
          const inked = data.filter((value, at) => at % 4 === 3 && value !== 0).length / (data.length / 4);
          checked += 1;
          if (inked === 0 || inked > 0.9) {
            wrong.push(`${plot.closest('.panel')?.id}: ${inked} of its pixels`);
          }
        }
      };
      // Observers are called after those of the lab, before the browser paints.
      const observer = new ResizeObserver(check);
      for (const plot of plots) {
        observer.observe(plot);
      }
      for (let k = 0; k < 30; k++) {
        element.style.width = `${900 + 12 * k}px`;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      observer.disconnect();
      return { wrong, checked };
    });
    assert.ok(seen.checked > 60, `${seen.checked}`);
    assert.deepEqual(seen.wrong, []);
  });
});
