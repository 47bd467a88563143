/** Panels: pointer and keyboard, the focused feature, and the choice of panels. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, fingerprint, frames, lab, press, text, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Returns the centre of a panel's plot in the window.
 *
 * @param {Page} page
 * @param {string} panel
 */
async function middle(page, panel) {
  const picture = await find(page, `[data-panel=${panel}] .plot`);
  await picture.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await frames(page, 4);
  const box = await picture.boundingBox();
  assert.ok(box);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, box };
}

/** @param {Page} page */
const rested = async (page) => {
  await lab(page, (element) => {
    element.pause();
    element.step(300);
  });
  await frames(page, 60);
};

for (const panel of ['path', 'cross-validation']) {
  test(`dragging in ${panel} moves λ, the slider follows, and nothing restarts`, async () => {
    await withLab({}, async (page) => {
      await rested(page);
      const { x, y, box } = await middle(page, panel);
      await page.mouse.move(x, y);
      await page.mouse.down();
      const seen = [];
      for (const share of [0.5, 0.6, 0.7, 0.8]) {
        await page.mouse.move(box.x + 40 + share * (box.width - 52), y);
        await frames(page, 2);
        seen.push(await lab(page, (element) => element.lambda));
      }
      await page.mouse.up();
      assert.deepEqual(
        [...seen].sort((a, b) => a - b),
        seen,
        'λ rises with the hand',
      );
      assert.ok(Math.abs(Math.log10(seen[3]) - 1.8) < 0.05, `λ = ${seen[3]} at four fifths of six decades`);
      const field = await lab(page, (element) => {
        const input = /** @type {HTMLInputElement} */ (element.shadowRoot?.querySelector('#lambda'));
        return Number(input.value);
      });
      assert.equal(field, seen[3]);
      assert.equal(await lab(page, (element) => element.nIter), 300);
    });
  });

  test(`arrow keys on ${panel} move λ`, async () => {
    await withLab({}, async (page) => {
      await rested(page);
      await (await find(page, `[data-panel=${panel}] .plot`)).focus();
      await page.keyboard.press('ArrowRight');
      assert.equal(await lab(page, (element) => element.lambda), 1.1);
      await page.keyboard.press('ArrowLeft');
      assert.equal(await lab(page, (element) => element.lambda), 0.98);
    });
  });
}

test('λ can be dragged by touch on the path', async () => {
  await withLab({ width: 390, height: 844, touch: true }, async (page) => {
    await rested(page);
    const { y, box } = await middle(page, 'path');
    const at = (/** @type {number} */ share) => box.x + 40 + share * (box.width - 52);
    await page.touchscreen.touchStart(at(0.5), y - 60);
    await page.touchscreen.touchMove(at(0.75), y - 60);
    await page.touchscreen.touchEnd();
    await frames(page);
    const lambda = await lab(page, (element) => element.lambda);
    assert.ok(Math.abs(Math.log10(lambda) - 1.5) < 0.1, `λ = ${lambda}`);
  });
});

test('the weight under the pointer is highlighted in all panels until the pointer leaves', async () => {
  await withLab({ width: 1280, height: 1600 }, async (page) => {
    await rested(page);
    const plain = await Promise.all(['trajectories', 'path'].map((panel) => fingerprint(page, panel)));
    const { box } = await middle(page, 'weights');
    // The first stem is that of the largest weight.
    await page.mouse.move(box.x + 42, box.y + 60);
    await frames(page, 4);
    const tip = await text(page, '.tooltip');
    assert.match(tip, /^w43 = 1\.\d{5} · informative · optimum 4\.09163$/);
    for (const panel of ['trajectories', 'sparsity', 'weights', 'path']) {
      assert.match(await text(page, `[data-panel=${panel}] .number`), /^1\.\d+ = w43, informative$/, panel);
    }
    const followed = await Promise.all(['trajectories', 'path'].map((panel) => fingerprint(page, panel)));
    assert.ok(followed.every((print, k) => print !== plain[k]));
    await page.mouse.move(2, 2);
    await frames(page, 12);
    assert.equal(await (await find(page, '.tooltip')).evaluate((element) => element.hasAttribute('hidden')), true);
    assert.match(await text(page, '[data-panel=trajectories] .number'), /of 100 weights survive/);
  });
});

test('arrow keys move the focus through the weights by size', async () => {
  await withLab({}, async (page) => {
    await rested(page);
    await (await find(page, '[data-panel=trajectories] .plot')).focus();
    const names = [];
    for (const key of /** @type {const} */ (['ArrowDown', 'ArrowDown', 'ArrowUp'])) {
      await page.keyboard.press(key);
      await frames(page);
      names.push((await text(page, '[data-panel=sparsity] .number')).split('= ')[1]);
    }
    assert.equal(names[0], 'w43, informative');
    assert.notEqual(names[1], names[0]);
    assert.equal(names[2], names[0]);
    await page.keyboard.press('Escape');
    await frames(page);
    assert.match(await text(page, '[data-panel=sparsity] .number'), /exactly zero/);
  });
});

