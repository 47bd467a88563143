/** The geometry's second view: the objective, and a draggable start point. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, fingerprint, frames, lab, press, settledFingerprint, text, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

const PANEL = '[data-panel=geometry]';

/**
 * Shows the objective view of a data set after some iterations.
 *
 * @param {Page} page
 * @param {string} data
 */
async function showObjective(page, data) {
  await lab(
    page,
    (element, value) => {
      element.data = value;
      element.step(50);
    },
    data,
  );
  await press(page, `${PANEL} input[value=objective]`);
  await (await find(page, PANEL)).evaluate((panel) => panel.scrollIntoView({ block: 'center' }));
  await until(page, (element) => !element.shadowRoot?.querySelector('.start')?.hasAttribute('hidden'));
  await frames(page, 10);
}

/**
 * Returns the centre of the handle, and the plot, on the screen.
 *
 * @param {Page} page
 */
async function places(page) {
  const handle = await (await find(page, `${PANEL} .start`)).boundingBox();
  const plot = await (await find(page, `${PANEL} .plot`)).boundingBox();
  assert.ok(handle && plot);
  return { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2, plot };
}

/** @param {Page} page */
const label = async (page) =>
  (await find(page, `${PANEL} .start`)).evaluate((handle) => handle.getAttribute('aria-label') ?? '');

/** @param {Page} page */
const isForgettable = async (page) =>
  (await find(page, `${PANEL} .under .plain`)).evaluate((button) => !(/** @type {HTMLElement} */ (button).hidden));

/** @param {Page} page */
const weights = (page) => lab(page, (element) => element.nIter);

test('the view changes picture, number, reading aid and description, and back', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(100));
    await frames(page, 20);
    const texts = async () => {
      const plot = await find(page, `${PANEL} .plot`);
      const description = await plot.evaluate((element) => element.getAttribute('aria-label') ?? '');
      return [await text(page, `${PANEL} .number`), await text(page, `${PANEL} .aid`), description];
    };
    // Labels keep their positions during a run; a change of the view resets them.
    for (const view of ['objective', 'constraint']) {
      await press(page, `${PANEL} input[value=${view}]`);
      await frames(page);
    }
    const [before, words] = [await fingerprint(page, 'geometry'), await texts()];
    assert.match(words[0], /4\.09 allowed by λ = 1/);
    await press(page, `${PANEL} input[value=objective]`);
    await frames(page);
    const [number, aid, description] = await texts();
    assert.match(number, /^0\.0\d+ at best$/);
    assert.match(aid, /loss plus penalty/);
    assert.match(description, /Contours of loss plus penalty .* λ = 1/);
    assert.match(await text(page, `${PANEL} .note`), /^slice, path too: the other 98 weights held at the optimum$/);
    assert.notEqual(await fingerprint(page, 'geometry'), before);
    await press(page, `${PANEL} input[value=constraint]`);
    await frames(page);
    assert.equal(await fingerprint(page, 'geometry'), before);
    assert.deepEqual(await texts(), words);
  });
});

test('the mouse drags the start point: the trajectory is updated at every move and the run is unchanged', async () => {
  for (const data of ['two-features', 'stress']) {
    await withLab({}, async (page) => {
      await showObjective(page, data);
      assert.equal(await isForgettable(page), false);
      const [run, unmoved] = [await weights(page), await fingerprint(page, 'geometry')];
      const trajectories = await fingerprint(page, 'trajectories');
      const { x, y, plot } = await places(page);
      await page.mouse.move(x + 3, y - 2);
      await page.mouse.down();
      const seen = [unmoved];
      for (const share of [0.3, 0.6, 1]) {
        await page.mouse.move(x + 3 + share * (plot.x + 60 - x), y - 2 + share * (plot.y + 70 - y));
        await frames(page, 2);
        seen.push(await fingerprint(page, 'geometry'));
      }
      await page.mouse.up();
      assert.equal(new Set(seen).size, 4, `${data}: the picture did not change at every move`);
      const now = await places(page);
      assert.ok(
        Math.hypot(now.x - plot.x - 60, now.y - plot.y - 70) < 1.5,
        `${data}: the ring is not where the hand is`,
      );
      assert.match(await label(page), /starts at .* across and .* up; iterations shown: [\d,]+\./);
      assert.deepEqual([await weights(page), await fingerprint(page, 'trajectories')], [run, trajectories]);
      await page.mouse.move(plot.x + 200, plot.y + 200);
      await frames(page, 2);
      assert.equal(await fingerprint(page, 'geometry'), seen[3], 'after letting go it moves no more');
      await press(page, `${PANEL} .under .plain`);
      await frames(page);
      assert.equal(await isForgettable(page), false);
      assert.equal(await fingerprint(page, 'geometry'), unmoved);
    });
  }
});

