/** Widths, zoom and font sizes: nothing overlaps or overflows, pictures stay reachable, the page uses the width. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CONTROLS, PANELS } from '../../www/names.js';
import { find, frames, lab, opened, press, showEveryPanel, until, withLab, withPage } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../../www/element.js').RegularizationLab} RegularizationLab */

const LONG_NAMES = readFileSync(new URL('../fixtures/cases/long_names.csv', import.meta.url), 'utf8');

/** The smallest screen of WCAG 1.4.10. */
const SMALL = { width: 320, height: 640, touch: true };

/**
 * Returns descriptions of the parts of the lab that are outside of the screen at the left or right.
 *
 * @param {Page} page
 */
function beyondScreen(page) {
  // Not innerWidth, which on a phone becomes that of what is too wide.
  const screenWidth = page.viewport()?.width ?? 0;
  const found = (/** @type {RegularizationLab} */ { shadowRoot }, /** @type {number} */ screenWidth) => {
    const wide = document.documentElement.scrollWidth - screenWidth;
    const parts = [...(shadowRoot?.querySelectorAll('*') ?? [])].filter((part) => {
      const { left, right, width, height } = part.getBoundingClientRect();
      const isScrolled = part.closest('.names, .table, .numbers-table, pre, .stage, .preview, .code');
      const isHiddenVisually = width <= 1 || height <= 1 || part.closest('.brand h1, .hidden-visually, svg');
      return !isScrolled && !isHiddenVisually && (left < -0.5 || right > screenWidth + 0.5);
    });
    const names = parts.map((part) => `${part.tagName}.${part.className} ${part.textContent?.slice(0, 30)}`);
    return [...(wide > 0 ? [`the page is ${wide} px too wide`] : []), ...names];
  };
  return lab(page, found, screenWidth);
}

/** Opens the data dialog by the last entry of the presets. @param {Page} page */
async function openData(page) {
  await (await find(page, '#data')).evaluate((select) => {
    Object.assign(select, { value: '' });
    select.dispatchEvent(new Event('change'));
  });
  await until(page, ({ shadowRoot }) => !!shadowRoot?.querySelector('.data[open]'));
}

/** Sets the font size of the browser in pixels. @param {number} standard */
const withFontSize = (standard) => async (/** @type {Page} */ page) => {
  const client = await page.createCDPSession();
  await client.send('Page.setFontSizes', { fontSizes: { standard } });
};

test('parts of the header neither overlap nor leave it, at every width', async () => {
  for (const touch of [false, true]) {
    await withLab({ width: 320, height: 800, touch }, async (page) => {
      for (let width = 320; width <= 1920; width += 16) {
        await page.setViewport({ width, height: 800, hasTouch: touch, isMobile: touch });
        await frames(page, 3);
        const faults = await lab(page, ({ shadowRoot }) => {
          const bar = /** @type {HTMLElement} */ (shadowRoot?.querySelector('.bar'));
          const edge = bar.getBoundingClientRect();
          const boxes = [...bar.querySelectorAll('.brand, .choice > *, .bar-tools button')]
            .map((part) => ({ name: part.className || part.tagName, ...part.getBoundingClientRect().toJSON() }))
            .filter((box) => box.width > 1);
          const outside = boxes.filter(
            ({ left, right, top, bottom }) =>
              left < edge.left || right > edge.right + 0.5 || top < edge.top - 0.5 || bottom > edge.bottom + 0.5,
          );
          const overlapping = boxes.filter((a, k) =>
            boxes.some(
              (b, l) =>
                k < l &&
                Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
                Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5,
            ),
          );
          // A text that is cut off is no longer one.
          const cut = [...bar.querySelectorAll('.text')].filter((text) => text.scrollWidth > text.clientWidth + 1);
          return [...outside, ...overlapping]
            .map(({ name }) => name)
            .concat(cut.map((text) => String(text.textContent)));
        });
        assert.deepEqual(faults, [], `${width} px${touch ? ', touch' : ''}`);
      }
    });
  }
});