test('the ledger adds up, and shows the gap to the optimum instead', async () => {
  await withLab({}, async (page) => {
    await rested(page);
    const terms = await lab(page, (element) =>
      [...(element.shadowRoot?.querySelectorAll('.sum b') ?? [])].map((term) => Number(term.textContent)),
    );
    assert.equal(terms.length, 4);
    assert.ok(Math.abs(terms[0] + terms[1] + terms[2] - terms[3]) < 2e-4 * terms[3] + 2e-4, String(terms));
    const before = await fingerprint(page, 'ledger');
    await press(page, '[data-panel=ledger] input[value=gap]');
    await frames(page);
    assert.notEqual(await fingerprint(page, 'ledger'), before);
  });
});

test('the comparison trains four penalties to the iteration of the run, and a row chooses its penalty', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.pause();
      element.optimizer = 'gradient-descent';
      element.step(1000);
    });
    await until(page, (element) =>
      element.shadowRoot?.querySelector('[data-panel=comparison] .aid')?.textContent?.includes('1,000 iterations'),
    );
    await frames(page, 4);
    const row = (/** @type {string} */ penalty) =>
      lab(
        page,
        (element, name) =>
          [...(element.shadowRoot?.querySelectorAll(`tr[data-penalty=${name}] td`) ?? [])].map(
            (cell) => cell.textContent,
          ),
        penalty,
      );
    const [none, l1, published] = [await row('none'), await row('l1'), await row('published')];
    assert.deepEqual(published, none, 'as published, nothing was penalized');
    assert.notDeepEqual(l1, none);
    const own = await lab(
      page,
      (element) => element.shadowRoot?.querySelector('[data-panel=weights] .number')?.textContent,
    );
    assert.ok(own?.startsWith(String(Number(l1[4]))), `‖w‖ of the run ${own} is that of its row ${l1[4]}`);
    await press(page, 'tr[data-penalty=l2] button');
    await frames(page);
    assert.equal(await lab(page, (element) => element.penalty), 'l2');
    await lab(page, (element) => {
      element.optimizer = 'coordinate-descent';
    });
    const before = await row('l2');
    await lab(page, (element) => element.converge());
    // With the exact method all four converge to their optima.
    await until(page, (element) => element.status === 'converged');
    await frames(page, 20);
    const [l2, exact] = [await row('l2'), await row('l1')];
    assert.notDeepEqual(l2, before);
    assert.equal(exact[6], '94', 'zeros of the L1 optimum');
    assert.equal(l2[6], '0');
  });
});

test('cross-validation counts its folds, then offers the λ of the one-standard-error rule', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.pause());
    await until(page, (element) =>
      /λ₁ₛₑ/.test(element.shadowRoot?.querySelector('[data-panel=cross-validation] .number')?.textContent ?? ''),
    );
    const value = Number((await text(page, '[data-panel=cross-validation] .number')).split(' ')[0]);
    await press(page, '[data-panel=cross-validation] .plain');
    await frames(page);
    assert.equal(await lab(page, (element) => element.lambda), value);
  });
});

test('panels are hidden, shown and moved from the menu', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(50));
    const order = () =>
      lab(page, (element) =>
        [...(element.shadowRoot?.querySelectorAll('.panel') ?? [])].map((panel) => panel.getAttribute('data-panel')),
      );
    const before = await order();
    assert.equal(before.length, 8);
    await (await find(page, '[popovertarget=panel-menu]')).click();
    await (await find(page, '[data-name=sparsity] input')).click();
    assert.deepEqual(
      await order(),
      before.filter((name) => name !== 'sparsity'),
    );
    await (await find(page, '[data-name=weights] [data-by="-1"]')).click();
    assert.equal((await order()).indexOf('weights'), 1);
    await (await find(page, '[data-name=sparsity] input')).click();
    assert.equal((await order()).at(-1), 'sparsity');
    await frames(page, 4);
    assert.equal(await lab(page, (element) => element.panels.split(' ').length), 8);
    await middle(page, 'sparsity');
    assert.notEqual(await fingerprint(page, 'sparsity'), 0);
    await (await find(page, '.menu .plain')).click();
    assert.deepEqual(await order(), before);
    await page.keyboard.press('Escape');
    const isOpen = await (await find(page, '.menu')).evaluate((menu) => menu.matches(':popover-open'));
    assert.equal(isOpen, false);
  });
});

test('panels named in the attribute are the ones shown, and unknown ones are reported', async () => {
  await withLab({}, async (page) => {
    const messages = await lab(page, (element) => {
      /** @type {string[]} */
      const messages = [];
      element.addEventListener('error', (event) =>
        messages.push(/** @type {CustomEvent} */ (/** @type {Event} */ (event)).detail.message),
      );
      element.panels = 'path nonsense comparison';
      // Reading the property reports nothing again.
      element.getState();
      return messages;
    });
    assert.equal(messages.length, 1);
    assert.match(messages[0], /^panels must be names among trajectories, geometry, .*; got "nonsense"/);
    assert.equal(await lab(page, (element) => element.panels), 'path comparison');
  });
});
