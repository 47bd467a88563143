/** Checks the whole page with axe in both themes, wide and narrow. */
import { test } from 'node:test';
import { assertAccessible, find, frames, lab, showEveryPanel, withLab } from './browser.js';

for (const [scheme, width] of /** @type {const} */ ([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
])) {
  test(`axe finds nothing serious: ${scheme}, ${width} px, every panel and the data`, async () => {
    await withLab({ scheme, width, touch: width < 700 }, async (page) => {
      await lab(page, (element) => element.step(200));
      await frames(page);
      await assertAccessible(page, 'as it opens');
      await showEveryPanel(page);
      await assertAccessible(page, 'every panel');
      await lab(page, (element) => {
        element.learningRate = 20;
        element.step(100);
      });
      await frames(page);
      await assertAccessible(page, 'diverged');
      await (await find(page, '.more')).evaluate((button) => /** @type {HTMLElement} */ (button).click());
      for (const section of ['presets', 'numbers', 'own']) {
        const tab = await find(page, `.tabs input[value=${section}]`);
        await tab.evaluate((radio) => /** @type {HTMLElement} */ (radio).click());
        await frames(page);
        await assertAccessible(page, `data: ${section}`);
      }
    });
  });
}
