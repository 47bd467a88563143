/** Layout on screens of all sizes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONTROLS } from '../../www/names.js';
import { find, fingerprint, frames, lab, press, showEveryPanel, until, withLab } from './browser.js';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1600, height: 900 },
  { width: 1000, height: 800 },
  { width: 820, height: 1000 },
  { width: 390, height: 844, touch: true },
  { width: 320, height: 640, touch: true },
];

test('nothing overflows the page at any width', async () => {
  for (const size of SIZES) {
    await withLab(size, async (page) => {
      await lab(page, (element) => element.step(300));
      await showEveryPanel(page);
      const sticking = await lab(page, (element) => {
        const wide = document.documentElement.scrollWidth - innerWidth;
        const root = /** @type {ShadowRoot} */ (element.shadowRoot);
        const beyond = [...root.querySelectorAll('section, canvas, button, input, select, label, h1, h2, p')].filter(
          (part) => {
            const { right, left, width } = part.getBoundingClientRect();
            const scrolls = part.closest('.names');
            return width > 1 && !scrolls && (right > innerWidth + 0.5 || left < -0.5);
          },
        );
        return [wide, beyond.map((part) => `${part.tagName}.${part.className}: ${part.textContent?.slice(0, 30)}`)];
      });
      assert.deepEqual(sticking, [0, []], `${size.width} px`);
    });
  }
});

test('in a narrow column panels are first, controls below, and nothing overflows', async () => {
  await withLab({ width: 1280, height: 900 }, async (page) => {
    for (const width of [300, 360, 640, 900]) {
      const { beyond, isStacked } = await page.evaluate(
        async (column, controls) => {
          const element = document.createElement('regularization-lab');
          element.setAttribute('panels', 'trajectories comparison geometry');
          element.setAttribute('controls', controls);
          element.style.width = `${column}px`;
          document.body.replaceChildren(element);
          await /** @type {any} */ (element).ready;
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          const root = /** @type {ShadowRoot} */ (element.shadowRoot);
          const right = element.getBoundingClientRect().right;
          const parts = [...root.querySelectorAll('section, canvas, button, input, select, h1, h2, p, a')];
          const top = (/** @type {string} */ selector) =>
            root.querySelector(selector)?.getBoundingClientRect().top ?? 0;
          return {
            beyond: parts
              .filter((part) => part.getBoundingClientRect().right > right + 0.5 && !part.closest('.scrolled'))
              .map((part) => `${part.tagName}.${part.className} ${part.textContent?.slice(0, 20)}`),
            isStacked: top('.controls') > top('.panels') + 300,
          };
        },
        width,
        CONTROLS.join(' '),
      );
      assert.deepEqual([beyond, isStacked], [[], true], `${width} px`);
    }
  });
});

test('the first two rows of panels end above 800 px on a wide screen', async () => {
  await withLab({ width: 1280, height: 800 }, async (page) => {
    for (const panel of ['trajectories', 'sparsity', 'geometry']) {
      const box = await (await find(page, `[data-panel=${panel}] .plot`)).boundingBox();
      assert.ok(box && box.y + box.height <= 800, `${panel} ends at ${box && box.y + box.height}`);
    }
  });
});

test('columns share their left edge and their iteration axis', async () => {
  await withLab({ width: 1280, height: 800 }, async (page) => {
    const boxes = await Promise.all(
      ['trajectories', 'sparsity'].map(async (panel) =>
        (await find(page, `[data-panel=${panel}] .plot`)).boundingBox(),
      ),
    );
    assert.equal(boxes[0]?.x, boxes[1]?.x);
    assert.equal(boxes[0]?.width, boxes[1]?.width);
  });
});

test('on a phone λ, play and the penalty are visible, the others in a bottom sheet that opens and closes', async () => {
  await withLab({ width: 390, height: 844, touch: true }, async (page) => {
    const reachable = async (/** @type {string} */ selector) => {
      const box = await (await find(page, selector)).boundingBox();
      return box !== null && box.y >= 0 && box.y + box.height <= 844;
    };
    for (const selector of ['.lambda-slider', '.now .play', '.segments', '#lambda']) {
      assert.ok(await reachable(selector), selector);
    }
    assert.equal(await (await find(page, '#optimizer')).evaluate((element) => element.checkVisibility()), false);
    const handle = await find(page, '.handle');
    await handle.tap();
    await lab(page, ({ shadowRoot }) => Promise.all(shadowRoot?.getAnimations().map(({ finished }) => finished) ?? []));
    assert.equal(await handle.evaluate((element) => element.getAttribute('aria-expanded')), 'true');
    assert.equal(await (await find(page, '#optimizer')).evaluate((element) => element.checkVisibility()), true);
    await handle.tap();
    assert.equal(await handle.evaluate((element) => element.getAttribute('aria-expanded')), 'false');
    const targets = await lab(page, (element) => {
      const root = /** @type {ShadowRoot} */ (element.shadowRoot);
      return [...root.querySelectorAll('.now button, .segments label, .lambda-slider input, .names a')]
        .map((target) => [target.className || target.tagName, target.getBoundingClientRect().height])
        .filter(([, height]) => Number(height) < 44);
    });
    assert.deepEqual(targets, []);
  });
});

