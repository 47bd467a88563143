/** The element and the page around it: color scheme, the page of the lab, the attribute `state`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frames, lab, text, until, withPage } from './browser.js';
import { html, withServer } from './server.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SCRIPT = '<script type="module" src="/define.js"></script>';

/**
 * Opens a page with a lab.
 *
 * @param {{ tag?: string, head?: string, scheme?: 'light' | 'dark', path?: string }} options
 * @param {(page: Page) => Promise<void>} work
 */
async function withElement({ tag = '<regularization-lab></regularization-lab>', head = '', scheme, path }, work) {
  await withServer(
    (path) => (path === '/page.html' ? html(`${tag}${SCRIPT}`, head) : undefined),
    async ({ origin }) => {
      await withPage({ address: origin, path: path ?? '/page.html', scheme }, async (page) => {
        await page.waitForSelector('regularization-lab:defined');
        await lab(page, (element) => element.ready);
        await work(page);
      });
    },
  );
}

/** @param {Page} page */
const themeOf = (page) => lab(page, (element) => element.shadowRoot?.querySelector('.lab')?.getAttribute('data-theme'));

test('theme auto follows the color scheme of the page, and the system where the page leaves it open', async () => {
  const head = `<style>html.dark { color-scheme: dark } html[data-theme=light] { color-scheme: light }</style>`;
  await withElement({ head, scheme: 'light' }, async (page) => {
    assert.equal(await themeOf(page), 'light');
    await page.evaluate(() => document.documentElement.classList.add('dark'));
    await until(page, (element) => element.shadowRoot?.querySelector('.lab[data-theme=dark]'));
    assert.equal(await lab(page, (element) => element.theme), 'auto', 'it still follows');
    assert.equal(await lab(page, (element) => element.hasAttribute('theme')), false);
    await page.evaluate(() => document.documentElement.classList.remove('dark'));
    await until(page, (element) => element.shadowRoot?.querySelector('.lab[data-theme=light]'));
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await until(page, (element) => element.shadowRoot?.querySelector('.lab[data-theme=dark]'));
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
    await until(page, (element) => element.shadowRoot?.querySelector('.lab[data-theme=light]'));
    await page.evaluate(() => document.body.style.setProperty('color-scheme', 'only dark'));
    await until(page, (element) => element.shadowRoot?.querySelector('.lab[data-theme=dark]'));
    await lab(page, (element) => {
      element.theme = 'light';
    });
    assert.equal(await themeOf(page), 'light', 'a theme of its own has precedence');
  });
});

test('the first picture has the color scheme of the page', async () => {
  await withElement({ head: '<style>html { color-scheme: dark }</style>', scheme: 'light' }, async (page) => {
    assert.equal(await themeOf(page), 'dark');
  });
  await withElement({ head: '<style>html { color-scheme: light dark }</style>', scheme: 'dark' }, async (page) => {
    assert.equal(await themeOf(page), 'dark');
  });
  await withElement({ head: '<style>html { color-scheme: light }</style>', scheme: 'dark' }, async (page) => {
    assert.equal(await themeOf(page), 'light');
  });
});

/** The address of the link below a lab; null if it is not shown. @param {Page} page */
const homeOf = (page) =>
  lab(page, (element) => {
    const link = /** @type {HTMLAnchorElement | null | undefined} */ (element.shadowRoot?.querySelector('a.home'));
    if (!link || link.hidden) {
      return null;
    }
    link.dispatchEvent(new Event('focus'));
    return link.href;
  });

test('the link to the page of the lab is shown only if that page is known', async () => {
  await withElement({}, async (page) => {
    assert.equal(await homeOf(page), null);
  });
  await withElement(
    { tag: '<regularization-lab home="/index.html" lambda="3"></regularization-lab>' },
    async (page) => {
      const href = String(await homeOf(page));
      assert.match(href, /\/index\.html#v=1&data=stress&penalty=l1&lambda=3&/);
      await page.goto(href);
      await lab(page, (element) => element.ready);
      assert.equal(await lab(page, (element) => element.lambda), 3);
    },
  );
  for (const home of ['javascript:alert(1)', 'data:text/html,x', 'http://']) {
    await withElement({ tag: `<regularization-lab home="${home}"></regularization-lab>` }, async (page) => {
      assert.equal(await homeOf(page), null, home);
    });
  }
});

test('a frame has the link if its address names a page of the same host', async () => {
  for (const [search, isShown] of /** @type {const} */ ([
    ['', false],
    ['?home=.', true],
    ['?home=https%3A%2F%2Fexample.org%2F', false],
    ['?home=javascript%3Aalert(1)', false],
  ])) {
    await withElement({ path: `/embed.html${search}#v=1&data=easy&penalty=l1&lambda=1` }, async (page) => {
      assert.equal((await homeOf(page)) !== null, isShown, search);
    });
  }
});

test('the attribute state is a link, other attributes have precedence', async () => {
  const state =
    'v=1&amp;data=twins&amp;penalty=l2&amp;lambda=5&amp;rho=0.5&amp;n-iter=30&amp;scale=linear&amp;view-path=norm';
  const tag = `<regularization-lab state="${state}" lambda="2" panels="path"></regularization-lab>`;
  await withElement({ tag }, async (page) => {
    await until(page, (element) => element.nIter === 30);
    const found = /** @type {any} */ (await lab(page, (element) => element.getState()));
    assert.deepEqual(
      [found.data, found.penalty, found.lambda, found.recipe.rho, found.scale, found.views.path, found.panels],
      ['twins', 'l2', 2, 0.5, 'linear', 'norm', 'path'],
    );
    await lab(page, (element) => element.setAttribute('state', 'v=1&data=easy&penalty=l1&lambda=7&panels=weights'));
    await until(page, (element) => element.data === 'easy');
    assert.deepEqual(await lab(page, (element) => [element.lambda, element.nIter, element.panels]), [7, 0, 'weights']);
  });
  // Without panels it has those of an embed, and it can play from the start.
  await withElement(
    { tag: '<regularization-lab autoplay state="v=1&amp;data=easy"></regularization-lab>' },
    async (page) => {
      await until(page, (element) => element.isPlaying && element.nIter > 0);
      assert.equal(await lab(page, (element) => element.panels), 'trajectories');
    },
  );
});

test('what a state attribute cannot have is reported, and the rest of it is used', async () => {
  const tag =
    '<regularization-lab state="v=1&amp;data=easy&amp;lambda=-4&amp;penalty=l2&amp;colour=red"></regularization-lab>';
  await withElement({ tag }, async (page) => {
    await frames(page, 3);
    assert.deepEqual(await lab(page, (element) => [element.data, element.penalty, element.lambda]), ['easy', 'l2', 1]);
    assert.match(
      await text(page, '.problem:not(:empty)'),
      /λ must be between 0 and 1e100; got -4; colour must be a key/,
    );
  });
});

test('the poster may have no slot, as Markdown writes it', async () => {
  const tag =
    '<regularization-lab loading="lazy" style="display:block;margin-top:9000px"><p><img alt="A poster"></p></regularization-lab>';
  await withServer(
    (path) => (path === '/page.html' ? html(`${tag}${SCRIPT}`) : undefined),
    async ({ origin }) => {
      await withPage({ address: origin, path: '/page.html' }, async (page) => {
        await page.waitForSelector('regularization-lab:defined');
        const isShown = () => page.$eval('img', (image) => image.checkVisibility());
        assert.equal(await isShown(), true);
        await lab(page, async (element) => {
          element.scrollIntoView();
          await element.ready;
        });
        assert.equal(await isShown(), false);
      });
    },
  );
});
