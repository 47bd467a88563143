/** If a lab cannot start, it shows one sentence and its poster. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, frames, lab, until, withPage } from './browser.js';
import { html, withServer } from './server.js';

/** @typedef {import('./server.js').Answer} Answer */

const POSTER = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200"/>'.replaceAll(
  '"',
  "'",
);
const PAGE = html(
  `<regularization-lab><img slot="poster" alt="A picture of it" src="${POSTER}"></regularization-lab>`,
  '<script type="module" src="/define.js"></script>',
);

/** @type {{ name: string, wasm?: Answer, policy?: string, before?: () => void, expected: RegExp, logs?: RegExp[] }[]} */
const TROUBLES = [
  {
    name: 'a page in place of the module',
    wasm: html('Welcome'),
    expected:
      /regularization-lab-\w+\.wasm came as “text\/html; charset=utf-8”, but the server has to send it as application\/wasm\.$/,
  },
  {
    name: 'a page that is called a module',
    wasm: { body: '<!doctype html>' },
    expected: /regularization-lab\.wasm is no WebAssembly, or not all of it\.$/,
  },
  {
    name: 'a module that is not there',
    wasm: { status: 404, body: 'Not found' },
    expected: /regularization-lab-\w+\.wasm could not be loaded, the server answered 404\.$/,
    logs: [/status of 404/],
  },
  {
    name: 'a server that hangs up',
    wasm: { hangsUp: true },
    expected: /regularization-lab-\w+\.wasm could not be reached\.$/,
    logs: [/net::ERR_EMPTY_RESPONSE/, /\.wasm failed$/],
  },
  {
    name: 'a policy without wasm-unsafe-eval',
    policy: "script-src 'self'; img-src data:",
    expected: /Content-Security-Policy forbids WebAssembly; add 'wasm-unsafe-eval' to script-src\.$/,
  },
  {
    name: 'a policy that forbids to fetch the module',
    policy: "script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'; img-src data:",
    expected:
      /Content-Security-Policy forbids http:\/\/.*\/regularization-lab-\w+\.wasm; add its origin to connect-src\.$/,
    logs: [/violates the following Content Security Policy/, /Refused to connect/],
  },
  {
    name: 'a browser without WebAssembly',
    before: () => {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
    },
    expected: /this browser has no WebAssembly; Chrome 119, .* and newer ones can run it\.$/,
  },
  {
    name: 'a browser without constructable style sheets',
    before: () => {
      Reflect.deleteProperty(Document.prototype, 'adoptedStyleSheets');
    },
    expected: /this browser has no constructable style sheets;/,
  },
  {
    name: 'a browser without popovers',
    before: () => {
      Reflect.deleteProperty(HTMLElement.prototype, 'popover');
    },
    expected: /this browser has no popover attribute;/,
  },
];

for (const { name, wasm, policy, before, expected, logs = [] } of TROUBLES) {
  test(`${name} is one sentence`, async () => {
    const answer = (/** @type {string} */ path) => {
      if (path === '/page') {
        return policy ? { ...PAGE, headers: { ...PAGE.headers, 'Content-Security-Policy': policy } } : PAGE;
      }
      return path.endsWith('.wasm') ? wasm : undefined;
    };
    await withServer(answer, async ({ origin }) => {
      const listen = () => {
        /** @type {string[]} */
        const errors = [];
        Object.assign(globalThis, { errors });
        // Captured at the document, because the element exists before listeners can be added to it.
        document.addEventListener(
          'error',
          (event) => event instanceof CustomEvent && errors.push(event.detail?.message),
          { capture: true },
        );
      };
      const options = {
        address: origin,
        path: '/page',
        width: 700,
        height: 400,
        before: async (/** @type {import('puppeteer-core').Page} */ page) => {
          await page.evaluateOnNewDocument(listen);
          if (before) {
            await page.evaluateOnNewDocument(before);
          }
        },
      };
      await withPage(options, async (page, { problems }) => {
        // waitForSelector does not detect all changes in a shadow tree.
        await until(page, (element) => element.shadowRoot?.querySelector('.failure') != null);
        const failure = await find(page, '.failure');
        const shown = await failure.evaluate((element) => [element.textContent, element.getAttribute('role')]);
        assert.match(String(shown[0]), expected);
        assert.equal(shown[1], 'alert');
        const { poster, errors } = await page.evaluate(() => ({
          poster: document.querySelector('img')?.getBoundingClientRect().height,
          errors: /** @type {{ errors: string[] }} */ (/** @type {unknown} */ (globalThis)).errors,
        }));
        assert.equal(poster, 200, 'the poster is seen');
        assert.equal(errors.length, 1);
        assert.ok(String(shown[0]).includes(errors[0]));
        if (process.env.LAB_PICTURES) {
          await page.screenshot({ path: `${process.env.LAB_PICTURES}/${name.replaceAll(' ', '-')}.png` });
        }
        await frames(page);
        const logged = problems.splice(0);
        // Messages of the browser for each of the files that are fetched in parallel.
        for (const line of logged) {
          assert.ok(
            logs.some((log) => log.test(line)),
            line,
          );
        }
      });
    });
  });
}

