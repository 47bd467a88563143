/** Touch: a finger that scrolls changes nothing, one that moves sideways drags λ. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PANELS } from '../../www/names.js';
import { find, frames, lab, press, showEveryPanel, until, withLab, withPage } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {{ x: number, y: number }} Point */

const PHONE = { width: 390, height: 844, touch: true };
const ON_LAMBDA = ['path', 'cross-validation', 'sweep', 'bias-variance'];

/**
 * Moves a finger along a line; the browser decides whether it scrolls the page.
 *
 * @param {Page} page
 * @param {Point} from
 * @param {Point} by
 * @param {() => Promise<unknown>} [whileDown] called before the finger is lifted
 */
async function swipe(page, from, by, whileDown) {
  const client = await page.createCDPSession();
  const touch = (/** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, /** @type {Point[]} */ touchPoints) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [from]);
  for (let step = 1; step <= 10; step++) {
    await touch('touchMove', [{ x: from.x + (by.x * step) / 10, y: from.y + (by.y * step) / 10 }]);
    await frames(page, 1);
  }
  await whileDown?.();
  await touch('touchEnd', []);
  await frames(page, 3);
  await client.detach();
}

/**
 * Shows a panel at the top of the screen; returns the box of an element in it.
 *
 * @param {Page} page
 * @param {string} panel
 * @param {string} [part]
 */
async function boxOf(page, panel, part = '.plot, .table') {
  await (await find(page, `[data-panel=${panel}]`)).evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await frames(page, 4);
  const box = await (await find(page, `[data-panel=${panel}] :is(${part})`)).boundingBox();
  assert.ok(box, `${panel} has no ${part}`);
  return box;
}

/** The parameters, views and focused feature, which no scroll may change. @param {Page} page */
const stateOf = (page) =>
  lab(page, (element) => {
    const { nIter: _, ...state } = /** @type {Record<string, any>} */ (element.getState());
    const isFocused = element.shadowRoot?.querySelector('.has-focused-feature') !== null;
    return JSON.stringify({ ...state, isFocused });
  });

/** @param {Page} page */
const scrollTop = (page) => page.evaluate(() => Math.round(globalThis.scrollY));

test('a finger that scrolls across a panel changes nothing, and the page scrolls', async () => {
  await withLab(PHONE, async (page) => {
    await lab(page, (element) => element.step(200));
    await showEveryPanel(page);
    for (const panel of PANELS) {
      for (const [share, sideways] of [
        [0.4, 30],
        [0.8, -20],
      ]) {
        const { x, y, width } = await boxOf(page, panel);
        const [before, top] = [await stateOf(page), await scrollTop(page)];
        // Down to the start of the page where there is room, so that the last panel scrolls, too.
        const down = top > 200 ? 120 : -120;
        await swipe(page, { x: x + share * width, y: y + 140 }, { x: sideways, y: down });
        const scrolled = Math.abs((await scrollTop(page)) - top);
        assert.ok(scrolled > 60, `${panel}: the page scrolled by ${scrolled} px from ${share} of its width`);
        assert.equal(await stateOf(page), before, panel);
      }
    }
  });
});

test('a finger that scrolls an embed changes nothing, not on its sliders either', async () => {
  await withPage({ ...PHONE, path: '/examples/strict-csp.html' }, async (page) => {
    await page.evaluate(async () => {
      const element = document.createElement('regularization-lab');
      element.setAttribute('panels', 'path');
      element.setAttribute('controls', 'lambda penalty l1-ratio play scrub speed learning-rate');
      const spacer = () => Object.assign(document.createElement('div'), { style: 'height: 900px' });
      document.body.replaceChildren(spacer(), element, spacer());
      await /** @type {any} */ (element).ready;
      await /** @type {any} */ (element).step(50);
    });
    for (const selector of ['.plot', '.lambda-slider', '#l1-ratio', '#past', '#speed', '#learning-rate', '.segments']) {
      const part = await find(page, selector);
      await part.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await frames(page, 4);
      const box = await part.boundingBox();
      assert.ok(box, selector);
      const [before, top] = [await stateOf(page), await scrollTop(page)];
      await swipe(page, { x: box.x + 0.4 * box.width, y: box.y + box.height / 2 }, { x: 12, y: -120 });
      assert.ok((await scrollTop(page)) > top + 60, `${selector}: the page did not scroll`);
      assert.equal(await stateOf(page), before, selector);
    }
  });
});