test('at 320 px nothing needs to be scrolled sideways: page, open controls, menus and enlarged panel', async () => {
  await withLab(SMALL, async (page) => {
    await lab(page, (element) => element.step(300));
    await showEveryPanel(page);
    assert.deepEqual(await beyondScreen(page), []);
    await press(page, '.handle');
    await frames(page, 3);
    assert.deepEqual(await beyondScreen(page), [], 'all controls');
    for (const button of ['.exports button', '[aria-label=Theme]', '[aria-label=Help]', '[popovertarget=panel-menu]']) {
      await press(page, `.bar ${button}`);
      await frames(page, 2);
      assert.deepEqual(await beyondScreen(page), [], button);
      await press(page, `.bar ${button}`);
    }
    await press(page, '[data-panel=path] .tools button');
    await frames(page, 2);
    assert.deepEqual(await beyondScreen(page), [], 'menu of a panel');
    await press(page, '[data-panel=path] [role=menuitem]');
    await frames(page, 3);
    assert.deepEqual(await beyondScreen(page), [], 'enlarged panel');
  });
});

test('at 320 px names of features of any length fit', async () => {
  await withLab(SMALL, async (page) => {
    await lab(
      page,
      (element, csv) => {
        element.useCsv(csv, { target: 'score', task: 'regression' });
        element.step(100);
      },
      LONG_NAMES,
    );
    await showEveryPanel(page);
    assert.deepEqual(await beyondScreen(page), []);
    await press(page, '[data-panel=weights] button.toggle');
    await frames(page, 2);
    assert.deepEqual(await beyondScreen(page), [], 'penalty factors');
    await openData(page);
    for (const section of ['numbers', 'own']) {
      await press(page, `.data .tabs input[value=${section}]`);
      await frames(page, 2);
      assert.deepEqual(await beyondScreen(page), [], section);
    }
  });
});

for (const [root, csv] of /** @type {const} */ ([
  [16, LONG_NAMES],
  [24, ''],
])) {
  test(`an embed with all controls fits into 320 px, with ${csv ? 'long names' : 'large text'} too`, async () => {
    await withPage({ ...SMALL, path: '/examples/strict-csp.html', before: withFontSize(root) }, async (page) => {
      await page.evaluate(
        async (panels, controls, csv) => {
          const element = document.createElement('regularization-lab');
          element.setAttribute('panels', panels);
          element.setAttribute('controls', controls);
          document.body.style.margin = '0';
          document.body.replaceChildren(element);
          await /** @type {any} */ (element).ready;
          if (csv !== '') {
            /** @type {any} */ (element).useCsv(csv, { target: 'score', task: 'regression' });
          }
          /** @type {any} */ (element).step(50);
        },
        PANELS.join(' '),
        CONTROLS.join(' '),
        csv,
      );
      await frames(page, 8);
      assert.deepEqual(await beyondScreen(page), []);
    });
  });
}

test('at 320 px the data dialog and the share dialog need no scrolling sideways', async () => {
  await withLab(SMALL, async (page) => {
    await lab(page, (element) => element.step(100));
    await press(page, '.bar-tools .text[title^=Share]');
    // The preview is a lab of its own.
    await until(page, ({ shadowRoot }) => {
      const preview = shadowRoot?.querySelector('.share[open] regularization-lab');
      return !!preview?.shadowRoot?.querySelector('.panel');
    });
    assert.deepEqual(await beyondScreen(page), [], 'share');
    const forms = await lab(page, ({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll('.share .forms input') ?? [])].map((input) => {
        /** @type {HTMLElement} */ (input).click();
        const dialog = input.closest('.share');
        return dialog && dialog.scrollWidth - dialog.clientWidth;
      }),
    );
    assert.deepEqual(forms, [0, 0, 0, 0, 0, 0]);
    await press(page, '.share .modal-head .icon');
    await openData(page);
    for (const section of ['presets', 'numbers', 'own']) {
      await press(page, `.data .tabs input[value=${section}]`);
      await frames(page, 2);
      assert.deepEqual(await beyondScreen(page), [], section);
    }
  });
});

test('views and selects above a plot overlap neither each other nor its ticks, with a mouse and with a finger', async () => {
  for (const [width, touch] of /** @type {const} */ ([
    [1280, false],
    [320, false],
    [390, true],
    [320, true],
  ])) {
    await withLab({ width, height: 900, touch }, async (page) => {
      await showEveryPanel(page);
      const faults = await lab(page, ({ shadowRoot }) =>
        [...(shadowRoot?.querySelectorAll('.panel:has(.plot-head)') ?? [])].flatMap((panel) => {
          const boxes = [...panel.querySelectorAll('.plot-head :is(.toggle, select)')].map((part) => {
            const { left, right, top, bottom } = part.getBoundingClientRect();
            return { name: `${panel.id}: ${part.textContent}`, left, right, top, bottom };
          });
          const top = panel.querySelector('.plot')?.getBoundingClientRect().top ?? 0;
          return boxes
            .filter(
              (a, k) =>
                // The text of the lowest row is in the free 20 px at the top of a plot.
                (a.top + a.bottom) / 2 > top + 12 ||
                boxes.some(
                  (b, l) =>
                    k < l &&
                    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
                    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5,
                ),
            )
            .map(({ name }) => name);
        }),
      );
      assert.deepEqual(faults, [], `${width} px${touch ? ', touch' : ''}`);
    });
  }
});

