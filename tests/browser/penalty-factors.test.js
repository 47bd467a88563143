/** Penalty factors in the weights panel, the intercept, and a lab in which all rows train. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, find, fingerprint, frames, lab, press, text, type, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

const EDITOR = '[data-panel=weights] .factors';

/** @param {Page} page */
const factors = (page) =>
  lab(page, (element) => element.penaltyFactor.map((/** @type {number} */ factor) => String(factor)));

/** @param {Page} page */
async function open(page) {
  await lab(page, (element) => {
    element.panels = 'weights';
    element.setState({ data: 'easy', lambda: 10 });
  });
  await frames(page);
  await press(page, '[data-panel=weights] button.toggle');
  assert.equal(
    await (await find(page, EDITOR)).evaluate((element) => /** @type {HTMLElement} */ (element).hidden),
    false,
  );
}

/**
 * @param {Page} page
 * @param {string} kind
 */
const choose = async (page, kind) => {
  await press(page, `${EDITOR} input[value=${kind}]`);
  await frames(page);
};

for (const touch of [false, true]) {
  test(`a weight is freed, penalized more and excluded, and changes are undone, ${touch ? 'by touch on a phone' : 'on a wide screen'}`, async () => {
    await withLab(touch ? { width: 390, height: 800, touch } : {}, async (page) => {
      await open(page);
      await assertAccessible(page, 'with the editor of penalty factors');
      const plain = await fingerprint(page, 'weights');
      const select = await find(page, `${EDITOR} select`);
      await select.select('3');
      await choose(page, 'free');
      assert.deepEqual(await factors(page), ['1', '1', '1', '0', '1']);
      assert.notEqual(await fingerprint(page, 'weights'), plain, 'the picture has a mark');
      await type(page, `${EDITOR} input[aria-label='Penalty factor k']`, '2.5');
      assert.deepEqual(await factors(page), ['1', '1', '1', '2.5', '1']);
      await select.select('0');
      await choose(page, 'excluded');
      assert.deepEqual(await factors(page), ['Infinity', '1', '1', '2.5', '1']);
      assert.equal(await text(page, `${EDITOR} .factor-summary`), '2 set');
      assert.match(await lab(page, (element) => element.permalink()), /&penalty-factor=0:inf\+3:2\.5(&|$)/);
      assert.match(await lab(page, (element) => element.toPython()), /factor\[\[0, 3\]\] = \[np\.inf, 2\.5\]/);
      for (const [typed, expected] of [
        ['-1', 'The factor must be between 0 and Infinity; got -1.'],
        ['much', 'The factor must be a number; got "much".'],
      ]) {
        await type(page, `${EDITOR} input[aria-label='Penalty factor k']`, typed);
        assert.equal(await text(page, `${EDITOR} .problem`), expected);
        assert.deepEqual(await factors(page), ['Infinity', '1', '1', '2.5', '1'], 'the last valid ones stay');
      }
      await lab(page, (element) => element.undo());
      assert.notDeepEqual(await factors(page), ['Infinity', '1', '1', '2.5', '1']);
      await lab(page, (element) => element.redo());
      assert.deepEqual(await factors(page), ['Infinity', '1', '1', '2.5', '1']);
      await press(page, `${EDITOR} .plain`);
      assert.deepEqual([await factors(page), await text(page, `${EDITOR} .problem`)], [[], '']);
    });
  });
}

test('adaptive factors are 1/|w|^γ of the weights as they stand, and need a weight that is not 0', async () => {
  await withLab({}, async (page) => {
    await open(page);
    const adaptive = async () => {
      await (await find(page, `${EDITOR} .plain:nth-child(2)`)).click();
      await frames(page);
    };
    await adaptive();
    assert.match(await text(page, `${EDITOR} .problem`), /^Every weight is 0/);
    await lab(page, async (element) => {
      element.penalty = 'l2';
      await element.converge();
    });
    await type(page, `${EDITOR} input[aria-label='γ of adaptive factors']`, '0');
    await adaptive();
    assert.equal(await text(page, `${EDITOR} .problem`), 'γ must be above 0 and at most 10; got 0.');
    await type(page, `${EDITOR} input[aria-label='γ of adaptive factors']`, '2');
    const coef = await lab(page, (element) => [...element.trainer().coef()]);
    await adaptive();
    const expected = coef.map((w) => String(Number((1 / Math.abs(w) ** 2).toPrecision(3))));
    assert.deepEqual(await factors(page), expected);
  });
});

