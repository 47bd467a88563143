/** Events of the element: current scores, and none where a program sets the value that is already there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lab, press, until, withLab, withPage } from './browser.js';
import { html, withServer } from './server.js';

/** @typedef {import('./browser.js').RegularizationLab} RegularizationLab */

/** Ways to set what a lab has already, each a line of JavaScript. */
const REPEATED = [
  'lab.lambda = 3',
  "lab.lambda = '3.0'",
  "lab.setAttribute('lambda', '3.00')",
  "lab.setAttribute('lambda', ' 3e0 ')",
  'lab.setState({ lambda: 3 })',
  "lab.data = 'twins'",
  "lab.setAttribute('data', 'twins')",
  "lab.setState({ data: 'twins' })",
  'lab.recipe = { rho: 0.9 }',
  'lab.recipe = {}',
  'lab.recipe = { rho: undefined }',
  'lab.recipe = lab.recipe',
  "lab.setState({ data: 'twins', recipe: { rho: 0.9 }, lambda: 3 })",
  'lab.penaltyFactor = [1, 1, 1, 1, 1, 1, 1, 1, 0.5, Infinity]',
  'lab.penaltyFactor = new Float64Array([1, 1, 1, 1, 1, 1, 1, 1, 0.5, Infinity])',
  'lab.setState({ penaltyFactor: [1, 1, 1, 1, 1, 1, 1, 1, 0.5, null] })',
  "lab.penalty = 'l1'",
  'lab.standardize = lab.standardize',
  'lab.standardize = String(lab.standardize)',
  "lab.setAttribute('standardize', String(lab.standardize))",
  'lab.fitIntercept = true',
  'lab.theme = lab.theme',
  'lab.panels = lab.panels',
  'lab.controls = lab.controls',
  'lab.setState({ pair: [0, 1] })',
  "lab.setState({ scale: 'linear' })",
  "lab.setState({ views: { geometry: 'objective' } })",
  'lab.setState({ scoring: lab.getState().scoring, speed: lab.getState().speed })',
  'lab.setState(lab.getState())',
  'lab.setState(JSON.parse(JSON.stringify(lab.getState())))',
];

/** The same with a table of one's own. */
const REPEATED_TABLES = [
  "lab.useCsv(csv, { target: 'y', task: 'classification' })",
  "lab.useCsv(csv, { task: 'classification', target: 'y' })",
  "lab.useCsv(csv, { task: 'classification', target: 'y', missing: undefined })",
  "lab.setState({ csv: { text: csv, target: 'y', task: 'classification' } })",
  "lab.data = 'csv'",
  'lab.setState(lab.getState())',
];

/**
 * Runs lines in the page; returns those after which there were events, or another iteration.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {string[]} lines
 */
const linesWithEvents = (page, lines) =>
  page.evaluate(async (lines) => {
    const element = /** @type {RegularizationLab} */ (document.querySelector('regularization-lab'));
    const changed = () => new Promise((resolve) => element.addEventListener('change', resolve, { once: true }));
    const csv = `a,b,y\n${Array.from({ length: 30 }, (_, k) => `${k % 7},${k % 5},${k % 2}`).join('\n')}`;
    if (lines.some((line) => line.includes('csv'))) {
      element.useCsv(csv, { target: 'y', task: 'classification' });
      await changed();
    }
    for (const lambda of [2, 3]) {
      element.lambda = lambda;
      await changed();
    }
    element.reset();
    element.step(5);
    /** @type {string[]} */
    const found = [];
    let name = '';
    for (const type of ['input', 'change', 'error']) {
      element.addEventListener(type, (event) => {
        found.push(`${type} at ${name}: ${/** @type {CustomEvent} */ (event).detail.message ?? ''}`);
      });
    }
    for (const line of lines) {
      name = line;
      new Function('lab', 'csv', line)(element, csv);
      // Attributes are applied in a microtask.
      await undefined;
      if (element.nIter !== 5) {
        found.push(`another run at ${line}`);
      }
    }
    // The first event that may come now is the change to this value, which is committed with those before.
    name = 'the end';
    element.lambda = 4;
    await changed();
    return found;
  }, lines);

const OPTIONS = 'data="twins" penalty="l1" panels="trajectories geometry" lambda="3"';

test('setting a value that is already there fires no event and keeps the run', async () => {
  await withLab({}, async (page) => {
    await page.evaluate(async (html) => {
      document.body.innerHTML = html;
      const element = /** @type {RegularizationLab} */ (document.querySelector('regularization-lab'));
      await element.ready;
      element.setState({
        recipe: { rho: 0.9 },
        penaltyFactor: [1, 1, 1, 1, 1, 1, 1, 1, 0.5, Number.POSITIVE_INFINITY],
        pair: [0, 1],
        scale: 'linear',
        views: { geometry: 'objective' },
      });
    }, `<regularization-lab ${OPTIONS}></regularization-lab>`);
    assert.deepEqual(await linesWithEvents(page, REPEATED), ['input at the end: ', 'change at the end: ']);
    assert.deepEqual(await linesWithEvents(page, REPEATED_TABLES), ['input at the end: ', 'change at the end: ']);
  });
});