test('the data dialog fits on the screen below the header, and keeps its tabs and Close while it scrolls', async () => {
  for (const [width, height, touch] of /** @type {const} */ ([
    [1280, 800, false],
    [640, 400, false],
    [844, 390, true],
    [390, 844, true],
  ])) {
    await withLab({ width, height, touch }, async (page) => {
      await openData(page);
      await press(page, '.data .tabs input[value=presets]');
      const { top, bottom, scrolled, shown } = await (await find(page, '.data')).evaluate((dialog) => {
        dialog.scrollTo(0, 200);
        const { top, bottom } = dialog.getBoundingClientRect();
        const shown = [...dialog.querySelectorAll('.icon, .tabs label')].map((part) => {
          const box = part.getBoundingClientRect();
          const root = /** @type {ShadowRoot} */ (dialog.getRootNode());
          return part.contains(root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
        });
        return { top, bottom, scrolled: dialog.scrollTop, shown };
      });
      assert.ok(top >= 0 && bottom <= height && scrolled === 200, `${width} × ${height}: ${top} to ${bottom}`);
      assert.deepEqual(shown, [true, true, true, true], `${width} × ${height}`);
    });
  }
});

test('an enlarged panel on a small screen has its whole reading aid above the views, and a button back', async () => {
  for (const [width, height, touch] of /** @type {const} */ ([
    [320, 200, false],
    [320, 256, true],
    [390, 844, true],
  ])) {
    await withLab({ width, height, touch }, async (page) => {
      await lab(page, (element) => element.step(300));
      for (const panel of ['trajectories', 'cross-validation']) {
        const when = `${panel}, ${width} × ${height}`;
        await press(page, `[data-panel=${panel}] .tools button`);
        await press(page, `[data-panel=${panel}] [role=menuitem]`);
        await frames(page, 3);
        const [back, aid, text, head] = await lab(page, ({ shadowRoot }) => {
          const large = /** @type {Element} */ (shadowRoot?.querySelector('.enlarged'));
          const part = (/** @type {string} */ selector) => /** @type {Element} */ (large.querySelector(selector));
          const text = document.createRange();
          text.selectNodeContents(part('.aid'));
          const parts = [part('header > .tool'), part('.aid'), text, part('.plot-head')];
          return parts.map((one) => one.getBoundingClientRect().toJSON());
        });
        const least = touch ? 44 : 24;
        assert.ok(back.width >= least && back.height >= least, `${when}: ${back.width} × ${back.height}`);
        assert.ok(text.bottom <= aid.bottom + 1 && aid.bottom <= head.top + 1, when);
        assert.deepEqual(await beyondScreen(page), [], when);
        await page.keyboard.press('Escape');
      }
    });
  }
});

test('at 320 px keys of the keyboard map are beside what they do', async () => {
  await withLab({ width: 320, height: 640 }, async (page) => {
    await press(page, '.bar [aria-label=Help]');
    await press(page, '.bar [role=menuitem]');
    const covered = await (await opened(page, 'keyboard')).evaluate((dialog) =>
      [...dialog.querySelectorAll('dt')]
        .filter((keys) => {
          const text = /** @type {Element} */ (keys.nextElementSibling).getBoundingClientRect().left;
          return [...keys.children].some((key) => key.getBoundingClientRect().right > text);
        })
        .map(({ textContent }) => textContent),
    );
    assert.deepEqual(covered, []);
  });
});

/** The part of the screen that shows panels, above the controls. @param {Page} page */
const roomAboveControls = (page) =>
  lab(page, ({ shadowRoot }) => shadowRoot?.querySelector('.controls')?.getBoundingClientRect().top ?? 0);

test('at 400 % zoom one row of controls remains, and whole pictures fit above it', async () => {
  await withLab({ width: 320, height: 256, touch: true }, async (page) => {
    await lab(page, (element) => element.step(300));
    await frames(page, 3);
    const room = await roomAboveControls(page);
    assert.ok(room >= 190, `${room} px`);
    for (const selector of ['#lambda', '.lambda-slider input', '.now .play', '.collapse']) {
      const box = await (await find(page, `.controls ${selector}`)).boundingBox();
      assert.ok(box && box.height >= 44 && box.y >= room && box.x + box.width <= 320, selector);
    }
    const plot = await find(page, '[data-panel=trajectories] .plot');
    await plot.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    const box = await plot.boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= room, `${box?.y} to ${(box?.y ?? 0) + (box?.height ?? 0)}`);
  });
});

