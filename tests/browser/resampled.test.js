/** Panels of rows and samples, which are hidden by default. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, fingerprint, frames, lab, text, until, withLab } from './browser.js';

const PANELS = ['bias-variance', 'stability', 'calibration', 'boundary'];

/**
 * Replaces the page's lab by one with these panels only, paused at iteration 0.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {string} data
 */
async function show(page, data) {
  await page.evaluate(
    async (panels, data) => {
      const old = document.querySelector('regularization-lab');
      const element = /** @type {import('./browser.js').RegularizationLab} */ (
        document.createElement('regularization-lab')
      );
      element.setAttribute('panels', panels.join(' '));
      element.setAttribute('data', data);
      element.setAttribute('page', '');
      old?.replaceWith(element);
      await element.ready;
    },
    PANELS,
    data,
  );
}

const all = /** @param {HTMLElement} element */ (element) =>
  [...(element.shadowRoot?.querySelectorAll('[data-panel]') ?? [])]
    .map((panel) => panel.querySelector('.aid')?.textContent ?? '')
    .filter((aid) => /300 draws|60 half-samples/.test(aid)).length === 2;

test('four panels that are off by default can be added, with their numbers', async () => {
  await withLab({ height: 1000 }, async (page) => {
    const shown = () =>
      lab(page, (element) =>
        [...(element.shadowRoot?.querySelectorAll('[data-panel]') ?? [])].map((panel) => panel.id),
      );
    assert.ok((await shown()).every((panel) => !PANELS.includes(String(panel))));
    await show(page, 'two-features');
    assert.deepEqual(await shown(), PANELS);
    await lab(page, (element) => {
      element.lambda = 4;
      element.step(2000);
    });
    await until(page, all);
    const number = (/** @type {string} */ panel) => text(page, `[data-panel=${panel}] .number`);
    assert.equal(await number('bias-variance'), '3.2 = best λ');
    assert.equal(await number('stability'), '1 of 2 stable');
    assert.match(await number('calibration'), /^0\.0\d+ Brier, L1$/);
    assert.equal(await number('boundary'), '0 = w2 under L1');
    assert.equal(await text(page, '[data-panel=boundary] .note'), 'exact: two features; 30 training rows');
    const before = await Promise.all(PANELS.map((panel) => fingerprint(page, panel)));
    await lab(page, (element) => {
      element.lambda = 0.1;
      element.step(2000);
    });
    await frames(page, 30);
    const after = await Promise.all(PANELS.map((panel) => fingerprint(page, panel)));
    for (const [k, panel] of PANELS.entries()) {
      assert.notEqual(after[k], before[k], `${panel} does not follow λ`);
    }
  });
});

test('another λ draws no new samples, another penalty does', async () => {
  await withLab({ height: 1000 }, async (page) => {
    await show(page, 'two-features');
    await until(page, all);
    await lab(page, (element) => {
      element.lambda = 7;
    });
    await frames(page, 1);
    assert.ok(await lab(page, all));
    await lab(page, (element) => {
      element.penalty = 'none';
    });
    await frames(page);
    assert.equal(await text(page, '[data-panel=stability] .number'), 'every λ is the same');
    assert.equal(await text(page, '[data-panel=boundary] .number span'), '= w2, no penalty');
    await lab(page, (element) => {
      element.penalty = 'l2';
    });
    await until(page, all);
    assert.equal(await text(page, '[data-panel=stability] .number'), '2 of 2 stable');
  });
});

test('the λ line of bias and variance is dragged like the slider, and moved by arrow keys', async () => {
  await withLab({ height: 1000 }, async (page) => {
    await show(page, 'two-features');
    const plot = await find(page, '[data-panel=bias-variance] .plot');
    const box = await plot.boundingBox();
    assert.ok(box);
    // Six decades between the plot's left edge at 40 px and its right edge 12 px before the end.
    const x = (/** @type {number} */ lambda) => box.x + 40 + ((Math.log10(lambda) + 3) / 6) * (box.width - 52);
    const y = box.y + box.height / 2;
    await page.mouse.move(x(1), y);
    await page.mouse.down();
    await page.mouse.move(x(10), y, { steps: 5 });
    await page.mouse.move(x(100), y, { steps: 5 });
    await page.mouse.up();
    const dragged = await lab(page, (element) => element.lambda);
    assert.ok(dragged >= 95 && dragged <= 105, `λ = ${dragged}`);
    await plot.focus();
    await page.keyboard.press('ArrowLeft');
    const moved = await lab(page, (element) => element.lambda);
    assert.ok(moved < dragged && moved > 0.8 * dragged, `λ = ${moved}`);
  });
});

test('the stem under the pointer is described in the panel', async () => {
  await withLab({ height: 1000 }, async (page) => {
    await show(page, 'stress');
    await until(page, (element) =>
      /60 half/.test(element.shadowRoot?.querySelector('[data-panel=stability] .aid')?.textContent ?? ''),
    );
    assert.equal(await text(page, '[data-panel=stability] .number'), '2 of 100 stable');
    const box = await (await find(page, '[data-panel=stability] .plot')).boundingBox();
    assert.ok(box);
    const slot = (box.width - 52) / 40.7;
    await page.mouse.move(box.x + 40 + 0.7 * slot, box.y + 100);
    await frames(page);
    assert.match(await text(page, '[data-panel=stability] .number'), /= w\d+, informative$/);
  });
});
