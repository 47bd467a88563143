/**
 * A trap stops one lab: it shows a card, fires `error`, and can be restarted; other labs on the page continue. The traps are real: the
 * content of a lab in the memory of the module is overwritten with addresses that no memory has.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frames, withPage } from './browser.js';
import { html, withServer } from './server.js';

/** @typedef {import('../../www/element.js').RegularizationLab} RegularizationLab */
/** @typedef {import('puppeteer-core').Page} Page */

/** Runs in the page before its scripts: keeps the memory of the module, and the errors of labs. */
function watch() {
  const page = /** @type {any} */ (globalThis);
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...given) => {
    const result = await instantiateStreaming.apply(WebAssembly, given);
    page.memory = result.instance.exports.memory;
    return result;
  };
  page.errors = [];
  document.addEventListener(
    'error',
    (event) => event instanceof CustomEvent && page.errors.push(event.detail.message),
    {
      capture: true,
    },
  );
  /** @param {any} element */
  page.labOf = (element) => {
    const key = Object.getOwnPropertySymbols(element).find((symbol) => symbol.description === 'controller');
    return element[/** @type {symbol} */ (key)].mounted.lab;
  };
  /** @param {Element} element */
  page.corrupt = (element) => {
    const address = page.labOf(element).__wbg_ptr + 8;
    // Several fields, whose order is the compiler's, and no other object.
    new Uint8Array(page.memory.buffer, address, 256).fill(0xff);
  };
}

const BODY = '<regularization-lab id="a" data="easy" lambda="3" panels="trajectories weights"></regularization-lab>';
const OTHER = BODY.replace('id="a"', 'id="b"');

/**
 * @param {(page: Page, seen: import('./browser.js').Seen) => Promise<void>} work
 */
async function withTwo(work) {
  const content = html(BODY + OTHER, '<script type="module" src="/define.js"></script>');
  await withServer(
    (path) => (path === '/page' ? content : undefined),
    ({ origin }) =>
      withPage(
        { address: origin, path: '/page', before: (page) => page.evaluateOnNewDocument(watch) },
        async (page, seen) => {
          await page.evaluate(async () => {
            for (const lab of document.querySelectorAll('regularization-lab')) {
              await /** @type {RegularizationLab} */ (lab).ready;
            }
          });
          await work(page, seen);
        },
      ),
  );
}

/** Waits for the card of a lab, and returns its texts. @param {Page} page @param {string} id */
async function card(page, id) {
  await page.waitForFunction(
    (id) => document.getElementById(id)?.shadowRoot?.querySelector('.failure-actions'),
    {},
    id,
  );
  return page.$eval(`#${id}`, (lab) =>
    [.../** @type {ShadowRoot} */ (lab.shadowRoot).querySelectorAll('.failure, .failure-actions button')].map(
      (part) => part.textContent ?? '',
    ),
  );
}

/** Ways in which a lab is used when it traps. @type {Record<string, () => void>} */
const USES = {
  'in a frame while it plays': () => {
    const [a] = /** @type {any} */ (document.querySelectorAll('regularization-lab'));
    a.play();
    requestAnimationFrame(() => /** @type {any} */ (globalThis).corrupt(a));
  },
  'in a control': () => {
    const [a] = /** @type {any} */ (document.querySelectorAll('regularization-lab'));
    /** @type {any} */ (globalThis).corrupt(a);
    a.shadowRoot.querySelector('[data-penalty=l2] input').click();
  },
  'in a method of the element': () => {
    const [a] = /** @type {any} */ (document.querySelectorAll('regularization-lab'));
    /** @type {any} */ (globalThis).corrupt(a);
    try {
      a.lambda = 5;
    } catch (error) {
      if (/** @type {Error} */ (error).name !== 'LabError') {
        throw error;
      }
    }
  },
  'in the JavaScript of a panel': () => {
    const [a] = /** @type {any} */ (document.querySelectorAll('regularization-lab'));
    a.shadowRoot.querySelector('.number').replaceChildren = null;
    const lab = /** @type {any} */ (globalThis).labOf(a);
    lab.panelText = () => {
      throw new TypeError('a mistake');
    };
    a.step(1);
  },
};

for (const [name, use] of Object.entries(USES)) {
  test(`a trap ${name} shows a card, and the other lab continues`, async () => {
    await withTwo(async (page, { problems }) => {
      await page.$eval('#a', (lab) => /** @type {RegularizationLab} */ (lab).step(25));
      await frames(page, 5);
      await page.evaluate(use);
      const [sentence, ...buttons] = await card(page, 'a');
      assert.match(sentence, /^The lab has stopped: .+\. Other labs on this page go on\.$/);
      assert.deepEqual(buttons, ['Restart with the last good state', 'Copy report']);
      const errors = await page.evaluate(() => /** @type {any} */ (globalThis).errors);
      assert.ok(errors.length >= 1 && errors.every((/** @type {string} */ message) => message.length > 5), `${errors}`);
      // The other lab trains, draws and answers.
      const before = await page.$eval('#b', (lab) => {
        const b = /** @type {RegularizationLab} */ (lab);
        b.play();
        return b.nIter;
      });
      await page.waitForFunction(
        (before) => /** @type {RegularizationLab} */ (document.getElementById('b')).nIter > before + 5,
        {},
        before,
      );
      assert.ok(await page.$eval('#b', (lab) => /** @type {RegularizationLab} */ (lab).toSvg('path').length > 1000));
      // The state of the stopped lab is kept.
      const state = await page.$eval('#a', (lab) => /** @type {RegularizationLab} */ (lab).getState());
      assert.deepEqual([/** @type {any} */ (state).lambda, /** @type {any} */ (state).data], [3, 'easy']);
      await page.$eval('#a', (lab) =>
        lab.shadowRoot?.querySelector('.failure-actions button')?.dispatchEvent(new MouseEvent('click')),
      );
      await page.waitForFunction(() => /** @type {RegularizationLab} */ (document.getElementById('a')).nIter >= 25);
      assert.equal(await page.$eval('#a', (lab) => /** @type {RegularizationLab} */ (lab).lambda), 3);
      assert.ok(await page.$eval('#a', (lab) => lab.shadowRoot?.querySelector('.panel') !== null));
      problems.splice(0, problems.length, ...problems.filter((text) => !/internal error|LabError|mistake/.test(text)));
    });
  });
}

