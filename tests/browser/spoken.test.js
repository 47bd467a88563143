/** What screen readers get: structure, names, values in words and announcements. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PANELS } from '../../www/names.js';
import { find, frames, lab, opened, press, showEveryPanel, text, type, until, withLab, withPage } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** The live region of the lab. */
const REGION = '.lab [role=status]:not(.share *)';

/**
 * Returns an attribute of an element in the lab.
 *
 * @param {Page} page
 * @param {string} selector
 * @param {string} name
 */
const attribute = async (page, selector, name) =>
  (await find(page, selector)).evaluate((element, name) => element.getAttribute(name), name);

/** Records the texts of the live regions of all labs, and of whatever else the browser would announce. @param {Page} page */
async function recordAnnouncements(page) {
  await page.evaluate(() => {
    const live =
      '[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive], output:not([aria-hidden])';
    const said = /** @type {string[]} */ ([]);
    Object.assign(globalThis, { said });
    for (const { shadowRoot } of document.querySelectorAll('regularization-lab')) {
      new MutationObserver((records) => {
        const regions = new Set(
          records.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(live)),
        );
        said.push(...[...regions].map((region) => region?.textContent ?? '').filter(Boolean));
      }).observe(/** @type {ShadowRoot} */ (shadowRoot), { subtree: true, childList: true, characterData: true });
    }
  });
}

/** @param {Page} page @returns {Promise<string[]>} */
const said = (page) => page.evaluate(() => /** @type {any} */ (globalThis).said);

/** Waits until nothing has been announced for a second. @param {Page} page */
const silence = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const { said } = /** @type {any} */ (globalThis);
        let [count, since] = [said.length, performance.now()];
        const look = () => {
          if (said.length !== count) {
            [count, since] = [said.length, performance.now()];
          }
          performance.now() - since > 1500 ? resolve(undefined) : requestAnimationFrame(look);
        };
        look();
      }),
  );

test('the page has landmarks, one heading of level 1, a summary of its state, and a link to the panels', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(1240));
    await frames(page);
    const found = await lab(page, ({ shadowRoot }) => {
      const root = /** @type {ShadowRoot} */ (shadowRoot);
      const count = (/** @type {string} */ selector) => root.querySelectorAll(selector).length;
      return {
        h1: count('h1'),
        banner: count('.lab > header'),
        main: count('main'),
        form: count('form[aria-label]'),
        nav: count('nav[aria-label]'),
        summary: root.querySelector('header .hidden-visually')?.textContent ?? '',
      };
    });
    const { summary, ...counts } = found;
    assert.deepEqual(counts, { h1: 1, banner: 1, main: 1, form: 1, nav: 1 });
    assert.match(
      summary,
      /Data: Stress test, 350 rows, 100 features\. λ 1, L1: 42 of 100 weights kept, .*iteration 1,240/,
    );
    assert.match(summary, /The slider of λ .*The key \? lists all keys\./);
    await page.keyboard.press('Tab');
    const link = await find(page, '.skip');
    assert.ok((await link.boundingBox())?.height ?? 0 > 20, 'the link is visible while it has the focus');
    await page.keyboard.press('Enter');
    assert.equal(await lab(page, ({ shadowRoot }) => shadowRoot?.activeElement?.localName), 'main');
    assert.doesNotMatch(page.url(), /#panels$/, 'the address keeps the state');
  });
});

test('every control has a name, which contains its visible label', async () => {
  await withLab({}, async (page) => {
    await showEveryPanel(page);
    await press(page, '.more');
    await press(page, '.tabs input[value=numbers]');
    await frames(page);
    const controls = await page.$$('regularization-lab >>> :is(input, select, button, a, [tabindex="0"])');
    assert.ok(controls.length > 80, `${controls.length} controls`);
    // The session of the handles.
    const session = /** @type {any} */ (controls[0]).frame.client;
    for (const control of controls) {
      const { label, html } = await control.evaluate((element) => {
        const labels = /** @type {HTMLInputElement} */ (element).labels ?? [];
        // What the eye sees: the text of a label or of the button, without what the control itself shows.
        const seen = [...labels].map((one) => {
          const texts = [...one.childNodes].filter((node) => !(node instanceof Element && node.matches('select, svg')));
          return texts.map((node) => (node instanceof HTMLElement ? node.innerText : node.textContent)).join('');
        });
        const face = element.matches('button, a') ? /** @type {HTMLElement} */ (element).innerText : seen.join(' ');
        return {
          label: element.getBoundingClientRect().width === 0 ? '' : face,
          html: element.outerHTML.slice(0, 120),
        };
      });
      const objectId = /** @type {any} */ (control).remoteObject().objectId;
      const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false });
      const name = String(nodes[0].name?.value ?? '');
      const plain = (/** @type {string} */ words) =>
        words
          .toLowerCase()
          .replace(/[\s:]+/g, ' ')
          .trim();
      assert.ok(nodes[0].ignored || name !== '', `no name: ${html}`);
      assert.ok(
        nodes[0].ignored || plain(name).includes(plain(label)),
        `“${name}” does not contain “${label}”: ${html}`,
      );
    }
  });
});

