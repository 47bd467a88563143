/** What an embed fetches. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprint, lab, until, withLab } from './browser.js';

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
