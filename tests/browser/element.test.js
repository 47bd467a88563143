/** What the element gives away and takes back: state, script, tables, pictures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frames, lab, until, withLab } from './browser.js';

test('a state that is taken back is the same state, whatever was moved between', async () => {
  await withLab({}, async (page) => {
    const { before, between, after, nIter } = await lab(page, (element) => {
      element.recipe = { nFeatures: 30, randomState: 5 };
      element.penalty = 'elasticnet';
      element.lambda = 2.5;
      element.l1Ratio = 0.35;
      element.optimizer = 'accelerated-proximal-gradient';
      element.learningRate = 0.0123;
      element.panels = 'path weights';
      element.theme = 'dark';
      const before = element.getState();
      element.data = 'twins';
      element.lambda = 7;
      element.panels = 'trajectories';
      element.theme = 'light';
      const between = element.getState();
      // By way of text, as in a link or a file.
      element.setState(JSON.parse(JSON.stringify(before)));
      element.step(40);
      element.setState(element.getState());
      return { before, between, after: element.getState(), nIter: element.nIter };
    });
    assert.deepEqual(after, before);
    assert.notDeepEqual(between, before);
    assert.equal(nIter, 40, 'the same state goes on with the same run');
    const state = /** @type {any} */ (before);
    assert.deepEqual(
      [state.data, state.recipe.nFeatures, state.panels, state.theme],
      ['stress', 30, 'path weights', 'dark'],
    );
    assert.deepEqual([state.lambda, state.l1Ratio, state.learningRate], [2.5, 0.35, 0.0123]);
  });
});

test('tables come back too: one of the built-in ones is fetched, one of one’s own is in the state', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.setState({ data: 'diabetes', lambda: 20 }));
    await until(page, (element) => element.data === 'diabetes' && element.lambda === 20);
    const kept = await lab(page, (element) => {
      element.step(30);
      element.setState({ ...element.getState(), lambda: 21 });
      return element.nIter;
    });
    assert.equal(kept, 30, 'the table in use is not read anew');
    const { first, second } = await lab(page, (element) => {
      const rows = Array.from(
        { length: 40 },
        (_, i) => `${(i * 7) % 11},${(i * 5) % 13},${(i * 7) % 11 > 4 ? 'yes' : 'no'}`,
      );
      element.useCsv(`a,b,c\n${rows.join('\n')}\n`, { target: 'c', without: ['b'] });
      const first = element.getState();
      element.data = 'easy';
      element.setState(first);
      return { first, second: element.getState() };
    });
    assert.deepEqual(second, first);
    assert.equal(/** @type {any} */ (first).csv.without[0], 'b');
  });
});

test('a state that cannot be is refused as a whole', async () => {
  await withLab({}, async (page) => {
    const seen = await lab(page, (element) => {
      const before = JSON.stringify(element.getState());
      const states = [
        { lambda: -1, theme: 'dark' },
        { penalty: 'l3' },
        { lambda: 3, panels: 'trajectories nonsense' },
        { lambda: 3, theme: 'pink' },
        { lambda: 3, colour: 'blue' },
        { recipe: { nSamples: 1e9 } },
        'lambda=3',
        null,
      ];
      return states.map((state) => {
        try {
          element.setState(/** @type {any} */ (state));
          return 'taken';
        } catch (error) {
          const { name, parameter, message } = /** @type {any} */ (error);
          return `${name} ${parameter} ${message.length > 20} ${JSON.stringify(element.getState()) === before}`;
        }
      });
    });
    const parameters = ['lambda', 'penalty', 'panels', 'theme', 'colour', 'nSamples', 'state', 'state'];
    assert.deepEqual(
      seen,
      parameters.map((parameter) => `LabError ${parameter} true true`),
    );
  });
});

test('every table is there at once, and another name is refused', async () => {
  await withLab({}, async (page) => {
    const tables = await lab(page, (element) => {
      element.panels = 'trajectories';
      element.step(25);
      // Another penalty, whose path nobody has computed yet.
      element.penalty = 'elasticnet';
      return Object.fromEntries(
        /** @type {const} */ (['trajectories', 'path', 'scores', 'coefficients']).map((what) => [
          what,
          element.toCsv(what),
        ]),
      );
    });
    const rows = (/** @type {string} */ what) => tables[what].trimEnd().split('\r\n');
    assert.deepEqual([rows('trajectories').length, rows('path').length, rows('coefficients').length], [27, 62, 102]);
    assert.ok(rows('scores').includes('iteration,25'));
    assert.match(rows('coefficients')[0], /^feature,truth,coef,optimum/);
    assert.ok(
      rows('coefficients').every((row) => row.split(',')[3] !== ''),
      'the optimum has been found',
    );
    const complaint = await lab(page, (element) => {
      try {
        return element.toCsv(/** @type {any} */ ('weights'));
      } catch (error) {
        return `${/** @type {Error} */ (error).name} ${error}`;
      }
    });
    assert.match(complaint, /^LabError .*one of trajectories, .*"weights"/);
  });
});

test('a script is the one of the present state', async () => {
  await withLab({}, async (page) => {
    const script = await lab(page, (element) => {
      element.lambda = 0.7;
      element.step(12);
      return element.toPython();
    });
    assert.match(script, /\npenalty = "l1"\nlam = 0\.7 [\s\S]*\nn_iter = 12\n/);
    assert.match(script, /"--json" in sys\.argv/);
  });
});

test('every panel is drawn for whoever asks, on show or not, and the page stays as it is', async () => {
  await withLab({}, async (page) => {
    const pictures = await lab(page, async (element) => {
      element.panels = 'sparsity comparison';
      element.step(30);
      const names = [
        'trajectories',
        'geometry',
        'sparsity',
        'weights',
        'ledger',
        'path',
        'comparison',
        'cross-validation',
        'sweep',
        'pull',
        'priors',
        'histogram',
        'bias-variance',
        'stability',
        'calibration',
        'boundary',
      ];
      const seen = [];
      for (const name of names) {
        const source = element.toSvg(name);
        const root = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
        const blob = await element.toBlob(name);
        const { width } = await createImageBitmap(blob);
        seen.push({
          name,
          isSvg: root.nodeName === 'svg' && !source.includes('NaN'),
          nMarks: root.querySelectorAll('path, circle').length,
          nTexts: root.querySelectorAll('text').length,
          type: blob.type,
          isWide: width > 600,
        });
      }
      return seen;
    });
    for (const { name, isSvg, nMarks, nTexts, type, isWide } of pictures) {
      assert.deepEqual([isSvg, nMarks > 3, nTexts > 4, type, isWide], [true, true, true, 'image/png', true], name);
    }
    await frames(page, 4);
    assert.equal(await lab(page, (element) => element.panels), 'sparsity comparison');
    const complaints = await lab(page, async (element) => {
      const complain = async (/** @type {() => unknown} */ work) => {
        try {
          await work();
          return 'none';
        } catch (error) {
          const { name, parameter, message } = /** @type {any} */ (error);
          return `${name} ${parameter} ${message}`;
        }
      };
      return [await complain(() => element.toSvg('nonsense')), await complain(() => element.toBlob('nonsense'))];
    });
    assert.match(complaints[0], /^LabError panel panel must be one of trajectories, .*"nonsense"/);
    assert.equal(complaints[1], complaints[0]);
  });
});
