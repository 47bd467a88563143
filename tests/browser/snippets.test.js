/** Every snippet of the share dialog, pasted into a page, is the lab of its preview. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlRenderer, Parser } from 'commonmark';
import { frames, lab, press, until, withLab, withPage } from './browser.js';
import { noHugo, published } from './hugo.js';
import { html, withServer } from './server.js';

/** @typedef {import('puppeteer-core').ElementHandle} ElementHandle */
/** @typedef {import('puppeteer-core').Page} Page */

const PANELS = ['trajectories', 'weights', 'path'];
const WIDTH = 640;

/** Replaces the address of the lab, also inside another address, by paths. @param {string} code */
function onThisServer(code) {
  const address = String(process.env.LAB_ADDRESS);
  return code.replaceAll(address, '').replaceAll(encodeURIComponent(address), '');
}

/** Serves an article and its posters. @param {string} code @returns {Parameters<typeof withServer>[0]} */
const article = (code) => (path) => {
  if (/^\/regularization-lab-[a-z0-9-]+\.svg$/.test(path)) {
    return { body: '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"/>' };
  }
  return path === '/article.html' ? html(onThisServer(code)) : undefined;
};

/** State and pictures of a lab; runs in the page. @param {any} element */
async function seen(element) {
  await element.ready;
  const { nIter } = element;
  while (element.shadowRoot.querySelectorAll('.plot[aria-label]').length < 3 || element.nIter < 60) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const state = element.getState();
  const pictures = state.panels.split(' ').map((/** @type {string} */ panel) => element.toSvg(panel));
  const box = element.getBoundingClientRect();
  return { state, pictures, size: [box.width, box.height], nIter };
}

