/** Every control, with the keyboard, with invalid input, and for assistive technology. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, frames, lab, text, type, until, withLab } from './browser.js';

test('arrow keys move λ along its slider, including 0', async () => {
  await withLab({}, async (page) => {
    const slider = await find(page, '.lambda-slider input');
    await slider.focus();
    const lambda = () => lab(page, (element) => element.lambda);
    await page.keyboard.press('ArrowRight');
    assert.equal(await lambda(), 1.1);
    // A presenter's remote control sends it, to turn a slide.
    await page.keyboard.press('PageDown');
    assert.equal(await lambda(), 1.1);
    await page.keyboard.press('Home');
    assert.equal(await lambda(), 0);
    await page.keyboard.press('ArrowUp');
    assert.equal(await lambda(), 0.001);
    await page.keyboard.press('ArrowDown');
    assert.equal(await lambda(), 0);
    await page.keyboard.press('End');
    assert.equal(await lambda(), 1000);
    await until(
      page,
      ({ shadowRoot }, value) =>
        shadowRoot?.querySelector('.lambda-slider input')?.getAttribute('aria-valuetext') === value,
      '1,000, keeps 0 of 100 weights',
    );
    const field = await find(page, '#lambda');
    assert.equal(await field.evaluate((element) => /** @type {HTMLInputElement} */ (element).value), '1000');
  });
});

test('the slider shows the number of kept weights for each λ, and the λ of the folds', async () => {
  await withLab({}, async (page) => {
    for (const [penalty, kept, marks, area] of /** @type {const} */ ([
      ['l1', '18 kept', 'max,1se', /^M0 1(L[\d.]+ [\d.]+){122}L1 1z$/],
      ['l2', '100 kept', '1se', /^M0 1(L[\d.]+ 0\.0000){122}L1 1z$/],
      ['none', '', '', /^$/],
    ])) {
      await lab(
        page,
        (element, chosen) => {
          element.penalty = chosen;
        },
        penalty,
      );
      await until(
        page,
        ({ shadowRoot }, expected) => {
          const seen = [...(shadowRoot?.querySelectorAll('.lambda-slider .mark:not([hidden])') ?? [])];
          const actual = shadowRoot?.querySelector('.kept')?.textContent;
          return actual === expected[0] && seen.map((mark) => mark.textContent).join() === expected[1];
        },
        [kept, marks],
      );
      const path = await find(page, '.area path');
      assert.match(await path.evaluate((element) => element.getAttribute('d') ?? ''), area);
    }
  });
});

test('λ can be typed, and an invalid value is rejected with a message while the last valid model stays', async () => {
  await withLab({}, async (page) => {
    await type(page, '#lambda', '2.5');
    assert.equal(await lab(page, (element) => element.lambda), 2.5);
    await lab(page, (element) => element.step(50));
    for (const [typed, expected] of [
      ['much', 'λ must be a number between 0 and 1e100; got "much".'],
      ['1.5.5', 'λ must be a number between 0 and 1e100; got "1.5.5".'],
      ['-1', 'λ must be between 0 and 1e100; got -1.'],
      ['1e308', 'λ must be between 0 and 1e100; got 1e308.'],
      ['1e999', 'λ must be a number between 0 and 1e100; got "1e999".'],
    ]) {
      await type(page, '#lambda', typed);
      assert.equal(await text(page, '#lambda-problem'), expected);
      assert.deepEqual(await lab(page, (element) => [element.lambda, element.nIter]), [2.5, 50]);
    }
    await type(page, '#lambda', '0,5');
    assert.deepEqual([await text(page, '#lambda-problem'), await lab(page, (element) => element.lambda)], ['', 0.5]);
  });
});

test('invalid attributes and properties are rejected too', async () => {
  await withLab({}, async (page) => {
    const messages = await lab(page, (element) => {
      /** @type {string[]} */
      const messages = [];
      element.addEventListener('error', (event) => messages.push(/** @type {any} */ (event).detail.message));
      element.setAttribute('l1-ratio', '2');
      element.setAttribute('data', 'iris');
      try {
        element.lambda = Number.NaN;
      } catch (error) {
        messages.push(`${/** @type {Error} */ (error).name}: ${/** @type {Error} */ (error).message}`);
      }
      return messages;
    });
    assert.match(messages[1], /^l1Ratio must be between 0 and 1; got 2$/);
    assert.match(
      messages[0],
      /^data must be one of stress, easy, two-features, twins, .*, valley, prostate, hitters, credit, heart, csv; got "iris"$/,
    );
    assert.match(messages[2], /^LabError: lambda must be between 0 and 1e100; got NaN$/);
    assert.deepEqual(await lab(page, (element) => [element.l1Ratio, element.data, element.lambda]), [0.7, 'stress', 1]);
  });
});

