/** Bookmarks, and the height of panels. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, fingerprint, frames, lab, text, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {Page} page */
async function atRest(page) {
  await lab(page, (element) => {
    element.pause();
    element.step(300);
  });
  await frames(page, 30);
}

test('a bookmark is shown while the penalty changes, until it is removed', async () => {
  await withLab({}, async (page) => {
    await atRest(page);
    const pictures = ['weights', 'trajectories', 'sparsity', 'ledger'];
    const prints = () => Promise.all(pictures.map((panel) => fingerprint(page, panel)));
    const before = await prints();
    const button = await find(page, '.bookmark');
    const title = () => button.evaluate((element) => /** @type {HTMLElement} */ (element).title);
    await button.focus();
    await page.keyboard.press('Enter');
    await frames(page, 4);
    assert.equal(await button.evaluate((element) => element.ariaPressed), 'true');
    assert.equal(await title(), 'Remove the bookmark at iteration 300, L1, λ = 1');
    const aid = '[data-panel=weights] .aid';
    assert.equal(await text(page, aid), 'Every weight as it stands; small marks are the moment kept.');
    for (const [k, print] of (await prints()).entries()) {
      assert.notEqual(print, before[k], `${pictures[k]} shows where the moment is`);
    }
    await lab(page, (element) => {
      element.penalty = 'l2';
      element.step(200);
    });
    await frames(page, 8);
    assert.equal(await title(), 'Remove the bookmark at iteration 300, L1, λ = 1');
    await button.click();
    await frames(page, 4);
    assert.equal(await button.evaluate((element) => element.ariaPressed), 'false');
    assert.match(await text(page, aid), /L1’s answer/);
  });
});

test('other data remove the bookmark', async () => {
  await withLab({}, async (page) => {
    await atRest(page);
    await (await find(page, '.bookmark')).click();
    await lab(page, (element) => {
      element.data = 'twins';
    });
    await until(page, (element) => element.shadowRoot?.querySelector('.bookmark')?.ariaPressed === 'false');
  });
});

/** @param {Page} page */
const height = async (page) => (await (await find(page, '[data-panel=path] .plot')).boundingBox())?.height ?? 0;

test('a panel is made taller by its lower edge and by its menu, and a double click resets it', async () => {
  await withLab({}, async (page) => {
    await atRest(page);
    const start = await height(page);
    const grip = await find(page, '[data-panel=path] .grip');
    await grip.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await frames(page, 4);
    const box = await grip.boundingBox();
    assert.ok(box);
    const [x, y] = [box.x + box.width / 2, box.y + 4];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + 60, { steps: 3 });
    await page.mouse.up();
    const grows = async (/** @type {number} */ expected) => {
      for (let frame = 0; frame < 60 && Math.abs((await height(page)) - expected) > 1; frame++) {
        await frames(page, 1);
      }
      assert.ok(Math.abs((await height(page)) - expected) <= 1, `${await height(page)} instead of ${expected}`);
    };
    await grows(start + 60);
    await (await find(page, '[data-panel=path] .tools button')).focus();
    for (const key of /** @type {const} */ (['Enter', 'ArrowDown', 'Enter'])) {
      await page.keyboard.press(key);
    }
    await grows(1.25 * (start + 60));
    await page.mouse.move(x, y);
    await grip.evaluate((element) => element.dispatchEvent(new MouseEvent('dblclick')));
    await grows(start);
    // The canvas is resized in one of the next frames.
    await page.waitForFunction(() => {
      const root = document.querySelector('regularization-lab')?.shadowRoot;
      const plot = root?.querySelector('[data-panel=path] .plot');
      return plot?.querySelector('canvas')?.height === Math.round((plot?.clientHeight ?? 0) * devicePixelRatio);
    });
  });
});

test('a bookmark is part of the link, and opens with it as it was', async () => {
  await withLab({}, async (page) => {
    const wanted = await lab(page, (element) => {
      element.setState({ data: 'easy', panels: 'weights trajectories', lambda: 2 });
      element.step(40);
      const keep = element.shadowRoot?.querySelector('.past button');
      /** @type {HTMLElement} */ (keep).click();
      element.penalty = 'l2';
      element.reset();
      element.step(25);
      return [element.permalink(), /L1, λ = 2, iteration 40/.test(element.toSvg('weights'))];
    });
    assert.match(String(wanted[0]), /&n-iter=25&bookmark=40\+l1\+2\+0\.7\+other-run&/);
    await page.goto('about:blank');
    await page.goto(`${process.env.LAB_ADDRESS}/${wanted[0]}`);
    await lab(page, (element) => element.ready);
    await until(page, (element) => element.nIter === 25);
    // Its weights are those of the original: src/lab/bookmark.rs.
    const opened = await lab(page, (element) => [
      element.permalink(),
      /L1, λ = 2, iteration 40/.test(element.toSvg('weights')),
    ]);
    assert.deepEqual(opened, wanted);
    assert.equal(opened[1], true);
    await lab(page, (element) => element.setState({ bookmark: '' }));
    assert.doesNotMatch(await lab(page, (element) => element.permalink()), /bookmark/);
    const refused = await lab(page, (element) => {
      try {
        element.setState({ bookmark: '40+l9' });
      } catch (error) {
        return /** @type {Error} */ (error).message;
      }
    });
    assert.match(
      String(refused),
      /^bookmark must be iteration, penalty, lambda and l1_ratio, as in 1240\+l1\+1\+0\.7; got 40\+l9/,
    );
  });
});
