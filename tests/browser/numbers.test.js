/** The numbers of panels as tables. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PANELS } from '../../www/names.js';
import { find, lab, opened, press, showEveryPanel, text, until, withLab } from './browser.js';

test('every panel shows its numbers as a table, those that it saves as CSV', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(300));
    await showEveryPanel(page);
    await until(page, (element) => !element.toCsv(/** @type {any} */ ('surface')).endsWith('mean\r\n'));
    await until(page, (element) => element.toCsv(/** @type {any} */ ('bias-variance')).split('\r\n').length > 3);
    for (const panel of PANELS) {
      const button = await find(page, `[data-panel=${panel}] .on-focus`);
      await button.focus();
      await page.keyboard.press('Enter');
      const found = await (await opened(page, 'panel-numbers')).evaluate((dialog) => ({
        caption: dialog.querySelector('.caption')?.textContent ?? '',
        heads: [...dialog.querySelectorAll('thead th[scope=col]')].map((cell) => cell.textContent),
        rows: dialog.querySelectorAll('tbody tr > th[scope=row]').length,
        cells: dialog.querySelectorAll('tbody td').length,
        shown: [...dialog.querySelectorAll('.shown')].map((one) => one.textContent),
      }));
      assert.ok(
        found && found.rows > 0 && found.rows <= 50 && found.heads.length > 1,
        `${panel}: ${JSON.stringify(found)}`,
      );
      assert.equal(found.cells, found.rows * (found.heads.length - 1), panel);
      assert.match(found.caption, /^.+: .+, at iteration 300$/);
      await page.keyboard.press('Escape');
      await page.waitForFunction(
        () => document.querySelector('regularization-lab')?.shadowRoot?.querySelector('dialog.panel-numbers') === null,
      );
      assert.equal(await lab(page, ({ shadowRoot }) => shadowRoot?.activeElement?.className), 'on-focus', panel);
    }
  });
});

test('a long table has pages of rows and columns, and a sentence about them', async () => {
  await withLab({}, async (page) => {
    await lab(page, (element) => element.step(300));
    await press(page, '[data-panel=trajectories] .on-focus');
    await opened(page, 'panel-numbers');
    const shown = () =>
      lab(page, ({ shadowRoot }) => [...(shadowRoot?.querySelectorAll('.shown') ?? [])].map((one) => one.textContent));
    const cell = (/** @type {string} */ selector) => text(page, `.panel-numbers ${selector}`);
    const rows = await lab(page, (element) =>
      element
        .toCsv('trajectories')
        .trim()
        .split('\r\n')
        .map((row) => row.split(',')),
    );
    assert.deepEqual(await shown(), [`Rows 1 to 50 of ${rows.length - 1}`, 'Columns 1 to 10 of 100']);
    await press(page, '.panel-numbers .pager:nth-of-type(2) .plain:last-child');
    assert.deepEqual(await shown(), [`Rows 51 to 100 of ${rows.length - 1}`, 'Columns 1 to 10 of 100']);
    assert.equal(await cell('tbody th'), rows[51][0]);
    await press(page, '.panel-numbers .pager:nth-of-type(3) .plain:last-child');
    assert.equal(await cell('thead th:nth-child(2)'), rows[0][11]);
    assert.ok(Math.abs(Number((await cell('tbody td')).replace('−', '-')) - Number(rows[51][11])) < 1e-5);
  });
});

test('on a low screen the dialog scrolls to rows of the table, and its title fits the width', async () => {
  for (const [width, height] of [
    [320, 200],
    [320, 256],
    [667, 320],
    [390, 844],
  ]) {
    await withLab({ width, height, touch: true }, async (page) => {
      await lab(page, (element) => element.step(300));
      await press(page, '[data-panel=trajectories] .on-focus');
      const found = await (await opened(page, 'panel-numbers')).evaluate((dialog) => {
        const part = (/** @type {string} */ selector) => /** @type {Element} */ (dialog.querySelector(selector));
        part('.numbers-table').scrollIntoView({ block: 'end' });
        const [edge, head, table] = [dialog, part('.modal-head'), part('.numbers-table')].map((one) =>
          one.getBoundingClientRect(),
        );
        const { scrollWidth, clientWidth } = part('.caption');
        const row = part('tbody tr').getBoundingClientRect();
        return {
          rows: (Math.min(table.bottom, edge.bottom) - Math.max(table.top, head.bottom)) / row.height,
          isCut: scrollWidth > clientWidth || dialog.scrollWidth > dialog.clientWidth,
        };
      });
      assert.ok(found.rows > 3 && !found.isCut, `${width} × ${height}: ${JSON.stringify(found)}`);
    });
  }
});