test('sliders say their value in words', async () => {
  await withLab({}, async (page) => {
    const value = (/** @type {string} */ selector) => attribute(page, selector, 'aria-valuetext');
    await lab(page, (element) => {
      element.lambda = 0.32;
      element.step(1240);
    });
    const isKnown = (/** @type {string} */ selector) =>
      until(
        page,
        ({ shadowRoot }, selector) =>
          shadowRoot?.querySelector(selector)?.getAttribute('aria-valuetext')?.includes('keeps'),
        selector,
      );
    await isKnown('.lambda-slider input');
    const kept = await lab(page, (element) => {
      element.toCsv('coefficients');
      return element
        .toCsv('coefficients')
        .split('\r\n')
        .slice(1, 101)
        .filter((row) => Number(row.split(',')[3]) !== 0).length;
    });
    assert.equal(await value('.lambda-slider input'), `0.32, keeps ${kept} of 100 weights`);
    assert.equal(await value('[data-panel=path] .plot'), `0.32, keeps ${kept} of 100 weights`);
    assert.equal(await value('[data-panel=cross-validation] .plot'), `0.32, keeps ${kept} of 100 weights`);
    assert.equal(await attribute(page, '[data-panel=path] .plot', 'role'), 'slider');
    assert.equal(await value('#past'), 'iteration 1,240 of 1,240');
    assert.equal(await value('#speed'), '120 iterations a second');
    assert.equal(await value('.rate .slider'), '0.05, stable up to 0.42');
    assert.equal(await value('#l1-ratio'), '1, L1');
    await lab(page, (element) => {
      element.penalty = 'elasticnet';
      element.l1Ratio = 0.7;
      element.learningRate = 0.9;
    });
    await frames(page);
    assert.equal(await value('#l1-ratio'), '0.7, 70 % L1');
    assert.equal(await value('.rate .slider'), '0.9, past the stable 0.42');
    await press(page, 'input[name=cross-validation-view][value=surface]');
    await until(
      page,
      ({ shadowRoot }, pattern) =>
        new RegExp(pattern).test(
          String(shadowRoot?.querySelector('[data-panel=cross-validation] .plot')?.getAttribute('aria-valuetext')),
        ),
      String.raw`^λ 0\.32, keeps \d+ of 100 weights; l1_ratio 0\.7, 70 % L1$`,
    );
    await lab(page, (element) => {
      element.penalty = 'none';
      element.data = 'twins';
    });
    await press(page, '.more');
    await press(page, '.tabs input[value=numbers]');
    await until(page, ({ shadowRoot }) => shadowRoot?.querySelector('.recipe-parameters [aria-label=ρ]'));
    assert.match(String(await value('.recipe-parameters [aria-label=ρ]')), /^0\.\d+, correlation in a group$/);
    await lab(page, (element) => {
      element.penalty = 'none';
    });
    await frames(page);
    assert.match(String(await value('.lambda-slider input')), /, without a penalty$/);
  });
});

test('a settled change is announced once: after keys, after a drag, after undo, and at the optimum', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(300));
    await frames(page);
    await recordAnnouncements(page);
    await (await find(page, '.lambda-slider input')).focus();
    for (let k = 0; k < 5; k++) {
      await page.keyboard.press('ArrowLeft');
    }
    await silence(page);
    const sentence = /^λ 0\.\d+, L1: \d+ of 100 weights kept, test accuracy \d+\.\d %, iteration 300$/;
    const [first, ...others] = await said(page);
    assert.match(first, sentence);
    assert.deepEqual(others, []);
    assert.equal(await text(page, REGION), first);
    // A drag, with a pause longer than that after which a change is committed.
    const box = await (await find(page, '.lambda-slider input')).boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + 22);
    await page.mouse.down();
    for (let k = 0; k < 10; k++) {
      await page.mouse.move(box.x + box.width / 2 + 8 * k, box.y + 22);
      await frames(page, 2);
    }
    await silence(page);
    assert.equal((await said(page)).length, 1, 'nothing during the drag');
    await page.mouse.up();
    await silence(page);
    assert.equal((await said(page)).length, 2, 'one announcement after the drag');
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    await silence(page);
    const undone = (await said(page)).slice(2);
    assert.equal(undone.length, 1);
    assert.match(undone[0], sentence);
    await press(page, '[aria-label="Jump to the exact optimum"]');
    await silence(page);
    const spoken = await said(page);
    assert.equal(spoken.length, 4);
    assert.match(spoken[3], /converged$/);
    // What changes nothing is not announced.
    await lab(page, (element) => {
      element.setState({ scale: 'linear' });
    });
    await silence(page);
    assert.deepEqual((await said(page)).slice(4), []);
  });
});

