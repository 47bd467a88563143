/** The main job with the keyboard alone; reduced motion; forced colours; scrolling over plots. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, frames, lab, until, withLab, withPage } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Returns what has the focus: a name, the part of the page, and whether it shows that it has the focus.
 *
 * @param {Page} page
 */
const focus = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('regularization-lab')?.shadowRoot;
    const element = root?.activeElement;
    if (!(element instanceof HTMLElement)) {
      return { name: document.activeElement?.localName ?? '', area: '', isShown: false };
    }
    const areas = { dialog: 'dialog[open]', header: 'header.bar', controls: 'form.controls', panels: 'main' };
    const [area] = Object.entries(areas).find(([, selector]) => element.closest(selector)) ?? [''];
    // Inputs that are not drawn show the focus at their label or thumb.
    const shown = [element, element.closest('label'), element.parentElement?.querySelector('.thumb')];
    const isShown = shown.some((one) => {
      const style = one && getComputedStyle(one);
      return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
    });
    const label = element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? element.innerText;
    return { name: `${element.id || element.getAttribute('value') || ''} ${label}`.trim(), area, isShown };
  });

/**
 * Presses Tab until the focus is where it is wanted; asserts that it is visible at every stop and never lost.
 *
 * @param {Page} page
 * @param {RegExp} wanted name of the control
 * @param {string[]} [areas] receives the areas that are passed
 */
async function tabTo(page, wanted, areas = []) {
  for (let k = 0; k < 120; k++) {
    await page.keyboard.press('Tab');
    const { name, area, isShown } = await focus(page);
    assert.ok(area !== '', `the focus is lost: ${name}`);
    assert.ok(isShown, `the focus on “${name}” is not visible`);
    if (areas.at(-1) !== area) {
      areas.push(area);
    }
    if (wanted.test(name)) {
      return;
    }
  }
  assert.fail(`Tab never reaches ${wanted}`);
}

/** @param {Page} page @param {string} name of a dialog */
const opened = (page, name) =>
  until(page, ({ shadowRoot }, name) => shadowRoot?.querySelector(`dialog.${name}[open]`), name);

/** @param {Page} page @param {string} name of a dialog */
const closed = (page, name) =>
  until(page, ({ shadowRoot }, name) => !shadowRoot?.querySelector(`dialog.${name}`), name);

test('the main job with the keyboard alone: data, penalty, λ, run, optimum, a weight, numbers, export, link', async () => {
  await withLab({}, async (page) => {
    await page.evaluate(() => {
      const saved = /** @type {string[]} */ ([]);
      Object.assign(globalThis, { saved });
      HTMLAnchorElement.prototype.click = function () {
        saved.push(this.download);
      };
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: async (/** @type {string} */ link) => saved.push(link) },
      });
    });
    const saved = () => page.evaluate(() => /** @type {any} */ (globalThis).saved);
    /** @type {string[]} */
    const areas = [];
    await tabTo(page, /^data /, areas);
    await page.keyboard.press('ArrowDown');
    await until(page, (element) => element.data === 'easy');
    await tabTo(page, /^lambda /, areas);
    await tabTo(page, /^λ$/, areas);
    const before = await lab(page, (element) => element.lambda);
    await page.keyboard.press('ArrowLeft');
    assert.ok((await lab(page, (element) => element.lambda)) < before);
    await tabTo(page, /L1/, areas);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await lab(page, (element) => element.penalty), 'elasticnet');
    await tabTo(page, /^Play$/, areas);
    await page.keyboard.press('Enter');
    await until(page, (element) => element.isPlaying && element.nIter > 0);
    await page.keyboard.press('Space');
    assert.equal(await lab(page, (element) => element.isPlaying), false);
    await tabTo(page, /^Jump to the exact optimum$/, areas);
    await page.keyboard.press('Enter');
    await until(page, (element) => element.status === 'converged');
    await tabTo(page, /^Weight trajectories\. /, areas);
    await page.keyboard.press('ArrowDown');
    // It is drawn in the next frame.
    await until(page, ({ shadowRoot }) => /^w\d = /.test(shadowRoot?.querySelector('.tooltip')?.textContent ?? ''));
    await page.keyboard.press('Escape');
    await tabTo(page, /^Weight trajectories: show numbers/, areas);
    await page.keyboard.press('Enter');
    await opened(page, 'panel-numbers');
    assert.equal((await focus(page)).area, 'dialog');
    await page.keyboard.press('Escape');
    await closed(page, 'panel-numbers');
    assert.match((await focus(page)).name, /^Weight trajectories: show numbers/);
    assert.deepEqual(areas, ['header', 'controls', 'panels']);
    // The menu of the next panel.
    await tabTo(page, /^Constraint geometry: enlarge/);
    await page.keyboard.press('Enter');
    for (let k = 0; k < 12 && !/Save numbers as CSV/.test((await focus(page)).name); k++) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    assert.match((await saved())[0], /^regularization-lab-trajectories-\d+\.csv$/);
    assert.match((await focus(page)).name, /^Constraint geometry: enlarge/);
    // Back to the header.
    for (let k = 0; k < 80 && !/^Share/.test((await focus(page)).name); k++) {
      await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      await page.keyboard.up('Shift');
    }
    await page.keyboard.press('Enter');
    await opened(page, 'share');
    await page.keyboard.press('Enter');
    await until(page, () => /** @type {any} */ (globalThis).saved.length > 1);
    assert.match((await saved())[1], /#v=1&data=easy&penalty=elasticnet/);
    await page.keyboard.press('Escape');
    await closed(page, 'share');
    assert.match((await focus(page)).name, /^Share/);
  });
});