test('a change that is taken back before it settles fires no change', async () => {
  await withLab({}, async (page) => {
    const seen = await lab(page, async (element) => {
      /** @type {number[]} */
      const seen = [];
      const settled = () => new Promise((resolve) => element.addEventListener('change', resolve, { once: true }));
      element.addEventListener('change', (event) => seen.push(/** @type {CustomEvent} */ (event).detail.state.lambda));
      element.lambda = 2;
      await settled();
      element.lambda = 7;
      element.lambda = 2;
      // Undo and redo settle what is pending; there is nothing to redo.
      element.redo();
      element.lambda = 5;
      await settled();
      return seen;
    });
    assert.deepEqual(seen, [2, 5]);
  });
});

test('events carry the scores of their moment, whatever was done', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.step(100);
      const seen = { problems: /** @type {string[]} */ ([]), types: /** @type {string[]} */ ([]) };
      Object.assign(element, { seen });
      for (const type of ['ready', 'input', 'change', 'step', 'converged']) {
        element.addEventListener(type, (event) => {
          const { state, scores } = /** @type {CustomEvent} */ (event).detail;
          const copy = element.trainer();
          seen.types.push(type);
          if (JSON.stringify(scores) !== JSON.stringify(copy.scores())) {
            seen.problems.push(`${type} has scores ${JSON.stringify(scores)}, not ${JSON.stringify(copy.scores())}`);
          }
          if (state.lambda !== element.lambda) {
            seen.problems.push(`${type} has lambda ${state.lambda}, not ${element.lambda}`);
          }
          copy.free();
        });
      }
    });
    const changes = (/** @type {number} */ n) =>
      until(
        page,
        (element, n) => {
          const { types } = Reflect.get(element, 'seen');
          return types.filter((/** @type {string} */ type) => type === 'change').length === n;
        },
        n,
      );
    await press(page, '[name=penalty][value=l2]');
    await changes(1);
    await lab(page, (element) => element.undo());
    await changes(2);
    await lab(page, (element) => element.redo());
    await changes(3);
    await lab(page, (element) => {
      element.data = 'twins';
    });
    await changes(4);
    await lab(page, (element) => element.converge());
    await until(page, (element) => Reflect.get(element, 'seen').types.includes('converged'));
    const { problems, types } = await lab(page, (element) => Reflect.get(element, 'seen'));
    assert.deepEqual(problems, []);
    assert.deepEqual([...new Set(types)].sort(), ['change', 'converged', 'input', 'step']);
  });
});

test('properties that were set before the element is defined are kept', async () => {
  const page = html('<regularization-lab data="twins"></regularization-lab>');
  const choose = (/** @type {string} */ path) => (path === '/page' ? page : undefined);
  await withServer(choose, async ({ origin }) => {
    await withPage({ address: origin, path: '/page' }, async (page) => {
      const seen = await lab(page, async (element) => {
        Object.assign(element, { recipe: { rho: 0.5 }, lambda: '7', panels: 'path' });
        const script = document.createElement('script');
        Object.assign(script, { type: 'module', src: '/define.js' });
        document.body.append(script);
        await customElements.whenDefined('regularization-lab');
        await element.ready;
        return [element.recipe.rho, element.lambda, element.panels];
      });
      assert.deepEqual(seen, [0.5, 7, 'path']);
    });
  });
});

test('value, check, name and disabled that were set before the element is defined are kept, as is a value before its code is there', async () => {
  const content = html('<form><regularization-lab id="early"></regularization-lab></form><main></main>');
  const choose = (/** @type {string} */ path) => (path === '/page' ? content : undefined);
  await withServer(choose, async ({ origin }) => {
    await withPage({ address: origin, path: '/page' }, async (page) => {
      const seen = await page.evaluate(async () => {
        const early = /** @type {any} */ (document.querySelector('#early'));
        const given = {
          value: 'v=1&data=twins&lambda=4&n-iter=7',
          lambda: 5,
          check: 'penalty=l1',
          name: 'q',
          disabled: true,
        };
        Object.assign(early, given);
        const script = document.createElement('script');
        Object.assign(script, { type: 'module', src: '/define.js' });
        document.body.append(script);
        await customElements.whenDefined('regularization-lab');
        const late = /** @type {any} */ (document.createElement('regularization-lab'));
        late.penalty = 'l2';
        late.value = '#v=1&data=twins&lambda=4';
        late.recipe = { rho: 0.5 };
        late.recipe = { nSamples: 80 };
        document.querySelector('main')?.append(late);
        await Promise.all([early.ready, late.ready]);
        return {
          early: [early.data, early.lambda, early.check, early.name, early.disabled, Object.keys(early)],
          late: [late.data, late.lambda, late.penalty, late.recipe.rho, late.recipe.nSamples],
        };
      });
      assert.deepEqual(seen.early, ['twins', 5, 'penalty=l1', 'q', true, []]);
      assert.deepEqual(seen.late, ['twins', 4, 'l1', 0.5, 80]);
    });
  });
});
