/** The share dialog: the link, and the code of an embed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PANEL_TITLES } from '../../www/names.js';
import { assertAccessible, find, frames, lab, press, text, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {Page} page */
async function openFromHeader(page) {
  await lab(page, (element) => {
    const buttons = [.../** @type {ShadowRoot} */ (element.shadowRoot).querySelectorAll('.bar .text')];
    const share = /** @type {HTMLElement} */ (buttons.find((button) => button.textContent === 'Share'));
    share.focus();
    share.click();
  });
  await opened(page);
}

/** @param {Page} page @param {string} panel */
async function openFromPanel(page, panel) {
  await press(page, `[data-panel=${panel}] .tool`);
  await lab(page, (element) => {
    const entries = /** @type {ShadowRoot} */ (element.shadowRoot).querySelectorAll('.actions:popover-open button');
    /** @type {HTMLElement} */ ([...entries].find((entry) => entry.textContent === 'Embed…')).click();
  });
  await opened(page);
}

/** @param {Page} page */
async function opened(page) {
  await until(page, (element) => {
    const preview = element.shadowRoot?.querySelector('.share regularization-lab');
    return preview?.shadowRoot?.querySelector('.panel');
  });
  await frames(page, 5);
}

/** Returns the state of the preview. @param {Page} page */
const previewed = (page) =>
  lab(page, (element) => {
    const preview = /** @type {typeof element} */ (
      /** @type {ShadowRoot} */ (element.shadowRoot).querySelector('.share regularization-lab')
    );
    return /** @type {any} */ (preview.getState());
  });

/** @param {Page} page @param {string} label */
async function tick(page, label) {
  await lab(
    page,
    (element, label) => {
      const labels = /** @type {ShadowRoot} */ (element.shadowRoot).querySelectorAll('.share label');
      const found = [...labels].find((one) => one.textContent === label);
      found?.querySelector('input')?.click();
    },
    label,
  );
  await frames(page);
}

/** Returns the visible pieces of code. @param {Page} page */
const pieces = (page) =>
  lab(page, (element) =>
    [.../** @type {ShadowRoot} */ (element.shadowRoot).querySelectorAll('.share pre')].map(
      (pre) => pre.textContent ?? '',
    ),
  );

/** Returns the focused element. @param {Page} page */
const focused = (page) =>
  lab(page, (element) => {
    const active = element.shadowRoot?.activeElement;
    return active?.getAttribute('aria-label') ?? active?.textContent;
  });

/**
 * Opens another page that contains the code, and runs `work` there.
 *
 * @param {Page} page
 * @param {string} code
 * @param {(other: Page) => Promise<void>} work
 */
async function inAnArticle(page, code, work) {
  const other = await page.browser().newPage();
  try {
    await other.goto(`${process.env.LAB_ADDRESS}/icon.svg`);
    const address = `${process.env.LAB_ADDRESS}/article.html`;
    await other.setRequestInterception(true);
    other.on('request', (request) =>
      request.url() === address
        ? request.respond({ contentType: 'text/html', body: `<!doctype html><title>Article</title><p>Text</p>${code}` })
        : request.continue(),
    );
    await other.goto(address);
    await work(other);
  } finally {
    await other.close();
  }
}

test('opened from the header, the dialog has the link and two panels, and closing it changes nothing', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.lambda = 0.5;
      element.step(30);
    });
    await openFromHeader(page);
    assert.equal(await focused(page), 'Copy: Address of this state');
    const link = await (await find(page, '.share-link input')).evaluate((field) => /** @type {any} */ (field).value);
    const [address, hash] = await lab(page, (element) => [location.origin, element.permalink()]);
    assert.ok(link.startsWith(address) && link.endsWith(hash) && hash.includes('lambda=0.5'), link);
    const state = await previewed(page);
    assert.deepEqual([state.panels, state.lambda, state.nIter], ['trajectories geometry', 0.5, 30]);
    await page.keyboard.press('Escape');
    await frames(page);
    assert.equal(await focused(page), 'Share');
    assert.equal(await lab(page, (element) => element.shadowRoot?.querySelector('.share')), null);
    await page.goto(link);
    await lab(page, (element) => element.ready);
    assert.deepEqual(await lab(page, (element) => [element.lambda, element.nIter]), [0.5, 30]);
  });
});

test('a playing lab is paused while the dialog is open', async () => {
  await withLab({ playing: true }, async (page) => {
    await openFromHeader(page);
    assert.equal(await lab(page, (element) => element.isPlaying), false);
    await page.keyboard.press('Escape');
    await until(page, (element) => element.isPlaying);
  });
});

