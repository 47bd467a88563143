/** Methods of the element: state, Python script, tables, SVG. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PANELS } from '../../www/names.js';
import { frames, lab, text, type, until, withLab } from './browser.js';

test('setState restores the state of getState after any changes', async () => {
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
      // As JSON, as in a file.
      element.setState(JSON.parse(JSON.stringify(before)));
      element.step(40);
      element.setState(element.getState());
      return { before, between, after: element.getState(), nIter: element.nIter };
    });
    assert.deepEqual(after, { ...before, nIter: 40 });
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

test('setState restores tables: a built-in one is fetched, the user’s CSV is in the state', async () => {
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

test('an invalid state is rejected as a whole', async () => {
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

test('every table is available at once, and an unknown name is rejected', async () => {
  await withLab({}, async (page) => {
    const tables = await lab(page, (element) => {
      element.panels = 'trajectories';
      element.step(25);
      // Another penalty, whose path has not been computed yet.
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
    const message = await lab(page, (element) => {
      try {
        return element.toCsv(/** @type {any} */ ('weights'));
      } catch (error) {
        return `${/** @type {Error} */ (error).name} ${error}`;
      }
    });
    assert.match(message, /^LabError .*one of trajectories, .*"weights"/);
  });
});

test('the Python script describes the current state', async () => {
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

test('toSvg draws every panel, visible or not, and leaves the page unchanged', async () => {
  await withLab({}, async (page) => {
    const pictures = await lab(
      page,
      async (element, names) => {
        element.panels = 'sparsity comparison';
        element.step(30);
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
      },
      PANELS,
    );
    for (const { name, isSvg, nMarks, nTexts, type, isWide } of pictures) {
      assert.deepEqual([isSvg, nMarks > 3, nTexts > 4, type, isWide], [true, true, true, 'image/png', true], name);
    }
    await frames(page, 4);
    assert.equal(await lab(page, (element) => element.panels), 'sparsity comparison');
    const messages = await lab(page, async (element) => {
      const messageOf = async (/** @type {() => unknown} */ work) => {
        try {
          await work();
          return 'none';
        } catch (error) {
          const { name, parameter, message } = /** @type {any} */ (error);
          return `${name} ${parameter} ${message}`;
        }
      };
      return [await messageOf(() => element.toSvg('nonsense')), await messageOf(() => element.toBlob('nonsense'))];
    });
    assert.match(messages[0], /^LabError panel panel must be one of trajectories, .*"nonsense"/);
    assert.equal(messages[1], messages[0]);
  });
});

test('an invalid attribute is ignored, the others are applied', async () => {
  await withLab({}, async (page) => {
    const seen = await lab(page, async (element) => {
      const Lab = /** @type {new () => typeof element} */ (element.constructor);
      const other = new Lab();
      /** @type {string[]} */
      const errors = [];
      other.addEventListener('error', (event) => errors.push(/** @type {any} */ (event).detail.message));
      const given = { penalty: 'bogus', lambda: '3', data: 'easy', optimizer: 'gradient-descent', theme: 'purple' };
      for (const [name, value] of Object.entries(given)) {
        other.setAttribute(name, value);
      }
      document.body.append(other);
      await other.ready;
      const { data, penalty, lambda, optimizer, theme } = other;
      other.remove();
      return { errors, state: [data, penalty, lambda, optimizer, theme] };
    });
    assert.deepEqual(seen.state, ['easy', 'l1', 3, 'gradient-descent', 'auto']);
    assert.equal(seen.errors.length, 2, `${seen.errors}`);
    assert.match(seen.errors.join('\n'), /theme must be one of auto, light, dark, projector; got "purple"/);
    assert.match(seen.errors.join('\n'), /penalty must be .*; got "bogus"/);
  });
});

test('changes of a removed lab are applied when it is inserted again, except invalid ones', async () => {
  await withLab({}, async (page) => {
    const seen = await lab(page, async (element) => {
      const back = async () => {
        document.body.append(element);
        while (!element.shadowRoot?.querySelector('.lab')) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        return [
          element.data,
          element.penalty,
          element.lambda,
          element.toCsv('coefficients').trim().split('\r\n').length - 1,
        ];
      };
      element.setState({ data: 'twins', lambda: 3, penalty: 'l2' });
      element.remove();
      element.data = 'easy';
      const other = await back();
      element.remove();
      element.lambda = -5;
      element.learningRate = 0.01;
      return [other, await back(), element.learningRate];
    });
    assert.deepEqual(seen, [['easy', 'l2', 3, 6], ['easy', 'l2', 3, 6], 0.01]);
  });
});

test('changes between tables of the user are undone and redone one by one', async () => {
  await withLab({}, async (page) => {
    const names = await lab(page, async (element) => {
      const rows = [...Array(12).keys()];
      const csv = (/** @type {string} */ name) =>
        [`${name},y`, ...rows.map((k) => `${(k * 7) % 5},${k % 2}`)].join('\n');
      const settle = () => new Promise((resolve) => element.addEventListener('change', resolve, { once: true }));
      const name = () => element.toCsv('coefficients').split('\r\n')[1].split(',')[0];
      element.useCsv(csv('first'));
      await settle();
      element.setState({ csv: { text: csv('second') } });
      await settle();
      const seen = [name()];
      element.undo();
      seen.push(name(), /** @type {any} */ (element.getState()).csv.text.split(',')[0]);
      element.redo();
      seen.push(name());
      element.undo();
      element.undo();
      return [...seen, element.data];
    });
    assert.deepEqual(names, ['second', 'first', 'first', 'second', 'stress']);
  });
});

test('invalid steps, tables and states are rejected with a message', async () => {
  await withLab({}, async (page) => {
    const messages = await lab(page, (element) => {
      const messageOf = (/** @type {() => unknown} */ work) => {
        try {
          work();
          return 'none';
        } catch (error) {
          const { name, parameter, message } = /** @type {any} */ (error);
          return `${name} ${parameter}: ${message}`;
        }
      };
      const any = /** @type {any} */ (element);
      const before = JSON.stringify(element.getState());
      return [
        ...[-1, 1.5, 1e9, Number.NaN, 'abc', Symbol('s'), 5n].map((n) => messageOf(() => any.step(n))),
        messageOf(() => any.toCsv(5)),
        messageOf(() => any.toSvg(Symbol('s'))),
        messageOf(() => any.setState({ csv: 5 })),
        messageOf(() => any.setState({ data: 'diabetes', lambda: -1, theme: 'dark' })),
        messageOf(() => {
          any.theme = 'purple';
        }),
        String(JSON.stringify(element.getState()) === before),
      ];
    });
    for (const message of messages.slice(0, 7)) {
      assert.match(message, /^LabError n: n must be a whole number between 0 and 1,000,000; got /);
    }
    assert.match(messages[7], /^LabError table: table must be one of trajectories, .*; got "5"/);
    assert.match(messages[8], /^LabError panel: .*; got Symbol\(s\)/);
    assert.match(messages[9], /^LabError /);
    assert.match(messages[10], /^LabError lambda: lambda must be .*; got -1/);
    assert.match(messages[11], /^LabError theme: /);
    assert.equal(messages[12], 'true', 'the last valid state stays');
  });
});

test('other data remove the start point of the objective view', async () => {
  await withLab({}, async (page) => {
    const statuses = await lab(page, async (element) => {
      const root = /** @type {ShadowRoot} */ (element.shadowRoot);
      /** @type {HTMLElement} */ (root.querySelector('[data-panel=geometry] input[value=objective]')).click();
      const plot = /** @type {HTMLElement} */ (root.querySelector('[data-panel=geometry] .plot'));
      const seen = [];
      for (const data of ['imbalanced', 'capped', 'valley', 'stress']) {
        // Waits for the loss contours of the new data.
        for (let k = 0; k < 15; k++) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        element.data = data;
        plot.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
        element.step(3);
        seen.push(element.nIter);
      }
      return seen;
    });
    assert.deepEqual(statuses, [3, 3, 3, 3]);
  });
});

test('coef, intercept and featureNames are those of the iteration that is shown', async () => {
  await withLab({ path: '/#v=1&data=easy&penalty=l1' }, async (page) => {
    const { coef, ofTrainer, intercept, names, start } = await lab(page, (element) => {
      const start = element.coef.every((w) => w === 0);
      element.step(50);
      const trainer = element.trainer();
      const ofTrainer = [[...trainer.coef()], trainer.intercept];
      trainer.free();
      return { coef: [...element.coef], ofTrainer, intercept: element.intercept, names: element.featureNames, start };
    });
    assert.deepEqual([coef, intercept], ofTrainer);
    assert.deepEqual([start, names], [true, ['x0', 'x1', 'x2', 'x3', 'x4']]);
    assert.ok(coef.some((w) => w !== 0));
  });
});

test('names that every object has are no data sets; a flag is true or false', async () => {
  await withLab({}, async (page) => {
    const messages = await lab(page, (element) => {
      const refused = (/** @type {() => void} */ work) => {
        try {
          work();
          return 'accepted';
        } catch (error) {
          return /** @type {Error} */ (error).message;
        }
      };
      const any = /** @type {any} */ (element);
      return [
        ...['constructor', '__proto__', 'toString', 'nope'].map((name) =>
          refused(() => element.setState({ data: name })),
        ),
        refused(() => {
          any.data = { toString: null };
        }),
        refused(() => {
          any.standardize = 'no';
        }),
        refused(() => any.toCsv({ toString: null })),
      ];
    });
    for (const message of messages.slice(0, 5)) {
      assert.match(message, /^data must be .*; got /);
    }
    assert.match(messages[5], /^standardize must be true or false; got "no"$/);
    assert.match(messages[6], /^table must be the name of a table; got /);
    const errors = await lab(page, async (element) => {
      const seen = /** @type {string[]} */ ([]);
      element.addEventListener('error', (event) => seen.push(/** @type {any} */ (event).detail.message));
      element.setAttribute('fit-intercept', 'no');
      await Promise.resolve();
      return [...seen, String(element.fitIntercept)];
    });
    assert.deepEqual(errors, ['fitIntercept must be true or false; got "no"', 'true']);
  });
});

test('an unusable bookmark is refused with the whole state; a removed lab says that it is in no document', async () => {
  await withLab({}, async (page) => {
    const messages = await lab(page, (element) => {
      const refused = (/** @type {() => unknown} */ work) => {
        try {
          return work();
        } catch (error) {
          return /** @type {Error} */ (error).message;
        }
      };
      const before = element.lambda;
      const bookmarks = ['garbage', '1+l1+1', '-1+l1+1+0.7', '1+l3+1+0.7'].map((bookmark) =>
        refused(() => element.setState({ bookmark, lambda: 2 })),
      );
      const isSame = element.lambda === before;
      element.setState({ bookmark: '3+l1+1+0.7' });
      const { parentElement } = element;
      element.remove();
      const removed = refused(() => element.toCsv('scores'));
      parentElement?.append(element);
      return { bookmarks, isSame, removed };
    });
    for (const message of messages.bookmarks) {
      assert.match(String(message), /^bookmark must be /);
    }
    assert.equal(messages.isSame, true);
    assert.match(String(messages.removed), /^the lab is not in the document/);
  });
});

test('commas in an iteration are those between thousands', async () => {
  await withLab({}, async (page) => {
    await type(page, '#iteration', '1,200');
    await until(page, (element) => element.nIter === 1200);
    await type(page, '#iteration', '1,5');
    assert.match(await text(page, '#iteration-problem'), /whole number.*; got 1\.5/);
    assert.equal(await lab(page, (element) => element.nIter), 1200);
  });
});

test('what follows the choice of a table is about the table, fetched or not', async () => {
  await withLab({}, async (page) => {
    for (const when of ['fetched', 'there']) {
      const seen = await lab(page, async (element) => {
        element.data = 'diabetes';
        element.lambda = 5;
        element.penalty = 'l2';
        element.step(30);
        while (element.data !== 'diabetes') {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        const { lambda, penalty, nIter } = element;
        element.data = 'hitters';
        await element.converge();
        const { data, atOptimum } = element.getState();
        element.data = 'stress';
        return [lambda, penalty, nIter, data, atOptimum];
      });
      assert.deepEqual(seen, [5, 'l2', 30, 'hitters', true], when);
    }
  });
});

test('setState with a value that does not fit throws, and nothing has changed', async () => {
  await withLab({}, async (page) => {
    const seen = await lab(page, async (element) => {
      element.step(20);
      const before = JSON.stringify(element.getState());
      /** @type {string[]} */
      const events = [];
      for (const name of ['input', 'change', 'error']) {
        element.addEventListener(name, () => events.push(name));
      }
      const states = [
        { lambda: 5, scoring: 'bogus' },
        { lambda: 5, scoring: 'r2' },
        { lambda: 6, pair: [3, 3] },
        { scale: 'linear', views: { path: 'norm' }, pair: [0, 999] },
        { scale: 'linear', pair: [0, 1], lambda: -1 },
        { pair: [0, 1], penaltyFactor: [1, 2] },
      ];
      const thrown = states.map((state) => {
        try {
          element.setState(/** @type {any} */ (state));
          return '';
        } catch (error) {
          return /** @type {Error} */ (error).name;
        }
      });
      // An edit fires "input" at once, and only edits are followed by "change".
      return { thrown, isSame: JSON.stringify(element.getState()) === before, events };
    });
    assert.deepEqual(seen, { thrown: Array(6).fill('LabError'), isSame: true, events: [] });
  });
});

test('other data chosen while the lab is not in the document begin anew', async () => {
  await withLab({ path: '/#v=1&data=diabetes&n-iter=20' }, async (page) => {
    const seen = await lab(page, async (element) => {
      await element.ready;
      const parent = element.parentElement;
      /** @type {string[]} */
      const errors = [];
      element.addEventListener('error', (event) => errors.push(/** @type {any} */ (event).detail.message));
      element.setState({ scoring: 'r2', scale: 'linear' });
      element.remove();
      await undefined;
      element.data = 'easy';
      parent?.append(element);
      while (!element.shadowRoot?.querySelector('.lab')) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      const { data, scoring, scale } = element.getState();
      return { data, scoring, scale, nIter: element.nIter, errors };
    });
    assert.deepEqual(seen, { data: 'easy', scoring: 'neg-log-loss', scale: 'linear', nIter: 0, errors: [] });
  });
});

test('a table that cannot be used says why, also before the lab has started', async () => {
  await withLab({}, async (page) => {
    const errors = await lab(page, async (element) => {
      const Lab = /** @type {new () => typeof element} */ (element.constructor);
      const other = new Lab();
      /** @type {string[]} */
      const errors = [];
      other.addEventListener('error', (event) => errors.push(/** @type {any} */ (event).detail.message));
      other.useCsv('a,b,y\n1,2,3\n4,5\n');
      document.body.append(other);
      await other.ready;
      other.remove();
      return errors;
    });
    assert.equal(errors.length, 1, `${errors}`);
    assert.match(errors[0], /^row 3: has 2 cells; the header has 3/);
  });
});

test('a lab has a width in a parent that is as wide as its content, and its own language', async () => {
  await withLab({}, async (page) => {
    const seen = await lab(page, async (element) => {
      const Lab = /** @type {new () => typeof element} */ (element.constructor);
      document.documentElement.lang = 'ar';
      document.documentElement.dir = 'rtl';
      /** @type {Record<string, number>} */
      const widths = {};
      for (const style of [
        'display: inline-block',
        'display: flex',
        'float: left',
        'display: grid; place-items: center',
      ]) {
        const parent = Object.assign(document.createElement('div'), { style });
        const other = new Lab();
        parent.append(other);
        document.body.append(parent);
        await other.ready;
        widths[style] = Math.round(other.getBoundingClientRect().width);
        parent.remove();
      }
      const view = /** @type {HTMLElement} */ (element.shadowRoot?.querySelector('.lab'));
      return { widths, language: view.lang, direction: getComputedStyle(view).direction };
    });
    for (const [style, width] of Object.entries(seen.widths)) {
      assert.equal(width, 300, style);
    }
    assert.deepEqual([seen.language, seen.direction], ['en', 'ltr']);
  });
});
