/** Cross-validation: its scoring, and the surface on which λ and l1_ratio are chosen together. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, fingerprint, frames, lab, press, text, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

const PANEL = '[data-panel=cross-validation]';

/**
 * Replaces the page's lab by a paused one with this panel only.
 *
 * @param {Page} page
 * @param {string} data
 */
async function show(page, data) {
  await page.evaluate(async (data) => {
    const old = document.querySelector('regularization-lab');
    const element = /** @type {import('./browser.js').RegularizationLab} */ (
      document.createElement('regularization-lab')
    );
    element.setAttribute('panels', 'cross-validation');
    element.setAttribute('data', data);
    element.setAttribute('page', '');
    old?.replaceWith(element);
    await element.ready;
  }, data);
}

const number = (/** @type {Page} */ page) => text(page, `${PANEL} .number`);
/** @param {HTMLElement} element */
const saysOneSe = (element) =>
  /λ₁ₛₑ/.test(element.shadowRoot?.querySelector('[data-panel=cross-validation] .number')?.textContent ?? '');
/** @param {HTMLElement} element */
const saysBest = (element) =>
  /= best/.test(element.shadowRoot?.querySelector('[data-panel=cross-validation] .number')?.textContent ?? '');

const description = async (/** @type {Page} */ page) =>
  (await find(page, `${PANEL} .plot`)).evaluate((plot) => plot.getAttribute('aria-label') ?? '');

/** Returns functions that convert λ and l1_ratio to positions on the surface. @param {Page} page */
async function plane(page) {
  const box = await (await find(page, `${PANEL} .plot`)).boundingBox();
  assert.ok(box);
  return {
    x: (/** @type {number} */ lambda) => box.x + 40 + ((Math.log10(lambda) + 3) / 6) * (box.width - 52),
    y: (/** @type {number} */ ratio) => box.y + box.height - 24 - ((ratio + 0.05) / 1.1) * (box.height - 68),
  };
}

const chosen = (/** @type {Page} */ page) =>
  lab(page, ({ lambda, penalty, l1Ratio }) => ({
    lambda,
    ratio: penalty === 'l1' ? 1 : penalty === 'l2' ? 0 : penalty === 'elasticnet' ? l1Ratio : -1,
  }));

/**
 * @param {{ lambda: number, ratio: number }} actual
 * @param {number} lambda
 * @param {number} ratio
 */
function assertNear(actual, lambda, ratio) {
  const off = Math.abs(Math.log10(actual.lambda / lambda));
  assert.ok(off < 0.05 && Math.abs(actual.ratio - ratio) < 0.021, `λ = ${actual.lambda}, l1_ratio = ${actual.ratio}`);
}

test('another scoring changes axis, number and texts at once, and the run continues', async () => {
  await withLab({ height: 1000 }, async (page) => {
    await show(page, 'easy');
    await lab(page, (element) => element.step(50));
    await until(page, saysOneSe);
    assert.match(await number(page), /= λ₁ₛₑ by log-loss$/);
    assert.match(await text(page, `${PANEL} .aid`), /^Held-out log-loss/);
    const seen = new Set([await fingerprint(page, 'cross-validation')]);
    const select = await find(page, `${PANEL} .score select`);
    for (const [value, name, more] of [
      ['accuracy', 'accuracy', ' The larger class alone: 0\\.503\\.'],
      ['auc', 'AUC', ''],
    ]) {
      await select.select(value);
      // All scorings use the same folds, so nothing is recomputed.
      await frames(page, 2);
      assert.ok((await number(page)).endsWith(`= λ₁ₛₑ by ${name}`), await number(page));
      assert.match(await text(page, `${PANEL} .aid`), new RegExp(`^Held-out ${name}`));
      assert.match(await text(page, `${PANEL} .note`), new RegExp(`of the greatest ${name}\\.${more}$`));
      await until(
        page,
        (element, name) =>
          element.shadowRoot
            ?.querySelector('[data-panel=cross-validation] .plot')
            ?.getAttribute('aria-label')
            ?.includes(`Held-out ${name}, greater is better`),
        name,
      );
      seen.add(await fingerprint(page, 'cross-validation'));
    }
    assert.equal(seen.size, 3, 'every score has its own picture');
    assert.equal(await lab(page, (element) => element.nIter), 50);
  });
});

test('a regression has its own scorings', async () => {
  await withLab({ height: 1000 }, async (page) => {
    await show(page, 'make-regression');
    await until(page, saysOneSe);
    const options = await (await find(page, `${PANEL} .score select`)).evaluate((select) =>
      [.../** @type {HTMLSelectElement} */ (select).options].map((option) => option.value),
    );
    assert.deepEqual(options, ['neg-mse', 'r2']);
    assert.match(await number(page), /by MSE$/);
    await (await find(page, `${PANEL} .score select`)).select('r2');
    await frames(page, 2);
    assert.match(await number(page), /by R²$/);
  });
});

