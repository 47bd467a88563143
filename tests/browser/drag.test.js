/** Dragging λ while a model is trained. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, fingerprint, frames, lab, text, until, withLab } from './browser.js';

const PANELS = ['trajectories', 'sparsity', 'geometry'];

/** @param {import('puppeteer-core').Page} page */
async function sliderAt(page) {
  const slider = await find(page, '.lambda-slider input');
  const box = await slider.boundingBox();
  assert.ok(box);
  // The centre of the thumb is at least half its width away from both ends.
  return (/** @type {number} */ position) => ({
    x: box.x + 14 + position * (box.width - 28),
    y: box.y + box.height / 2,
  });
}

/** Position of λ on its slider. @param {number} lambda */
const position = (lambda) => 0.1 + (0.9 * Math.log10(lambda / 1e-3)) / 6;

test('dragging λ from 0.01 to 30 continues the run: nothing restarts, zeros rise, every panel is redrawn', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.lambda = 0.01;
      element.play();
    });
    await until(page, (element) => element.nIter > 60);
    const before = await Promise.all(PANELS.map((panel) => fingerprint(page, panel)));
    const zeros = async () => Number((await text(page, '[data-panel=sparsity] .number b')).replace(',', ''));
    const zerosBefore = await zeros();
    const iterationsBefore = await lab(page, (element) => element.nIter);
    const at = await sliderAt(page);
    await page.evaluate(() => {
      const { watched } = /** @type {any} */ (globalThis);
      watched.frames.length = 0;
      watched.longTasks.length = 0;
    });
    const start = at(position(0.01));
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    const seen = [iterationsBefore];
    for (let move = 1; move <= 60; move++) {
      const { x, y } = at(position(0.01 * 3000 ** (move / 60)));
      await page.mouse.move(x, y);
      await frames(page, 1);
      seen.push(await lab(page, (element) => element.nIter));
    }
    await page.mouse.up();
    const reached = await lab(page, (element) => element.lambda);
    assert.ok(reached > 25 && reached < 36, `λ = ${reached}`);
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
      'iterations only rise: nothing restarted',
    );
    assert.ok(seen[60] > iterationsBefore + 60);
    // Waits until the weights that are 0 at the new optimum are 0.
    await until(page, (element, from) => element.nIter > from + 200, seen[60]);
    const zerosAfter = await zeros();
    assert.ok(zerosAfter > zerosBefore + 20, `${zerosBefore} zeros before, ${zerosAfter} after`);
    const after = await Promise.all(PANELS.map((panel) => fingerprint(page, panel)));
    for (const [k, panel] of PANELS.entries()) {
      assert.notEqual(after[k], before[k], `${panel} has not moved`);
    }
    const watched = await page.evaluate(() => /** @type {any} */ (globalThis).watched);
    const times = watched.frames.toSorted((/** @type {number} */ a, /** @type {number} */ b) => a - b);
    const milliseconds = (/** @type {number} */ share) => times[Math.floor(share * (times.length - 1))].toFixed(1);
    console.log(
      `longest tasks in the drag: ${watched.longTasks.map(Math.round).join(', ') || 'none of 50 ms or more'}`,
    );
    console.log(
      `script time of ${times.length} frames: median ${milliseconds(0.5)} ms, p95 ${milliseconds(0.95)} ms, longest ${milliseconds(1)} ms`,
    );
  });
});

test('under L1 the number of zeros rises with λ and falls again when λ falls', async () => {
  await withLab({}, async (page) => {
    const zeros = async (/** @type {number} */ lambda) => {
      await lab(
        page,
        (element, value) => {
          element.lambda = value;
          element.step(400);
        },
        lambda,
      );
      await frames(page);
      return Number(await text(page, '[data-panel=sparsity] .number b'));
    };
    const [low, high, lowAgain] = [await zeros(0.1), await zeros(20), await zeros(0.1)];
    assert.ok(high > low + 10 && lowAgain < high - 10, `${low}, ${high}, ${lowAgain}`);
    assert.equal(await lab(page, (element) => element.nIter), 1200);
  });
});

test('the optimum follows every move within a few frames', async () => {
  await withLab({}, async (page) => {
    const atOptimum = async (/** @type {number} */ lambda) => {
      await lab(
        page,
        (element, value) => {
          element.lambda = value;
        },
        lambda,
      );
      await frames(page, 8);
      return /(\d+) at the optimum/.exec(await text(page, '[data-panel=sparsity] .number'))?.[1];
    };
    // Supports at these λ: tests/fixtures/exact_logistic_article.json.
    assert.deepEqual([await atOptimum(0.1), await atOptimum(1), await atOptimum(30)], ['87', '94', '99']);
  });
});

test('the result of the last background task is drawn', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.lambda = 5;
      element.step(700);
    });
    await frames(page, 60);
    const atRest = await Promise.all(PANELS.map((panel) => fingerprint(page, panel)));
    // Redraws everything.
    await lab(page, (element) => {
      element.theme = 'dark';
      element.theme = 'light';
    });
    await frames(page, 4);
    assert.deepEqual(await Promise.all(PANELS.map((panel) => fingerprint(page, panel))), atRest);
  });
});

test('moving l1_ratio to its ends chooses L2 and L1, between them the elastic net', async () => {
  await withLab({}, async (page) => {
    const ratio = await find(page, '#l1-ratio');
    await ratio.focus();
    const penalty = () => lab(page, (element) => element.penalty);
    await page.keyboard.press('Home');
    assert.equal(await penalty(), 'l2');
    await page.keyboard.press('ArrowRight');
    assert.deepEqual([await penalty(), await lab(page, (element) => element.l1Ratio)], ['elasticnet', 0.01]);
    await page.keyboard.press('End');
    assert.equal(await penalty(), 'l1');
    assert.equal(await text(page, '.ratio output'), '1');
  });
});

test('λ can be dragged by touch without another gesture interfering', async () => {
  await withLab({ width: 390, height: 844, touch: true }, async (page) => {
    const at = await sliderAt(page);
    const [from, to] = [at(position(1)), at(position(100))];
    await page.touchscreen.touchStart(from.x, from.y);
    for (let move = 1; move <= 10; move++) {
      await page.touchscreen.touchMove(from.x + ((to.x - from.x) * move) / 10, from.y);
    }
    await page.touchscreen.touchEnd();
    await frames(page);
    const reached = await lab(page, (element) => element.lambda);
    assert.ok(reached > 70 && reached < 140, `λ = ${reached}`);
    assert.equal(await page.evaluate(() => globalThis.scrollY), 0);
  });
});