test('a run is announced at its end, not while it plays; a diverged one with its advice', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => {
      element.data = 'easy';
      element.setState({ speed: 1000 });
    });
    await frames(page);
    await recordAnnouncements(page);
    await lab(page, (element) => element.play());
    await until(page, (element) => element.status === 'converged');
    await silence(page);
    const spoken = await said(page);
    assert.ok(spoken.length <= 2 && /kept, .*, converged$/.test(spoken.at(-1) ?? ''), JSON.stringify(spoken));
    await lab(page, (element) => {
      element.learningRate = 50;
      element.reset();
      element.play();
    });
    await until(page, (element) => element.status === 'diverged');
    await silence(page);
    const last = (await said(page)).slice(spoken.length);
    assert.equal(last.filter((one) => /learning rate/i.test(one)).length, 1, JSON.stringify(last));
  });
});

test('of several labs on a page, only the one in use speaks, and each has a name from its state', async () => {
  await withPage({ path: '/examples/blog-post.html' }, async (page) => {
    await page.evaluate(async () => {
      for (const element of document.querySelectorAll('regularization-lab')) {
        element.setAttribute('loading', 'eager');
        element.scrollIntoView();
        await /** @type {any} */ (element).ready;
      }
    });
    const labs = await page.$$('regularization-lab');
    assert.ok(labs.length > 2);
    const names = await Promise.all(
      labs.map((element) =>
        element.evaluate(({ shadowRoot }) => shadowRoot?.querySelector('.lab[role=group]')?.getAttribute('aria-label')),
      ),
    );
    assert.equal(new Set(names).size, labs.length, `distinct: ${names}`);
    for (const name of names) {
      assert.match(String(name), /^Regularization Lab: .+; .+, (λ .+|no penalty)$/);
    }
    await recordAnnouncements(page);
    for (const element of labs) {
      await element.evaluate((element) => {
        /** @type {any} */ (element).pause();
        /** @type {any} */ (element).lambda = 0.5;
      });
    }
    await silence(page);
    assert.deepEqual(await said(page), [], 'a program changes them');
    const slider = await labs[0].$('>>> .lambda-slider input');
    await slider?.focus();
    await page.keyboard.press('ArrowRight');
    await silence(page);
    assert.equal((await said(page)).length, 1);
  });
});

test('arrow keys, Home and End walk through the weights of every plot, announce and highlight them', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(300));
    await showEveryPanel(page);
    await recordAnnouncements(page);
    const focused = () => lab(page, ({ shadowRoot }) => shadowRoot?.querySelector('.has-focused-feature') !== null);
    for (const panel of ['trajectories', 'weights', 'path', 'pull', 'histogram', 'priors', 'stability', 'sparsity']) {
      await (await find(page, `[data-panel=${panel}] .plot`)).focus();
      const names = [];
      for (const key of /** @type {const} */ (['ArrowDown', 'ArrowDown', 'ArrowUp', 'End', 'Home'])) {
        await page.keyboard.press(key);
        names.push(await text(page, REGION));
      }
      for (const name of names) {
        assert.match(name, /^w\d+ = (−?[\d.]+(e[+−]\d+)?|exactly 0)/, panel);
      }
      assert.equal(names[0], names[2], panel);
      assert.equal(names[0], names[4], `${panel}: Home is the largest`);
      assert.equal(new Set(names).size, 3, panel);
      assert.ok(await focused());
      await page.keyboard.press('Escape');
      assert.ok(!(await focused()), panel);
    }
    const role = (/** @type {string} */ panel) => attribute(page, `[data-panel=${panel}] .plot`, 'role');
    for (const panel of PANELS.filter((name) => name !== 'comparison')) {
      const isSlider = ['path', 'cross-validation', 'sweep', 'bias-variance'].includes(panel);
      assert.equal(await role(panel), isSlider ? 'slider' : 'application', panel);
      assert.ok(String(await attribute(page, `[data-panel=${panel}] [role=img]`, 'aria-label')).length > 40, panel);
    }
  });
});

test('? shows the keyboard map, but not while a field is typed in; Escape returns the focus', async () => {
  await withLab({}, async (page) => {
    const isOpen = () => lab(page, ({ shadowRoot }) => shadowRoot?.querySelector('dialog.keyboard') !== null);
    await type(page, '#lambda', '2');
    const field = await find(page, '#lambda');
    await field.focus();
    await page.keyboard.press('?');
    assert.equal(await field.evaluate((input) => /** @type {HTMLInputElement} */ (input).value.includes('?')), true);
    assert.ok(!(await isOpen()));
    await page.keyboard.press('Backspace');
    const slider = await find(page, '.lambda-slider input');
    await slider.focus();
    await page.keyboard.press('?');
    await opened(page, 'keyboard');
    assert.ok(
      await lab(page, ({ shadowRoot }) => (shadowRoot?.querySelectorAll('dialog.keyboard kbd').length ?? 0) > 20),
    );
    await page.keyboard.press('Escape');
    await until(page, ({ shadowRoot }) => shadowRoot?.querySelector('dialog.keyboard') === null);
    assert.equal(
      await slider.evaluate((input) => /** @type {ShadowRoot} */ (input.getRootNode()).activeElement === input),
      true,
    );
    // Also while nothing has the focus.
    await slider.evaluate((input) => /** @type {HTMLElement} */ (input).blur());
    await page.keyboard.press('?');
    await opened(page, 'keyboard');
  });
});