test('on a landscape phone controls are beside the panels and scroll by themselves', async () => {
  await withLab({ width: 844, height: 390, touch: true }, async (page) => {
    const controls = await (await find(page, '.controls')).boundingBox();
    const plot = await (await find(page, '[data-panel=trajectories] .plot')).boundingBox();
    assert.ok(controls && plot && plot.x >= controls.x + controls.width && plot.width > 440);
    assert.ok(controls.height <= 390);
    // Past the header.
    await page.evaluate(() => scrollTo(0, 60));
    await (await find(page, '.controls')).evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await frames(page, 3);
    const box = await (await find(page, '#optimizer')).boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= 390);
    assert.equal(await page.evaluate(() => globalThis.scrollY), 60);
  });
});

test('the sheet is collapsed by its button, by swiping and by keys', async () => {
  await withLab({ width: 390, height: 844, touch: true }, async (page) => {
    const collapse = await find(page, '.collapse');
    const isExpanded = () => collapse.evaluate((button) => button.getAttribute('aria-expanded'));
    const main = await roomAboveControls(page);
    assert.equal(await isExpanded(), 'true');
    await collapse.tap();
    await until(page, ({ shadowRoot }) => !!shadowRoot?.querySelector('[data-sheet=row]'));
    assert.deepEqual([await isExpanded(), (await roomAboveControls(page)) > main + 150], ['false', true]);
    await collapse.focus();
    await page.keyboard.press('Enter');
    assert.deepEqual([await isExpanded(), await roomAboveControls(page)], ['true', main]);
    const bar = await (await find(page, '.sheet-bar')).boundingBox();
    assert.ok(bar);
    const [x, y] = [bar.x + bar.width / 2, bar.y + bar.height / 2];
    await page.touchscreen.touchStart(x, y);
    await page.touchscreen.touchMove(x, y + 60);
    await page.touchscreen.touchEnd();
    assert.equal(await isExpanded(), 'false');
  });
});

test('the end of the page is not under the sheet', async () => {
  await withLab({ width: 390, height: 844, touch: true }, async (page) => {
    // Notes of panels may still add lines.
    await until(page, ({ shadowRoot }) => {
      scrollTo(0, document.documentElement.scrollHeight);
      const edge = (/** @type {string} */ part) => shadowRoot?.querySelector(part)?.getBoundingClientRect();
      return Number(edge('.panel:last-child')?.bottom) <= Number(edge('.controls')?.top);
    });
  });
});

for (const [root, width] of [
  [20, 1280],
  [24, 1280],
  [24, 390],
  [20, 320],
  [24, 320],
]) {
  test(`with a font size of ${root} px in the browser, text and charts are larger and fit into ${width} px`, async () => {
    await withLab({ width, height: 844, touch: width < 400, before: withFontSize(root) }, async (page) => {
      await lab(page, (element) => element.step(200));
      await frames(page, 4);
      const sizes = await lab(page, ({ shadowRoot }) =>
        ['h2', '.aid', '.lambda-value .field', '.note'].map((selector) =>
          Number.parseFloat(getComputedStyle(/** @type {Element} */ (shadowRoot?.querySelector(selector))).fontSize),
        ),
      );
      assert.deepEqual(
        sizes,
        [15, 13, 28, 12].map((size) => (size * root) / 16),
      );
      assert.deepEqual(await beyondScreen(page), []);
      // The chart has the height of 344 of its pixels, each as much larger as the text.
      const wanted = (width < 400 ? 300 : 344) * (root / 16);
      const plot = await (await find(page, '[data-panel=trajectories] .plot')).boundingBox();
      assert.ok(plot && Math.abs(plot.height - wanted) < 1, `${plot?.height} px`);
    });
  });
}