test('a lab that failed to start starts when it is inserted again and the missing file exists', async () => {
  let isThere = false;
  const answer = (/** @type {string} */ path) => {
    if (path === '/page') {
      return PAGE;
    }
    return path.endsWith('.wasm') && !isThere ? { status: 503, body: 'later' } : undefined;
  };
  await withServer(answer, async ({ origin }) => {
    await withPage({ address: origin, path: '/page' }, async (page, { problems }) => {
      await until(page, (element) => element.shadowRoot?.querySelector('.failure') != null);
      isThere = true;
      const state = await page.$eval('regularization-lab', async (element) => {
        const lab = /** @type {import('../../www/element.js').RegularizationLab} */ (element);
        document.body.append(lab);
        await lab.ready;
        lab.step(5);
        return [lab.nIter, lab.shadowRoot?.querySelectorAll('.failure').length];
      });
      assert.deepEqual(state, [5, 0]);
      assert.match(problems.splice(0).join(), /503/);
    });
  });
});

/** Returns and removes the messages of the console. @param {string[]} problems */
const taken = (problems) => problems.splice(0);

for (const type of ['text/plain', 'application/octet-stream', '']) {
  test(`a module served ${type === '' ? 'without a type' : `as ${type}`} is read all the same, with one warning`, async () => {
    const answer = (/** @type {string} */ path) =>
      path === '/page' ? PAGE : path.endsWith('.wasm') ? { headers: { 'Content-Type': type } } : undefined;
    await withServer(answer, async ({ origin, requested }) => {
      await withPage({ address: origin, path: '/page' }, async (page, { problems }) => {
        await lab(page, async (element) => {
          await element.ready;
          document.body.append(document.createElement('regularization-lab'));
          await /** @type {typeof element} */ (document.body.lastElementChild).ready;
        });
        const [warning, ...others] = taken(problems);
        assert.match(warning, /does not serve Wasm with `application\/wasm` MIME type/);
        assert.deepEqual(others, []);
        assert.equal(requested.filter((path) => path.endsWith('.wasm')).length, 1);
      });
    });
  });
}

test('the module is compiled while it streams', async () => {
  await withServer(
    (path) => (path === '/page' ? PAGE : undefined),
    async ({ origin }) => {
      const watch = () => {
        const { instantiateStreaming } = WebAssembly;
        Object.assign(globalThis, { streamed: 0 });
        WebAssembly.instantiateStreaming = (...given) => {
          Object.assign(globalThis, { streamed: /** @type {any} */ (globalThis).streamed + 1 });
          return Reflect.apply(instantiateStreaming, WebAssembly, given);
        };
      };
      const before = (/** @type {import('puppeteer-core').Page} */ page) => page.evaluateOnNewDocument(watch);
      await withPage({ address: origin, path: '/page', before }, async (page) => {
        await lab(page, (element) => element.ready);
        assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).streamed), 1);
      });
    },
  );
});