test('the start point cannot be dragged beyond the edge of the plot', async () => {
  await withLab({}, async (page) => {
    await showObjective(page, 'two-features');
    const { x, y, plot } = await places(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(plot.x - 200, plot.y - 10, { steps: 3 });
    await page.mouse.up();
    await frames(page);
    const now = await places(page);
    assert.ok(Math.abs(now.x - plot.x) < 3 && Math.abs(now.y - plot.y) < 3, `${now.x}, ${now.y}`);
  });
});

test('touch drags the start point without scrolling the page', async () => {
  await withLab({ width: 390, height: 844, touch: true }, async (page) => {
    await showObjective(page, 'two-features');
    const handle = await (await find(page, `${PANEL} .start`)).boundingBox();
    assert.ok(handle && handle.width >= 44 && handle.height >= 44, 'large enough for a finger');
    const scroll = () => page.evaluate(() => globalThis.scrollY);
    const [before, top] = [await fingerprint(page, 'geometry'), await scroll()];
    const { x, y } = await places(page);
    await page.touchscreen.touchStart(x, y);
    for (const step of [1, 2, 3, 4]) {
      await page.touchscreen.touchMove(x - 12 * step, y - 20 * step);
      await frames(page, 1);
    }
    await page.touchscreen.touchEnd();
    await frames(page);
    const now = await places(page);
    assert.ok(Math.hypot(now.x - x + 48, now.y - y + 80) < 2, `the ring went ${now.x - x}, ${now.y - y}`);
    assert.notEqual(await fingerprint(page, 'geometry'), before);
    assert.equal(await scroll(), top);
  });
});

test('arrow keys move the start point, from the ring and from the panel; Escape removes it', async () => {
  await withLab({}, async (page) => {
    await showObjective(page, 'two-features');
    const home = await places(page);
    const moved = async () => {
      await frames(page);
      const { x, y } = await places(page);
      return [Math.round(x - home.x), Math.round(y - home.y)];
    };
    await (await find(page, `${PANEL} .start`)).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowUp');
    assert.deepEqual(await moved(), [-6, -6]);
    await (await find(page, `${PANEL} .plot`)).focus();
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.up('Shift');
    assert.deepEqual(await moved(), [-6, 18]);
    assert.equal(await lab(page, (element) => !!element.shadowRoot?.querySelector('.has-focused-feature')), false);
    assert.equal(await isForgettable(page), true);
    await page.keyboard.press('Escape');
    assert.deepEqual(await moved(), [0, 0]);
    assert.equal(await isForgettable(page), false);
    // In the first view they focus features, as in other panels.
    await press(page, `${PANEL} input[value=constraint]`);
    await (await find(page, `${PANEL} .plot`)).focus();
    await page.keyboard.press('ArrowDown');
    await frames(page);
    assert.equal(await lab(page, (element) => !!element.shadowRoot?.querySelector('.has-focused-feature')), true);
  });
});

test('a diverging trajectory shows its finite part and a label; a smaller learning rate fixes it', async () => {
  await withLab({}, async (page) => {
    await showObjective(page, 'two-features');
    await (await find(page, `${PANEL} .start`)).focus();
    await page.keyboard.press('ArrowLeft');
    await lab(page, (element) => {
      element.learningRate = 1000;
    });
    await frames(page);
    assert.match(await text(page, `${PANEL} .note`), /Learning rate too large from there: stopped at iteration \d+\./);
    assert.match(await label(page), /it stops at iteration/);
    await lab(page, (element) => {
      element.learningRate = 0.1;
    });
    await frames(page);
    assert.match(await text(page, `${PANEL} .note`), /from the ring it goes as training would/);
    assert.match(await label(page), /iterations shown/);
  });
});

test('the trajectory is updated after a change of λ, optimizer or pair of weights', async () => {
  await withLab({}, async (page) => {
    await showObjective(page, 'stress');
    await (await find(page, `${PANEL} .start`)).focus();
    for (let k = 0; k < 4; k++) {
      await page.keyboard.press('ArrowUp');
    }
    await frames(page);
    const seen = new Set([await fingerprint(page, 'geometry')]);
    for (const change of [{ lambda: 30 }, { optimizer: 'gradient-descent' }, { learningRate: 0.01 }]) {
      await lab(page, (element, values) => void Object.assign(element, values), change);
      await frames(page, 20);
      seen.add(await fingerprint(page, 'geometry'));
    }
    assert.equal(seen.size, 4);
    assert.equal(await isForgettable(page), true);
    const up = await find(page, `${PANEL} .pair select:last-child`);
    await up.select('80');
    await frames(page);
    assert.equal(await isForgettable(page), false, 'other weights, other plane');
  });
});

test('the larger the ball of the elastic net, the rounder it is at 45°, in the plot and in the description', async () => {
  await withLab({}, async (page) => {
    await page.evaluate(() => {
      // Texts of each canvas since it was cleared.
      const written = /** @type {Map<HTMLCanvasElement, string[]>} */ (new Map());
      Object.assign(globalThis, { written });
      const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        written.get(this.canvas)?.push(text);
        fillText.call(this, text, x, y);
      };
      CanvasRenderingContext2D.prototype.clearRect = function (...rectangle) {
        written.set(this.canvas, []);
        clearRect.apply(this, rectangle);
      };
    });
    const share = async (/** @type {Record<string, unknown>} */ change) => {
      await lab(page, (element, values) => void Object.assign(element, values), change);
      await settledFingerprint(page, 'geometry');
      // The label is omitted if there is no room; the description follows the picture when both have settled.
      const shares = () => {
        const canvases = /** @type {Map<HTMLCanvasElement, string[]>} */ (/** @type {any} */ (globalThis).written);
        const texts = [...canvases.values()].find((texts) => texts.includes('45°: ')) ?? [];
        const plot = document
          .querySelector('regularization-lab')
          ?.shadowRoot?.querySelector('[data-panel=geometry] .plot');
        const described = Number(
          /At 45° the ball reaches ([\d.]+) of/.exec(plot?.getAttribute('aria-label') ?? '')?.[1],
        );
        const drawn = texts.length > 0 ? Number(texts[texts.indexOf('45°: ') + 1]) : described;
        return { described, drawn };
      };
      await page.waitForFunction(`(() => {
        const { described, drawn } = (${shares})();
        return Math.abs(drawn - described) < 0.006;
      })()`);
      return (await page.evaluate(shares)).drawn;
    };
    assert.equal(await share({ penalty: 'l1', lambda: 0.5 }), 0.71);
    assert.equal(await share({ penalty: 'l2', lambda: 0.5 }), 1);
    const weak = await share({ penalty: 'elasticnet', l1Ratio: 0.5, lambda: 0.1 });
    const strong = await share({ lambda: 20 });
    assert.ok(0.71 < strong && strong < weak && weak < 1, `${strong}, ${weak}`);
    const sharper = await share({ l1Ratio: 0.9 });
    assert.ok(sharper < strong, `${sharper}, ${strong}`);
  });
});