test('with large text on a phone λ has a slider of the whole width, and nothing overflows', async () => {
  for (const [height, root, path] of /** @type {const} */ ([
    [640, 20, '/'],
    [640, 24, '/'],
    [844, 24, '/'],
    [844, 16, '/#v=1&theme=projector'],
  ])) {
    const width = height === 640 ? 320 : 390;
    const when = `${width} × ${height}, ${root} px${path}`;
    await withLab({ width, height, touch: true, path, before: withFontSize(root) }, async (page) => {
      await lab(page, (element) => element.step(200));
      await showEveryPanel(page);
      assert.deepEqual(await beyondScreen(page), [], when);
      const boxes = await lab(page, ({ shadowRoot }) => {
        const root = /** @type {ShadowRoot} */ (shadowRoot);
        const box = (/** @type {string} */ part) => root.querySelector(part)?.getBoundingClientRect().toJSON();
        const ticks = [...root.querySelectorAll('.lambda-slider .tick')]
          .map((tick) => tick.getBoundingClientRect())
          .filter(({ width }) => width > 0);
        return {
          play: box('.now .play'),
          slider: box('.lambda-slider input'),
          isLegible: ticks.every(({ left }, k) => k === 0 || left > ticks[k - 1].right),
        };
      });
      const { play, slider, isLegible } = boxes;
      assert.ok(Math.abs(play.width - play.height) < 0.5, `${when}: ${play.width} × ${play.height}`);
      assert.ok(slider.width > width - 50 && slider.bottom <= height, `${when}: ${JSON.stringify(slider)}`);
      assert.ok(play.bottom <= slider.top && isLegible, when);
      await press(page, '.handle');
      assert.deepEqual(await beyondScreen(page), [], `${when}: all controls`);
      await press(page, '[data-panel=trajectories] .on-focus');
      await opened(page, 'panel-numbers');
      assert.deepEqual(await beyondScreen(page), [], `${when}: numbers`);
      await press(page, '.panel-numbers .icon');
      await press(page, '.bar-tools .text[title^=Share]');
      await opened(page, 'share');
      assert.deepEqual(await beyondScreen(page), [], `${when}: share`);
      await press(page, '.share .modal-head .icon');
      await openData(page);
      const cut = await lab(page, ({ shadowRoot }) =>
        [...(shadowRoot?.querySelectorAll('.data .tabs label') ?? [])].filter(
          (label) => label.getBoundingClientRect().right > innerWidth - 16,
        ),
      );
      assert.deepEqual([await beyondScreen(page), cut], [[], []], `${when}: data`);
    });
  }
});

test('a page whose root is smaller does not shrink an embed; --regularization-lab-font-size sets its size', async () => {
  await withPage({ path: '/examples/strict-csp.html' }, async (page) => {
    const sizes = await page.evaluate(async () => {
      document.documentElement.style.fontSize = '62.5%';
      const element = document.createElement('regularization-lab');
      document.body.replaceChildren(element);
      await /** @type {any} */ (element).ready;
      const title = /** @type {Element} */ (element.shadowRoot?.querySelector('h2'));
      const first = getComputedStyle(title).fontSize;
      element.style.setProperty('--regularization-lab-font-size', '3.2rem');
      return [first, getComputedStyle(title).fontSize];
    });
    assert.deepEqual(sizes, ['15px', '30px']);
  });
});

test('a wide screen is used: three columns, each with one axis', async () => {
  await withLab({ width: 1920, height: 1080 }, async (page) => {
    const places = await lab(page, ({ shadowRoot }) =>
      Object.fromEntries(
        [...(shadowRoot?.querySelectorAll('.panel') ?? [])].map((panel) => {
          const { left, right } = panel.getBoundingClientRect();
          return [panel.id, { left, right }];
        }),
      ),
    );
    const { trajectories, sparsity, geometry, path } = places;
    assert.ok(Math.max(...Object.values(places).map(({ right }) => right)) > 1880);
    assert.ok(trajectories.right < geometry.left && geometry.right < path.left);
    assert.deepEqual([sparsity, places.weights, places['cross-validation']], [trajectories, geometry, path]);
  });
});

test('the projector theme shows two panels and the controls at 1280 × 800', async () => {
  await withLab({ width: 1280, height: 800, path: '/#v=1&theme=projector' }, async (page) => {
    await frames(page, 4);
    const room = await roomAboveControls(page);
    for (const panel of ['trajectories', 'geometry']) {
      const box = await (await find(page, `[data-panel=${panel}] .plot`)).boundingBox();
      assert.ok(box && box.width > 450 && box.height > 380 && box.y + box.height <= room, panel);
    }
    const slider = await (await find(page, '.lambda-slider')).boundingBox();
    assert.ok(slider && slider.y + slider.height <= 800);
  });
});