test('the links under the header scroll to their panels', async () => {
  await withLab({ width: 390, height: 844, touch: true }, async (page) => {
    await (await find(page, '.names a[href="#sparsity"]')).tap();
    // Above the sheet, which covers the lowest 248 px.
    await until(page, ({ shadowRoot }) => {
      const top = shadowRoot?.querySelector('[data-panel=sparsity]')?.getBoundingClientRect().top;
      return top !== undefined && top < 844 - 248 - 100 && top > -200;
    });
  });
});

test('the theme follows the system until the menu changes it, which the link keeps', async () => {
  await withLab({ scheme: 'dark' }, async (page) => {
    const paper = async () =>
      (await find(page, '.lab')).evaluate((element) => getComputedStyle(element).backgroundColor);
    assert.equal(await paper(), 'rgb(22, 24, 28)');
    const dark = await fingerprint(page, 'geometry');
    const choose = async (/** @type {string} */ theme) => {
      await press(page, '[aria-label=Theme]');
      await lab(
        page,
        ({ shadowRoot }, wanted) => {
          const entries = [.../** @type {ShadowRoot} */ (shadowRoot).querySelectorAll('[role=menuitemradio]')];
          const entry = entries.find(({ textContent }) => textContent?.startsWith(wanted));
          /** @type {HTMLElement | undefined} */ (entry)?.click();
        },
        theme,
      );
      await frames(page);
    };
    const link = () => page.evaluate(() => location.hash);
    await choose('Light');
    assert.equal(await paper(), 'rgb(251, 250, 247)');
    assert.notEqual(await fingerprint(page, 'geometry'), dark);
    assert.match(await link(), /theme=light/);
    await choose('Projector');
    assert.match(await link(), /theme=projector/);
    await choose('Follow system');
    assert.equal(await paper(), 'rgb(22, 24, 28)');
    assert.doesNotMatch(await link(), /theme/);
  });
});

test('canvases have device pixels, and are resized when the pixel ratio or their size changes', async () => {
  await withLab({}, async (page) => {
    const sizes = () =>
      lab(page, (element) => {
        const canvas = /** @type {HTMLCanvasElement} */ (
          element.shadowRoot?.querySelector('[data-panel=sparsity] canvas')
        );
        return [canvas.width, Math.round(canvas.getBoundingClientRect().width)];
      });
    const [device, css] = await sizes();
    assert.equal(device, css);
    await page.setViewport({ width: 1280, height: 900, deviceScaleFactor: 2 });
    await lab(page, (element) => element.step(1));
    await frames(page, 6);
    assert.deepEqual(await sizes(), [2 * css, css]);
    await page.setViewport({ width: 820, height: 900, deviceScaleFactor: 1 });
    await frames(page, 6);
    const [narrowDevice, narrow] = await sizes();
    assert.ok(narrow > css && narrowDevice === narrow);
  });
});

test('a lab outside the viewport does not train', async () => {
  await withLab({}, async (page) => {
    await page.evaluate(() => {
      const spacer = document.createElement('div');
      spacer.style.height = '4000px';
      document.body.prepend(spacer);
      scrollTo(0, 0);
    });
    await lab(page, (element) => element.play());
    await frames(page, 10);
    const before = await lab(page, (element) => element.nIter);
    await frames(page, 20);
    assert.equal(await lab(page, (element) => element.nIter), before);
    await page.evaluate(() => scrollTo(0, 4000));
    await frames(page, 20);
    assert.ok((await lab(page, (element) => element.nIter)) > before);
  });
});

test('trajectories switch between linear and square-root scale', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(300));
    await frames(page);
    const root = await fingerprint(page, 'trajectories');
    await (await find(page, '.toggle input[value=linear]')).evaluate((input) =>
      /** @type {HTMLElement} */ (input).click(),
    );
    await frames(page);
    assert.notEqual(await fingerprint(page, 'trajectories'), root);
  });
});

test('the hint at the slider covers no mark, number or tick, for any λ and preset, wide and narrow', async () => {
  const links = [0, 0.001, 0.01, 0.1, 1, 30, 1000].map((lambda) => `v=1&lambda=${lambda}`);
  links.push(...['easy', 'two-features', 'diabetes'].map((data) => `v=1&data=${data}`));
  for (const [k, link] of links.entries()) {
    const size = k % 2 === 0 ? { width: 1280, height: 800 } : { width: 320, height: 640, touch: true };
    await withLab({ ...size, path: `/#${link}`, playing: true }, async (page) => {
      // The mark of the one-standard-error rule needs the folds.
      await until(page, ({ shadowRoot }) => !!shadowRoot?.querySelector('.kept')?.textContent);
      const covered = await lab(page, ({ shadowRoot }) => {
        const hint = shadowRoot?.querySelector('.hint')?.getBoundingClientRect();
        const parts = [
          ...(shadowRoot?.querySelectorAll('.lambda-slider :is(.mark, .tick, .kept, .thumb), #lambda') ?? []),
        ];
        return hint
          ? [
              ...(hint.left < 0 || hint.right > innerWidth ? ['beyond the screen'] : []),
              ...parts
                .filter((part) => {
                  const { left, right, top, bottom } = part.getBoundingClientRect();
                  return right > hint.left && left < hint.right && bottom > hint.top && top < hint.bottom;
                })
                .map((part) => part.textContent),
            ]
          : ['there is no hint'];
      });
      assert.deepEqual(covered, [], link);
    });
  }
});
