/** A lab in a frame and the page around it: requests, events, keys and focus. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frames, withPage } from './browser.js';
import { html, withServer } from './server.js';

/** @typedef {import('puppeteer-core').Frame} Frame */
/** @typedef {import('puppeteer-core').Page} Page */

const SANDBOX = 'allow-scripts allow-downloads';
const HASH = '#v=1&amp;data=easy&amp;penalty=l1&amp;lambda=1&amp;panels=weights';

/**
 * Opens a page with a lab in a sandboxed frame, which is `frame` and, connected, `lab` of the page.
 *
 * @param {{ search?: string, hash?: string, path?: string }} options
 * @param {(page: Page, frame: Frame, problems: string[]) => Promise<void>} work
 */
async function withFrame({ search = '', hash = HASH }, work) {
  const body = `<input id="before"><iframe src="/embed.html${search}${hash}" sandbox="${SANDBOX}" title="A lab" width="700" height="500"></iframe>
    <p id="after">After</p>
    <script type="module">
      import { connect } from '/frame.js';
      window.connect = connect;
      window.messages = [];
      addEventListener('message', ({ data }) => messages.push(data));
      window.frame = document.querySelector('iframe');
      window.lab = connect(frame);
      window.keys = [];
      addEventListener('keydown', ({ key, target }) => keys.push([key, target.tagName]));
    </script>`;
  await withServer(
    (path) => (path === '/page.html' ? html(body) : undefined),
    async ({ origin }) => {
      await withPage({ address: origin, path: '/page.html' }, async (page, { problems }) => {
        const element = await page.waitForSelector('iframe');
        const frame = /** @type {Frame} */ (await element?.contentFrame());
        await page.waitForFunction('window.lab');
        await run(page, 'lab.ready');
        await work(page, frame, problems);
      });
    },
  );
}

/** Evaluates an expression in the page. @param {Page} page @param {string} expression @returns {Promise<any>} */
const run = (page, expression) => page.evaluate(expression);

/** Waits for a condition, an expression in the page. @param {Page} page @param {string} condition */
const until = (page, condition) => page.waitForFunction(condition, { timeout: 20_000 });

