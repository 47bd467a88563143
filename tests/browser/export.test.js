/** Menus of panels, and exported files and videos. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_PANELS, PANEL_TITLES } from '../../www/names.js';
import { assertAccessible, find, fingerprint, frames, lab, text, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Stores the files that the page offers as downloads in `files` instead of saving them.
 *
 * @param {Page} page
 */
async function catchFiles(page) {
  await page.evaluate(() => {
    const files = /** @type {{ name: string, url: string }[]} */ ([]);
    Object.assign(globalThis, { files });
    HTMLAnchorElement.prototype.click = function () {
      files.push({ name: this.download, url: this.href });
    };
  });
}

/**
 * Waits for a download; returns its name and the result of `read`.
 *
 * @template T
 * @param {Page} page
 * @param {(blob: Blob) => Promise<T>} read runs in the page
 */
async function lastFile(page, read) {
  await page.waitForFunction(() => /** @type {any} */ (globalThis).files.length > 0);
  return /** @type {Promise<{ name: string, content: T }>} */ (
    page.evaluate(`(async () => {
      const { name, url } = globalThis.files.pop();
      return { name, content: await (${read})(await (await fetch(url)).blob()) };
    })()`)
  );
}

/**
 * Chooses an entry of a menu by its text.
 *
 * @param {Page} page
 * @param {string} button
 * @param {string} entry
 */
async function choose(page, button, entry) {
  await (await find(page, button)).evaluate((element) => /** @type {HTMLElement} */ (element).click());
  const chosen = await lab(
    page,
    ({ shadowRoot }, wanted) => {
      const items = [...(shadowRoot?.querySelectorAll('.actions:popover-open [role=menuitem]') ?? [])];
      const item = items.find((one) => one.firstChild?.textContent === wanted);
      /** @type {HTMLElement | undefined} */ (item)?.click();
      return item?.textContent;
    },
    entry,
  );
  assert.ok(chosen, `there is no entry ${entry}`);
  return chosen;
}

/** @param {Page} page */
const focused = (page) =>
  lab(page, ({ shadowRoot }) => (shadowRoot?.activeElement?.ariaLabel ?? shadowRoot?.activeElement?.textContent) || '');

test('a panel is saved as SVG by keyboard: title, description, selectable text, parameters', async () => {
  await withLab({}, async (page) => {
    await catchFiles(page);
    await lab(page, (element) => element.step(1240));
    await frames(page, 6);
    await (await find(page, '[data-panel=sparsity] .tools button')).focus();
    await page.keyboard.press('Enter');
    assert.equal(await focused(page), 'Enlarge');
    for (let k = 0; k < 4; k++) {
      await page.keyboard.press('ArrowDown');
    }
    assert.equal(await focused(page), 'Save as SVG');
    await page.keyboard.press('Enter');
    const { name, content } = await lastFile(page, (blob) => blob.text());
    assert.equal(name, 'regularization-lab-sparsity-1240.svg');
    assert.equal(await focused(page), 'Sparsity: enlarge, save');
    const seen = await page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
      const root = document.body.appendChild(document.importNode(parsed.documentElement, true));
      const texts = [...root.querySelectorAll('text')];
      getSelection()?.selectAllChildren(texts[0]);
      const selected = String(getSelection());
      root.remove();
      return {
        isBroken: parsed.querySelector('parsererror') !== null,
        title: root.querySelector(':scope > title')?.textContent,
        description: root.querySelector(':scope > desc')?.textContent,
        texts: texts.map((one) => one.textContent),
        selected,
      };
    }, content);
    assert.deepEqual([seen.isBroken, seen.title, seen.selected], [false, 'Sparsity', 'Sparsity']);
    assert.match(String(seen.description), /58 weights are exactly 0/);
    for (const expected of ['58', 'exactly zero; 94 at the optimum', '100', '1,240']) {
      assert.ok(seen.texts.includes(expected), `${expected} is not among ${seen.texts}`);
    }
    const parameters = 'Stress test, L1, λ = 1, proximal gradient, learning rate 0.05, iteration 1,240';
    assert.ok(seen.texts.includes(parameters), `${seen.texts}`);
  });
});

test('every panel is saved as PNG with two pixels per CSS pixel', async () => {
  await withLab({}, async (page) => {
    await catchFiles(page);
    await lab(page, (element) => element.step(60));
    await frames(page, 6);
    const panels = await lab(page, ({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll('[data-panel]:has(canvas)') ?? [])].map((panel) =>
        panel.getAttribute('data-panel'),
      ),
    );
    for (const panel of panels) {
      await choose(page, `[data-panel=${panel}] .tools button`, 'Save as PNG');
      const { name, content } = await lastFile(page, async (blob) => {
        const image = await createImageBitmap(blob);
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
        context.drawImage(image, 0, 0);
        const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
        return { width: image.width, colours: new Set(pixels).size, corner: pixels[0] };
      });
      assert.equal(name, `regularization-lab-${panel}-60.png`);
      const box = await (await find(page, `[data-panel=${panel}] .plot`)).boundingBox();
      assert.ok(Math.abs(content.width - 2 * (Number(box?.width) + 32)) <= 2, `${panel} is ${content.width} wide`);
      // An opaque background with marks on it.
      assert.deepEqual([content.corner, content.colours > 20], [0xfff7fafb, true], `${panel}`);
    }
  });
});

