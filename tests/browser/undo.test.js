/** Every change of the presentation is undone like a change of a parameter, and fires the same events. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, frames, lab, press, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** Counts the events of the lab from now on. @param {Page} page */
async function countEvents(page) {
  await lab(page, (element) => {
    const counts = { input: 0, change: 0 };
    Object.assign(element, { counts });
    for (const name of /** @type {const} */ (['input', 'change'])) {
      element.addEventListener(name, () => {
        counts[name] += 1;
      });
    }
  });
}

/** @param {Page} page */
const counts = (page) => lab(page, (element) => /** @type {any} */ (element).counts);

/** Waits until changes are committed. @param {Page} page @param {number} changes */
async function committed(page, changes) {
  await until(page, (element, wanted) => /** @type {any} */ (element).counts.change === wanted, changes);
}

/** @param {Page} page @param {string} name */
const state = async (page, name) =>
  lab(page, (element, key) => /** @type {any} */ (element.getState())[key] ?? null, name);

/** @param {Page} page @param {string} panel */
const checkedView = async (page, panel) =>
  (await find(page, `[data-panel=${panel}] input[name="${panel}-view"]:checked`)).evaluate(
    (radio) => /** @type {HTMLInputElement} */ (radio).value,
  );

/**
 * How each control is used, and how its effect is read.
 *
 * @type {Record<string, { use: (page: Page) => Promise<unknown>, seen: (page: Page) => Promise<unknown> }>}
 */
const CHANGES = {
  'the view of the path': {
    use: (page) => press(page, '[data-panel=path] input[value=norm]'),
    seen: (page) => checkedView(page, 'path'),
  },
  'the view of the weights': {
    use: (page) => press(page, '[data-panel=weights] input[value=place]'),
    seen: (page) => checkedView(page, 'weights'),
  },
  'the scale': {
    use: (page) => press(page, 'input[name=scale][value=linear]'),
    seen: (page) => state(page, 'scale'),
  },
  'the scoring': {
    use: async (page) => (await find(page, '[data-panel=cross-validation] .score select')).select('accuracy'),
    seen: (page) => state(page, 'scoring'),
  },
  'the pair of weights': {
    use: async (page) => (await find(page, '[data-panel=geometry] .pair select:last-child')).select('80'),
    seen: (page) => state(page, 'pair'),
  },
};

for (const [name, { use, seen }] of Object.entries(CHANGES)) {
  test(`${name} is undone and redone, with one input and one change`, async () => {
    await withLab({}, async (page) => {
      await frames(page, 10);
      await countEvents(page);
      const before = await seen(page);
      await use(page);
      const after = await seen(page);
      assert.notDeepEqual(after, before);
      await committed(page, 1);
      assert.equal(await lab(page, (element) => element.undo()), true);
      assert.deepEqual(await seen(page), before);
      assert.equal(await lab(page, (element) => element.redo()), true);
      assert.deepEqual(await seen(page), after);
      assert.deepEqual(await counts(page), { input: 1, change: 3 });
      assert.equal(await lab(page, (element) => element.redo()), false);
    });
  });
}

/** @param {Page} page */
const start = async (page) =>
  (await find(page, '[data-panel=geometry] .start')).evaluate(
    (handle) => /** @type {HTMLElement} */ (handle).style.transform,
  );

test('several key presses that move the start point are one change', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.data = 'two-features';
    });
    await press(page, '[data-panel=geometry] input[value=objective]');
    await until(page, (element) => !element.shadowRoot?.querySelector('.start')?.hasAttribute('hidden'));
    await frames(page, 5);
    await lab(page, (element) => element.undo());
    await lab(page, (element) => element.redo());
    await frames(page, 5);
    await countEvents(page);
    const before = await start(page);
    await (await find(page, '[data-panel=geometry] .start')).evaluate((handle) => {
      for (const key of ['ArrowLeft', 'ArrowUp']) {
        handle.dispatchEvent(new KeyboardEvent('keydown', { key }));
      }
    });
    await frames(page);
    const after = await start(page);
    assert.notEqual(after, before);
    await committed(page, 1);
    assert.deepEqual(await counts(page), { input: 2, change: 1 });
    await lab(page, (element) => element.undo());
    await frames(page);
    assert.equal(await start(page), before);
    await lab(page, (element) => element.redo());
    await frames(page);
    assert.equal(await start(page), after);
  });
});

test('undoing a change of the data restores the chosen pair and scoring', async () => {
  await withLab({}, async (page) => {
    await frames(page, 10);
    await countEvents(page);
    await CHANGES['the pair of weights'].use(page);
    await committed(page, 1);
    await CHANGES['the scoring'].use(page);
    await committed(page, 2);
    const before = [await state(page, 'pair'), await state(page, 'scoring')];
    await lab(page, (element) => {
      element.data = 'make-regression';
    });
    await committed(page, 3);
    assert.notDeepEqual([await state(page, 'pair'), await state(page, 'scoring')], before);
    await lab(page, (element) => element.undo());
    assert.deepEqual([await state(page, 'pair'), await state(page, 'scoring')], before);
  });
});

test('setting a parameter to its current value fires no event, nor do focus, bookmark and actions on the run', async () => {
  await withLab({}, async (page) => {
    await frames(page, 10);
    await countEvents(page);
    await lab(page, (element) => {
      element.lambda = /** @type {number} */ (element.lambda);
      element.setState(element.getState());
      element.step(5);
    });
    await press(page, '.bookmark');
    await (await find(page, '[data-panel=weights] .plot')).focus();
    await page.keyboard.press('ArrowDown');
    await lab(page, async (element) => {
      element.lambda = 3;
      await new Promise((resolve) => element.addEventListener('change', resolve, { once: true }));
    });
    assert.deepEqual(await counts(page), { input: 1, change: 1 });
    await lab(page, (element) => element.undo());
    assert.equal(await lab(page, (element) => element.undo()), false, 'there is one change to undo');
  });
});

test('a panel that is hidden and shown again keeps its view', async () => {
  await withLab({}, async (page) => {
    await press(page, '[data-panel=path] input[value=strips]');
    await lab(page, (element) => {
      element.panels = 'weights';
      element.panels = 'weights path';
    });
    assert.equal(await checkedView(page, 'path'), 'strips');
    assert.deepEqual(await state(page, 'views'), { path: 'strips' });
    assert.match(await lab(page, (element) => element.permalink()), /view-path=strips/);
  });
});

test('panels and theme chosen in menus of the page are in the attributes and in the address', async () => {
  await withLab({}, async (page) => {
    await press(page, 'button[aria-label="Theme"]');
    await page.waitForSelector('regularization-lab >>> :popover-open');
    await lab(page, ({ shadowRoot }) => {
      const entries = [...(shadowRoot?.querySelectorAll(':popover-open button') ?? [])];
      /** @type {HTMLElement | undefined} */ (entries.find(({ textContent }) => textContent === 'Dark'))?.click();
    });
    assert.equal(await lab(page, (element) => element.getAttribute('theme')), 'dark');
    assert.match(await page.evaluate(() => location.hash), /theme=dark/);
  });
});
