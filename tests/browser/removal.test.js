/** A lab is removed, or its panels are, while something is open or in progress: nothing throws, and it continues when it is inserted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, frames, lab, press, until, withLab } from './browser.js';

/** @typedef {import('../../www/element.js').RegularizationLab} RegularizationLab */
/** @typedef {import('puppeteer-core').Page} Page */

/** Opens the menu of the first panel, and chooses the entry that starts with a text. */
const choose = (/** @type {Page} */ page, /** @type {string} */ start) =>
  lab(
    page,
    (element, start) => {
      const panel = /** @type {Element} */ (element.shadowRoot?.querySelector('.panel'));
      /** @type {HTMLElement} */ (panel.querySelector('.tools > button')).click();
      const entries = /** @type {HTMLElement[]} */ ([...panel.querySelectorAll('[role=menuitem]')]);
      const entry = entries.find((entry) => entry.textContent?.startsWith(start));
      if (!entry) {
        throw new Error(`no ${start} among ${entries.map(({ textContent }) => textContent)}`);
      }
      entry.click();
    },
    start,
  );

/** Waits until the shadow tree has an element. */
const until$ = (/** @type {Page} */ page, /** @type {string} */ selector) =>
  until(page, (element, selector) => element.shadowRoot?.querySelector(selector) !== null, selector);

/** @param {Page} page */
async function clickShare(page) {
  await lab(page, (element) => {
    const buttons = [.../** @type {ShadowRoot} */ (element.shadowRoot).querySelectorAll('button')];
    buttons.find((button) => button.textContent?.startsWith('Share'))?.click();
  });
}

/** What is in progress when the lab is removed. @type {Record<string, (page: Page) => Promise<unknown>>} */
const STATES = {
  'Share is open': async (page) => {
    await clickShare(page);
    await until$(page, 'dialog.share regularization-lab');
    await frames(page, 10);
  },
  'the code of Share is loading': clickShare,
  'the embed of a panel is loading': (page) => choose(page, 'Embed'),
  'the data dialog is open': (page) => press(page, '.choice .more'),
  'a CSV is being read': async (page) => {
    await press(page, '.choice .more');
    await lab(page, (element) => {
      const field = /** @type {HTMLTextAreaElement} */ (element.shadowRoot?.querySelector('#csv-text'));
      field.value = `a,b,y\n${Array.from({ length: 200_000 }, (_, k) => `${k},${k % 7},${k % 2}`).join('\n')}`;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
  },
  'a menu is open': (page) => press(page, '.panel .tools > button'),
  'the export menu is open': (page) => press(page, '.exports > button'),
  'a panel is enlarged': (page) => choose(page, 'Enlarge'),
  'a video is being recorded': async (page) => {
    await lab(page, (element) => element.step(200));
    await choose(page, 'Video');
    await until$(page, '.recording');
  },
  'a picture is being computed': (page) =>
    lab(page, (element) => {
      // It may be rejected, because there is no lab any more.
      element.toBlob('stability').catch((error) => {
        if (error.name !== 'LabError') {
          throw error;
        }
      });
    }),
  'λ is being dragged': async (page) => {
    const slider = await (await find(page, 'input[type=range]')).boundingBox();
    assert.ok(slider);
    await page.mouse.move(slider.x + slider.width / 2, slider.y + slider.height / 2);
    await page.mouse.down();
    await page.mouse.move(slider.x + slider.width / 3, slider.y + slider.height / 2, { steps: 3 });
  },
  'a line is being dragged': async (page) => {
    await lab(page, (element) => {
      element.panels = 'path trajectories';
    });
    await frames(page, 10);
    const plot = await (await find(page, '[data-panel=path] .plot')).boundingBox();
    assert.ok(plot);
    await page.mouse.move(plot.x + plot.width / 2, plot.y + plot.height / 2);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width / 3, plot.y + plot.height / 2, { steps: 3 });
  },
  'a field has the focus and was changed': async (page) => {
    await (await find(page, 'input.field, input[inputmode=decimal]')).focus();
    await page.keyboard.type('5');
  },
  'a table is being fetched': (page) =>
    lab(page, (element) => {
      element.data = 'prostate';
    }),
  'it plays': (page) => lab(page, (element) => element.play()),
  'it has just been inserted': (page) =>
    lab(page, (element) => {
      const parent = element.parentElement;
      element.remove();
      parent?.append(element);
    }),
};

/** How it is removed. @type {Record<string, (element: RegularizationLab) => void>} */
const REMOVALS = {
  'is removed': (element) => element.remove(),
  'is moved': (element) => document.body.append(element),
  'loses its panels': (element) => {
    element.panels = 'ledger';
  },
};

for (const [when, prepare] of Object.entries(STATES)) {
  test(`a lab is removed, moved and loses its panels while ${when}`, async () => {
    for (const [what, removal] of Object.entries(REMOVALS)) {
      await withLab({ path: '/index.html#data=easy&panels=trajectories+weights' }, async (page) => {
        await lab(page, (element) => {
          element.lambda = 4;
        });
        await prepare(page);
        const element = await page.$('regularization-lab');
        assert.ok(element, what);
        // @ts-expect-error puppeteer has no type of the element
        await element.evaluate(removal);
        await frames(page, 3);
        await page.mouse.move(300, 300, { steps: 3 });
        await page.mouse.up().catch(() => 'it was not pressed');
        await page.keyboard.press('Escape');
        await frames(page, 10);
        // @ts-expect-error puppeteer has no type of the element
        await element.evaluate((/** @type {RegularizationLab} */ element) => {
          if (!element.isConnected) {
            document.body.append(element);
          }
        });
        await until$(page, '.panel .plot');
        await frames(page, 10);
        const before = await lab(page, (element) => element.nIter);
        await lab(page, (element) => element.play());
        await until(page, (element, before) => element.nIter > before || element.status !== 'running', before);
      });
    }
  });
}

test('a lab that is moved into the document of a frame is drawn there, and again where it was', async () => {
  await withLab({}, async (page) => {
    const drawn = () =>
      page.evaluate(async () => {
        const { lab } = /** @type {any} */ (globalThis);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const panel = lab.shadowRoot.querySelector('.panel');
        return lab.nIter === 30 && panel !== null && panel.ownerDocument.defaultView.getComputedStyle(panel).minWidth;
      });
    await page.evaluate(() => {
      const lab = /** @type {any} */ (document.createElement('regularization-lab'));
      Object.assign(globalThis, { lab });
      lab.setAttribute('data', 'easy');
      document.body.prepend(lab);
      return lab.ready.then(() => lab.step(30));
    });
    const expected = await drawn();
    assert.notEqual(expected, false);
    for (const where of ['frame', 'page']) {
      await page.evaluate((where) => {
        const frame = /** @type {HTMLIFrameElement} */ (
          document.querySelector('iframe') ?? document.body.appendChild(document.createElement('iframe'))
        );
        const target = where === 'frame' ? frame.contentDocument : document;
        target?.body.prepend(/** @type {any} */ (globalThis).lab);
      }, where);
      const deadline = Date.now() + 20_000;
      while ((await drawn()) !== expected) {
        assert.ok(Date.now() < deadline, `not drawn in the ${where}`);
      }
    }
  });
});