test('data are saved as CSV, and tables without data show the reason', async () => {
  await withLab({}, async (page) => {
    await catchFiles(page);
    await lab(page, (element) => element.step(100));
    await frames(page, 6);
    await choose(page, '[data-panel=trajectories] .tools button', 'Save numbers as CSV');
    const { name, content } = await lastFile(page, (blob) => blob.text());
    assert.equal(name, 'regularization-lab-trajectories-100.csv');
    const rows = content.trimEnd().split('\r\n');
    assert.equal(rows.length, 102);
    assert.ok(rows[0].startsWith('iteration,x0,x1,') && rows.every((row) => row.split(',').length === 101));
    assert.equal(rows[1], `0${',0'.repeat(100)}`);
    // Directly after a change of the penalty, folds are not available, but a path is.
    const chosen = await lab(page, (element) => {
      element.penalty = 'l2';
      const { shadowRoot } = element;
      const button = /** @type {HTMLElement} */ (shadowRoot?.querySelector('.exports button'));
      button.click();
      const items = [...(shadowRoot?.querySelectorAll('.exports [role=menuitem]') ?? [])];
      return items.filter((item) => item.ariaDisabled === 'true').map((item) => item.textContent);
    });
    assert.ok(chosen.includes('Cross-validation (CSV)still being computed'), `${chosen}`);
  });
});

test('the header exports scores, and a script of the current state', async () => {
  await withLab({}, async (page) => {
    await catchFiles(page);
    const objective = await lab(
      page,
      (element) =>
        new Promise((resolve) => {
          element.addEventListener(
            'step',
            (event) => resolve(/** @type {CustomEvent} */ (event).detail.scores.objective),
            {
              once: true,
            },
          );
          element.step(250);
        }),
    );
    await choose(page, '.exports > button', 'Scores (CSV)');
    const scores = await lastFile(page, (blob) => blob.text());
    assert.ok(scores.content.split('\r\n').includes(`objective,${objective}`), scores.content);
    await choose(page, '.exports > button', 'Python script');
    const script = await lastFile(page, (blob) => blob.text());
    assert.equal(script.name, 'regularization-lab-train-250.py');
    assert.match(script.content, /\nlam = 1 [\s\S]*\nlearning_rate = 0\.05\nn_iter = 250\n/);
    assert.doesNotMatch(script.content, /were changed/);
    await lab(page, (element) => {
      element.lambda = 0.3;
    });
    await choose(page, '.exports > button', 'Python script');
    const bent = await lastFile(page, (blob) => blob.text());
    assert.match(bent.content, /were changed while the model was training[\s\S]*\nlam = 0\.3 /);
  });
});

test('an enlarged panel continues, and closing it restores the focus', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.play());
    await until(page, (element) => element.nIter > 5);
    const plot = async () => (await find(page, '[data-panel=sparsity] .plot')).boundingBox();
    const before = await plot();
    await choose(page, '[data-panel=sparsity] .tools button', 'Enlarge');
    await frames(page, 6);
    const large = await plot();
    assert.ok(large && large.width > 1200 && large.height > 700, JSON.stringify(large));
    assert.equal(await focused(page), 'Back to the page');
    const [drawn, nIter] = [await fingerprint(page, 'sparsity'), await lab(page, (element) => element.nIter)];
    await until(page, (element, last) => element.nIter > last + 20, nIter);
    await frames(page);
    assert.notEqual(await fingerprint(page, 'sparsity'), drawn);
    // Also from the plot, where Escape otherwise removes the focus of a feature.
    await (await find(page, '[data-panel=sparsity] .plot')).focus();
    await page.keyboard.press('Escape');
    await frames(page, 6);
    assert.equal(await page.$('regularization-lab >>> dialog.enlarged'), null);
    assert.equal(await focused(page), 'Sparsity: enlarge, save');
    assert.deepEqual(await plot(), before);
    await choose(page, '[data-panel=sparsity] .tools button', 'Enlarge');
    await (await find(page, '[aria-label="Back to the page"]')).click();
    await frames(page, 6);
    assert.deepEqual(await plot(), before);
  });
});

test('a menu closes with Escape and with a click beside it', async () => {
  await withLab({}, async (page) => {
    const button = await find(page, '[data-panel=geometry] .tools button');
    const isOpen = () => button.evaluate((element) => element.ariaExpanded === 'true');
    await button.focus();
    await page.keyboard.press('Space');
    assert.ok(await isOpen());
    await page.keyboard.press('End');
    assert.equal(await focused(page), 'Embed…');
    await page.keyboard.press('Escape');
    assert.deepEqual([await isOpen(), await focused(page)], [false, 'Constraint geometry: enlarge, save']);
    await page.keyboard.press('Space');
    await page.mouse.click(700, 880);
    assert.equal(await isOpen(), false);
  });
});