test('with reduced motion a lab opens at its optimum, plays ten iterations a second, and nothing is animated', async () => {
  await withLab({ reducedMotion: true }, async (page) => {
    const state = await lab(page, (element) => [element.isPlaying, element.status, element.getState().speed]);
    assert.deepEqual(state, [false, 'converged', 10]);
    const animated = await lab(page, ({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll('*') ?? [])]
        .filter((element) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
          return (
            transitionDuration.split(', ').some((one) => one !== '0s') ||
            animationName !== 'none' ||
            scrollBehavior === 'smooth'
          );
        })
        .map((element) => element.className),
    );
    assert.deepEqual(animated, []);
    const start = await lab(page, (element) => {
      element.reset();
      element.play();
      return performance.now();
    });
    await until(page, (element) => element.nIter >= 10);
    const duration = (await page.evaluate(() => performance.now())) - start;
    assert.ok(duration > 800, `ten iterations in ${duration} ms`);
  });
  const address = new URL('../../dist', import.meta.url).href;
  await withPage({ address, path: '/embed.html?autoplay#v=1&data=easy', reducedMotion: true }, async (page) => {
    await until(page, (element) => element.status === 'converged' && !element.isPlaying);
  });
});

test('in forced colours tracks, thumbs, switches and what is selected stay visible', async () => {
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    await withLab({ scheme }, async (page) => {
      const session = await page.createCDPSession();
      await session.send('Emulation.setEmulatedMedia', {
        features: [
          { name: 'forced-colors', value: 'active' },
          { name: 'prefers-color-scheme', value: scheme },
        ],
      });
      assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
      const seen = await lab(page, ({ shadowRoot }) => {
        const root = /** @type {ShadowRoot} */ (shadowRoot);
        const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const style = (/** @type {string} */ selector, /** @type {string} */ pseudo = '') =>
          getComputedStyle(/** @type {Element} */ (root.querySelector(selector)), pseudo);
        /** The luminance of a colour. @param {string} color */
        const luminance = (color) => {
          if (!paint) {
            throw new Error('no canvas');
          }
          paint.clearRect(0, 0, 1, 1);
          paint.fillStyle = color;
          paint.fillRect(0, 0, 1, 1);
          const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
          const linear = [r, g, b].map((c) =>
            c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
          );
          return a === 0 ? undefined : 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        };
        const page = luminance(style('.lab').backgroundColor) ?? 1;
        const contrast = (/** @type {string} */ color) => {
          const one = luminance(color);
          return one === undefined ? 1 : (Math.max(one, page) + 0.05) / (Math.min(one, page) + 0.05);
        };
        const slider = /\b(rgb\([^)]*\)|color\([^)]*\)|#\w+)/.exec(style('#speed').getPropertyValue('--ink'))?.[0];
        return {
          track: contrast(style('.lambda-slider .segment.log').backgroundColor),
          fill: contrast(style('.lambda-slider .segment.log i').backgroundColor),
          thumb: contrast(style('.lambda-slider .thumb').backgroundColor),
          selected: contrast(style('.segments label:has(:checked)').backgroundColor),
          on: contrast(style('.switch input:checked').backgroundColor),
          knob: contrast(style('.switch input:not(:checked)', '::before').backgroundColor),
          play: contrast(style('.play').backgroundColor),
          bar: contrast(style('.sum-bar .loss').backgroundColor),
          slider: slider === undefined ? 3 : contrast(slider),
          adjusts: style('#speed').getPropertyValue('forced-color-adjust'),
          paper: style('.plot').backgroundColor !== 'rgba(0, 0, 0, 0)',
        };
      });
      const { adjusts, paper, ...contrasts } = seen;
      assert.equal(adjusts, 'none');
      assert.ok(paper, 'plots have the paper of their theme');
      for (const [part, ratio] of Object.entries(contrasts)) {
        assert.ok(ratio >= 3, `${part} has a contrast of ${ratio} in ${scheme}`);
      }
    });
  }
});

test('the wheel scrolls the page over every plot', async () => {
  await withLab({ height: 600 }, async (page) => {
    for (const panel of ['trajectories', 'geometry', 'path', 'cross-validation']) {
      await (await find(page, `[data-panel=${panel}] .plot`)).evaluate((plot) =>
        plot.scrollIntoView({ block: 'center' }),
      );
      await frames(page);
      const box = await (await find(page, `[data-panel=${panel}] .plot`)).boundingBox();
      assert.ok(box);
      const [lambda, from] = [await lab(page, (element) => element.lambda), await page.evaluate(() => scrollY)];
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.wheel({ deltaY: from > 200 ? -100 : 100 });
      await page.waitForFunction((from) => scrollY !== from, {}, from);
      assert.equal(await lab(page, (element) => element.lambda), lambda, panel);
    }
  });
});
