/** The lab as a control of a form, and its check. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, frames, isFirefox, lab, until, withPage } from './browser.js';
import { html, withServer } from './server.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SCRIPT = '<script type="module" src="/define.js"></script>';

/**
 * Opens a page with a lab in a form.
 *
 * @param {string} attributes of the lab
 * @param {(page: Page, problems: string[]) => Promise<void>} work
 * @param {string} [more] content of the form
 */
async function withForm(attributes, work, more = '') {
  const body = `<form action="/sent" method="get"><fieldset><legend>Question</legend>
    <regularization-lab data="easy" penalty="l1" lambda="1" panels="weights" ${attributes}></regularization-lab>${more}
    <button id="send">Send</button><button type="reset" id="reset">Reset</button></fieldset></form>${SCRIPT}
    <script type="module">
      window.seen = [];
      const element = document.querySelector('regularization-lab');
      for (const name of ['checked', 'error']) element.addEventListener(name, ({ detail }) => seen.push({ name, ...detail }));
    </script>`;
  await withServer(
    (path) => {
      const { body: page, headers } = html(body);
      // Browsers do not restore the forms of pages that they must not store.
      return ['/page.html', '/sent'].includes(path)
        ? { body: page, headers: { ...headers, 'Cache-Control': 'max-age=60' } }
        : undefined;
    },
    async ({ origin }) => {
      await withPage({ address: origin, path: '/page.html' }, async (page, { problems }) => {
        await page.waitForSelector('regularization-lab:defined');
        await lab(page, (element) => element.ready);
        await work(page, problems);
      });
    },
  );
}

/** Evaluates an expression in the page. @param {Page} page @param {string} expression @returns {Promise<any>} */
const run = (page, expression) => page.evaluate(expression);

/** The value that the form would send. @param {Page} page */
const sent = (page) => run(page, `new FormData(document.forms[0]).get('answer')`);

