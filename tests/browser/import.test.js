/** The import of the user's CSV: file, drop, paste, preview and choices. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, frames, lab, text, until, withLab } from './browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

const CSV = [
  'name,age,dose,outcome',
  'ann,41,1.5,well',
  'bob,57,0.5,ill',
  'cy,33,2.5,well',
  'dee,61,0.1,ill',
  'eve,44,1.0,well',
  'flo,58,0.4,ill',
  'gus,39,2.2,well',
  'hal,63,0.3,ill',
].join('\n');

/** @param {Page} page */
async function openImport(page) {
  await (await find(page, '.more')).click();
  await press(page, '.tabs input[value=own]');
}

/** @param {Page} page @param {string} selector */
async function press(page, selector) {
  await (await find(page, selector)).evaluate((element) => /** @type {HTMLElement} */ (element).click());
  await frames(page);
}

/** Pastes a text, which is read at once if it is short. @param {Page} page @param {string} content */
async function paste(page, content) {
  await (await find(page, '#csv-text')).evaluate((element, value) => {
    const area = /** @type {HTMLTextAreaElement} */ (element);
    area.value = value;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, content);
  await frames(page);
}

/**
 * Drops a file on a panel.
 *
 * @param {Page} page
 * @param {string} name
 * @param {number[] | string} content bytes or a text
 */
async function drop(page, name, content) {
  await lab(
    page,
    ({ shadowRoot }, [fileName, given]) => {
      const data = new DataTransfer();
      data.items.add(new File([typeof given === 'string' ? given : new Uint8Array(given)], String(fileName)));
      const target = /** @type {HTMLElement} */ (shadowRoot?.querySelector('[data-panel=trajectories]'));
      for (const event of ['dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(event, { bubbles: true, cancelable: true, dataTransfer: data }));
      }
    },
    /** @type {[string, number[] | string]} */ ([name, content]),
  );
}

/** Waits until a table is shown or refused. @param {Page} page */
const settled = (page) =>
  until(
    page,
    ({ shadowRoot }) =>
      shadowRoot?.querySelector('.preview')?.checkVisibility() ||
      shadowRoot?.querySelector('.own > .problem')?.textContent,
  );

/** @param {Page} page */
const isShown = async (page) => (await find(page, '.preview')).evaluate((element) => element.checkVisibility());

/** @param {Page} page @param {string} selector */
const texts = (page, selector) =>
  page.$$eval(`regularization-lab >>> ${selector}`, (elements) => elements.map((element) => element.textContent));

/** Name, description, reason and tick of every column. @param {Page} page */
const columns = (page) =>
  page.$$eval('regularization-lab >>> .columns li', (items) =>
    items.map((item) => [
      ...[...item.querySelectorAll('b, span')].map((part) => part.textContent),
      item.querySelector('input')?.checked,
    ]),
  );

/** @param {Page} page @param {string} id @param {string} value */
async function choose(page, id, value) {
  await (await find(page, `#${id}`)).select(value);
  await frames(page);
}

/** Uses the table, and waits until the change is one entry of undo. @param {Page} page */
async function use(page) {
  const changed = lab(
    page,
    (element) => new Promise((resolve) => element.addEventListener('change', () => resolve(true), { once: true })),
  );
  await press(page, '.preview > .plain');
  await changed;
}

/** @param {Page} page */
const size = (page) => text(page, '.choice .size');

test('a pasted table is described before it is used, and its columns become the features', async () => {
  await withLab({}, async (page) => {
    /** @type {string[]} */
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    await openImport(page);
    await paste(page, CSV);
    assert.equal(await text(page, '.preview .caption'), 'Pasted text: 8 rows, 4 columns.');
    const unique = 'It has another value in every row, so it tells rows apart and predicts nothing.';
    assert.deepEqual(await columns(page), [
      ['name', 'id · ann, bob, cy, dee, 4 more', unique, false],
      ['age', 'number · 33 to 63', '', true],
      ['dose', 'number · 0.1 to 2.5', '', true],
      ['outcome', 'words · ill, well', 'Target', false],
    ]);
    assert.deepEqual(await texts(page, '.consequences li'), [
      'All 8 rows are used.',
      '2 features.',
      'Class 1 is “well”: 4 rows, 50 %.',
    ]);
    assert.equal(await size(page), '350 rows, 100 features');
    await press(page, '.preview > .plain');
    assert.equal(await lab(page, (element) => element.data), 'csv');
    assert.equal(await size(page), '5 rows, 2 features');
    await lab(page, (element) => element.step(50));
    await frames(page);
    assert.equal(await lab(page, (element) => element.nIter), 50);
    // Another target is another task; the former one is a column of words then.
    await choose(page, 'csv-target', '1');
    assert.deepEqual(await texts(page, '.consequences li'), [
      'All 8 rows are used.',
      '2 features, 1 of them 0/1 for words.',
    ]);
    await press(page, '.preview > .plain');
    assert.equal(await size(page), '5 rows, 2 features');
    assert.deepEqual(requests, []);
    // A lab that is inserted again still has its table.
    await lab(page, (element) => {
      const parent = /** @type {HTMLElement} */ (element.parentElement);
      element.remove();
      parent.append(element);
    });
    await until(page, (element) => element.shadowRoot?.querySelector('canvas'));
    assert.equal(await lab(page, (element) => element.data), 'csv');
  });
});

test('undo returns to the data before the table, and redo to the table', async () => {
  await withLab({}, async (page) => {
    await openImport(page);
    await paste(page, CSV);
    await use(page);
    await press(page, '.columns li:nth-child(3) input');
    await use(page);
    assert.equal(await size(page), '5 rows, 1 feature');
    await lab(page, (element) => element.undo());
    await frames(page);
    assert.equal(await size(page), '5 rows, 2 features');
    await lab(page, (element) => element.undo());
    await frames(page);
    assert.deepEqual(
      [await lab(page, (element) => element.data), await size(page)],
      ['stress', '350 rows, 100 features'],
    );
    await lab(page, (element) => element.redo());
    await frames(page);
    assert.deepEqual([await lab(page, (element) => element.data), await size(page)], ['csv', '5 rows, 2 features']);
  });
});

test('ten traits of files are read, stated and can be changed', async () => {
  /** @type {[string, string, (page: Page) => Promise<void>][]} */
  const traits = [
    [
      'semicolons and decimal commas',
      'rent;area;floor\n5,25;40,5;1\n6,5;52,25;2\n8,75;71;3\n7,1;60,5;2\n',
      async (page) => {
        assert.equal(
          await text(page, '.dialect summary'),
          'How it is read Semicolons between cells, decimal comma, names in row 1.',
        );
        assert.deepEqual((await columns(page))[0], ['rent', 'number · 5.25 to 8.75', '', true]);
      },
    ],
    [
      'missing cells',
      'a,b,y\n1,2,3\n2,NA,5\n3,4,\n4,5,8\n5,1,9\n',
      async (page) => {
        assert.equal((await texts(page, '.consequences li'))[0], '3 of 5 rows: 1 has no b, 1 has no y.');
        await choose(page, 'csv-missing', 'mean');
        assert.deepEqual(await texts(page, '.consequences li'), [
          '4 of 5 rows: 1 has no y.',
          '2 features.',
          '1 missing cell takes the mean of the column.',
        ]);
      },
    ],
    [
      'words as features',
      'smoker,region,age,cost\nyes,north,31,12.1\nno,south,45,9.5\nno,east,28,7.9\nyes,south,52,19.2\n',
      async (page) => {
        assert.equal((await texts(page, '.consequences li'))[1], '4 features, 3 of them 0/1 for words.');
        await choose(page, 'csv-categories', 'one-hot');
        assert.equal((await texts(page, '.consequences li'))[1], '6 features, 5 of them 0/1 for words.');
        await choose(page, 'csv-categories', 'leave-out');
        assert.equal((await texts(page, '.consequences li'))[1], '1 feature.');
      },
    ],
    [
      'three classes',
      'bill,kind\n39.1,Ad\n50,Ch\n47.5,Ge\n38,Ad\n46,Ge\n49,Ch\n37,Ad\n',
      async (page) => {
        assert.match((await texts(page, '.consequences li'))[2] ?? '', /^Class 1 is “Ad”: 3 rows/);
        await choose(page, 'csv-positive', 'Ge');
        assert.match((await texts(page, '.consequences li'))[2] ?? '', /^Class 1 is “Ge”: 2 rows/);
      },
    ],
    [
      'row numbers',
      'no,dose,response\n1,0.9,2.6\n2,1.4,2.2\n3,1.9,1.5\n4,2.6,0.7\n5,3,0.1\n',
      async (page) => {
        const [no] = await columns(page);
        assert.match(String(no[2]), /^It has another value in every row/);
        assert.equal(no[3], false);
      },
    ],
    [
      'dates',
      'day,dose,y\n2024-01-02,1,3\n2024-01-02,2,4\n2024-01-03,3,7\n2024-01-05,4,8\n',
      async (page) => assert.match(String((await columns(page))[0][2]), /^It holds dates/),
    ],
    [
      'no names',
      '7.4,0.7,5\n7.8,0.88,6\n11.2,0.28,6\n7.9,0.6,7\n',
      async (page) => {
        assert.deepEqual(
          (await columns(page)).map(([name]) => name),
          ['x0', 'x1', 'x2'],
        );
        await choose(page, 'csv-header', '1');
        assert.deepEqual(
          (await columns(page)).map(([name]) => name),
          ['7.4', '0.7', '5'],
        );
        await choose(page, 'csv-header', 'none');
        assert.equal(await text(page, '.preview .caption'), 'Pasted text: 4 rows, 3 columns.');
      },
    ],
    [
      'lines before the names',
      'World Bank\nupdated 2024\n\ncountry,gdp,life\nA,100,70\nB,150,74\nA,220,79\nB,130,72\n',
      async (page) =>
        assert.equal(
          await text(page, '.dialect summary'),
          'How it is read Commas between cells, decimal point, names in row 4.',
        ),
    ],
    [
      'repeated names',
      'x,x,y\n1,5,2\n2,1,4\n3,4,5\n4,2,9\n',
      async (page) => {
        await choose(page, 'csv-target', '1');
        assert.deepEqual(
          (await columns(page)).map(([name, , role]) => [name, role]),
          [
            ['x', ''],
            ['x.1', 'Target'],
            ['y', ''],
          ],
        );
        await press(page, '.preview > .plain');
        assert.equal(await size(page), '2 rows, 2 features');
      },
    ],
    [
      'cells of a spreadsheet with a column that says which rows train',
      'age\tset\tcost\n31\ttrain\t12.1\n45\ttrain\t9.5\n28\ttest\t7.9\n52\ttrain\t19.2\n33\ttest\t9.9\n',
      async (page) => {
        assert.equal((await texts(page, '.consequences li'))[2], '3 rows train and 2 test, by set.');
        await choose(page, 'csv-split', '');
        assert.deepEqual((await columns(page))[1], ['set', 'words · test, train', '', true]);
      },
    ],
  ];
  await withLab({}, async (page) => {
    await openImport(page);
    for (const [trait, content, check] of traits) {
      await paste(page, content);
      assert.equal(await text(page, '.own > .problem'), '', trait);
      await check(page);
    }
  });
});

test('a refused table is named by row and column, and the sentence goes with its cause', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(30));
    await openImport(page);
    for (const [content, expected] of [
      ['a,b\n1,2\n3\n', 'Row 3: has 1 cell; the header has 2; correct the row or remove it.'],
      ['a,b\n1,2\n', 'The table has 1 row below its header; at least 2 are needed.'],
      [
        'alone\n1\n2\n',
        "The table has 1 column; a feature and the target are needed; name the delimiter if it is not ','.",
      ],
    ]) {
      await paste(page, content);
      assert.equal(await text(page, '.own > .problem'), expected);
      assert.equal(await isShown(page), false);
    }
    await paste(page, CSV.replace('0.1', 'few'));
    assert.equal(
      await text(page, '.own > .problem'),
      'Row 5, column 3: "few" in column "dose" is not a number; correct the cell, or leave out its column.',
    );
    const use = await find(page, '.preview > .plain');
    assert.equal(await use.evaluate((button) => /** @type {HTMLButtonElement} */ (button).disabled), true);
    // Leaving the column out is the way on that the sentence names.
    await press(page, '.columns li:nth-child(3) input');
    assert.equal(await text(page, '.own > .problem'), '');
    await paste(page, 'a,b\n1,5\n2,5\n');
    assert.match(await text(page, '.own > .problem'), /^Column "b" holds one value only/);
    await paste(page, CSV);
    assert.equal(await text(page, '.own > .problem'), '');
    assert.deepEqual(await lab(page, (element) => [element.data, element.nIter]), ['stress', 30]);
  });
});

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