test('a run is recorded as a video, recording can be cancelled, and a browser that cannot record shows a message', async () => {
  await withLab({}, async (page) => {
    await catchFiles(page);
    assert.match(await choose(page, '.exports > button', 'Video of this run'), /run some iterations first/);
    await page.keyboard.press('Escape');
    await lab(page, (element) => element.step(30));
    await frames(page, 4);
    await choose(page, '[data-panel=sparsity] .tools button', 'Video of this run');
    assert.match(await text(page, '.recording'), /^Recording the run/);
    const { name, content } = await lastFile(page, async (blob) => {
      const video = document.createElement('video');
      video.src = URL.createObjectURL(blob);
      video.muted = true;
      await new Promise((resolve, reject) => {
        video.addEventListener('loadeddata', resolve);
        video.addEventListener('error', () => reject(video.error));
      });
      return [video.videoWidth, video.videoHeight];
    });
    assert.match(name, /^regularization-lab-sparsity-30\.(webm|mp4)$/);
    assert.ok(content[0] > 1000 && content.every((side) => side % 2 === 0), `${content}`);
    assert.equal(await page.$('regularization-lab >>> .recording'), null);

    await lab(page, (element) => element.step(400));
    await frames(page, 4);
    await choose(page, '[data-panel=sparsity] .tools button', 'Video of this run');
    await page.waitForFunction(() => {
      const root = document.querySelector('regularization-lab')?.shadowRoot;
      const bar = /** @type {HTMLProgressElement | null | undefined} */ (root?.querySelector('.recording progress'));
      return Number(bar?.value) > 0.05;
    });
    await (await find(page, '.recording button')).click();
    await until(page, ({ shadowRoot }) => !shadowRoot?.querySelector('.recording'));
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).files.length), 0);
    assert.equal(await lab(page, (element) => element.nIter), 430);

    await page.evaluate(() => Reflect.deleteProperty(globalThis, 'MediaRecorder'));
    assert.match(await choose(page, '.exports > button', 'Video of this run'), /this browser cannot record a canvas/);
  });
});

test('panel menus are always visible on touch screens, large enough, and pass axe, as do enlarged panels', async () => {
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    await withLab({ width: 390, height: 844, touch: true, scheme }, async (page) => {
      const button = await find(page, '[data-panel=trajectories] .tools button');
      const box = await button.boundingBox();
      assert.ok(box && box.width >= 44 && box.height >= 44, JSON.stringify(box));
      assert.ok(await button.evaluate((element) => element.checkVisibility({ opacityProperty: true })));
      await button.tap();
      await frames(page);
      const menu = await (await find(page, '.actions:popover-open')).boundingBox();
      assert.ok(menu && menu.x >= 0 && menu.x + menu.width <= 390 && menu.y + menu.height <= 844, JSON.stringify(menu));
      await assertAccessible(page, `menu, ${scheme}`);
      await (await find(page, '.actions:popover-open button')).tap();
      await frames(page, 4);
      await assertAccessible(page, `enlarged, ${scheme}`);
      const sticking = await lab(page, ({ shadowRoot }) =>
        [...(shadowRoot?.querySelectorAll('dialog.enlarged *') ?? [])]
          .filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5)
          .map((part) => part.className),
      );
      assert.deepEqual(sticking, []);
    });
  }
});

test('all panels are saved on one sheet, as SVG and as PNG of twice the size, in the theme of the page', async () => {
  await withLab({ scheme: 'dark' }, async (page) => {
    await catchFiles(page);
    await lab(page, (element) => element.step(1240));
    await until(page, ({ shadowRoot }) =>
      /^6/.test(shadowRoot?.querySelector('[data-panel=path] .number')?.textContent ?? ''),
    );
    await choose(page, '.exports button', 'All panels (SVG)');
    const { name, content } = await lastFile(page, (blob) => blob.text());
    assert.equal(name, 'regularization-lab-panels-1240.svg');
    for (const panel of DEFAULT_PANELS) {
      assert.ok(content.includes(PANEL_TITLES[panel]), panel);
    }
    assert.match(content, /of 100 weights survive/);
    assert.match(content, /Stress test, L1, λ = 1, .*iteration 1,240/);
    assert.match(content, /#16181c/i);
    assert.ok(!/NaN|undefined/.test(content));
    const [, width, height] = /width="(\d+)" height="([\d.]+)"/.exec(content) ?? [];
    assert.equal(Number(width), 960);
    await choose(page, '.exports button', 'All panels (PNG)');
    const png = await lastFile(page, async (blob) => {
      const image = await createImageBitmap(blob);
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      return {
        type: blob.type,
        size: [image.width, image.height],
        colours: new Set(new Uint32Array(data.buffer)).size,
      };
    });
    assert.equal(png.name, 'regularization-lab-panels-1240.png');
    assert.deepEqual([png.content.type, png.content.size[0]], ['image/png', 1920]);
    assert.ok(Math.abs(png.content.size[1] - 2 * Number(height)) <= 2, `${png.content.size}`);
    assert.ok(png.content.colours > 100, 'it is not blank');
  });
});
