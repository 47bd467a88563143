/** Values of megabytes in attributes, states, links and tables: a short message, soon, and the lab goes on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frames, lab, withLab } from './browser.js';

/** @typedef {import('../../www/element.js').RegularizationLab} RegularizationLab */

/** Longest message: it may list all names that are accepted. */
const MAX_MESSAGE = 600;
/** Milliseconds; copying or splitting again and again would take minutes. */
const MAX_TIME = 5000;

/** @type {Record<string, (element: RegularizationLab, long: string) => unknown>} */
const USES = {
  'attribute panels': (element, long) => element.setAttribute('panels', `path ${long}`),
  'attribute panels of many names': (element, long) =>
    element.setAttribute('panels', `path ${long.replaceAll('x', 'y ')}`),
  'attribute controls': (element, long) => element.setAttribute('controls', long),
  'attribute theme': (element, long) => element.setAttribute('theme', long),
  'attribute data': (element, long) => element.setAttribute('data', long),
  'attribute penalty': (element, long) => element.setAttribute('penalty', long),
  'attribute lambda': (element, long) => element.setAttribute('lambda', long),
  'attribute lambda of digits': (element, long) => element.setAttribute('lambda', long.replaceAll('x', '9')),
  'property panels': (element, long) => {
    element.panels = long;
  },
  'property theme': (element, long) => {
    element.theme = /** @type {any} */ (long);
  },
  'property lambda': (element, long) => {
    element.lambda = /** @type {any} */ (long);
  },
  'property recipe': (element, long) => {
    element.recipe = /** @type {any} */ ({ nSamples: long, [long]: 1 });
  },
  'property penaltyFactor': (element, long) => {
    element.penaltyFactor = /** @type {any} */ ([long]);
  },
  step: (element, long) => element.step(/** @type {any} */ (long)),
  'state with a long key': (element, long) => element.setState({ [long]: 1 }),
  'state with long values': (element, long) => element.setState({ scale: long, speed: long, views: long }),
  'state with long panels': (element, long) => element.setState({ panels: long }),
  'state that is a text': (element, long) => element.setState(/** @type {any} */ (long)),
  'permalink of a long value': (element, long) => element.permalink({ data: long, [long]: long }),
  useCsv: (element, long) => element.useCsv(long.repeat(30)),
  'useCsv with a long option': (element, long) => element.useCsv('a,b\n1,2\n3,4\n', { target: long }),
  'useCsv with a long cell': (element, long) => element.useCsv(`a,b\n1,2\n3,4\n5,6\n7,${long}\n`, { target: 'a' }),
  'useCsv with a long name': (element, long) => element.useCsv(`${long},${long}\n1,2\n3,4\n`, { target: long }),
  toSvg: (element, long) => element.toSvg(long),
  toCsv: (element, long) => element.toCsv(/** @type {any} */ (long)),
  toBlob: (element, long) => element.toBlob(long),
  hash: (_, long) => {
    location.hash = `panels=${long}`;
  },
};

test('values of megabytes are answered by a short message', async () => {
  await withLab({ path: '/index.html#data=easy&panels=trajectories' }, async (page) => {
    for (const [name, use] of Object.entries(USES)) {
      await lab(page, (element) => {
        const page = /** @type {any} */ (element);
        if (page.messages === undefined) {
          element.addEventListener('error', (/** @type {any} */ event) => page.messages.push(event.detail.message));
        }
        page.messages = [];
      });
      const { thrown, time } = await lab(
        page,
        async (element, source) => {
          const use = new Function(`return (${source})`)();
          const start = performance.now();
          let thrown = '';
          try {
            await use(element, 'x'.repeat(2e6));
          } catch (error) {
            const { name, message } = /** @type {Error} */ (error);
            thrown = `${name}: ${message}`;
          }
          await new Promise((resolve) => requestAnimationFrame(resolve));
          return { thrown, time: performance.now() - start };
        },
        String(use),
      );
      const events = await lab(page, (element) => /** @type {any} */ (element).messages);
      const shown = await lab(page, (element) =>
        [...(element.shadowRoot?.querySelectorAll('.problem, .notice') ?? [])].map((part) => part.textContent ?? ''),
      );
      const messages = [thrown, ...events, ...shown].filter((message) => message !== '');
      assert.ok(thrown === '' || thrown.startsWith('LabError: '), `${name}: ${thrown.slice(0, 300)}`);
      for (const message of messages) {
        assert.ok(message.length < MAX_MESSAGE, `${name}: ${message.length} letters, ${message.slice(0, 300)}`);
      }
      assert.ok(events.length <= 3, `${name}: ${events.length} events`);
      assert.ok(time < MAX_TIME, `${name}: ${time} ms`);
    }
    // The lab still answers.
    await lab(page, (element) => {
      element.lambda = 2;
      element.step(3);
    });
    await frames(page);
    assert.equal(await lab(page, (element) => element.lambda), 2);
  });
});
