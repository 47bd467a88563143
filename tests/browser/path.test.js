/** The coefficient path over λ, ‖w‖₁ and the deviance explained, and sparsity and norm, with mouse, touch and keyboard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, fingerprint, frames, lab, press, text, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

const VIEWS = ['lambda', 'norm', 'deviance', 'strips'];

/** @param {Page} page */
async function rested(page) {
  await lab(page, (element) => {
    element.pause();
    element.step(300);
  });
  // The path and the folds are finished.
  await until(page, (element) =>
    /= λ/.test(element.shadowRoot?.querySelector('#cross-validation .number')?.textContent ?? ''),
  );
  await frames(page, 4);
}

/**
 * @param {Page} page
 * @param {string} view
 */
async function choose(page, view) {
  await press(page, `input[name=path-view][value=${view}]`);
  await frames(page);
}

/**
 * Returns the vertical centre of the plot, and a function that converts a share of the axis to a position.
 *
 * @param {Page} page
 */
async function picture(page) {
  const plot = await find(page, '[data-panel=path] .plot');
  await plot.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await frames(page, 4);
  const box = await plot.boundingBox();
  assert.ok(box);
  return { y: box.y + 0.6 * box.height, at: (/** @type {number} */ share) => box.x + 40 + share * (box.width - 52) };
}

/** @param {Page} page */
const description = async (page) =>
  (await find(page, '[data-panel=path] .plot')).evaluate((plot) => plot.getAttribute('aria-label') ?? '');

/** @param {Page} page */
const lambda = (page) => lab(page, (element) => element.lambda);

test('each view has its own drawing and texts', async () => {
  await withLab({}, async (page) => {
    await rested(page);
    const seen = [];
    for (const view of VIEWS) {
      await choose(page, view);
      seen.push([await fingerprint(page, 'path'), await text(page, '[data-panel=path] .aid')]);
    }
    assert.equal(new Set(seen.map(([print]) => print)).size, 4);
    assert.equal(new Set(seen.map(([, aid]) => aid)).size, 4);
    await until(page, (element) =>
      /^Coefficient path\. Two plots over λ/.test(
        element.shadowRoot?.querySelector('#path .plot')?.getAttribute('aria-label') ?? '',
      ),
    );
    assert.match(await description(page), /^Coefficient path\. Two plots over λ .* Now \d+ weights are not 0/);
    await choose(page, 'lambda');
    assert.equal(await fingerprint(page, 'path'), seen[0][0]);
  });
});

test('the mouse drags λ on every axis; where weights increase to the right, λ decreases', async () => {
  await withLab({}, async (page) => {
    await rested(page);
    for (const view of VIEWS) {
      await choose(page, view);
      const { y, at } = await picture(page);
      await page.mouse.move(at(0.1), y);
      await page.mouse.down();
      const found = [];
      for (const share of [0.1, 0.4, 0.7, 0.95]) {
        await page.mouse.move(at(share), y);
        await frames(page, 2);
        found.push(await lambda(page));
      }
      await page.mouse.up();
      const falls = view === 'norm' || view === 'deviance';
      assert.deepEqual(
        found,
        found.toSorted((a, b) => (falls ? b - a : a - b)),
        view,
      );
      assert.ok(new Set(found).size === 4, `${view}: ${found}`);
    }
    assert.equal(await lab(page, (element) => element.nIter), 300);
  });
});

test('arrow keys move the line in their direction', async () => {
  await withLab({}, async (page) => {
    await rested(page);
    for (const view of VIEWS) {
      await choose(page, view);
      await lab(page, (element) => {
        element.lambda = 1;
      });
      await frames(page);
      await (await find(page, '[data-panel=path] .plot')).focus();
      await page.keyboard.press('ArrowRight');
      assert.equal(await lambda(page), view === 'norm' || view === 'deviance' ? 0.89 : 1.1, view);
    }
  });
});

test('arrow keys select views', async () => {
  await withLab({}, async (page) => {
    await rested(page);
    const before = await fingerprint(page, 'path');
    await (await find(page, 'input[name=path-view][value=lambda]')).focus();
    await page.keyboard.press('ArrowRight');
    await frames(page);
    const norm = await fingerprint(page, 'path');
    assert.notEqual(norm, before);
    const chosen = () =>
      lab(page, (element) => {
        const input = element.shadowRoot?.querySelector('input[name=path-view]:checked');
        return /** @type {HTMLInputElement} */ (input).value;
      });
    assert.equal(await chosen(), 'norm');
    await page.keyboard.press('ArrowLeft');
    await frames(page);
    assert.deepEqual([await chosen(), await fingerprint(page, 'path')], ['lambda', before]);
  });
});

test('touch chooses a view and drags λ there', async () => {
  await withLab({ width: 390, height: 844, touch: true }, async (page) => {
    await rested(page);
    const { y, at } = await picture(page);
    const label = await (await find(page, 'label:has(input[name=path-view][value=norm])')).boundingBox();
    assert.ok(label && label.height >= 44 && label.x + label.width < 390);
    await page.touchscreen.tap(label.x + label.width / 2, label.y + label.height / 2);
    await frames(page);
    assert.match(await text(page, '[data-panel=path] .aid'), /by the weight it has/);
    await page.touchscreen.touchStart(at(0.3), y);
    await page.touchscreen.touchMove(at(0.5), y);
    await frames(page, 2);
    const half = await lambda(page);
    await page.touchscreen.touchMove(at(0.9), y);
    await page.touchscreen.touchEnd();
    await frames(page, 2);
    assert.ok(half < 1 && (await lambda(page)) < half / 3, `λ = ${half}, then ${await lambda(page)}`);
  });
});

test('the weight under the pointer is focused on every axis', async () => {
  await withLab({}, async (page) => {
    await rested(page);
    for (const view of ['lambda', 'norm', 'deviance']) {
      await choose(page, view);
      const { at } = await picture(page);
      const plot = await (await find(page, '[data-panel=path] .plot')).boundingBox();
      assert.ok(plot);
      const names = new Set();
      for (let y = plot.y + 44; y < plot.y + plot.height - 26; y += 6) {
        await page.mouse.move(at(0.5), y);
        await frames(page, 1);
        names.add((await text(page, '[data-panel=path] .number')).split('= ')[1]);
      }
      assert.ok(
        [...names].some((name) => /^w43, informative$/.test(name ?? '')),
        `${view}: ${[...names].join('; ')}`,
      );
      await page.mouse.move(2, 2);
    }
  });
});
