/** The data dialog: presets and recipe parameters. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PRESETS } from '../../www/names.js';
import { find, frames, lab, text, type, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Opens the dialog on one of its sections.
 *
 * @param {Page} page
 * @param {'presets' | 'numbers'} section
 */
async function open(page, section) {
  await (await find(page, '.more')).click();
  const tab = await find(page, `.tabs input[value=${section}]`);
  await tab.evaluate((radio) => /** @type {HTMLElement} */ (radio).click());
  await frames(page);
}

/** @param {Page} page @param {string} selector */
async function press(page, selector) {
  await (await find(page, selector)).evaluate((element) => /** @type {HTMLElement} */ (element).click());
  await frames(page);
}

/** @param {Page} page */
const size = (page) => text(page, '.choice .size');

test('every preset can be chosen from the list, has its source and trains without diverging', async () => {
  await withLab({}, async (page) => {
    await open(page, 'presets');
    const presets = await page.$$eval('regularization-lab >>> .preset', (buttons) =>
      buttons.map((button) => [button.getAttribute('value') ?? '', button.querySelector('.source')?.textContent]),
    );
    assert.equal(presets.length, PRESETS.length);
    for (const [name, source] of presets) {
      assert.match(String(source), /^S-[A-F]\d/);
      await press(page, `.preset[value=${name}]`);
      await until(page, (element, chosen) => element.data === chosen, String(name));
      await lab(page, (element) => element.step(200));
      await frames(page);
      const [status, chosen] = await lab(page, ({ status, shadowRoot }) => [
        status,
        shadowRoot?.querySelector('.preset[aria-pressed=true]')?.getAttribute('value'),
      ]);
      assert.deepEqual([status === 'diverged', chosen], [false, name]);
      const select = await find(page, '#data');
      assert.equal(await select.evaluate((element) => /** @type {HTMLSelectElement} */ (element).value), name);
    }
  });
});

test('a preset sets its training parameters, and the next one resets them', async () => {
  await withLab({}, async (page) => {
    const state = () => lab(page, ({ lambda, penalty, optimizer }) => [lambda, penalty, optimizer]);
    await (await find(page, '#data')).select('capped');
    await frames(page);
    assert.deepEqual(await state(), [0.01, 'l2', 'gradient-descent']);
    await lab(page, (element) => element.step(100));
    await frames(page);
    assert.equal(await lab(page, (element) => element.nIter), 20);
    assert.equal(await text(page, '.run-status'), 'stopped at max_iter = 20');
    await (await find(page, '#data')).select('easy');
    await frames(page);
    assert.deepEqual(await state(), [1, 'l1', 'proximal-gradient']);
  });
});

test('dragging a recipe parameter regenerates the data while it moves', async () => {
  await withLab({}, async (page) => {
    await open(page, 'numbers');
    const slider = await find(page, '.recipe-parameter:has(#recipe-nFeatures) .slider');
    const box = await slider.boundingBox();
    assert.ok(box);
    const y = box.y + box.height / 2;
    // The thumb of 100 features between 3 and 500.
    const share = Math.log(100 / 3) / Math.log(500 / 3);
    await page.mouse.move(box.x + 7 + share * (box.width - 14), y);
    await page.mouse.down();
    const seen = new Set();
    for (let k = 0; k <= 6; k++) {
      await page.mouse.move(box.x + box.width * (share - 0.05 * k), y);
      await frames(page, 4);
      seen.add(await size(page));
    }
    await page.mouse.up();
    assert.ok(seen.size >= 5, [...seen].join(', '));
    const p = await lab(page, (element) => element.recipe.nFeatures);
    assert.ok(p !== undefined && p < 40, String(p));
    assert.equal(await size(page), `350 rows, ${p} features`);
    await press(page, '.numbers > .plain');
    assert.equal(await size(page), '350 rows, 100 features');
  });
});

test('only the recipe parameters of the current data are shown', async () => {
  await withLab({}, async (page) => {
    await open(page, 'numbers');
    const names = () =>
      page.$$eval('regularization-lab >>> .recipe-parameter .field', (fields) =>
        fields.map(({ id }) => id.replace('recipe-', '')),
      );
    for (const [preset, expected] of /** @type {const} */ ([
      ['twins', ['nSamples', 'nGroups', 'groupSize', 'nNoise', 'rho', 'noise', 'testSize']],
      ['make-regression', ['nSamples', 'nFeatures', 'nInformative', 'noise', 'testSize']],
      ['diabetes', ['testSize']],
    ])) {
      await lab(
        page,
        (element, name) => {
          element.data = name;
        },
        preset,
      );
      await until(page, (element, name) => element.data === name, preset);
      assert.deepEqual(await names(), expected);
    }
  });
});