test('the value of the form is the permalink of the present iteration', async () => {
  await withForm('name="answer"', async (page) => {
    assert.equal(await sent(page), await lab(page, (element) => element.permalink()));
    await lab(page, (element) => {
      element.lambda = 0.5;
      element.step(30);
    });
    const value = await sent(page);
    assert.match(value, /^#v=1&data=easy&penalty=l1&lambda=0\.5&n-iter=30&panels=weights/);
    assert.equal(await lab(page, (element) => element.value), value);
    // While it plays, the form has the iteration at which it is sent.
    await lab(page, (element) => element.play());
    await until(page, (element) => element.nIter > 60);
    const [before, playing, after] = await run(
      page,
      `(() => { const element = document.querySelector('regularization-lab'); const n = element.nIter;
        return [n, new FormData(document.forms[0]).get('answer'), element.nIter]; })()`,
    );
    const nIter = Number(/n-iter=(\d+)/.exec(playing)?.[1]);
    assert.ok(before <= nIter && nIter <= after, `${before} ${nIter} ${after}`);
    await lab(page, (element) => element.pause());
    await Promise.all([page.waitForNavigation(), page.click('#send')]);
    const url = new URL(page.url());
    assert.match(String(url.searchParams.get('answer')), /^#v=1&data=easy&penalty=l1&lambda=0\.5&n-iter=\d+/);
  });
});

test('labs of one name each have their value, one without a name has none', async () => {
  const more =
    '<regularization-lab data="twins" name="answer" panels="weights"></regularization-lab><regularization-lab></regularization-lab>';
  await withForm(
    'name="answer"',
    async (page) => {
      await page.evaluate(() =>
        Promise.all([...document.querySelectorAll('regularization-lab')].map((one) => /** @type {any} */ (one).ready)),
      );
      await lab(page, (element) => element.step(7));
      const all = await run(page, `new FormData(document.forms[0]).getAll('answer')`);
      assert.equal(all.length, 2);
      assert.match(all[0], /data=easy.*n-iter=7/);
      assert.match(all[1], /data=twins/);
      assert.deepEqual(await run(page, `[...new FormData(document.forms[0]).keys()]`), ['answer', 'answer']);
    },
    more,
  );
});

test('reset returns to the state with which the lab was opened', async () => {
  await withForm('name="answer"', async (page) => {
    const opened = await sent(page);
    await lab(page, (element) => {
      element.setState({ data: 'twins', penalty: 'l2', lambda: 7, panels: 'path', recipe: { rho: 0.5 } });
      element.play();
    });
    await until(page, (element) => element.nIter > 0);
    await page.click('#reset');
    const state = await lab(page, (element) => [
      element.data,
      element.penalty,
      element.lambda,
      element.panels,
      element.nIter,
      element.isPlaying,
    ]);
    assert.deepEqual(state, ['easy', 'l1', 1, 'weights', 0, false]);
    assert.equal(await sent(page), opened);
  });
});

/** Puppeteer does not see that Firefox takes a page from its cache. */
const restoring = isFirefox ? { skip: 'goBack does not return in Firefox' } : {};

test('a value can be set, and a browser restores it', restoring, async () => {
  await withForm('name="answer"', async (page) => {
    await lab(page, (element) => {
      element.value = '#v=1&data=twins&penalty=l2&lambda=3&n-iter=20&panels=weights';
    });
    await until(page, (element) => element.nIter === 20);
    assert.deepEqual(await lab(page, (element) => [element.data, element.penalty, element.lambda]), ['twins', 'l2', 3]);
    await frames(page);
    await page.goto(`${new URL(page.url()).origin}/icon.svg`);
    await page.goBack();
    await page.waitForSelector('regularization-lab:defined');
    await until(page, (element) => element.data === 'twins' && element.lambda === 3 && element.nIter === 20);
    await lab(page, (element) => {
      element.formStateRestoreCallback('v=1&data=easy&penalty=none&lambda=0&panels=weights');
    });
    await until(page, (element) => element.penalty === 'none');
  });
});

test('a value that cannot be read changes nothing, and says why', async () => {
  await withForm('name="answer"', async (page) => {
    await lab(page, (element) => element.step(20));
    const before = await lab(page, (element) => element.value);
    for (const value of [null, undefined, 3, ['#lambda=2']]) {
      const message = await lab(
        page,
        (element, value) => {
          try {
            element.value = /** @type {any} */ (value);
            return '';
          } catch (error) {
            return String(error);
          }
        },
        value,
      );
      assert.match(message, /LabError: value must be a permalink as text; got/);
    }
    for (const value of ['nonsense', '#section-2', '#lambda=much', '#data=garbage&lambda=-1']) {
      const before = (await run(page, 'seen')).length;
      await lab(
        page,
        (element, value) => {
          element.value = value;
        },
        value,
      );
      await frames(page);
      const { name } = (await run(page, 'seen'))[before];
      assert.equal(name, 'error', value);
    }
    assert.equal(await lab(page, (element) => element.value), before);
    // What can be read is read, and what it omits has its default.
    await lab(page, (element) => {
      element.value = '#penalty=l2&lambda=much';
    });
    assert.equal(await lab(page, (element) => element.penalty), 'l2');
    await lab(page, (element) => element.setAttribute('state', 'nonsense'));
    await frames(page);
    assert.equal(await lab(page, (element) => element.penalty), 'l2');
  });
});

test('an empty value changes nothing', async () => {
  await withForm('name="answer"', async (page) => {
    await lab(page, (element) => element.step(20));
    const before = await lab(page, (element) => element.value);
    await lab(page, (element) => {
      element.value = '';
    });
    assert.equal(await lab(page, (element) => element.value), before);
  });
});

test('reset returns to a table of one’s own, its split, and the controls', async () => {
  await withForm('name="answer"', async (page) => {
    await lab(page, async (element) => {
      const form = /** @type {HTMLFormElement} */ (element.parentElement);
      element.remove();
      await undefined;
      const Lab = /** @type {new () => typeof element} */ (element.constructor);
      const own = new Lab();
      const rows = Array.from({ length: 40 }, (_, k) => `${k % 7},${(k * k) % 5},${k % 2}`);
      own.useCsv(`a,b,y\n${rows.join('\n')}\n`, { target: 'y' });
      own.recipe = { randomState: 7, testSize: 0.5 };
      form.append(own);
      await own.ready;
    });
    const stateOf = () => lab(page, (element) => element.getState());
    const opened = await stateOf();
    await lab(page, (element) => element.setState({ data: 'easy', lambda: 9, controls: 'lambda' }));
    await page.click('#reset');
    await until(page, (element) => element.data === 'csv');
    assert.deepEqual(await stateOf(), opened);
  });
});

test('labs of one name are sent with their own values, in the order of the controls', async () => {
  const other =
    '<regularization-lab name="answer" data="easy" penalty="l1" lambda="1" panels="weights"></regularization-lab>';
  await withForm(
    'name="answer"',
    async (page) => {
      const entries = await page.evaluate(async () => {
        const labs = /** @type {any[]} */ ([...document.querySelectorAll('regularization-lab')]);
        await Promise.all(labs.map((one) => one.ready));
        labs[1].step(5);
        const [form] = document.forms;
        return {
          sent: [...new FormData(form)].map(([name, value]) => [name, String(value)]),
          values: labs.map((one) => one.value),
        };
      });
      assert.notEqual(entries.values[0], entries.values[1]);
      assert.deepEqual(entries.sent, [
        ['answer', entries.values[0]],
        ['answer', entries.values[1]],
        ['after', 'x'],
      ]);
    },
    `${other}<input name="after" value="x">`,
  );
});

test('a check goes on after a change that is taken back', async () => {
  await withForm('name="answer" check="iteration>=10"', async (page) => {
    await lab(page, (element) => {
      element.lambda = 3;
      element.lambda = 1;
      element.step(50);
    });
    await page.waitForFunction('seen.length === 1 && seen[0].passed');
    assert.equal(await lab(page, (element) => element.checkValidity()), true);
  });
});

test('a run of coordinate descent that has converged opens converged', async () => {
  const attributes = 'name="answer" optimizer="coordinate-descent" check="status=converged"';
  await withForm(attributes, async (page) => {
    const { value, nIter } = await lab(page, (element) => {
      element.setState({ penalty: 'l2', lambda: 10 });
      element.step(100);
      return { value: element.value, nIter: element.nIter };
    });
    await lab(page, (element) => element.reset());
    await lab(
      page,
      (element, value) => {
        element.value = value;
      },
      value,
    );
    await until(page, (element) => element.status === 'converged');
    assert.equal(await lab(page, (element) => element.nIter), nIter);
  });
});

test('a disabled lab stops, and neither keys nor pointer nor the form reach it', async () => {
  await withForm('name="answer" autoplay', async (page) => {
    await until(page, (element) => element.isPlaying);
    await page.evaluate(() => {
      /** @type {any} */ (document.querySelector('fieldset')).disabled = true;
    });
    await until(page, (element) => !element.isPlaying);
    assert.equal(await sent(page), null);
    const before = await lab(page, (element) => element.permalink());
    const slider = await find(page, '.lambda-slider input');
    const { x, y, width } = /** @type {import('puppeteer-core').BoundingBox} */ (await slider.boundingBox());
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.mouse.click(x + 0.9 * width, y + 4);
    await page.keyboard.press('ArrowRight');
    assert.equal(await lab(page, (element) => element.shadowRoot?.activeElement), null);
    assert.equal(await lab(page, (element) => element.permalink()), before);
    assert.equal(await lab(page, (element) => element.willValidate), false);
    // A program may still set it.
    await lab(page, (element) => {
      element.lambda = 4;
    });
    assert.equal(await lab(page, (element) => element.lambda), 4);
    await page.evaluate(() => {
      /** @type {any} */ (document.querySelector('fieldset')).disabled = false;
    });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    assert.ok((await lab(page, (element) => element.lambda)) > 4);
    await lab(page, (element) => {
      element.disabled = true;
      const next = element.nextSibling;
      const parent = element.parentNode;
      element.remove();
      parent?.insertBefore(element, next);
    });
    await until(page, (element) => element.shadowRoot?.querySelector('.lab') != null);
    assert.equal(await lab(page, (element) => element.shadowRoot?.querySelector('.lab')?.matches('[inert]')), true);
  });
});

test('properties are those of form controls', async () => {
  await withForm('name="answer"', async (page) => {
    const properties = await lab(page, (element) => {
      element.name = 'other';
      return [
        element.form === document.forms[0],
        element.type,
        element.getAttribute('name'),
        element.willValidate,
        element.validity.valid,
        element.checkValidity(),
        element.check,
        element.labels.length,
      ];
    });
    assert.deepEqual(properties, [true, 'regularization-lab', 'other', true, true, true, '', 0]);
  });
});

test('checked fires when all conditions hold, again when they no longer do, and not at the start', async () => {
  await withForm('name="answer" check="penalty=l1 n-nonzero<=3 status=converged"', async (page) => {
    await frames(page, 20);
    assert.deepEqual(await run(page, 'seen'), [], 'nothing has changed yet');
    assert.equal(await lab(page, (element) => element.checkValidity()), false);
    assert.match(
      await lab(page, (element) => element.validationMessage),
      /^Not yet: n-nonzero<=3 \(now \d+\), status=converged \(now running\)$|^Not yet: status=converged \(now running\)$/,
    );
    await lab(page, (element) => {
      element.lambda = 30;
    });
    await lab(page, (element) => element.converge());
    await page.waitForFunction('seen.length === 1');
    const [{ name, passed, conditions, state, scores }] = await run(page, 'seen');
    assert.deepEqual([name, passed, state.lambda, typeof scores.objective], ['checked', true, 30, 'number']);
    assert.deepEqual(conditions[0], { text: 'penalty=l1', actual: 'l1', passed: true });
    assert.equal(await lab(page, (element) => element.checkValidity()), true);
    await lab(page, (element) => element.reset());
    await page.waitForFunction('seen.length === 2');
    assert.equal((await run(page, 'seen[1]')).passed, false);
  });
});

test('a form with a lab that has not passed is not sent', async () => {
  await withForm('name="answer" check="lambda=2"', async (page) => {
    await page.click('#send');
    await frames(page, 10);
    assert.equal(new URL(page.url()).pathname, '/page.html');
    assert.notEqual(
      await lab(page, (element) => element.shadowRoot?.activeElement),
      null,
      'the message is at a control',
    );
    await lab(page, (element) => {
      element.lambda = 2;
    });
    await until(page, (element) => element.validity.valid);
    await Promise.all([page.waitForNavigation(), page.click('#send')]);
    assert.equal(new URL(page.url()).pathname, '/sent');
  });
});

test('a check that cannot be used is reported once and asks for nothing', async () => {
  await withForm('name="answer" check="lambda=2 zeros=3"', async (page) => {
    await page.waitForFunction('seen.length === 1');
    const [{ name, message }] = await run(page, 'seen');
    assert.equal(name, 'error');
    assert.match(
      message,
      /^check: a name must be one of n-nonzero, iteration, status, data, (?!.*\bpenalty,.*\bpenalty,).*; got zeros$/,
    );
    await lab(page, (element) => element.step(5));
    await frames(page, 20);
    assert.equal(await run(page, 'seen.length'), 1);
    assert.equal(await lab(page, (element) => element.checkValidity()), true);
    await lab(page, (element) => {
      element.check = 'lambda=1';
    });
    await page.waitForFunction('seen.length === 2');
    assert.equal((await run(page, 'seen[1]')).passed, true, 'a new check is compared at once');
  });
});

test('a frame has a check in its address, and tells the page that it has passed', async () => {
  const body = `<iframe src="/embed.html?check=penalty%3Dl2#v=1&data=easy&penalty=l1&lambda=1" title="A lab"></iframe>
    <script type="module">import { connect } from '/frame.js'; window.seen = [];
      window.lab = connect(document.querySelector('iframe')); lab.addEventListener('checked', ({ detail }) => seen.push(detail));</script>`;
  await withServer(
    (path) => (path === '/page.html' ? html(body) : undefined),
    async ({ origin }) => {
      await withPage({ address: origin, path: '/page.html' }, async (page) => {
        await page.waitForFunction('window.lab');
        await run(page, 'lab.setState({ penalty: "l2" })');
        await page.waitForFunction('seen.length === 1');
        const [detail] = await run(page, 'seen');
        assert.deepEqual([detail.passed, detail.conditions[0].actual, detail.state.penalty], [true, 'l2', 'l2']);
      });
    },
  );
});

test('the example of a course is solved, sent and started again', async () => {
  await withPage({ path: '/examples/course.html' }, async (page) => {
    await lab(page, (element) => element.ready);
    const status = () => page.$eval('#status', (element) => element.textContent);
    await page.click('button:not([type])');
    assert.equal(await page.$eval('#sent', (element) => /** @type {HTMLElement} */ (element).hidden), true);
    await lab(page, async (element) => {
      element.lambda = 15;
      await element.converge();
    });
    await until(page, (element) => element.validity.valid);
    assert.equal(await status(), 'Solved.');
    await page.click('button:not([type])');
    const sent = await page.$eval('#sent', (element) => element.textContent);
    assert.match(String(sent), /^answer=#v=1&data=stress&penalty=l1&lambda=15&at=optimum&panels=weights/);
    assert.equal(await lab(page, (element) => element.matches(':disabled')), true);
    await page.click('button[type=reset]');
    assert.deepEqual(await lab(page, (element) => [element.lambda, element.matches(':disabled')]), [0.1, false]);
    assert.equal(await status(), 'Not solved yet.');
  });
});

test('a lab with a check refuses the form until it has started; far down the page it trains to its iteration', async () => {
  await withForm('check="iteration>=20" state="n-iter=25" style="margin-top: 5000px; display: block"', async (page) => {
    await until(page, (element) => element.nIter === 25 && element.checkValidity());
    const before = await page.evaluate(() => {
      const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
      const lazy = /** @type {import('../../www/element.js').RegularizationLab} */ (
        document.createElement('regularization-lab')
      );
      lazy.setAttribute('loading', 'lazy');
      lazy.check = 'n-nonzero=2';
      form.append(lazy);
      return [form.checkValidity(), lazy.validationMessage];
    });
    assert.deepEqual(before, [false, 'Not yet: the lab has not started; show it on the screen']);
  });
});