test('a diverging learning rate stops the run and offers the stable one', async () => {
  await withLab({}, async (page) => {
    await (await find(page, '#optimizer')).select('gradient-descent');
    await (await find(page, '[data-penalty=l2] input')).evaluate((radio) => /** @type {HTMLElement} */ (radio).click());
    await type(page, '#lambda', '50');
    await type(page, '#learning-rate', '1e6');
    await lab(page, (element) => element.play());
    await until(page, (element) => element.status === 'diverged');
    await frames(page);
    assert.match(await text(page, '[data-panel=trajectories] .number'), /^stopped at iteration \d+$/);
    assert.match(await text(page, '.advice'), /^Learning rate 1e6 is past the stable 0\.\d+\.Use 0\.\d+$/);
    assert.equal(await lab(page, (element) => element.isPlaying), false);
    await (await find(page, '.advice button')).click();
    await until(page, (element) => element.nIter > 100);
    const [rate, status] = await lab(page, (element) => [element.learningRate, element.status]);
    assert.ok(rate < 1 && status === 'running');
    assert.equal(await (await find(page, '.advice')).evaluate((element) => element.checkVisibility()), false);
  });
});

test('play, pause, steps, a typed iteration, converge and restart', async () => {
  await withLab({}, async (page) => {
    const nIter = () => lab(page, (element) => element.nIter);
    const press = async (/** @type {string} */ label) => {
      await (await find(page, `.transport [aria-label="${label}"]`)).click();
      await frames(page);
    };
    await press('One iteration');
    await press('×10: 10 iterations');
    await press('×100: 100 iterations');
    assert.equal(await nIter(), 111);
    await press('Play');
    await until(page, (element) => element.nIter > 130);
    await press('Pause');
    const paused = await nIter();
    await frames(page, 10);
    assert.equal(await nIter(), paused);
    assert.equal(await text(page, '.run-status'), 'paused');
    await type(page, '#iteration', '2,000');
    await until(page, (element) => element.nIter === 2000);
    await type(page, '#iteration', '50');
    await until(page, (element) => element.nIter === 50);
    await type(page, '#iteration', '-3');
    assert.match(await text(page, '#iteration-problem'), /between 0 and 1,000,000; got -3/);
    await press('Jump to the exact optimum');
    assert.equal(await lab(page, (element) => element.status), 'converged');
    assert.equal(await text(page, '[data-panel=trajectories] .number'), '6 of 100 weights survive');
    await press('Restart from the same start');
    assert.deepEqual(await lab(page, (element) => [element.nIter, element.status]), [0, 'running']);
  });
});

test('the page shows the numbers of the article after 5,000 iterations', async () => {
  await withLab({}, async (page) => {
    await (await find(page, '#optimizer')).select('gradient-descent');
    for (const [penalty, norm, nearZero] of /** @type {const} */ ([
      ['none', '4.41', 0],
      ['l2', '3.40', 3],
      ['l1', '3.81', 74],
      ['elasticnet', '3.61', 65],
    ])) {
      const scores = await lab(
        page,
        (element, kind) =>
          new Promise((resolve) => {
            element.penalty = kind;
            element.reset();
            element.step(5000);
            element.addEventListener('step', (event) => resolve(/** @type {CustomEvent} */ (event).detail.scores), {
              once: true,
            });
          }),
        penalty,
      );
      const { norm2, nearZero: counted } = /** @type {any} */ (scores);
      assert.deepEqual([norm2.toFixed(2), counted], [norm, nearZero], penalty);
    }
  });
});

test('other data regenerate, another optimizer restarts, λ does neither', async () => {
  await withLab({}, async (page) => {
    const nIter = () => lab(page, (element) => element.nIter);
    await lab(page, (element) => element.step(30));
    await lab(page, (element) => {
      element.lambda = 3;
      element.learningRate = 0.1;
      element.penalty = 'l2';
    });
    assert.equal(await nIter(), 30);
    await (await find(page, '#optimizer')).select('accelerated-proximal-gradient');
    assert.equal(await nIter(), 0);
    await lab(page, (element) => element.step(30));
    await (await find(page, '#data')).select('twins');
    await frames(page);
    assert.deepEqual([await nIter(), await text(page, '.choice .size')], [0, '140 rows, 10 features']);
    assert.equal(await lab(page, (element) => element.lambda), 3);
    await (await find(page, '.switch input')).evaluate((input) => /** @type {HTMLElement} */ (input).click());
    await frames(page);
    await (await find(page, '#data')).select('two-features');
    await frames(page);
    assert.equal(
      await text(page, '[data-panel=geometry] .note'),
      'exact: two features, the intercept always at its best',
    );
  });
});