test('an invalid recipe parameter is rejected with a message, and the last valid data stay', async () => {
  await withLab({}, async (page) => {
    await open(page, 'numbers');
    for (const [field, value, expected] of [
      ['nSamples', '6000', 'n_samples must be a whole number between 20 and 5000; got 6000.'],
      ['nFeatures', '2', 'n_features must be at least 3, for 3 informative and 0 redundant ones; got 2.'],
      ['classSep', 'wide', 'class_sep must be a number between 0 and 10; got "wide".'],
    ]) {
      await type(page, `#recipe-${field}`, value);
      await frames(page);
      assert.equal(await text(page, '.data > .problem'), expected);
      assert.equal(await size(page), '350 rows, 100 features');
    }
    await type(page, '#recipe-nSamples', '200');
    await frames(page);
    assert.deepEqual([await text(page, '.data > .problem'), await size(page)], ['', '140 rows, 100 features']);
  });
});

test('seed, test size, stratification and class balance can be changed', async () => {
  await withLab({}, async (page) => {
    await open(page, 'numbers');
    await press(page, '.seed button');
    assert.equal(await lab(page, (element) => element.recipe.randomState), 43);
    await type(page, '#random-state', '7');
    await type(page, '#recipe-testSize', '0.5');
    await frames(page);
    assert.equal(await size(page), '250 rows, 100 features');
    for (const label of ['Stratify the split', 'Balance classes']) {
      const [toggle] = await page.$$(`regularization-lab >>> .numbers ::-p-text(${label})`);
      await toggle.click();
      await frames(page);
    }
    assert.deepEqual(await lab(page, ({ recipe }) => [recipe.randomState, recipe.stratify]), [7, true]);
    await lab(page, (element) => element.step(20));
    assert.equal(await lab(page, (element) => element.nIter), 20);
  });
});

test('a table that fails to load leaves the data unchanged, and one that arrives too late is dropped', async () => {
  await withLab({}, async (page) => {
    await page.evaluate(() => {
      globalThis.fetch = async () => new Response('', { status: 503 });
    });
    await (await find(page, '#data')).select('diabetes');
    await until(page, ({ shadowRoot }) => shadowRoot?.querySelector('.choice .notice:popover-open'));
    assert.match(await text(page, '.choice .notice'), /^The table “Diabetes” could not be loaded, so the data stay/);
    assert.equal(await lab(page, ({ shadowRoot }) => shadowRoot?.querySelector('select')?.value), 'stress');
    assert.equal(await lab(page, (element) => element.data), 'stress');
    await page.evaluate(() => {
      const response = new Response(new Uint8Array(10));
      globalThis.fetch = () =>
        new Promise((resolve) => Object.assign(globalThis, { response, answer: () => resolve(response) }));
    });
    await lab(page, (element) => {
      element.data = 'breast-cancer';
      element.data = 'twins';
    });
    await page.waitForFunction('globalThis.answer');
    await page.evaluate('answer()');
    await page.waitForFunction('response.bodyUsed');
    await frames(page);
    assert.equal(await lab(page, (element) => element.data), 'twins');
  });
});

test('a lab can open with a built-in table', async () => {
  await withLab({}, async (page) => {
    const opened = await page.evaluate(async () => {
      const element = /** @type {import('./browser.js').RegularizationLab} */ (
        document.createElement('regularization-lab')
      );
      element.setAttribute('data', 'diabetes');
      document.body.append(element);
      await element.ready;
      return [element.data, element.lambda, element.recipe.testSize];
    });
    assert.deepEqual(opened, ['diabetes', 35.3, 0.2]);
  });
});

test('on a phone the menu opens the sheet, and the keyboard closes it', async () => {
  await withLab({ width: 390, height: 844, touch: true }, async (page) => {
    const select = await find(page, '#data');
    await select.select('');
    await frames(page);
    const dialog = await find(page, 'dialog.data');
    const box = await dialog.boundingBox();
    assert.ok(box && box.y >= 300 && box.y + box.height <= 844.5, JSON.stringify(box));
    assert.equal(await select.evaluate((element) => /** @type {HTMLSelectElement} */ (element).value), 'stress');
    await page.keyboard.press('Escape');
    assert.deepEqual(
      await lab(page, ({ shadowRoot }) => [shadowRoot?.querySelector('dialog')?.open, shadowRoot?.activeElement?.id]),
      [false, 'data'],
    );
  });
});