test('opened from a panel, the dialog has that panel, and the preview shows the options', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.recipe = { nFeatures: 40 };
      element.penalty = 'l2';
      element.step(25);
    });
    await openFromPanel(page, 'path');
    const first = await previewed(page);
    assert.deepEqual([first.panels, first.penalty, first.recipe.nFeatures], ['path', 'l2', 40]);
    assert.match(await text(page, '.share .code .note'), /^This address is on your own computer/);
    assert.match((await pieces(page))[0], / state="v=1&amp;data=stress&amp;penalty=l2.*&amp;n-iter=25"/);
    await tick(page, 'Weights now');
    await tick(page, 'Penalty');
    const second = await previewed(page);
    assert.deepEqual([second.panels, second.controls, second.nIter], ['weights path', 'lambda play', 25]);
    await tick(page, 'Weights now');
    await tick(page, 'Coefficient path');
    assert.equal((await previewed(page)).panels, 'path', 'the last panel stays');
    assert.equal(await text(page, '.share .problem'), 'Choose at least one panel.');
    // Panels of the preview have no entry “Embed…”.
    const entries = await lab(page, (element) => {
      const root = element.shadowRoot?.querySelector('.share regularization-lab')?.shadowRoot;
      /** @type {HTMLElement | null | undefined} */ (root?.querySelector('.tool'))?.click();
      return [...(root?.querySelectorAll('[role=menuitem]') ?? [])].map((entry) => entry.textContent);
    });
    assert.ok(entries.includes('Enlarge') && !entries.includes('Embed…'), `${entries}`);
  });
});

test('every form of the code is copied as shown', async () => {
  await withLab({}, async (page) => {
    await page
      .browserContext()
      .overridePermissions(`${process.env.LAB_ADDRESS}`, ['clipboard-read', 'clipboard-write']);
    await page.bringToFront();
    await openFromHeader(page);
    for (const form of ['element', 'iframe', 'markdown', 'hugo', 'quarto', 'reveal']) {
      await press(page, `.share input[value=${form}]`);
      await frames(page);
      const shown = await pieces(page);
      assert.ok(shown.length > 0 && shown.every((code) => code.length > 20), form);
      await press(page, '.share .part .plain');
      await until(
        page,
        (element) => element.shadowRoot?.querySelector('.share .part .copied')?.textContent === 'Copied',
      );
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), shown[0], form);
    }
  });
});

test('without a clipboard the code is selected', async () => {
  await withLab({}, async (page) => {
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    await openFromHeader(page);
    await press(page, '.share .part .plain');
    await frames(page);
    assert.match(await text(page, '.share .part .copied'), /^Selected/);
    assert.match((await focused(page)) ?? '', /Paste where the lab should appear/);
  });
});

test('an element pasted into an article is the lab of the preview', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.data = 'twins';
      element.penalty = 'elasticnet';
      element.l1Ratio = 0.35;
      element.lambda = 2.5;
      element.theme = 'dark';
    });
    await openFromPanel(page, 'weights');
    await tick(page, 'Load only near the viewport');
    const wanted = await previewed(page);
    const [code] = await pieces(page);
    await inAnArticle(page, code, async (other) => {
      await other.waitForSelector('regularization-lab');
      const state = await lab(other, async (element) => {
        await customElements.whenDefined('regularization-lab');
        await element.ready;
        return element.getState();
      });
      assert.deepEqual({ ...state, views: {} }, { ...wanted, views: {} });
    });
  });
});

test('an iframe pasted into an article has the whole state, and can play', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.recipe = { nFeatures: 30, randomState: 5 };
      element.penalty = 'l2';
      element.step(35);
    });
    await openFromPanel(page, 'sparsity');
    await tick(page, 'Load only near the viewport');
    await press(page, '.share input[value=iframe]');
    await frames(page);
    const wanted = await previewed(page);
    const read = async (/** @type {Page} */ other) => {
      const frame = await (await other.waitForSelector('iframe'))?.contentFrame();
      await frame?.waitForSelector('regularization-lab');
      const state = await frame?.evaluate(async () => {
        const element = /** @type {any} */ (document.querySelector('regularization-lab'));
        await customElements.whenDefined('regularization-lab');
        await element.ready;
        return { state: element.getState(), isPlaying: element.isPlaying };
      });
      return /** @type {any} */ (state);
    };
    await inAnArticle(page, (await pieces(page)).join(''), async (other) => {
      assert.deepEqual(await read(other), { state: wanted, isPlaying: false });
      await other.waitForFunction(() => {
        const frame = /** @type {HTMLElement} */ (document.querySelector('iframe'));
        return frame.style.height.endsWith('px');
      });
    });
    await tick(page, 'Play from the start when visible');
    const [code] = await pieces(page);
    assert.ok(code.includes('embed.html?autoplay&amp;home=') && !code.includes('n-iter'), code);
    await inAnArticle(page, code, async (other) => {
      assert.equal((await read(other)).isPlaying, true);
    });
  });
});

