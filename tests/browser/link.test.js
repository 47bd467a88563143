/** The state of the page in its address. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, fingerprint, frames, lab, text, until, withLab } from './browser.js';

/** @typedef {import('./browser.js').Page} Page */

/** @param {Page} page */
const hash = (page) => page.evaluate(() => location.hash);

/** Returns what must be the same after a link is opened. @param {Page} page */
const seen = async (page) => ({
  state: await lab(page, (element) => element.getState()),
  // Curves that were drawn in pieces differ in single pixels from those drawn at once, so everything is redrawn before the comparison;
  // labels keep their first positions.
  pictures: [
    await lab(page, (element) => element.toSvg('trajectories').replaceAll(/<text [\s\S]*?<\/text>/g, '')),
    await fingerprint(page, 'weights'),
  ],
});

test('a link opens the state that it was created from, with the same pixels', async () => {
  // Axes depend on former states, so the lab has no former state.
  const path =
    '/#v=1&data=stress&penalty=elasticnet&lambda=3&l1-ratio=0.4&n-features=30&random-state=5&optimizer=gradient-descent&panels=weights+trajectories&theme=dark&n-iter=0';
  /** @type {{ link: string, before: Awaited<ReturnType<typeof seen>> } | undefined} */
  let taken;
  await withLab({ path, playing: true }, async (page) => {
    const { link, state } = await lab(page, async (element) => {
      element.pause();
      element.reset();
      element.step(150);
      return { link: element.permalink(), state: element.getState() };
    });
    assert.match(link, /^#v=1&data=stress&penalty=elasticnet&lambda=3&/);
    assert.doesNotMatch(link, /controls/);
    assert.ok(link.length < 400, `${link.length} characters`);
    assert.deepEqual(/** @type {any} */ (state).nIter, 150);
    await frames(page, 20);
    taken = { link, before: await seen(page) };
  });
  assert.ok(taken);
  const { link, before } = taken;
  await withLab({ path: `/${link}`, playing: true }, async (page) => {
    await until(page, (element) => element.nIter === 150);
    await frames(page, 20);
    assert.deepEqual(await seen(page), before);
    assert.equal(await lab(page, (element) => element.permalink()), link);
  });
});

test('back and forward of the browser restore former and later states', async () => {
  await withLab({}, async (page) => {
    const settled = (/** @type {number} */ lambda) =>
      lab(
        page,
        async (element, value) => {
          const change = new Promise((resolve) => element.addEventListener('change', resolve, { once: true }));
          element.lambda = value;
          await change;
        },
        lambda,
      );
    await settled(5);
    assert.match(await hash(page), /lambda=5/);
    await settled(7);
    assert.match(await hash(page), /lambda=7/);
    await page.goBack();
    await until(page, (element) => element.lambda === 5);
    await page.goForward();
    await until(page, (element) => element.lambda === 7);
    await page.goBack();
    await page.goBack();
    await until(page, (element) => element.lambda === 1);
  });
});

test('an invalid part of a link is reported in one line and ignored', async () => {
  const path = '/#v=1&data=easy&penalty=l3&lambda=-4&l1-ratio=0.5&colour=blue&panels=weights+nonsense&theme=pink';
  await withLab({ path, playing: true }, async (page) => {
    assert.deepEqual(await lab(page, (element) => [element.data, element.lambda > 0, element.panels, element.theme]), [
      'easy',
      true,
      'weights',
      'auto',
    ]);
    const line = await text(page, '.controls > .problem');
    for (const part of [/^Penalty/, /lambda.*-4/, /colour/, /nonsense/, /theme.*pink/]) {
      assert.match(line, part);
    }
    assert.ok(await (await find(page, '.controls > .problem')).isVisible());
  });
});

test('the start point of the geometry is in links and states; a link without one removes it', async () => {
  const path = '/#v=1&data=valley&panels=geometry&view-geometry=objective&start=-0.5+1.25';
  const start = (/** @type {Page} */ page) => lab(page, (element) => element.getState().start);
  await withLab({ path, playing: true }, async (page) => {
    const isThere = () => until(page, (element) => element.getState().start !== undefined);
    await isThere();
    assert.deepEqual(await start(page), [-0.5, 1.25]);
    const link = await lab(page, (element) => element.permalink());
    assert.match(link, /&start=-0\.5\+1\.25/);
    await lab(page, (element) => {
      const parent = element.parentElement;
      element.remove();
      // After the lab is freed, in the first microtask.
      queueMicrotask(() => parent?.append(element));
    });
    await until(page, (element) => element.shadowRoot?.querySelector('.lab'));
    await isThere();
    assert.deepEqual(await start(page), [-0.5, 1.25]);
    await lab(page, (element) => element.setState({ start: [1, 2] }));
    assert.deepEqual(await start(page), [1, 2]);
    const refused = await lab(page, (element) =>
      [[1], [1, Number.NaN], [1, 1e51], [null, 1], ['1', 2], [[1], 2], 'x'].map((start) => {
        try {
          element.setState({ start: /** @type {any} */ (start) });
          return '';
        } catch (error) {
          return String(error);
        }
      }),
    );
    for (const message of refused) {
      assert.match(message, /^LabError: start must be two weights/);
    }
    await page.evaluate(() => {
      location.hash = '#v=1&data=valley&panels=geometry&view-geometry=objective';
    });
    await until(page, (element) => element.getState().start === undefined);
    // A start point that is far away neither fails nor takes long.
    for (const start of [1e50, -1e50, 1e20, 1e-300]) {
      await lab(page, (element, start) => element.setState({ start: [start, -start], pair: [1, 0] }), start);
      await frames(page, 10);
      assert.match(await lab(page, (element) => element.toSvg('geometry')), /<\/svg>/);
    }
  });
});

test('the link of a run that has diverged opens it diverged', async () => {
  for (const [data, rate] of [
    ['easy', 1e6],
    ['diabetes', 3],
  ]) {
    let link = '';
    let nIter = -1;
    await withLab({ path: `/#v=1&data=${data}&optimizer=gradient-descent&learning-rate=${rate}` }, async (page) => {
      await lab(page, (element) => element.step(1_000_000));
      [link, nIter] = await lab(page, (element) => [element.permalink(), element.nIter]);
      assert.equal(await lab(page, (element) => element.status), 'diverged');
    });
    await withLab({ path: `/${link}`, playing: true }, async (page) => {
      await until(page, (element) => element.status === 'diverged');
      assert.deepEqual(await lab(page, (element) => [element.nIter, element.permalink()]), [nIter, link]);
    });
  }
});

test('a link whose table has to be fetched keeps its iteration, its messages and its place in the history', async () => {
  await withLab({ path: '/#v=1&data=stress' }, async (page) => {
    const before = await page.evaluate(() => history.length);
    await page.evaluate(() => {
      location.hash = '#v=1&data=diabetes&n-iter=50&panels=path&l1-ratio=7';
    });
    await until(page, (element) => element.data === 'diabetes' && element.nIter === 50);
    assert.match(await text(page, '.controls > .problem'), /l1-ratio must be between 0 and 1; got 7/);
    await page.evaluate(() => {
      location.hash = '#v=1&data=prostate&at=optimum';
    });
    await until(page, (element) => element.data === 'prostate' && element.getState().atOptimum === true);
    await until(page, () => location.hash.includes('at=optimum'));
    assert.equal(await page.evaluate(() => history.length), before + 2);
    await page.goBack();
    await until(page, (element) => element.data === 'diabetes' && element.panels === 'path');
  });
});

test('an iteration given to a permalink replaces the optimum', async () => {
  await withLab({ path: '/#v=1&data=easy&at=optimum', playing: true }, async (page) => {
    const [link, at] = await lab(page, (element) => [element.permalink({ nIter: 10 }), element.permalink()]);
    assert.match(link, /n-iter=10/);
    assert.doesNotMatch(link, /at=optimum/);
    assert.match(at, /at=optimum/);
  });
});

test('the link of a table of one’s own changes nothing of the table', async () => {
  await withLab({}, async (page) => {
    const seen = await lab(page, async (element) => {
      const rows = Array.from({ length: 40 }, (_, k) => `${k % 7},${(k * k) % 5},${k % 2}`);
      element.useCsv(`a,b,y\n${rows.join('\n')}\n`, { target: 'y' });
      element.setState({ recipe: { randomState: 7, testSize: 0.5, posLabel: 0 }, standardize: true });
      await new Promise((resolve) => element.addEventListener('change', resolve, { once: true }));
      element.step(20);
      /** @type {string[]} */
      const events = [];
      for (const name of ['input', 'change']) {
        element.addEventListener(name, () => events.push(name));
      }
      const before = element.getState();
      // biome-ignore lint/correctness/noSelfAssign: the setter opens the link
      element.value = element.value;
      // An edit fires "input" at once, and only edits are followed by "change".
      return { events, states: [before, element.getState()] };
    });
    assert.deepEqual(seen.events, []);
    assert.deepEqual(seen.states[1], seen.states[0]);
  });
});

test('a link that is pasted over another one replaces all of it', async () => {
  await withLab({ path: '/#v=1&data=easy&penalty=l2&lambda=9&theme=dark&speed=60' }, async (page) => {
    await page.evaluate(() => {
      location.hash = '#v=1&data=twins&penalty=l1&lambda=2';
    });
    await until(page, (element) => element.data === 'twins' && element.lambda === 2 && element.theme === 'auto');
    assert.equal(await lab(page, (element) => /** @type {any} */ (element.getState()).speed), 120);
  });
});

test('a link of a state with a table of one’s own says that it has none; back and forward keep the table', async () => {
  let link = '';
  await withLab({}, async (page) => {
    const set = (/** @type {number} */ lambda) =>
      lab(
        page,
        async (element, value) => {
          const change = new Promise((resolve) => element.addEventListener('change', resolve, { once: true }));
          if (value === 0) {
            const rows = Array.from({ length: 30 }, (_, k) => `${(k * 7) % 11},${(k * 5) % 7},${k % 2}`);
            element.useCsv(`a,b,y\n${rows.join('\n')}\n`);
          } else {
            element.lambda = value;
          }
          await change;
        },
        lambda,
      );
    await set(0);
    await set(5);
    await set(7);
    link = await hash(page);
    assert.match(link, /data=csv/);
    await page.goBack();
    await until(page, (element) => element.lambda === 5);
    assert.deepEqual(await lab(page, (element) => [element.data, element.trainer().coef().length]), ['csv', 2]);
    await page.goForward();
    await until(page, (element) => element.lambda === 7);
    assert.equal(await lab(page, (element) => element.data), 'csv');
  });
  await withLab({ path: `/${link}`, playing: true }, async (page) => {
    assert.match(await text(page, '.controls > .problem'), /a table of one's own, which is not part of a link/);
    assert.deepEqual(await lab(page, (element) => [element.data, element.lambda]), ['stress', 7]);
  });
});
