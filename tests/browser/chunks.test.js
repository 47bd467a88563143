/** What an embed fetches. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PANELS } from '../../target/modules/panels.js';
import { fingerprint, frames, lab, until, withLab, withPage } from './browser.js';
import { html, withServer } from './server.js';

const REST = '/chunks/rest.wasm';

/**
 * Opens an article with one embed.
 *
 * @param {string} attributes
 * @param {(page: import('puppeteer-core').Page, asked: string[]) => Promise<void>} work
 */
async function withEmbed(attributes, work) {
  const article = html(
    `<regularization-lab ${attributes}></regularization-lab>`,
    '<script type="module" src="/define.js"></script>',
  );
  await withServer(
    (path) => (path === '/page' ? article : undefined),
    ({ origin, asked }) => withPage({ address: origin, path: '/page' }, (page) => work(page, asked)),
  );
}

test('the code of a panel is fetched when it is shown, and the panel is drawn once it is there', async () => {
  await withLab({}, async (page) => {
    const fetched = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name.match(/chunks\/(\w+)\.wasm$/)?.[1])
          .filter(Boolean),
      );
    assert.ok(!(await fetched()).includes('penalties'));
    await lab(page, (element) => {
      element.panels = 'pull trajectories';
    });
    await until(page, (element) => element.shadowRoot?.querySelector('[data-panel=pull] canvas') !== null);
    await until(page, () =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('penalties.wasm')),
    );
    await fingerprint(page, 'pull');
    assert.ok((await fetched()).includes('penalties'));
    assert.ok(!(await fetched()).includes('take'), 'nobody takes anything away');
  });
});

test('what has to answer at once does so without what it needs being there before', async () => {
  await withLab({}, async (page) => {
    const [script, picture] = await lab(page, (element) => [element.toPython(), element.toSvg('boundary')]);
    assert.match(script, /sklearn/);
    assert.match(picture, /^<svg/);
  });
});

/** What an author may write, and nothing besides is asked for. */
const ARTICLES = [
  '',
  'data="easy" penalty="l1" lambda="0.3" theme="dark"',
  'panels="geometry" penalty="elasticnet" l1-ratio="0.2"',
  'panels="trajectories geometry" penalty="none" optimizer="proximal-gradient" theme="projector"',
  'panels="trajectories" learning-rate="5" controls="data penalty lambda l1-ratio optimizer learning-rate play step speed scrub"',
];

for (const attributes of ARTICLES) {
  test(`an embed that nobody touches fetches no more than it was rehearsed with: ${attributes || 'as it is'}`, async () => {
    await withEmbed(`autoplay ${attributes}`, async (page, asked) => {
      await until(page, (element) => element.nIter > 30 || !element.isPlaying);
      await lab(page, (element) => element.pause());
      await frames(page, 30);
      assert.ok(!asked.includes(REST), asked.join(' '));
      await page.mouse.move(300, 300);
      await until(page, (_, name) => performance.getEntriesByName(new URL(name, location.href).href).length > 0, REST);
      assert.equal(asked.filter((path) => path === REST).length, 1);
    });
  });
}

test('no panel and no data make an untouched page wait for code', async () => {
  const labs = [
    ...PANELS.map((panel) => `panels="${panel}"`),
    ...['scales', 'two-features', 'imbalanced', 'twins', 'valley', 'polynomial', 'make-regression', 'diabetes'].map(
      (data) => `data="${data}"`,
    ),
    'optimizer="accelerated-proximal-gradient"',
  ];
  for (const attributes of labs) {
    await withEmbed(`autoplay ${attributes}`, async (page) => {
      await until(page, (element) => element.nIter > 10);
      await frames(page, 10);
      const waited = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .filter((entry) => entry instanceof PerformanceResourceTiming && entry.initiatorType === 'xmlhttprequest')
          .map(({ name }) => name),
      );
      assert.deepEqual(waited, [], attributes);
    });
  }
});

test('what has not been fetched when it is needed is waited for', async () => {
  await withEmbed('panels="trajectories"', async (page, asked) => {
    await lab(page, (element) => element.ready);
    assert.ok(!asked.includes(REST));
    const [state, message] = await lab(page, (element) => {
      element.setState({ data: 'imbalanced', classWeight: 'balanced', l1Ratio: 0.25 });
      const state = element.getState();
      try {
        element.setState({ recipe: { nInformative: 1e6 } });
      } catch (error) {
        return [state, String(error)];
      }
      return [state, ''];
    });
    assert.equal(state.classWeight, 'balanced');
    assert.match(message, /nInformative must be/);
    assert.equal(asked.filter((path) => path === REST).length, 1);
  });
});

test('an embed has one script besides the one that registers it, and words come with their panel', async () => {
  await withEmbed('panels="trajectories"', async (page, asked) => {
    await lab(page, async (element) => {
      await element.ready;
      await element.converge();
    });
    const scripts = () => asked.filter((path) => path.endsWith('.js')).length;
    assert.equal(scripts(), 2, asked.join(' '));
    const [table, before, type, after] = await lab(page, async (element) => [
      element.toSvg('comparison'),
      element.toSvg('path'),
      (await element.toBlob('path')).type,
      element.toSvg('path'),
    ]);
    for (const penalty of ['none', 'L2', 'L1', 'elastic net']) {
      assert.ok(table.includes(`>${penalty}`), `${penalty} in ${table}`);
    }
    assert.match(before, /kept at λ = 1/);
    assert.equal(type, 'image/png');
    assert.match(after, /kept at λ = 1/);
    assert.equal(scripts(), 4, asked.join(' '));
  });
});
