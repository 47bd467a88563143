/** Printing: panels and state, without controls, in light colours and at the resolution of paper. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_PANELS } from '../../www/names.js';
import { find, frames, lab, settledFingerprint, text, until, withLab, withPage } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** Shows the page as it is printed. @param {Page} page */
async function preview(page) {
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMediaType('print');
  await frames(page, 2);
}

/** Names of the visible controls of the lab. @param {Page} page */
const visibleControls = (page) =>
  lab(page, ({ shadowRoot }) =>
    [...(shadowRoot?.querySelectorAll('button, input, select, dialog, [popover], .names a') ?? [])]
      .filter((part) => part.checkVisibility() && !part.matches('.choose'))
      .map((part) => part.className || part.id || part.tagName),
  );

/**
 * Size, shape and colour of a panel's picture on paper.
 *
 * @param {Page} page
 * @param {string} panel
 */
async function paperOf(page, panel) {
  return (await find(page, `[data-panel=${panel}] .plot`)).evaluate((plot) => {
    const paper = /** @type {HTMLCanvasElement} */ (plot.querySelector('.paper'));
    const { width, height } = paper.getBoundingClientRect();
    const shown = [...plot.querySelectorAll('canvas')].filter((canvas) => canvas.checkVisibility()).length;
    const context = /** @type {CanvasRenderingContext2D} */ (paper.getContext('2d'));
    const { data } = context.getImageData(0, 0, paper.width, paper.height);
    const inked = data.filter((value, at) => at % 4 === 3 && value !== 0).length / (data.length / 4);
    return { width, ratio: paper.width / width, stretch: paper.width / paper.height / (width / height), shown, inked };
  });
}

for (const theme of /** @type {const} */ (['light', 'dark', 'projector'])) {
  test(`the page prints its panels and its state, and no control (${theme})`, async () => {
    await withLab({}, async (page) => {
      await lab(
        page,
        (element, chosen) => {
          element.theme = chosen;
          element.step(300);
        },
        theme,
      );
      // Outside of the viewport it would not be current.
      const show = async () => (await find(page, '[data-panel=path]')).evaluate((element) => element.scrollIntoView());
      await show();
      const before = await settledFingerprint(page, 'path');
      // An A4 page between margins.
      await page.setViewport({ width: 700, height: 1000 });
      await until(page, ({ shadowRoot }) => !!shadowRoot?.querySelector('[data-layout~=narrow]'));
      await frames(page, 3);
      await preview(page);
      assert.deepEqual(await visibleControls(page), []);
      for (const panel of DEFAULT_PANELS.filter((name) => name !== 'comparison')) {
        const { width, ratio, stretch, shown, inked } = await paperOf(page, panel);
        assert.ok(width > 600 && width <= 700 && ratio >= 2.5, `${panel}: ${width} px, ratio ${ratio}`);
        assert.ok(inked > 0 && inked < 0.9, `${panel}: ${inked} of its pixels`);
        assert.ok(Math.abs(stretch - 1) < 0.01 && shown === 1, `${panel} is stretched by ${stretch}`);
      }
      const state = await text(page, '.printed');
      assert.match(state, /^Stress test, L1, λ = 1, .*iteration 300\. http.*#v=1.*n-iter=300/);
      const colour = await (await find(page, '[data-panel=path] h2')).evaluate(
        (title) => getComputedStyle(title).color,
      );
      assert.equal(colour, 'rgb(27, 30, 35)', 'ink of the light theme');
      const split = await (await find(page, '.panel')).evaluate((panel) => getComputedStyle(panel).breakInside);
      assert.equal(split, 'avoid');
      await page.emulateMediaType('screen');
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await page.setViewport({ width: 1280, height: 900 });
      await show();
      assert.equal(await page.$('regularization-lab >>> .paper'), null);
      assert.equal(await settledFingerprint(page, 'path'), before, 'as before printing');
    });
  });
}

test('a PDF has the pictures of all panels, those off screen too', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(300));
    await frames(page, 4);
    const pdf = Buffer.from(await page.pdf({ format: 'A4' })).toString('latin1');
    const pictures = pdf.match(/\/Subtype \/Image/g) ?? [];
    assert.ok(pictures.length >= DEFAULT_PANELS.length - 1, `${pictures.length} pictures`);
  });
});

test('an embed prints its panel and state; one that is not loaded prints its poster', async () => {
  await withPage({ path: '/examples/strict-csp.html' }, async (page) => {
    await page.evaluate(async () => {
      const [loaded, lazy] = ['trajectories', 'geometry'].map((panels) => {
        const element = document.createElement('regularization-lab');
        element.setAttribute('panels', panels);
        return element;
      });
      lazy.setAttribute('loading', 'lazy');
      lazy.innerHTML = '<p slot="poster" id="poster">a poster</p>';
      const spacer = Object.assign(document.createElement('div'), { style: 'height: 4000px' });
      document.body.replaceChildren(loaded, spacer, lazy);
      await /** @type {any} */ (loaded).ready;
    });
    await preview(page);
    assert.deepEqual(await visibleControls(page), []);
    assert.equal((await paperOf(page, 'trajectories')).shown, 1);
    assert.match(await text(page, '.printed'), /λ = 1/);
    assert.equal(await page.$eval('#poster', (poster) => poster.checkVisibility()), true);
  });
});