test('a size applies to the preview and to the code', async () => {
  await withLab({}, async (page) => {
    await openFromPanel(page, 'sparsity');
    const width = await find(page, '.share .sizes label:first-child input');
    await width.evaluate((field) => /** @type {HTMLElement} */ (field).focus());
    await page.keyboard.type('360');
    await page.keyboard.press('Tab');
    await frames(page);
    const shown = await lab(
      page,
      (element) => element.shadowRoot?.querySelector('.share regularization-lab')?.getBoundingClientRect().width,
    );
    assert.equal(shown, 360);
    assert.match((await pieces(page))[0], / style="display: block; width: 360px; max-width: 100%; min-height: \d+px"/);
    await press(page, '.share input[value=iframe]');
    await frames(page);
    assert.match((await pieces(page))[0], / width="360" height="\d+"/);
  });
});

test('a note says that the user’s table is not in the link', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      const rows = Array.from({ length: 30 }, (_, k) => `${(k * 7) % 11},${k % 2}`);
      element.useCsv(`a,y\n${rows.join('\n')}\n`, { target: 'y' });
    });
    await openFromHeader(page);
    assert.match(await text(page, '.share-link .note'), /Your own table is not in the link/);
    const [element, table] = await pieces(page);
    assert.doesNotMatch(element, / data=/);
    assert.match(table, /useCsv\(await table\.text\(\), \{"target":"y"\}\)/);
    assert.match(table, /lab\.setState\(\{.*"nIter":0/);
  });
});

test('closing frees the preview', async () => {
  await withLab({}, async (page) => {
    const sheets = () => lab(page, (element) => element.shadowRoot?.adoptedStyleSheets.length);
    const before = Number(await sheets());
    for (let k = 0; k < 3; k++) {
      await openFromHeader(page);
      const held = await lab(page, async (element) => {
        const root = /** @type {ShadowRoot} */ (element.shadowRoot);
        const preview = /** @type {typeof element} */ (root.querySelector('.share regularization-lab'));
        const dialog = /** @type {HTMLDialogElement} */ (root.querySelector('.share'));
        const closed = new Promise((resolve) => dialog.addEventListener('close', resolve));
        dialog.close();
        await closed;
        try {
          preview.permalink();
          return 'still there';
        } catch (error) {
          return `${preview.isConnected} ${error}`;
        }
      });
      assert.match(String(held), /^false LabError: the lab is not in the document/);
    }
    assert.equal(await sheets(), before + 1, 'that of the dialog, once');
  });
});

for (const [scheme, width] of /** @type {const} */ ([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
])) {
  test(`axe finds nothing serious: ${scheme}, ${width} px, every form`, async () => {
    await withLab({ scheme, width, touch: width < 700 }, async (page) => {
      await lab(page, (element) => element.step(100));
      await openFromPanel(page, 'trajectories');
      for (const form of ['element', 'iframe', 'markdown', 'reveal']) {
        await press(page, `.share input[value=${form}]`);
        await frames(page);
        await assertAccessible(page, form);
      }
      const overflow = await lab(page, (element) => {
        const dialog = /** @type {HTMLElement} */ (element.shadowRoot?.querySelector('.share'));
        return dialog.scrollWidth - dialog.clientWidth;
      });
      assert.equal(overflow, 0);
    });
  });
}

test('the poster has all panels of the preview, in the colors of the chosen theme, and the name of its snippet', async () => {
  await withLab({ scheme: 'dark' }, async (page) => {
    await lab(page, (element) => element.step(100));
    await openFromHeader(page);
    await tick(page, 'Weights now');
    await tick(page, PANEL_TITLES.comparison);
    await press(page, '.share input[value=markdown]');
    await frames(page, 10);
    const [code] = await pieces(page);
    const saved = await lab(page, async (element) => {
      /** @type {Promise<Blob>} */
      const blob = new Promise((resolve) => {
        URL.createObjectURL = (content) => {
          resolve(/** @type {Blob} */ (content));
          return 'blob:saved';
        };
      });
      const name = new Promise((resolve) => {
        HTMLAnchorElement.prototype.click = function () {
          resolve(this.download);
        };
      });
      const buttons = [.../** @type {ShadowRoot} */ (element.shadowRoot).querySelectorAll('.share .code button')];
      /** @type {HTMLElement} */ (buttons.find((button) => button.textContent === 'Save poster')).click();
      const text = await (await blob).text();
      const picture = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
      const titles = [...picture.querySelectorAll('text[font-size="15"]')].map((title) => title.textContent);
      return { name: await name, titles, error: picture.querySelector('parsererror')?.textContent, text };
    });
    assert.equal(saved.error, undefined);
    assert.deepEqual(saved.titles, [
      'Weight trajectories',
      'Constraint geometry',
      'Weights now',
      PANEL_TITLES.comparison,
    ]);
    assert.match(saved.text, /#FBFAF7/i, 'light paper');
    assert.ok(code.includes(`(/${saved.name})`), `${saved.name} ${code}`);
    assert.equal((await previewed(page)).theme, 'auto');
  });
});
