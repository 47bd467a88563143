/** Pictures of panels for programs: of labs that are not displayed, within a bounded time, and canvases that were lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprint, frames, lab, until, withLab, withPage } from './browser.js';
import { html, withServer } from './server.js';

/** @typedef {import('../../www/element.js').RegularizationLab} RegularizationLab */
/** @typedef {import('puppeteer-core').Page} Page */

/** Panels that compute for seconds. */
const SLOW = ['sweep', 'bias-variance', 'stability'];
const INCOMPLETE = 'a part is still to come';

/** Ways of not being displayed: the page around the lab, and what is done to it. @type {Record<string, [string, string?]>} */
const HIDDEN = {
  'display: none': ['<div style="display: none">LAB</div>'],
  'a parent without a size': ['<div style="width: 0; height: 0; overflow: hidden">LAB</div>'],
  'below the viewport': ['<div style="height: 4000px"></div>LAB'],
  'taken out of the document': ['LAB', 'remove'],
  'its parent emptied': ['<div>LAB</div>', 'empty'],
};

/**
 * @param {string} body with LAB in place of the element
 * @param {string} attributes
 * @param {(page: Page) => Promise<void>} work
 */
async function withBody(body, attributes, work) {
  const element = `<regularization-lab panels="trajectories weights" ${attributes}></regularization-lab>`;
  const content = html(body.replace('LAB', element), '<script type="module" src="/define.js"></script>');
  await withServer(
    (path) => (path === '/page' ? content : undefined),
    ({ origin }) => withPage({ address: origin, path: '/page', width: 900 }, work),
  );
}

/** Runs in the page: the pictures of a panel as SVG text and as the number of its colours in a PNG. */
const picturesOf = async (/** @type {RegularizationLab} */ element, /** @type {string} */ panel) => {
  const image = await createImageBitmap(await element.toBlob(panel));
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(image.width, image.height).getContext('2d')
  );
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  return { svg: element.toSvg(panel), width: image.width, colours: new Set(pixels).size };
};

for (const [name, [body, removal]] of Object.entries(HIDDEN)) {
  test(`a lab has its pictures: ${name}`, async () => {
    await withBody(body, '', async (page) => {
      const element = await page.$('regularization-lab');
      assert.ok(element);
      // @ts-expect-error puppeteer has no type of the element
      await element.evaluate(async (/** @type {RegularizationLab} */ element, removal) => {
        await element.ready;
        element.step(40);
        if (removal === 'remove') {
          element.remove();
        } else if (removal === 'empty') {
          element.parentElement?.replaceChildren();
        }
      }, removal);
      for (const panel of ['trajectories', 'geometry', 'comparison', 'path']) {
        // @ts-expect-error puppeteer has no type of the element
        const { svg, width, colours } = await element.evaluate(picturesOf, panel);
        assert.match(svg, /^<svg .*<\/svg>\s*$/s, panel);
        assert.match(svg, /iteration 40|40 iterations/, panel);
        assert.ok(width > 800 && colours > 20, `${panel}: ${width} px with ${colours} colours`);
      }
    });
  });
}

test('a picture before the lab is there waits for it, or says that it is not there', async () => {
  await withBody('<div style="height: 9000px"></div>LAB', 'loading="lazy" data="easy" lambda="3"', async (page) => {
    await page.evaluate(() => customElements.whenDefined('regularization-lab'));
    const message = await lab(page, (element) => {
      try {
        return element.toSvg('path');
      } catch (error) {
        return /** @type {Error} */ (error).message;
      }
    });
    assert.equal(message, 'the lab has not started yet; wait for its promise ready');
    const svg = await lab(page, async (element) => (await element.toBlob('path', { type: 'image/svg+xml' })).text());
    assert.match(svg, /<title>.*λ = 3/s);
    assert.ok(!svg.includes(INCOMPLETE));
  });
});

