/** The import of the user's CSV: paste, preview and choices. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, frames, lab, text, until, withLab } from './browser.js';
import { CSV, choose, columns, isShown, openImport, paste, press, size, texts, use } from './import.js';

/** @typedef {import('puppeteer-core').Page} Page */

test('a pasted table is described before it is used, and its columns become the features', async () => {
  await withLab({}, async (page) => {
    /** @type {string[]} */
    const requests = [];
    // Firefox reports the fonts of its own fields.
    page.on('request', (request) => request.url().startsWith('data:') || requests.push(request.url()));
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
        assert.match((await texts(page, '.consequences li'))[2] ?? '', /^Class 1 is “Ad”, against all others: 3 rows/);
        await choose(page, 'csv-positive', 'Ge');
        assert.match((await texts(page, '.consequences li'))[2] ?? '', /^Class 1 is “Ge”, against all others: 2 rows/);
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
    assert.match(await text(page, '.own > .problem'), /column "b": It holds one value only\.$/);
    // A value that only the matrix cannot hold.
    await paste(page, 'a,b,y\n1,2,3\n2,1e60,5\n3,1,4\n');
    await press(page, '.preview > .plain');
    assert.match(await text(page, '.own > .problem'), /^Row 3, column 2: "1e60" in column "b" is too large/);
    await paste(page, CSV);
    assert.equal(await text(page, '.own > .problem'), '');
    assert.deepEqual(await lab(page, (element) => [element.data, element.nIter]), ['stress', 30]);
  });
});
