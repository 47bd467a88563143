/** Every panel with mouse, touch and keyboard: a feature is focused, λ changes, or at least its menu opens. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, frames, lab, showEveryPanel, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

const FOLLOW = ['trajectories', 'weights', 'pull', 'priors', 'histogram', 'stability'];
const LAMBDA = ['path', 'cross-validation', 'sweep', 'bias-variance'];
const OTHERS = ['geometry', 'sparsity', 'ledger', 'comparison', 'calibration', 'boundary'];

/** @param {Page} page */
async function everyPanel(page) {
  await lab(page, (element) => {
    element.pause();
    element.step(200);
  });
  await showEveryPanel(page);
  const shown = await lab(page, (element) => element.panels.split(' ').sort());
  assert.deepEqual(shown, [...FOLLOW, ...LAMBDA, ...OTHERS].sort(), 'this test knows every panel');
}

/**
 * Scrolls a panel to the upper part of the screen, where the bottom sheet does not cover it.
 *
 * @param {Page} page
 * @param {string} panel
 */
async function show(page, panel) {
  await (await find(page, `[data-panel=${panel}]`)).evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await frames(page, 4);
}

/** @param {Page} page @param {string} panel */
async function plotBox(page, panel) {
  await show(page, panel);
  const box = await (await find(page, `[data-panel=${panel}] .plot`)).boundingBox();
  assert.ok(box);
  return box;
}

/** @param {Page} page */
const isFollowing = (page) =>
  lab(page, ({ shadowRoot }) => shadowRoot?.querySelector('.lab')?.classList.contains('has-focused-feature') ?? false);

/** @param {Page} page */
const lambda = (page) => lab(page, (element) => element.lambda);

/**
 * Asserts that a drag to the right of a panel's middle raises λ.
 *
 * @param {Page} page
 * @param {string} panel
 * @param {(from: { x: number, y: number }, to: { x: number, y: number }) => Promise<void>} drag
 */
async function dragsLambda(page, panel, drag) {
  const { x, y, width, height } = await plotBox(page, panel);
  const before = await lambda(page);
  await drag({ x: x + 0.5 * width, y: y + 0.6 * height }, { x: x + 0.75 * width, y: y + 0.6 * height });
  const reached = await lambda(page);
  assert.ok(reached > 1 && reached !== before, `${panel}: λ = ${reached} after ${before}`);
  await lab(page, (element) => {
    element.lambda = 1;
    element.penalty = 'l1';
  });
}

/** @param {Page} page @param {string} panel */
async function opensMenu(page, panel) {
  // A tap becomes a click after a delay.
  await until(
    page,
    ({ shadowRoot }, name) => {
      const menu = shadowRoot?.querySelector(`[data-panel=${name}] .actions`);
      const isOpen = menu?.matches(':popover-open') ?? false;
      /** @type {HTMLElement | null | undefined} */ (menu)?.hidePopover();
      return isOpen;
    },
    panel,
  );
}

test('every panel can be used with the mouse', async () => {
  await withLab({}, async (page) => {
    await everyPanel(page);
    for (const panel of FOLLOW) {
      const { x, y, width, height } = await plotBox(page, panel);
      const seen = [];
      for (let k = 1; k < 40; k++) {
        await page.mouse.move(x + (width * k) / 40, y + height / 2);
        seen.push(await isFollowing(page));
      }
      assert.ok(seen.includes(true), `${panel} follows a weight somewhere across its middle`);
    }
    for (const panel of LAMBDA) {
      await dragsLambda(page, panel, async (from, to) => {
        await page.mouse.move(from.x, from.y);
        await page.mouse.down();
        await page.mouse.move(to.x, to.y);
        await page.mouse.up();
      });
    }
    for (const panel of OTHERS) {
      await show(page, panel);
      await (await find(page, `[data-panel=${panel}] .tools button`)).click();
      await opensMenu(page, panel);
    }
  });
});

test('every panel can be used with the keyboard', async () => {
  await withLab({}, async (page) => {
    await everyPanel(page);
    for (const panel of [...FOLLOW, ...LAMBDA, ...OTHERS.filter((name) => name !== 'comparison')]) {
      await (await find(page, `[data-panel=${panel}] .plot`)).focus();
      if (panel !== 'sweep') {
        await page.keyboard.press('ArrowDown');
        assert.ok(await isFollowing(page), `${panel}: an arrow key follows the largest weight`);
        await page.keyboard.press('Escape');
        assert.ok(!(await isFollowing(page)), `${panel}: Escape lets it go`);
      }
      if (LAMBDA.includes(panel)) {
        const before = await lambda(page);
        await page.keyboard.press('ArrowRight');
        assert.ok((await lambda(page)) > before, `${panel}: an arrow key moves λ`);
      }
    }
    await (await find(page, '[data-panel=comparison] [data-penalty=l2] button')).focus();
    await page.keyboard.press('Enter');
    assert.equal(await lab(page, (element) => element.penalty), 'l2');
  });
});

test('every panel can be used by touch', async () => {
  await withLab({ width: 390, height: 844, touch: true }, async (page) => {
    await everyPanel(page);
    for (const panel of FOLLOW) {
      const { x, y, width, height } = await plotBox(page, panel);
      let isFocusedFeature = false;
      for (let k = 1; k < 60 && !isFocusedFeature; k++) {
        await page.touchscreen.tap(x + (width * k) / 60, y + height / 2);
        // A tap becomes a click after its touch.
        await frames(page, 2);
        isFocusedFeature = await isFollowing(page);
      }
      assert.ok(isFocusedFeature, `${panel} follows a weight that is tapped`);
    }
    for (const panel of LAMBDA) {
      await dragsLambda(page, panel, async (from, to) => {
        await page.touchscreen.touchStart(from.x, from.y);
        await page.touchscreen.touchMove(to.x, to.y);
        await page.touchscreen.touchEnd();
      });
    }
    for (const panel of OTHERS) {
      await show(page, panel);
      await (await find(page, `[data-panel=${panel}] .tools button`)).tap();
      await opensMenu(page, panel);
    }
  });
});
