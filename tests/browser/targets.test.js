/**
 * Sizes of targets: 24 px, 44 px under a finger. As in WCAG 2.5.8, links in sentences are exempt, and so is what has another control
 * for the same. The area of a label belongs to its input.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONTROLS, PANELS } from '../../www/names.js';
import { find, frames, lab, press, showEveryPanel, until, withLab, withPage } from './browser.js';
import { CSV, paste } from './import.js';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Returns the visible targets that are smaller than this, with their sizes.
 *
 * @param {Page} page
 * @param {number} least in CSS pixels
 * @param {string} [within]
 */
function smallTargets(page, least, within = '.lab') {
  return lab(
    page,
    ({ shadowRoot }, [size, selector]) => {
      const root = /** @type {ShadowRoot} */ (shadowRoot);
      const all = [...root.querySelectorAll(`:is(${selector}) :is(button, input, select, textarea, a, summary)`)];
      // What is visible only while it has the focus is no target of a pointer.
      const isShown = (/** @type {Element} */ target) => !getComputedStyle(target).clipPath.startsWith('inset(50%');
      const seen = all.filter((target) => target.checkVisibility({ opacityProperty: false }) && isShown(target));
      return seen
        .filter((target) => !target.closest('p, .printed, .code') && !target.matches('[type=file]'))
        .map((target) => {
          const labelled =
            /** @type {HTMLInputElement} */ (target).labels?.[0]?.contains(target) && target.closest('label');
          const { width, height } = (labelled || target).getBoundingClientRect();
          const name = target.id || target.className || target.getAttribute('aria-label') || target.textContent;
          return { name: `${target.tagName} ${name}`, width, height };
        })
        .filter(({ width, height }) => width < size - 0.5 || height < size - 0.5)
        .map(({ name, width, height }) => `${name.slice(0, 50)}: ${Math.round(width)} × ${Math.round(height)}`);
    },
    /** @type {const} */ ([least, within]),
  );
}

for (const [name, options, least] of /** @type {const} */ ([
  ['mouse', { width: 1280, height: 900 }, 24],
  ['mouse on a small screen', { width: 320, height: 640 }, 24],
  ['touch', { width: 390, height: 844, touch: true }, 44],
])) {
  test(`targets of the page are large enough for ${name}`, async () => {
    await withLab(options, async (page) => {
      await lab(page, (element) => element.step(200));
      await showEveryPanel(page);
      await lab(page, ({ shadowRoot }) => {
        const handle = /** @type {HTMLElement} */ (shadowRoot?.querySelector('.handle'));
        handle.click();
      });
      await press(page, '[data-panel=weights] button.toggle');
      await until(
        page,
        ({ shadowRoot }) => !shadowRoot?.querySelector('[data-panel=cross-validation] .plain')?.hasAttribute('hidden'),
      );
      assert.deepEqual(await smallTargets(page, least), []);
      for (const button of [
        '.exports button',
        '[aria-label=Theme]',
        '[aria-label=Help]',
        '[popovertarget=panel-menu]',
      ]) {
        await press(page, `.bar ${button}`);
        await frames(page, 2);
        assert.deepEqual(await smallTargets(page, least, '[popover]'), [], button);
        await press(page, `.bar ${button}`);
      }
    });
  });

  test(`targets of the dialogs are large enough for ${name}`, async () => {
    await withLab(options, async (page) => {
      await lab(page, (element) => element.step(100));
      await press(page, '.bar-tools .text[title^=Share]');
      await until(page, ({ shadowRoot }) => {
        const preview = shadowRoot?.querySelector('.share[open] regularization-lab');
        return !!preview?.shadowRoot?.querySelector('.panel');
      });
      assert.deepEqual(await smallTargets(page, least, '.share'), [], 'share');
      await press(page, '.share .modal-head .icon');
      await (await find(page, '.more')).evaluate((button) => /** @type {HTMLElement} */ (button).click());
      for (const section of ['presets', 'numbers', 'own']) {
        await press(page, `.data .tabs input[value=${section}]`);
        await frames(page, 2);
        assert.deepEqual(await smallTargets(page, least, '.data'), [], section);
      }
      await paste(page, CSV);
      await until(page, ({ shadowRoot }) => !!shadowRoot?.querySelector('.preview:not([hidden]) .columns li'));
      assert.deepEqual(await smallTargets(page, least, '.data'), [], 'preview of a CSV');
      await press(page, '[data-panel=path] .tools button');
      await press(page, '[data-panel=path] [role=menuitem]');
      await frames(page, 3);
      assert.deepEqual(await smallTargets(page, least, '.enlarged'), [], 'enlarged panel');
    });
  });

  test(`targets of an embed are large enough for ${name}`, async () => {
    await withPage({ ...options, path: '/examples/strict-csp.html' }, async (page) => {
      await page.evaluate(
        async (panels, controls) => {
          const element = document.createElement('regularization-lab');
          element.setAttribute('panels', panels);
          element.setAttribute('controls', controls);
          document.body.replaceChildren(element);
          await /** @type {any} */ (element).ready;
        },
        PANELS.join(' '),
        CONTROLS.join(' '),
      );
      await frames(page, 8);
      assert.deepEqual(await smallTargets(page, least), []);
    });
  });
}
