/** Showing earlier iterations, continuing from them, and undo. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, fingerprint, frames, lab, press, text, until, withLab } from './browser.js';

/** @param {import('puppeteer-core').Page} page @param {number} iteration */
const showIteration = async (page, iteration) => {
  await (await find(page, '#past')).evaluate((slider, value) => {
    const input = /** @type {HTMLInputElement} */ (slider);
    input.value = String(value);
    input.dispatchEvent(new Event('input'));
  }, iteration);
  await frames(page, 4);
};

test('an earlier iteration is shown, replayed, and continued at the end of the run', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(100));
    await frames(page, 30);
    const early = await text(page, '[data-panel=sparsity] .number');
    const picture = await fingerprint(page, 'geometry');
    await lab(page, (element) => element.step(200));
    await frames(page, 30);
    await showIteration(page, 100);
    assert.equal(await lab(page, (element) => element.nIter), 100);
    assert.equal(await text(page, '[data-panel=sparsity] .number'), early);
    assert.equal(await fingerprint(page, 'geometry'), picture);
    assert.equal(await text(page, '.run-status'), 'paused');
    await lab(page, (element) => element.play());
    await frames(page, 10);
    const replayed = await lab(page, (element) => element.nIter);
    assert.ok(replayed > 100, `nothing is played again at ${replayed}`);
    await lab(page, (element) => {
      element.pause();
      element.step(300);
      element.step(7);
    });
    assert.equal(await lab(page, (element) => element.nIter), 307);
  });
});

test('changing λ at an earlier iteration continues from there', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(300));
    await frames(page);
    await showIteration(page, 100);
    await lab(page, (element) => {
      element.lambda = 5;
    });
    await frames(page);
    assert.equal(await lab(page, (element) => element.nIter), 100);
    assert.equal(await (await find(page, '#past')).evaluate((slider) => slider.getAttribute('max') ?? ''), '100');
  });
});

test('changes are undone and redone, a drag as one, by buttons and by keys', async () => {
  await withLab({}, async (page) => {
    const state = () => lab(page, (element) => [element.lambda, element.penalty]);
    const isDisabled = (/** @type {string} */ label) =>
      lab(
        page,
        (element, name) => element.shadowRoot?.querySelector(`[aria-label=${name}]`)?.hasAttribute('disabled'),
        label,
      );
    assert.deepEqual([await isDisabled('Undo'), await isDisabled('Redo')], [true, true]);
    await lab(page, async (element) => {
      const settled = () => new Promise((resolve) => element.addEventListener('change', resolve, { once: true }));
      for (const lambda of [2, 3, 4]) {
        element.lambda = lambda;
      }
      await settled();
      element.penalty = 'l2';
      await settled();
    });
    await press(page, '[aria-label=Undo]');
    assert.deepEqual(await state(), [4, 'l1']);
    await (await find(page, '.lambda-slider input')).focus();
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    assert.deepEqual(await state(), [1, 'l1']);
    assert.deepEqual([await isDisabled('Undo'), await isDisabled('Redo')], [true, false]);
    await page.keyboard.press('y');
    await page.keyboard.up('Control');
    assert.deepEqual(await state(), [4, 'l1']);
    await press(page, '[aria-label=Redo]');
    assert.deepEqual(await state(), [4, 'l2']);
    assert.equal(await lab(page, (element) => element.redo()), false);
    assert.equal(
      await (await find(page, '#lambda')).evaluate((field) => /** @type {HTMLInputElement} */ (field).value),
      '4',
    );
  });
});

test('play starts a run again that has ended', async () => {
  await withLab({ reducedMotion: true }, async (page) => {
    // With reduced motion the page opens at the optimum.
    await until(page, (element) => element.status === 'converged');
    await press(page, '.transport [aria-label="Play again from the start"]');
    await until(page, (element) => element.isPlaying && element.nIter > 5);
    await press(page, '.transport [aria-label=Pause]');
    await lab(page, (element) => element.step(2000));
    await lab(page, (element) => element.converge());
    await lab(page, (element) => element.play());
    await frames(page, 5);
    assert.ok((await lab(page, (element) => element.nIter)) < 2000, 'the run has not started again');
  });
});

test('another class counts as 1, can be undone and is in the link', async () => {
  await withLab(
    { path: '/#data=easy&panels=boundary+calibration+comparison&n-samples=200&n-iter=50' },
    async (page) => {
      const select = '[data-panel=calibration] .under select';
      const labels = async () => await (await find(page, select)).evaluate((list) => list.textContent);
      assert.equal(await labels(), 'class 0class 1');
      const coef = () => lab(page, (element) => [...element.trainer().coef()]);
      await lab(page, (element) => element.step(50));
      const before = await coef();
      const exchanged = before.map((w) => -w);
      await (await find(page, select)).evaluate((list) => {
        const choice = /** @type {HTMLSelectElement} */ (list);
        choice.value = '0';
        choice.dispatchEvent(new Event('change'));
      });
      assert.equal(await lab(page, (element) => element.recipe.posLabel), 0);
      await lab(page, (element) => element.step(50));
      // The same rows train with the classes exchanged.
      const distances = (await coef()).map((w, j) => Math.abs(w - exchanged[j]));
      assert.ok(Math.max(...distances) < 1e-12, String(distances));
      assert.match(await lab(page, (element) => element.permalink()), /pos-label=0/);
      assert.match(await text(page, '[data-panel=comparison] tr.larger-class'), /^larger class/);
      await lab(page, (element) => element.undo());
      assert.equal(await lab(page, (element) => element.recipe.posLabel), 1);
    },
  );
});