test('a lab that traps again in its last state is offered its first one, and the report names version and link', async () => {
  await withTwo(async (page, { problems }) => {
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      /** @type {any} */ (document.getElementById('a')).lambda = 7;
    });
    await frames(page, 5);
    for (const [restart, lambda] of /** @type {const} */ ([
      ['Restart with the last good state', 7],
      ['Restart with the first state', 3],
    ])) {
      await page.evaluate(() => /** @type {any} */ (globalThis).corrupt(document.getElementById('a')));
      await page.$eval('#a', (lab) => {
        /** @type {RegularizationLab} */ (lab).play();
      });
      const [, label] = await card(page, 'a');
      assert.equal(label, restart);
      await page.$eval('#a', (lab) => {
        const [again, copy] = lab.shadowRoot?.querySelectorAll('button') ?? [];
        copy.click();
        again.toggleAttribute('data-again', true);
      });
      await page.waitForFunction(() =>
        document.getElementById('a')?.shadowRoot?.querySelector('textarea:not([hidden])'),
      );
      const report = await page.$eval('#a', (lab) => lab.shadowRoot?.querySelector('textarea')?.value ?? '');
      assert.match(
        report,
        new RegExp(`^Regularization Lab \\d+\\.\\d+\\.\\d+\n.*\n#.*lambda=${lambda}.*\nMozilla`),
        report,
      );
      await page.$eval('#a', (lab) =>
        lab.shadowRoot?.querySelector('[data-again]')?.dispatchEvent(new MouseEvent('click')),
      );
      await page.waitForFunction(() => document.getElementById('a')?.shadowRoot?.querySelector('.panel'));
      await frames(page, 5);
      assert.equal(await page.$eval('#a', (lab) => /** @type {RegularizationLab} */ (lab).lambda), lambda);
    }
    problems.splice(0, problems.length, ...problems.filter((text) => !/internal error|LabError/.test(text)));
  });
});

test('full memory is said by the lab that needs more and changes nothing; labs continue, and what is freed can be used', async () => {
  await withTwo(async (page) => {
    const messages = await page.evaluate(async () => {
      const { memory } = /** @type {{ memory: WebAssembly.Memory }} */ (/** @type {any} */ (globalThis));
      // 64 of 4096 MB are left, so that they are full soon.
      memory.grow(65_536 - 1024 - memory.buffer.byteLength / 65_536);
      const { Dataset } = await import(/** @type {any} */ ('/regularization-lab.js'));
      const kept = /** @type {any[]} */ ([]);
      Object.assign(globalThis, { kept });
      const messages = /** @type {string[]} */ ([]);
      for (const nSamples of [20_000, 20]) {
        try {
          for (;;) {
            kept.push(Dataset.makeRegression({ nSamples, nFeatures: 20 }));
          }
        } catch (error) {
          messages.push(/** @type {Error} */ (error).message);
        }
      }
      return messages;
    });
    assert.equal(messages.length, 2);
    const table = `x,y\n${'1.5,2\n2.5,3\n'.repeat(100_000)}`;
    const load = (/** @type {string} */ csv) =>
      page.$eval(
        '#a',
        (lab, csv) => {
          try {
            /** @type {RegularizationLab} */ (lab).setState({ data: 'csv', csv: { text: csv } });
            return 'loaded';
          } catch (error) {
            return `${error}`;
          }
        },
        csv,
      );
    messages.push(await load(table));
    for (const message of messages) {
      assert.match(message, /not enough memory: up to \d+ MB are needed; free/);
    }
    await frames(page, 3);
    for (const id of ['#a', '#b']) {
      const state = await page.$eval(id, (lab) => /** @type {any} */ (lab).getState());
      assert.deepEqual([state.lambda, state.data], [3, 'easy']);
      const trained = await page.$eval(id, (lab) => /** @type {RegularizationLab} */ (lab).step(25) ?? 25);
      assert.equal(trained, 25);
      assert.ok(await page.$eval(id, (lab) => /** @type {RegularizationLab} */ (lab).toSvg('weights').length > 1000));
    }
    await page.evaluate(() => {
      for (const data of /** @type {any} */ (globalThis).kept) {
        data.free();
      }
    });
    assert.equal(await load(table), 'loaded');
  });
});
