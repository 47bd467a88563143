/** What is removed is collected: panels, labs and dialogs. Chromium keeps named radio buttons that were removed from a shadow tree. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frames, withPage } from './browser.js';
import { html, withServer } from './server.js';

/** @typedef {import('../../www/element.js').RegularizationLab} RegularizationLab */
/** @typedef {import('puppeteer-core').Page} Page */

/** Times that a change is made before and after the first count. */
const TIMES = 12;

/** Nodes that the browser itself may add between two counts. */
const SLACK = 30;

/** Changes that come back to the same page, by name. @type {Record<string, (lab: RegularizationLab) => Promise<void>>} */
const CHANGES = {
  'panels are switched': async (lab) => {
    for (const panels of ['trajectories weights', 'geometry cross-validation boundary', 'path histogram']) {
      lab.panels = panels;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  },
  'a lab is added and removed': async (lab) => {
    const other = /** @type {RegularizationLab} */ (document.createElement('regularization-lab'));
    other.setAttribute('panels', 'trajectories weights cross-validation');
    lab.after(other);
    await other.ready;
    other.remove();
  },
  'the lab is moved': async (lab) => {
    const parent = /** @type {HTMLElement} */ (lab.parentElement);
    lab.remove();
    parent.append(lab);
    while (lab.shadowRoot?.querySelector('.panel') === null) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  },
  'Share is opened and closed': async (lab) => {
    const buttons = [.../** @type {ShadowRoot} */ (lab.shadowRoot).querySelectorAll('button')];
    buttons.find((button) => button.textContent?.startsWith('Share'))?.click();
    const dialog = async (/** @type {boolean} */ isThere) => {
      for (;;) {
        const found = /** @type {HTMLDialogElement | null} */ (lab.shadowRoot?.querySelector('dialog.share') ?? null);
        if (Boolean(found) === isThere) {
          return found;
        }
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    };
    const share = /** @type {HTMLDialogElement} */ (await dialog(true));
    await /** @type {RegularizationLab} */ (share.querySelector('regularization-lab')).ready;
    share.close();
    await dialog(false);
  },
  'a panel is enlarged': async (lab) => {
    const panel = /** @type {HTMLElement} */ (lab.shadowRoot?.querySelector('.panel'));
    /** @type {HTMLElement} */ (panel.querySelector('.tools > button')).click();
    /** @type {HTMLElement} */ (panel.querySelector('[role=menuitem]')).click();
    const isLarge = () => panel.closest('dialog');
    isLarge()?.close();
    while (isLarge()) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  },
};

/** @param {Page} page */
async function countNodes(page) {
  const session = await page.createCDPSession();
  let nodes = Number.POSITIVE_INFINITY;
  // Pending callbacks of observers and timers keep nodes for some frames.
  for (;;) {
    await frames(page, 10);
    await session.send('HeapProfiler.collectGarbage');
    const { Nodes = 0 } = await page.metrics();
    if (Nodes >= nodes) {
      await session.detach();
      return Nodes;
    }
    nodes = Nodes;
  }
}

for (const [name, change] of Object.entries(CHANGES)) {
  test(`no node stays when ${name}`, async () => {
    const content = html(
      '<main><regularization-lab page panels="trajectories weights"></regularization-lab></main>',
      '<script type="module" src="/define.js"></script>',
    );
    await withServer(
      (path) => (path === '/page' ? content : undefined),
      async ({ origin }) => {
        await withPage({ address: origin, path: '/page' }, async (page) => {
          await page.$eval('regularization-lab', (lab) => /** @type {RegularizationLab} */ (lab).ready);
          const repeat = async () => {
            const lab = await page.$('main > regularization-lab');
            for (let k = 0; k < TIMES; k++) {
              // @ts-expect-error puppeteer has no type of the element
              await lab?.evaluate(change);
            }
            await lab?.dispose();
            return countNodes(page);
          };
          const before = await repeat();
          const after = await repeat();
          console.log(`      ${before} nodes, ${after} after ${TIMES} more times`);
          assert.ok(after <= before + SLACK, `${before} nodes, then ${after}`);
        });
      },
    );
  });
}
