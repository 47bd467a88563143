/** Widths, zoom and font sizes: nothing overlaps or overflows, pictures stay reachable, the page uses the width. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, frames, lab, press, showEveryPanel, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** The smallest screen of WCAG 1.4.10. */
const SMALL = { width: 320, height: 640, touch: true };

/**
 * Returns descriptions of the parts of the lab that are outside of the screen at the left or right.
 *
 * @param {Page} page
 */
function beyondScreen(page) {
  return lab(page, ({ shadowRoot }) => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    const parts = [...(shadowRoot?.querySelectorAll('*') ?? [])].filter((part) => {
      const { left, right, width, height } = part.getBoundingClientRect();
      const isScrolled = part.closest('.names, .table, pre, .stage, .preview, .code');
      const isHiddenVisually = width <= 1 || height <= 1 || part.closest('.brand h1, .hidden-visually, svg');
      return !isScrolled && !isHiddenVisually && (left < -0.5 || right > innerWidth + 0.5);
    });
    const names = parts.map((part) => `${part.tagName}.${part.className} ${part.textContent?.slice(0, 30)}`);
    return [...(wide > 0 ? [`the page is ${wide} px too wide`] : []), ...names];
  });
}

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
    await press(page, '.share-head .icon');
    await (await find(page, '#data')).evaluate((select) => {
      Object.assign(select, { value: '' });
      select.dispatchEvent(new Event('change'));
    });
    await until(page, ({ shadowRoot }) => !!shadowRoot?.querySelector('.data[open]'));
    for (const section of ['presets', 'numbers', 'own']) {
      await press(page, `.data .tabs input[value=${section}]`);
      await frames(page, 2);
      assert.deepEqual(await beyondScreen(page), [], section);
    }
  });
});