test('the methods of a connected frame are those of the element', async () => {
  await withFrame({}, async (page) => {
    const [state, after] = await run(
      page,
      `(async () => {
      const state = await lab.getState();
      await lab.setState({ lambda: 2, penalty: 'l2', nIter: 0 });
      await lab.pause();
      await lab.reset();
      return [state, await lab.step(30)];
    })()`,
    );
    assert.deepEqual([state.data, state.lambda, state.panels], ['easy', 1, 'weights']);
    assert.deepEqual([after.lambda, after.penalty, after.nIter], [2, 'l2', 30]);
    const exported = await run(
      page,
      `(async () => {
      const [svg, blob, csv, python, hash] = await Promise.all([
        lab.toSvg('path'), lab.toBlob('weights'), lab.toCsv('coefficients'), lab.toPython(), lab.permalink(),
      ]);
      return [svg.slice(0, 4), blob.type, blob.size > 3000, csv.split('\\n')[0], python.includes('import numpy'), hash];
    })()`,
    );
    assert.deepEqual(exported.slice(0, 3), ['<svg', 'image/png', true]);
    assert.match(exported[3], /feature/);
    assert.equal(exported[4], true);
    assert.match(exported[5], /^#v=1&data=easy&penalty=l2&lambda=2&n-iter=30/);
    await run(page, 'lab.converge()');
    assert.equal((await run(page, 'lab.getState()')).atOptimum, true);
    await run(page, 'lab.play()');
  });
});

test('a request that cannot be done is rejected with the sentence of the lab, and nothing has changed', async () => {
  await withFrame({}, async (page) => {
    const rejected = (/** @type {string} */ call) =>
      run(page, `lab.${call}.then(() => 'done', (error) => error.message)`);
    assert.equal(
      await rejected('setState({ lambda: -1, penalty: "l2" })'),
      'lambda must be between 0 and 1e100; got -1',
    );
    assert.match(String(await rejected('toSvg("pie")')), /^panel must be one of .*; got "pie"$/);
    assert.match(String(await rejected('step(1.5)')), /^n must be a whole number .*; got 1.5$/);
    assert.equal((await run(page, 'lab.getState()')).penalty, 'l1');
  });
});

test('the frame answers what it cannot use, ignores what is not its own, and does not fail', async () => {
  await withFrame({}, async (page) => {
    const replies = await run(
      page,
      `(async () => {
      await lab.pause();
      messages.length = 0;
      const post = (data) => frame.contentWindow.postMessage(data, '*');
      const ours = (name, values) => post({ type: 'regularization-lab:' + name, v: 1, ...values });
      post({ type: ['regularization-lab:play'], v: 1 });
      post({ type: { toString: null }, v: 1 });
      post({ type: 'regularization-lab:reply', v: 1, request: 1 });
      post(null);
      post({ type: 'regularization-lab:play', v: 2, request: 501 });
      ours('explode', { request: 502 });
      ours('set-state', { request: 503, state: { lambda: NaN } });
      ours('set-state', { state: 'x'.repeat(1e6) });
      ours('step', { n: 5 });
      await lab.getState();
      return messages.filter(({ error }) => error).map(({ request, error }) => request + ': ' + error).toSorted();
    })()`,
    );
    assert.deepEqual(
      replies.map((/** @type {string} */ reply) => reply.replace(/one of .*; /, 'one of …; ')),
      [
        '501: v must be 1; got 2',
        '502: type must be one of …; got "explode"',
        '503: lambda must be between 0 and 1e100; got NaN',
        `null: state must be an object; got "${'x'.repeat(60)}…"`,
      ],
    );
    assert.equal((await run(page, 'lab.getState()')).nIter, 5);
    assert.equal((await run(page, 'lab.getState()')).lambda, 1);
  });
});

test('events have plain values, and the user’s table leaves the frame in none', async () => {
  await withFrame({}, async (page, frame) => {
    await run(
      page,
      `
      window.seen = {};
      for (const name of ['change', 'step', 'converged', 'error']) lab.addEventListener(name, ({ detail }) => (seen[name] = detail));
      lab.setState({ lambda: 3 });
    `,
    );
    await until(page, 'seen.change?.state.lambda === 3 && seen.step');
    assert.equal(await run(page, 'typeof seen.step.scores.objective'), 'number');
    await run(page, 'lab.converge()');
    await until(page, 'seen.converged');
    await frame.$eval('regularization-lab', (element) => {
      const rows = Array.from({ length: 30 }, (_, k) => `${(k * 7) % 11},${k % 2}`);
      /** @type {any} */ (element).useCsv(`secret,y\n${rows.join('\n')}\n`, { target: 'y' });
    });
    await until(page, 'seen.change.state.data === "csv"');
    const state = await run(page, 'lab.getState()');
    assert.equal(state.data, 'csv');
    assert.doesNotMatch(JSON.stringify([state, await run(page, 'messages')]), /secret,y|"text"/);
  });
});

test('connect waits for a frame that is loaded later, and survives a reload', async () => {
  await withFrame({}, async (page) => {
    const state = await run(
      page,
      `(async () => {
      const late = document.createElement('iframe');
      late.sandbox = 'allow-scripts';
      document.body.append(late);
      const other = connect(late);
      const asked = other.getState();
      late.src = '/embed.html#v=1&data=twins&penalty=l2&lambda=4';
      return [await asked, connect(late) === other];
    })()`,
    );
    assert.deepEqual([state[0].data, state[0].lambda, state[1]], ['twins', 4, true]);
    const again = await run(
      page,
      `(async () => {
      const loaded = new Promise((resolve) => lab.addEventListener('ready', resolve));
      frame.src = '/embed.html?again#v=1&data=easy&penalty=l2&lambda=7';
      await loaded;
      return (await lab.getState()).lambda;
    })()`,
    );
    assert.equal(again, 7);
  });
});

test('a request to an iframe that is not in the document, or is removed before it answers, is rejected', async () => {
  await withFrame({}, async (page) => {
    const messages = await run(
      page,
      `(async () => {
      const refused = (promise) => promise.then(() => 'answered', (error) => error.message);
      const asked = [lab.getState(), lab.toBlob('path'), lab.converge()].map(refused);
      // The requests are sent in a microtask.
      await undefined;
      frame.remove();
      return [...await Promise.all(asked), await refused(lab.getState())];
    })()`,
    );
    assert.deepEqual(messages, Array(4).fill('the iframe is not in the document'));
    const again = await run(
      page,
      `new Promise((resolve) => {
      lab.addEventListener('ready', () => resolve(lab.getState()));
      document.body.append(frame);
    })`,
    );
    assert.equal(again.data, 'easy');
  });
});

test('a state with a table is answered when the table is in use; a frame that is removed before it has loaded rejects', async () => {
  await withFrame({}, async (page, _, problems) => {
    const state = await run(page, `lab.setState({ data: 'diabetes', nIter: 5 })`);
    assert.equal(state.data, 'diabetes');
    const message = await run(
      page,
      `(async () => {
      const late = document.createElement('iframe');
      late.sandbox = 'allow-scripts';
      late.src = '/embed.html';
      document.body.append(late);
      const asked = connect(late).getState().catch((error) => error.message);
      await undefined;
      late.remove();
      return asked;
    })()`,
    );
    assert.equal(message, 'the iframe is not in the document');
    // The browser ends the request of the removed iframe.
    problems.splice(0, problems.length, ...problems.filter((line) => !line.endsWith('/embed.html failed')));
  });
});

test('an iframe in a shadow tree is connected as any other', async () => {
  await withFrame({}, async (page) => {
    const seen = await run(
      page,
      `(async () => {
      const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'closed' });
      const inner = document.createElement('iframe');
      inner.sandbox = 'allow-scripts';
      inner.src = '/embed.html#v=1&data=twins&penalty=l2&lambda=4';
      root.append(inner);
      const other = connect(inner);
      const { data } = await other.getState();
      const removed = other.toBlob('path').catch((error) => error.message);
      await undefined;
      inner.remove();
      return [data, inner.style.height.endsWith('px'), await removed];
    })()`,
    );
    assert.deepEqual(seen, ['twins', true, 'the iframe is not in the document']);
  });
});

test('a lab that cannot start answers with the reason', async () => {
  await withServer(
    async (path, file) => {
      if (path === '/embed.html') {
        return { body: (await file()).replace('<head>', '<head><script>delete globalThis.WebAssembly</script>') };
      }
      return path === '/page.html' ? html('<iframe src="/embed.html" title="A lab"></iframe>') : undefined;
    },
    async ({ origin }) => {
      await withPage({ address: origin, path: '/page.html' }, async (page) => {
        const reason = await run(
          page,
          `(async () => {
          const { connect } = await import('/frame.js');
          return connect(document.querySelector('iframe')).getState().catch((error) => error.message);
        })()`,
        );
        assert.match(String(reason), /this browser has no WebAssembly/);
      });
    },
  );
});

test('keys that the lab does not use reach the page, and Escape returns the focus', async () => {
  await withFrame({}, async (page, frame) => {
    const slider = /** @type {import('puppeteer-core').ElementHandle} */ (
      await frame.waitForSelector('regularization-lab >>> .lambda-slider input')
    );
    const lambda = async () => (await run(page, 'lab.getState()')).lambda;
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    const moved = await lambda();
    assert.ok(moved > 1, 'the arrow moves λ');
    for (const key of /** @type {const} */ (['PageDown', 'PageUp', 'F5', '.', 'b'])) {
      await page.keyboard.press(key);
    }
    await until(page, 'keys.length >= 5');
    const expected = ['PageDown', 'PageUp', 'F5', '.', 'b'].map((key) => [key, 'IFRAME']);
    assert.deepEqual(await run(page, 'keys'), expected);
    assert.equal(await lambda(), moved, 'a presenter’s remote never moves λ');
    assert.equal(await run(page, 'document.activeElement.tagName'), 'IFRAME');
    await page.keyboard.press('Escape');
    await until(page, 'document.activeElement === document.body');
    await page.keyboard.press('ArrowLeft');
    await until(page, 'keys.length === 6');
    assert.deepEqual((await run(page, 'keys'))[5], ['ArrowLeft', 'BODY'], 'the page has the keys now');
    assert.equal(await lambda(), moved);
  });
});

test('only frames of the page are read: a message from the page itself, or an invalid one, changes nothing', async () => {
  await withFrame({}, async (page, frame) => {
    await frames(page, 5);
    const height = await run(page, 'frame.style.height');
    await run(page, `postMessage({ type: 'regularization-lab:resize', v: 1, height: 33 }, '*')`);
    await frame.evaluate(() => {
      for (const height of [Number.NaN, '44', -1, [55], null]) {
        parent.postMessage({ type: 'regularization-lab:resize', v: 1, height }, '*');
      }
      parent.postMessage({ type: 'regularization-lab:key', v: 1, key: 'x'.repeat(1e6), code: '' }, '*');
      parent.postMessage({ type: 'regularization-lab:key', v: 1, key: 'q', code: 'KeyQ' }, '*');
    });
    await until(page, 'keys.length > 0');
    assert.deepEqual(await run(page, 'keys'), [['q', 'IFRAME']]);
    assert.equal(await run(page, 'frame.style.height'), height);
  });
});

test('the page around a frame loads nothing but frame.js', async () => {
  await withServer(
    (path) => (path === '/page.html' ? html('<script type="module" src="/frame.js"></script>') : undefined),
    async ({ origin, requested }) => {
      await withPage({ address: origin, path: '/page.html' }, async () => {
        assert.deepEqual(requested, ['/page.html', '/frame.js']);
      });
    },
  );
});

test('the example with two frames keeps λ equal in both', async () => {
  await withPage({ path: '/examples/frame-messages.html' }, async (page) => {
    await until(page, 'document.querySelector("#status").textContent === "Both frames are ready."');
    const [first, second] = await Promise.all((await page.$$('iframe')).map((element) => element.contentFrame()));
    await first.$eval('regularization-lab', (element) => {
      /** @type {any} */ (element).lambda = 2.5;
    });
    await second.waitForFunction(
      () => /** @type {any} */ (document.querySelector('regularization-lab')).lambda === 2.5,
    );
    await page.click('#converge');
    await until(page, 'document.querySelector("#status").textContent.startsWith("λ = 2.5 under L1, 2.5 under L2")');
  });
});