for (const panel of ON_LAMBDA) {
  test(`a finger that moves sideways on ${panel} drags λ, and a tap sets it`, async () => {
    await withLab(PHONE, async (page) => {
      await lab(page, (element) => element.step(200));
      await showEveryPanel(page);
      const { x, y, width } = await boxOf(page, panel);
      const lambda = () => lab(page, (element) => element.lambda);
      const top = await scrollTop(page);
      await swipe(page, { x: x + 0.5 * width, y: y + 120 }, { x: 0.3 * width, y: 20 });
      const reached = await lambda();
      assert.ok(reached > 5, `λ = ${reached}`);
      // Texts above may get another line.
      assert.ok(Math.abs((await scrollTop(page)) - top) < 40, 'the page does not scroll');
      await page.touchscreen.tap(x + 0.6 * width, y + 120);
      await until(page, (element, before) => element.lambda < before, reached);
    });
  });
}

test('a drag that the browser cancels restores λ, l1_ratio and the penalty', async () => {
  await withLab(PHONE, async (page) => {
    await showEveryPanel(page);
    for (const panel of ON_LAMBDA) {
      const { x, y, width } = await boxOf(page, panel);
      const before = await stateOf(page);
      const plot = await find(page, `[data-panel=${panel}] .plot`);
      await swipe(page, { x: x + 0.5 * width, y: y + 120 }, { x: 0.3 * width, y: 20 }, async () => {
        assert.notEqual(await stateOf(page), before, `${panel} is being dragged`);
        await plot.evaluate((element) => element.dispatchEvent(new PointerEvent('pointercancel')));
      });
      assert.equal(await stateOf(page), before, panel);
    }
  });
});

test('a finger on the lower edge of a panel scrolls; it does not change the height', async () => {
  await withLab(PHONE, async (page) => {
    const { height } = await boxOf(page, 'trajectories');
    const grip = await boxOf(page, 'trajectories', '.grip');
    await swipe(page, { x: grip.x + 100, y: grip.y + 4 }, { x: 0, y: -100 });
    assert.equal((await boxOf(page, 'trajectories')).height, height);
  });
});

test('an enlarged panel is dragged by the same rule', async () => {
  await withLab(PHONE, async (page) => {
    await lab(page, (element) => element.step(200));
    await boxOf(page, 'path');
    await press(page, '[data-panel=path] .tools button');
    await press(page, '[data-panel=path] [role=menuitem]');
    await frames(page, 4);
    const box = await (await find(page, 'dialog[open] .plot')).boundingBox();
    assert.ok(box);
    const before = await stateOf(page);
    const from = { x: box.x + 0.5 * box.width, y: box.y + 0.5 * box.height };
    await swipe(page, from, { x: 10, y: -120 });
    assert.equal(await stateOf(page), before);
    await swipe(page, from, { x: 80, y: 0 });
    assert.notEqual(await stateOf(page), before);
  });
});

test('two fingers on a plot zoom the page and change nothing', async () => {
  await withLab(PHONE, async (page) => {
    await lab(page, (element) => element.step(200));
    await showEveryPanel(page);
    const client = await page.createCDPSession();
    for (const panel of ['trajectories', 'geometry', ...ON_LAMBDA]) {
      const { x, y, width } = await boxOf(page, panel);
      const before = await stateOf(page);
      const [centre, top] = [x + 0.5 * width, y + 120];
      const touch = (/** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, /** @type {number} */ apart) =>
        client.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: type === 'touchEnd' ? [] : [-apart, apart].map((by, id) => ({ x: centre + by, y: top, id })),
        });
      await touch('touchStart', 30);
      for (let apart = 40; apart <= 100; apart += 10) {
        await touch('touchMove', apart);
        await frames(page, 1);
      }
      await touch('touchEnd', 100);
      await page.waitForFunction(() => (globalThis.visualViewport?.scale ?? 1) > 1.5);
      assert.equal(await stateOf(page), before, panel);
      // The emulation of a device starts at scale 1 again.
      await client.send('Emulation.resetPageScaleFactor');
      await frames(page, 2);
    }
  });
});