test('a tapped weight and one chosen by keys is the one that is edited', async () => {
  await withLab({}, async (page) => {
    await open(page);
    await lab(page, (element) => element.step(50));
    await frames(page);
    const plot = await find(page, '[data-panel=weights] .plot');
    await plot.focus();
    await page.keyboard.press('ArrowDown');
    await frames(page);
    const largest = await lab(page, (element) => {
      const sizes = [...element.trainer().coef()].map(Math.abs);
      return String(sizes.indexOf(Math.max(...sizes)));
    });
    const chosen = async () =>
      (await find(page, `${EDITOR} select`)).evaluate((element) => /** @type {HTMLSelectElement} */ (element).value);
    assert.equal(await chosen(), largest);
    await plot.click({ offset: { x: 60, y: 100 } });
    assert.equal(await chosen(), largest, 'by size the largest is at the left');
    const { width } = /** @type {{ width: number }} */ (await plot.boundingBox());
    await plot.click({ offset: { x: width - 20, y: 100 } });
    assert.notEqual(await chosen(), largest);
  });
});

test('the intercept is a control, and without it the intercept is 0', async () => {
  await withLab({}, async (page) => {
    const intercept = '[data-control=intercept] input';
    await lab(page, (element) => element.step(20));
    assert.notEqual(await lab(page, (element) => element.trainer().intercept), 0);
    await press(page, intercept);
    await lab(page, (element) => element.step(20));
    const now = () => lab(page, (element) => [element.fitIntercept, element.trainer().intercept, element.nIter]);
    assert.deepEqual(await now(), [false, 0, 40]);
    assert.match(await lab(page, (element) => element.permalink()), /&fit-intercept=false(&|$)/);
    await lab(page, (element) => element.undo());
    assert.equal(await lab(page, (element) => element.fitIntercept), true);
    await frames(page);
    assert.equal(
      await (await find(page, intercept)).evaluate((input) => /** @type {HTMLInputElement} */ (input).checked),
      true,
    );
    await lab(page, (element) => {
      element.controls = 'lambda';
    });
    await frames(page);
    assert.equal(await (await find(page, '[data-control=intercept]')).isVisible(), false);
  });
});

test('with a test size of 0 all rows train, and no number is of test rows', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.panels = 'comparison ledger calibration';
      element.recipe = { testSize: 0 };
      element.step(30);
    });
    await until(
      page,
      ({ shadowRoot }) =>
        shadowRoot?.querySelectorAll('[data-panel=comparison] tbody tr:not(.larger-class)').length === 5,
    );
    await frames(page);
    const said = async (/** @type {string} */ panel) => text(page, `[data-panel=${panel}]`);
    assert.match(await said('comparison'), /% train accuracy/);
    for (const panel of ['comparison', 'ledger']) {
      assert.doesNotMatch(await said(panel), /test|NaN/, panel);
    }
    assert.match(await said('calibration'), /rows held back needed/);
    assert.doesNotMatch(await lab(page, (element) => element.toCsv('scores')), /test/);
    assert.match(await lab(page, (element) => element.permalink()), /&test-size=0(&|$)/);
    await (await find(page, '.more')).click();
    await (await find(page, '.tabs input[value=numbers]')).evaluate((radio) =>
      /** @type {HTMLElement} */ (radio).click(),
    );
    await frames(page);
    assert.match(await text(page, '.numbers > .quiet'), /500 rows, 100 features in training, all rows train\.$/);
    await type(page, '#recipe-testSize', '0.5');
    assert.match(await text(page, '.numbers > .quiet'), /250 rows, 100 features in training, 250 held back\.$/);
  });
});