/** Puts the lab into a state that attributes of parameters cannot say, and opens the dialog. @param {Page} page */
async function openDialog(page) {
  await lab(
    page,
    (element, panels) => {
      element.setState({
        data: 'twins',
        penalty: 'elasticnet',
        lambda: 0.8,
        recipe: { rho: 0.7, randomState: 4 },
        panels,
      });
      element.setState({ scale: 'linear', speed: 500, views: { path: 'norm', weights: 'place' } });
      element.step(20);
      element.setState({ bookmark: '20+elasticnet+0.8+0.7' });
      element.step(40);
      const buttons = [.../** @type {ShadowRoot} */ (element.shadowRoot).querySelectorAll('.bar .text')];
      /** @type {HTMLElement} */ (buttons.find((button) => button.textContent === 'Share')).click();
    },
    PANELS.join(' '),
  );
  await until(page, (element) => element.shadowRoot?.querySelector('.share regularization-lab'));
  await lab(
    page,
    (element, width) => {
      const dialog = /** @type {HTMLElement} */ (element.shadowRoot?.querySelector('.share'));
      for (const label of dialog.querySelectorAll('label')) {
        const [input, text] = [label.querySelector('input'), label.textContent];
        // The third panel; and without lazy loading, which depends on the position in the page.
        if (text === 'Coefficient path' || text === 'Load only near the viewport') {
          input?.click();
        }
      }
      const field = /** @type {HTMLInputElement} */ (dialog.querySelector('.sizes input'));
      field.value = String(width);
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    WIDTH,
  );
  await frames(page, 10);
}

/** The snippets of a form. @param {Page} page @param {string} form */
async function snippets(page, form) {
  await press(page, `.share input[value=${form}]`);
  await frames(page);
  return lab(page, (element) =>
    [.../** @type {ShadowRoot} */ (element.shadowRoot).querySelectorAll('.share pre')].map(
      (pre) => pre.textContent ?? '',
    ),
  );
}

/** What a site makes of the snippets of each form. @type {Record<string, (codes: string[]) => string | Promise<string>>} */
const SITES = {
  element: ([code]) => code,
  iframe: ([code]) => code,
  markdown: ([code]) => new HtmlRenderer().render(new Parser().parse(code)),
  quarto: ([, code]) => /^```\{=html\}\n(.*)\n```$/s.exec(code)?.[1] ?? '',
  reveal: ([code]) => code.replace('data-src', 'src').replace('width="100%"', `width="${WIDTH}"`),
  ...(noHugo ? {} : { hugo: ([article, shortcode]) => published(article, shortcode, String(process.env.LAB_ADDRESS)) }),
};

const needsHugo = noHugo ? { skip: noHugo } : {};

test('every form is the lab of its preview, with its state, its pictures and its height', async () => {
  await withLab({}, async (page) => {
    await openDialog(page);
    const preview = await page.$('regularization-lab >>> .share regularization-lab');
    const wanted = await /** @type {ElementHandle} */ (preview).evaluate(seen);
    assert.deepEqual(
      [wanted.state.views.path, wanted.state.scale, wanted.state.speed, wanted.state.bookmark],
      ['norm', 'linear', 500, '20+elasticnet+0.8+0.7'],
    );
    for (const [form, render] of Object.entries(SITES)) {
      const body = `${await render(await snippets(page, form))}<p id="after">After</p>`;
      await withServer(article(body), async ({ origin }) => {
        await withPage({ address: origin, path: '/article.html' }, async (other) => {
          const frame =
            form === 'iframe' || form === 'reveal'
              ? await (await other.waitForSelector('iframe'))?.contentFrame()
              : other;
          const element = await frame?.waitForSelector('regularization-lab:defined');
          const found = await /** @type {ElementHandle} */ (element).evaluate(seen);
          assert.deepEqual(found.state, wanted.state, form);
          assert.deepEqual(found.pictures, wanted.pictures, form);
          assert.deepEqual(found.size, wanted.size, form);
        });
      });
    }
  });
});

for (const form of ['element', 'markdown', 'hugo', 'quarto', 'iframe']) {
  test(`nothing in the article moves when the lab is drawn: ${form}`, form === 'hugo' ? needsHugo : {}, async () => {
    await withLab({}, async (page) => {
      await openDialog(page);
      const code = await SITES[form](await snippets(page, form));
      const body = `<p>Before</p>${code}<p id="after">After</p>`;
      const before = (/** @type {Page} */ other) =>
        other.evaluateOnNewDocument(() => {
          /** @type {string[]} */
          const shifts = [];
          Object.assign(globalThis, { shifts });
          new PerformanceObserver((list) => {
            const sources = list.getEntries().flatMap((entry) => /** @type {any} */ (entry).sources);
            // Inside the lab a number moves its neighbours while the run goes on.
            const outside = sources.filter(({ node }) => node?.getRootNode() === document);
            shifts.push(...outside.map(({ node }) => node.nodeName));
          }).observe({ type: 'layout-shift', buffered: true });
        });
      await withServer(article(body), async ({ origin }) => {
        await withPage({ address: origin, path: '/article.html', height: 3000, before }, async (other) => {
          const frame = form === 'iframe' ? await (await other.waitForSelector('iframe'))?.contentFrame() : other;
          const element = await frame?.waitForSelector('regularization-lab:defined');
          await /** @type {ElementHandle} */ (element).evaluate(seen);
          await frames(other, 10);
          assert.deepEqual(await other.evaluate('shifts'), []);
        });
      });
    });
  });
}

test(
  'Hugo puts the poster where a feed and a site in a folder find it; the Markdown form is the poster',
  needsHugo,
  async () => {
    await withLab({}, async (page) => {
      await openDialog(page);
      const [article, shortcode] = await snippets(page, 'hugo');
      const hugo = await published(article, shortcode, 'https://example.org/blog/');
      assert.match(
        hugo,
        /<img slot="poster" src="https:\/\/example\.org\/blog\/regularization-lab-twins\S*\.svg" alt="[^"]+">/,
      );
      const markdown = await published((await snippets(page, 'markdown'))[0], shortcode, 'https://example.org/');
      assert.match(
        markdown,
        /<a href="[^"]+#v=1&amp;data=twins[^"]+"><img src="[^"]+regularization-lab-twins\S*\.svg" alt="[^"]+"/,
      );
      assert.doesNotMatch(markdown, /<regularization-lab|<script/);
    });
  },
);