for (const panel of SLOW) {
  test(`${panel}: toSvg returns soon and says what is missing, toBlob completes it without blocking`, async () => {
    await withLab({ path: '/index.html#data=stress-600' }, async (page) => {
      const { svg, time } = await lab(
        page,
        (element, panel) => {
          const start = performance.now();
          const svg = element.toSvg(panel);
          return { svg, time: performance.now() - start };
        },
        panel,
      );
      assert.ok(svg.includes(INCOMPLETE), 'the picture says that it is not complete');
      await page.evaluate(() => {
        /** @type {any} */ (globalThis).watched.longTasks.length = 0;
      });
      const { complete, total } = await lab(
        page,
        async (element, panel) => {
          const start = performance.now();
          const complete = await (await element.toBlob(panel, { type: 'image/svg+xml' })).text();
          return { complete, total: performance.now() - start };
        },
        panel,
      );
      assert.ok(!complete.includes(INCOMPLETE) && complete.length > 3000);
      const longest = await page.evaluate(() => Math.max(0, .../** @type {any} */ (globalThis).watched.longTasks));
      // Shares of the whole, because machines differ.
      assert.ok(time < total / 2, `toSvg took ${time} of ${total} ms`);
      assert.ok(longest < total / 3, `a task of ${longest} of ${total} ms`);
    });
  });
}

test('a picture that is being computed when the lab is removed is completed', async () => {
  await withLab({ path: '/index.html#data=stress-600' }, async (page) => {
    const type = await lab(page, async (element) => {
      const picture = element.toBlob('stability');
      await new Promise((resolve) => requestAnimationFrame(resolve));
      element.remove();
      return (await picture).type;
    });
    assert.equal(type, 'image/png');
  });
});

test('toBlob without options is a PNG; another format and an unknown panel are refused', async () => {
  await withLab({}, async (page) => {
    const seen = await lab(page, async (element) => {
      const blob = async (/** @type {any[]} */ ...given) => {
        try {
          return (await Reflect.apply(element.toBlob, element, given)).type;
        } catch (error) {
          return String(error);
        }
      };
      return [
        await blob('weights'),
        await blob('weights', null),
        await blob('weights', {}),
        await blob('weights', { type: 'image/gif' }),
        await blob('nonsense'),
      ];
    });
    assert.deepEqual(seen.slice(0, 3), ['image/png', 'image/png', 'image/png']);
    assert.match(seen[3], /^LabError: type must be .*image\/png.*; got .*image\/gif/);
    assert.match(seen[4], /^LabError: panel must be .*; got .*nonsense/);
  });
});

test('two pictures of a hidden panel at once, which is shown meanwhile, are both complete', async () => {
  await withLab({ path: '/index.html#data=easy' }, async (page) => {
    const texts = await lab(page, async (element) => {
      const type = 'image/svg+xml';
      const blobs = [element.toBlob('stability', { type }), element.toBlob('stability', { type })];
      element.panels = 'stability path';
      return Promise.all((await Promise.all(blobs)).map((blob) => blob.text()));
    });
    assert.ok(texts.every((text) => text.length > 3000 && !text.includes(INCOMPLETE)));
    assert.equal(await lab(page, (element) => element.panels), 'stability path');
    await frames(page);
  });
});

test('a canvas that the browser has lost is drawn again', async () => {
  await withLab({ path: '/index.html#data=easy&at=optimum' }, async (page) => {
    await until(page, (element) => element.toSvg('trajectories').includes('</svg>'));
    await frames(page, 20);
    const before = await fingerprint(page, 'weights');
    await lab(page, (element) => {
      for (const canvas of element.shadowRoot?.querySelectorAll('canvas') ?? []) {
        canvas.getContext('2d')?.reset();
        canvas.dispatchEvent(new Event('contextlost'));
      }
    });
    const lost = await fingerprint(page, 'weights');
    assert.notEqual(lost, before);
    await lab(page, (element) => {
      for (const canvas of element.shadowRoot?.querySelectorAll('canvas') ?? []) {
        canvas.dispatchEvent(new Event('contextrestored'));
      }
    });
    await frames(page, 5);
    assert.equal(await fingerprint(page, 'weights'), before);
  });
});
