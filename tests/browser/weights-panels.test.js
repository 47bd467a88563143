/** Panels of the current weights: penalty and pull, priors, weight histogram. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, fingerprint, frames, lab, text, until, withLab } from './browser.js';

const PANELS = ['pull', 'priors', 'histogram'];

/**
 * Replaces the page's lab by one with these panels.
 *
 * @param {import('puppeteer-core').Page} page
 */
async function mount(page) {
  await lab(page, async (old) => {
    const element = /** @type {typeof old} */ (document.createElement('regularization-lab'));
    element.setAttribute('panels', 'pull priors histogram');
    old.replaceWith(element);
    await element.ready;
  });
  await frames(page);
}

/** @param {import('puppeteer-core').Page} page */
const pictures = (page) => Promise.all(PANELS.map((panel) => fingerprint(page, panel)));

/** @param {import('puppeteer-core').Page} page */
const headlines = (page) => Promise.all(PANELS.map((panel) => text(page, `[data-panel=${panel}] .number`)));

/** @param {import('puppeteer-core').Page} page */
const description = async (/** @type {string} */ panel, page) =>
  (await find(page, `[data-panel=${panel}] .plot`)).evaluate((plot) => plot.getAttribute('aria-label') ?? '');

/**
 * Counts the pixels of the histogram in the colour of the model without a penalty.
 *
 * @param {import('puppeteer-core').Page} page
 */
async function outlined(page) {
  const plot = await find(page, '[data-panel=histogram] .plot');
  return plot.evaluate((element) => {
    const canvas = element.querySelectorAll('canvas')[1];
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
    context.drawImage(canvas, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    // #3f444c, as little-endian ABGR.
    return pixels.filter((pixel) => pixel === 0xff4c443f).length;
  });
}

test('panels of weights are hidden by default, and the attribute shows them', async () => {
  await withLab({}, async (page) => {
    const shown = () =>
      lab(page, (element) => {
        const root = /** @type {ShadowRoot} */ (element.shadowRoot);
        return [...root.querySelectorAll('.panel')].map(({ id }) => id);
      });
    assert.deepEqual(
      (await shown()).filter((name) => PANELS.includes(name)),
      [],
    );
    await mount(page);
    assert.deepEqual(await shown(), PANELS);
  });
});

test('a change of λ or penalty updates plots, numbers and descriptions', async () => {
  await withLab({}, async (page) => {
    await mount(page);
    assert.deepEqual(await headlines(page), ['every weight is 0', '1.41 = σ; √2/σ = λ', '100 at exactly 0']);
    await lab(page, (element) => element.converge());
    await frames(page);
    // At the optimum under λ = 1, six weights are left; the largest of them is 4.09.
    assert.deepEqual(await headlines(page), ['1 on w43; 4.09 under L2', '1.41 = σ; √2/σ = λ', '94 at exactly 0']);
    assert.match(await description('pull', page), /is pulled by 1: 1 under L1, 4\.09 under L2/);
    const before = await pictures(page);
    await lab(page, (element) => {
      element.lambda = 4;
    });
    await frames(page);
    const [pull, prior] = await headlines(page);
    assert.match(pull, /^4 on w43; 16\.4 under L2$/);
    assert.equal(prior, '0.354 = σ; √2/σ = λ');
    const after = await pictures(page);
    for (const [k, panel] of PANELS.slice(0, 2).entries()) {
      assert.notEqual(after[k], before[k], `${panel} has not moved`);
    }
    await lab(page, (element) => element.step(300));
    await frames(page);
    assert.notEqual((await pictures(page))[2], before[2], 'histogram has not moved');
    await lab(page, (element) => {
      element.penalty = 'l2';
      element.lambda = 0.25;
    });
    await frames(page);
    assert.equal((await headlines(page))[1], '2 = σ; 1/σ² = λ');
    await lab(page, (element) => {
      element.penalty = 'none';
    });
    await frames(page);
    assert.deepEqual((await headlines(page)).slice(0, 2), ['0 nothing pulls', 'no prior']);
  });
});

test('the histogram shows the model without a penalty below, at the same iteration', async () => {
  await withLab({}, async (page) => {
    await mount(page);
    const aid = () => text(page, '[data-panel=histogram] .aid');
    assert.equal(await aid(), 'Weights by size: L1 up, no penalty down.');
    const before = await outlined(page);
    await lab(page, (element) => element.step(400));
    await frames(page, 60);
    assert.ok((await outlined(page)) > before + 100, 'its weights have not spread');
    await lab(page, (element) => {
      element.penalty = 'none';
    });
    await frames(page);
    assert.equal(await aid(), 'Weights by size: no penalty up, L2 down.');
    // The comparison exists for every optimizer.
    await lab(page, (element) => {
      element.optimizer = 'coordinate-descent';
    });
    await frames(page);
    assert.equal(await aid(), 'Weights by size: no penalty up, L2 down.');
  });
});

test('a weight focused in one panel is labelled in all of them', async () => {
  await withLab({}, async (page) => {
    await mount(page);
    await lab(page, (element) => element.converge());
    await frames(page, 10);
    const before = await pictures(page);
    const plot = await find(page, '[data-panel=priors] .plot');
    await plot.focus();
    await page.keyboard.press('ArrowDown');
    await frames(page);
    assert.deepEqual(await headlines(page), Array(3).fill('4.09 = w43, informative'));
    const followed = await pictures(page);
    for (const [k, panel] of PANELS.entries()) {
      assert.notEqual(followed[k], before[k], `${panel} does not show the weight`);
    }
    await page.keyboard.press('Escape');
    await until(page, (element) => !element.shadowRoot?.querySelector('.has-focused-feature'));
    await frames(page);
    assert.deepEqual(await pictures(page), before);
  });
});