test('the two weights of the geometry are chosen', async () => {
  await withLab({}, async (page) => {
    const [across, up] = [await find(page, '.pair select'), await find(page, '.pair select:last-of-type')];
    const chosen = async () =>
      Promise.all(
        [across, up].map((select) => select.evaluate((element) => /** @type {HTMLSelectElement} */ (element).value)),
      );
    assert.deepEqual(await chosen(), ['43', '76']);
    await across.select('11');
    await frames(page);
    assert.deepEqual(await chosen(), ['11', '76']);
  });
});

test('no penalty on separable classes: the page says that there is no optimum', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.penalty = 'none';
      element.step(100);
    });
    await until(page, (element) =>
      element.shadowRoot?.querySelector('[aria-label="Jump to the exact optimum"]:disabled'),
    );
    assert.equal(await text(page, '[data-panel=geometry] .number'), 'no ball: nothing is penalized');
    assert.match(await text(page, '[data-panel=geometry] .note'), /98 weights held at the present values/);
  });
});

test('with reduced motion a lab opens paused, at the optimum', async () => {
  await withLab({ reducedMotion: true }, async (page) => {
    assert.deepEqual(await lab(page, (element) => [element.isPlaying, element.status]), [false, 'converged']);
    assert.equal(await text(page, '[data-panel=sparsity] .number b'), '94');
  });
});

test('the page opens on the stress test under L1 at λ = 1, training, with one hint that disappears at the first touch', async () => {
  await withLab({ playing: true }, async (page) => {
    const state = await lab(page, (element) => [element.data, element.penalty, element.lambda, element.isPlaying]);
    assert.deepEqual(state, ['stress', 'l1', 1, true]);
    assert.equal(await text(page, '.hint'), 'drag me');
    const slider = await find(page, '.lambda-slider input');
    await slider.click();
    assert.equal(await page.$('regularization-lab >>> .hint'), null);
  });
});

test('a lab that is removed and inserted again has its former state', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.lambda = 7;
      element.penalty = 'elasticnet';
      const parent = /** @type {HTMLElement} */ (element.parentElement);
      element.remove();
      parent.append(element);
    });
    await until(page, (element) => element.shadowRoot?.querySelector('canvas'));
    assert.deepEqual(await lab(page, (element) => [element.lambda, element.penalty]), [7, 'elasticnet']);
    await lab(page, (element) => element.step(10));
    assert.equal(await lab(page, (element) => element.nIter), 10);
  });
});

test('input fires while a parameter changes, change when the change is complete', async () => {
  await withLab({}, async (page) => {
    const events = await lab(page, async (element) => {
      /** @type {string[]} */
      const seen = [];
      for (const name of ['input', 'change']) {
        element.addEventListener(name, (event) =>
          seen.push(`${name} ${/** @type {CustomEvent} */ (event).detail.state.lambda}`),
        );
      }
      const settled = new Promise((resolve) => element.addEventListener('change', resolve, { once: true }));
      element.lambda = 2;
      element.lambda = 3;
      await settled;
      return seen;
    });
    assert.deepEqual(events, ['input 2', 'input 3', 'change 3']);
  });
});

test('every panel has a description with its numbers', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(1240));
    await frames(page);
    const label = async (/** @type {string} */ panel) =>
      (await find(page, `[data-panel=${panel}] [role=img]`)).evaluate((element) => element.getAttribute('aria-label'));
    assert.match(String(await label('trajectories')), /100 weights over 1,240 iterations; 42 are not 0/);
    assert.match(String(await label('sparsity')), /58 weights are exactly 0/);
    assert.match(String(await label('geometry')), /ball of size 4.09 at λ = 1/);
  });
});

test('a feature far from 0 is named by the advice, whose button standardizes', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      const rows = Array.from({ length: 60 }, (_, i) => `${i % 7},${999 + (i % 5)},${2 * (i % 5) + (i % 3)}`);
      element.useCsv(`a,far,y\n${rows.join('\n')}`, { target: 'y', task: 'regression' });
      element.standardize = false;
      element.optimizer = 'proximal-gradient';
      element.step(50);
    });
    await until(page, (element) =>
      element.shadowRoot?.querySelector('.advice-line p')?.textContent?.startsWith('far lies') ? true : undefined,
    );
    await (await find(page, '.advice-line button')).click();
    assert.equal(await lab(page, (element) => element.standardize), true);
    await frames(page);
    assert.doesNotMatch(await text(page, '.advice-line'), /lies/);
  });
});

test('equal columns: the note says that the optimum of least norm is shown', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      const rows = Array.from({ length: 60 }, (_, i) => `${i % 7},${i % 7},${2 * (i % 7) + (i % 3)}`);
      element.useCsv(`a,b,y\n${rows.join('\n')}`, { target: 'y', task: 'regression' });
      element.penalty = 'l1';
      element.lambda = 1;
      element.step(500);
    });
    await until(page, (element) =>
      element.shadowRoot?.querySelector('[data-panel=trajectories] .note')?.textContent?.includes('least norm')
        ? true
        : undefined,
    );
  });
});