test('the surface is computed when its view is chosen, and offers its best cell', async () => {
  await withLab({ height: 1000 }, async (page) => {
    await show(page, 'easy');
    await lab(page, (element) => element.pause());
    await until(page, saysOneSe);
    await press(page, `${PANEL} input[value=surface]`);
    await until(page, saysBest);
    const button = await find(page, `${PANEL} .plain`);
    const offered = /^Use (\S+), l1_ratio (\S+)$/.exec(await text(page, `${PANEL} .plain`));
    assert.ok(offered);
    await button.click();
    await frames(page);
    assert.deepEqual(await chosen(page), { lambda: Number(offered[1]), ratio: Number(offered[2]) });
    assert.ok(await button.evaluate((element) => /** @type {HTMLElement} */ (element).hidden));
    assert.match(await description(page), /31 λ and 11 l1_ratios/);
    const before = await number(page);
    await (await find(page, `${PANEL} .score select`)).select('auc');
    await frames(page, 2);
    assert.match(await number(page), /= best AUC$/);
    assert.notEqual(await number(page), before);
  });
});

test('the mouse drags λ and l1_ratio together, up to the ends, which are L1 and L2', async () => {
  await withLab({ height: 1000 }, async (page) => {
    await show(page, 'easy');
    await lab(page, (element) => {
      element.pause();
      element.step(30);
    });
    await press(page, `${PANEL} input[value=surface]`);
    await frames(page, 10);
    const { x, y } = await plane(page);
    await page.mouse.move(x(0.1), y(0.3));
    await page.mouse.down();
    await frames(page, 2);
    assertNear(await chosen(page), 0.1, 0.3);
    await page.mouse.move(x(100), y(0.7), { steps: 4 });
    await frames(page, 2);
    assertNear(await chosen(page), 100, 0.7);
    await page.mouse.move(x(10), y(1.04), { steps: 4 });
    await frames(page, 2);
    assert.equal(await lab(page, (element) => element.penalty), 'l1');
    await page.mouse.move(x(10), y(-0.5), { steps: 4 });
    await page.mouse.up();
    assert.equal(await lab(page, (element) => element.penalty), 'l2');
    assert.equal(await lab(page, (element) => element.nIter), 30, 'nothing restarts');
    const slider = await (await find(page, '#l1-ratio')).evaluate(
      (input) => /** @type {HTMLInputElement} */ (input).value,
    );
    assert.equal(slider, '0');
  });
});

test('arrow keys move λ and l1_ratio on the surface, and λ alone elsewhere', async () => {
  await withLab({ height: 1000 }, async (page) => {
    await show(page, 'easy');
    await lab(page, (element) => {
      element.pause();
      element.lambda = 1;
      element.penalty = 'l1';
    });
    await press(page, `${PANEL} input[value=surface]`);
    await frames(page, 4);
    await (await find(page, `${PANEL} .plot`)).focus();
    await page.keyboard.press('ArrowRight');
    assert.deepEqual(await chosen(page), { lambda: 1.1, ratio: 1 });
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await chosen(page), { lambda: 1.1, ratio: 0.95 });
    assert.equal(await lab(page, (element) => element.penalty), 'elasticnet');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.deepEqual(await chosen(page), { lambda: 1.1, ratio: 1 });
    await press(page, `${PANEL} input[value=mean]`);
    await frames(page, 4);
    await (await find(page, `${PANEL} .plot`)).focus();
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await chosen(page), { lambda: 1.1, ratio: 1 });
  });
});

test('touch on the surface moves λ and l1_ratio', async () => {
  await withLab({ width: 390, height: 844, touch: true }, async (page) => {
    await show(page, 'easy');
    await lab(page, (element) => element.pause());
    await press(page, `${PANEL} input[value=surface]`);
    await frames(page, 10);
    const { x, y } = await plane(page);
    await page.touchscreen.tap(x(1), y(0.5));
    await until(page, (element) => Math.abs(element.l1Ratio - 0.5) < 0.05);
    assertNear(await chosen(page), 1, 0.5);
    // Sideways first; then the finger moves in both directions.
    await page.touchscreen.touchStart(x(1), y(0.5));
    await page.touchscreen.touchMove(x(0.01), y(0.8));
    await page.touchscreen.touchMove(x(0.01), y(0.2));
    await page.touchscreen.touchEnd();
    await frames(page, 2);
    assertNear(await chosen(page), 0.01, 0.2);
    await press(page, `${PANEL} input[value=mean]`);
    await frames(page, 4);
    const action = await (await find(page, `${PANEL} .plot`)).evaluate((plot) => getComputedStyle(plot).touchAction);
    assert.equal(action, 'pan-y pinch-zoom', 'a finger scrolls and zooms the page');
  });
});
