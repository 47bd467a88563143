/** The import of the user's CSV from files: encodings, other formats, progress and limits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, frames, lab, text, until, withLab } from './browser.js';
import { CSV, columns, drop, isShown, settled, texts, use } from './import.js';

test('a dropped file is read whatever its encoding; what is no text is refused with advice', async () => {
  await withLab({}, async (page) => {
    await drop(page, 'trial.csv', CSV);
    await settled(page);
    assert.equal(await text(page, '.preview .caption'), 'trial.csv: 8 rows, 4 columns.');
    const table = 'größe,y\n1,3\n2,5\n3,6\n4,9\n';
    const utf16 = [
      0xff,
      0xfe,
      ...[...table].flatMap((letter) => [letter.charCodeAt(0) % 256, letter.charCodeAt(0) >> 8]),
    ];
    const latin1 = [...table].map((letter) => letter.charCodeAt(0));
    for (const [name, bytes, notice] of /** @type {[string, number[], RegExp][]} */ ([
      ['utf-16.csv', utf16, /UTF-16/],
      ['without-mark.csv', utf16.slice(2), /UTF-16/],
      ['latin-1.csv', latin1, /not UTF-8 and was read as Latin-1/],
    ])) {
      await drop(page, name, bytes);
      await until(
        page,
        ({ shadowRoot }, file) => shadowRoot?.querySelector('.preview .caption')?.textContent?.startsWith(file),
        name,
      );
      assert.equal((await columns(page))[0][0], 'größe', name);
      assert.match(String((await texts(page, '.preview .notices li'))[0]), notice);
    }
    await drop(page, 'lost.csv', 'gr\ufffd\ufffde,y\n1,3\n2,5\n3,6\n');
    await until(page, ({ shadowRoot }) =>
      shadowRoot?.querySelector('.preview .caption')?.textContent?.startsWith('lost.csv'),
    );
    assert.match(String((await texts(page, '.preview .notices li'))[0]), /^Letters of the text were lost/);
    for (const [name, bytes, advice] of /** @type {[string, number[], RegExp][]} */ ([
      [
        'trial.xlsx',
        [0x50, 0x4b, 3, 4, 0, 0],
        /^The file trial\.xlsx is a workbook .* save it there as CSV, or copy its cells/,
      ],
      ['trial.xls', [0xd0, 0xcf, 0x11, 0xe0, 0], /is a workbook/],
      ['trial.pdf', [0x25, 0x50, 0x44, 0x46, 0x2d], /is a PDF/],
      ['trial.csv.gz', [0x1f, 0x8b, 8, 0], /is compressed; unpack it/],
      ['trial.bin', [1, 2, 3, 0, 0, 9, 8, 1], /is not a text/],
    ])) {
      await drop(page, name, bytes);
      await until(
        page,
        ({ shadowRoot }, file) => shadowRoot?.querySelector('.own > .problem')?.textContent?.includes(file),
        name,
      );
      assert.match(await text(page, '.own > .problem'), advice);
      assert.equal(await isShown(page), false);
    }
    await drop(page, 'trial.csv', CSV);
    await settled(page);
    assert.equal(await text(page, '.own > .problem'), '');
  });
});

test('the state of an imported file is plain values from which it is read again, in the preview of the share dialog too', async () => {
  await withLab({}, async (page) => {
    await drop(page, 'trial.csv', CSV);
    await settled(page);
    await use(page);
    await lab(page, (element) => {
      element.lambda = 0.25;
      element.step(40);
    });
    const coef = () => lab(page, (element) => [...element.coef]);
    const before = await coef();
    const { state, again } = await lab(page, (element) => {
      const state = JSON.stringify(element.getState());
      element.data = 'easy';
      element.setState(JSON.parse(state));
      return { state, again: JSON.stringify(element.getState()) };
    });
    assert.equal(again, state);
    await until(page, (element) => element.nIter === 40);
    assert.deepEqual(await coef(), before);
    const { csv, data, nIter } = JSON.parse(state);
    assert.deepEqual([csv.text, data, nIter], [CSV, 'csv', 40]);
    await lab(page, ({ shadowRoot }) => {
      const buttons = [.../** @type {ShadowRoot} */ (shadowRoot).querySelectorAll('.bar .text')];
      /** @type {HTMLElement} */ (buttons.find((button) => button.textContent === 'Share')).click();
    });
    await until(page, ({ shadowRoot }) => shadowRoot?.querySelector('.share regularization-lab'));
    const preview = await find(page, '.share regularization-lab');
    await until(page, ({ shadowRoot }) => {
      const copy = shadowRoot?.querySelector('.share regularization-lab');
      return /** @type {any} */ (copy)?.nIter === 40;
    });
    assert.equal(
      await preview.evaluate((copy) => JSON.stringify(/** @type {any} */ (copy).getState().csv)),
      JSON.stringify(csv),
    );
  });
});

test('a large table is read in pieces with a progress bar, and reading can be cancelled', async () => {
  await withLab({}, async (page) => {
    const row = '1.25,2.5,3,0\n4.5,5.25,7,1\n';
    const large = `a,b,c,y\n${row.repeat(200_000)}`;
    await lab(page, ({ shadowRoot }) => {
      const seen = /** @type {number[]} */ ([]);
      const bar = /** @type {HTMLProgressElement} */ (shadowRoot?.querySelector('.own progress'));
      new MutationObserver(() => {
        if (bar.checkVisibility()) {
          seen.push(bar.value);
        }
      }).observe(bar, { attributes: true });
      Object.assign(globalThis, { seen });
    });
    await drop(page, 'large.csv', large);
    await settled(page);
    assert.equal(await text(page, '.preview .caption'), 'large.csv: 400,000 rows, 4 columns.');
    const seen = /** @type {number[]} */ (await page.evaluate('seen'));
    assert.ok(seen.length > 3 && seen.every((value, k) => k === 0 || value >= seen[k - 1]), seen.join(' '));
    // Cancelled as soon as the bar is there: the panels keep the data that they have.
    await lab(page, ({ shadowRoot }) => {
      const reading = /** @type {HTMLElement} */ (shadowRoot?.querySelector('.reading'));
      new MutationObserver((_, observer) => {
        if (reading.checkVisibility()) {
          observer.disconnect();
          reading.querySelector('button')?.click();
        }
      }).observe(reading, { attributes: true });
    });
    await drop(page, 'second.csv', large);
    await until(
      page,
      ({ shadowRoot }) => shadowRoot?.querySelector('.reading span')?.textContent === 'Reading second.csv',
    );
    await until(page, ({ shadowRoot }) => !shadowRoot?.querySelector('.reading')?.checkVisibility());
    await frames(page, 10);
    assert.deepEqual([await isShown(page), await text(page, '.own > .problem')], [false, '']);
    assert.equal(await lab(page, (element) => element.data), 'stress');
  });
});

test('a table that is too large is refused with its size before it is read', async () => {
  await withLab({}, async (page) => {
    await lab(page, ({ shadowRoot }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(50_000_001)], 'huge.csv'));
      const target = /** @type {HTMLElement} */ (shadowRoot?.querySelector('[data-panel=trajectories]'));
      target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
    });
    await settled(page);
    assert.equal(
      await text(page, '.own > .problem'),
      'The file huge.csv has 50,000,001 bytes; at most 50,000,000 are read; leave out rows or columns.',
    );
    assert.equal(await lab(page, (element) => element.data), 'stress');
  });
});
