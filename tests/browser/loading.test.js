/** The files that a lab fetches, and failed requests. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { find, frames, lab, press, text, until, withPage } from './browser.js';
import { DIST, html, withServer } from './server.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SCRIPT = '<script type="module" src="/define.js"></script>';
const EMBED = html('<regularization-lab panels="trajectories geometry"></regularization-lab>', SCRIPT);
const DATA = html('<regularization-lab controls="data lambda play"></regularization-lab>', SCRIPT);
const PAGE = html('<regularization-lab page></regularization-lab>', SCRIPT);

/** Entries have no hash in their names. */
const ENTRIES = [
  'define.js',
  'regularization-lab.js',
  'standalone.js',
  'frame.js',
  'embed.html',
  'index.html',
  'page.css',
  'icon.svg',
  'regularization-lab.d.ts',
  'LICENSE-ISLP',
];

/** Finds the file with this name and a hash. @param {string} name @param {string} extension */
function hashed(name, extension) {
  const found = readdirSync(DIST).filter((file) => new RegExp(`^${name}-[A-Z0-9]{8}\\.${extension}$`).test(file));
  assert.equal(found.length, 1, `${name}.${extension}: ${found}`);
  return `/${found[0]}`;
}

/**
 * Opens a page of the lab from a server that responds with 503 to a set of paths.
 *
 * @param {{ body: string, headers: Record<string, string> }} content
 * @param {(page: Page, server: { requested: string[], refused: Set<string>, problems: string[] }) => Promise<void>} work
 */
async function withRefusals(content, work) {
  /** @type {Set<string>} */
  const refused = new Set();
  const answer = (/** @type {string} */ path) =>
    path === '/page' ? content : refused.has(path) ? { status: 503, body: 'later' } : undefined;
  await withServer(answer, async ({ origin, requested }) => {
    await withPage({ address: origin, path: '/page' }, async (page, { problems }) => {
      await lab(page, (element) => element.ready);
      await frames(page);
      await work(page, { requested, refused, problems });
    });
  });
}

/** Removes the browser's messages about refused requests. @param {string[]} problems */
function takeRefusals(problems) {
  const others = problems.splice(0).filter((line) => !/status of 503| failed$/.test(line));
  problems.push(...others);
}

test('every file but the entries has a hash of its content in its name', () => {
  const files = readdirSync(DIST, { withFileTypes: true }).filter((entry) => entry.isFile());
  const others = files.map(({ name }) => name).filter((name) => !ENTRIES.includes(name));
  for (const name of others) {
    assert.match(name, /^[\w-]+-[A-Z0-9]{8}\.(js|wasm|bin|csv)$/);
  }
  assert.equal(
    others.filter((name) => name.startsWith('chunk-')).length,
    1,
    'one script for all that a lab begins with',
  );
});

test('an embed fetches its entry, one script and one module, and nothing when it is used', async () => {
  await withRefusals(EMBED, async (page, { requested }) => {
    const [script, module] = [hashed('chunk', 'js'), hashed('regularization-lab', 'wasm')];
    assert.deepEqual(requested.toSorted(), ['/page', '/define.js', script, module].toSorted());
    await lab(page, (element) => {
      element.panels = 'trajectories path comparison boundary';
      element.controls = 'penalty lambda l1-ratio step speed scrub optimizer learning-rate play';
    });
    const answers = await lab(page, (element) => {
      element.step(20);
      return [
        element.toSvg('calibration'),
        element.toCsv('coefficients'),
        element.toPython(),
        element.permalink(),
        element.trainer().nIter,
      ];
    });
    assert.match(String(answers[0]), /^<svg[\s\S]*Calibration/);
    assert.match(String(answers[1]), /^feature,/);
    assert.match(String(answers[2]), /import numpy/);
    assert.match(String(answers[3]), /^#v=1&/);
    assert.equal(answers[4], 20);
    await (await find(page, '[data-panel=path]')).hover();
    await frames(page, 10);
    assert.equal(requested.length, 4, `${requested}`);
  });
});

test('several labs fetch the module once', async () => {
  const element = '<regularization-lab></regularization-lab>';
  await withRefusals(html(element.repeat(4), SCRIPT), async (page, { requested }) => {
    await page.evaluate(async () => {
      const elements = [...document.querySelectorAll('regularization-lab')];
      await Promise.all(elements.map((one) => /** @type {import('./browser.js').RegularizationLab} */ (one).ready));
    });
    assert.equal(requested.filter((path) => path.endsWith('.wasm')).length, 1);
  });
});

test('several labs with one table fetch it once', async () => {
  const element = '<regularization-lab data="prostate"></regularization-lab>';
  await withRefusals(html(element.repeat(4), SCRIPT), async (page, { requested }) => {
    const data = await page.evaluate(async () => {
      const elements = /** @type {import('./browser.js').RegularizationLab[]} */ ([
        ...document.querySelectorAll('regularization-lab'),
      ]);
      await Promise.all(elements.map((one) => one.ready));
      return elements.map((one) => one.data);
    });
    assert.deepEqual(data, ['prostate', 'prostate', 'prostate', 'prostate']);
    assert.equal(requested.filter((path) => /prostate.*\.csv$/.test(path)).length, 1, `${requested}`);
  });
});

test('a share dialog that fails to load shows a message at its button, and opens the next time', async () => {
  await withRefusals(PAGE, async (page, { refused, problems }) => {
    refused.add(hashed('dialog', 'js'));
    const open = () =>
      lab(page, ({ shadowRoot }) => {
        const buttons = [...(shadowRoot?.querySelectorAll('button') ?? [])];
        buttons.find(({ textContent }) => textContent === 'Share')?.click();
      });
    for (let attempt = 0; attempt < 2; attempt++) {
      await open();
      await until(page, ({ shadowRoot }) => shadowRoot?.querySelector('.notice:popover-open'));
      assert.match(await text(page, '.notice:popover-open'), /he code in \S+dialog-\w+\.js could not be loaded\.$/);
      await page.keyboard.press('Escape');
      await until(page, ({ shadowRoot }) => !shadowRoot?.querySelector('.notice'));
    }
    refused.clear();
    await open();
    await until(page, ({ shadowRoot }) => shadowRoot?.querySelector('dialog.share[open]'));
    takeRefusals(problems);
  });
});

test('a video recorder that fails to load shows a message at the menu, and records the next time', async () => {
  await withRefusals(EMBED, async (page, { refused, problems }) => {
    refused.add(hashed('video', 'js'));
    await lab(page, (element) => element.step(3));
    await frames(page);
    const record = async () => {
      await press(page, '[data-panel=trajectories] .tool');
      await lab(page, ({ shadowRoot }) => {
        const items = [...(shadowRoot?.querySelectorAll('.actions:popover-open button') ?? [])];
        /** @type {HTMLElement | undefined} */ (items.find((item) => item.textContent?.startsWith('Video')))?.click();
      });
    };
    await record();
    await until(page, ({ shadowRoot }) => shadowRoot?.querySelector('.notice:popover-open'));
    assert.match(await text(page, '.notice'), /he code in \S+video-\w+\.js could not be loaded\.$/);
    assert.equal(await lab(page, ({ shadowRoot }) => shadowRoot?.querySelectorAll('.recording').length), 0);
    refused.clear();
    await page.keyboard.press('Escape');
    await record();
    await until(page, ({ shadowRoot }) => Number(shadowRoot?.querySelector('progress')?.value) > 0);
    await press(page, '.recording button');
    await until(page, ({ shadowRoot }) => !shadowRoot?.querySelector('.recording'));
    takeRefusals(problems);
  });
});

test('a table that fails to load shows a message below the list of data, and loads the next time', async () => {
  await withRefusals(DATA, async (page, { refused, problems }) => {
    refused.add(hashed('diabetes', 'bin'));
    await (await find(page, '#data')).select('diabetes');
    await until(page, ({ shadowRoot }) => shadowRoot?.querySelector('.data-choice .problem')?.textContent);
    assert.match(
      await text(page, '.data-choice .problem'),
      /^The table “Diabetes” could not be loaded, so the data stay as they are: .* the server answered 503\.$/,
    );
    assert.equal(await lab(page, ({ shadowRoot }) => shadowRoot?.querySelector('select')?.value), 'stress');
    refused.clear();
    await (await find(page, '#data')).select('diabetes');
    await until(page, (element) => element.data === 'diabetes');
    assert.equal(await text(page, '.data-choice .problem'), '');
    takeRefusals(problems);
  });
});

test('a page that a network sends instead of a table is reported, and not kept', async () => {
  const table = hashed('diabetes', 'bin');
  let isPortal = true;
  const answer = (/** @type {string} */ path) =>
    path === '/page' ? PAGE : path === table && isPortal ? html('<p>login') : undefined;
  await withServer(answer, async ({ origin, requested }) => {
    await withPage({ address: origin, path: '/page' }, async (page) => {
      await lab(page, (element) => element.ready);
      await (await find(page, '#data')).select('diabetes');
      await until(page, ({ shadowRoot }) => shadowRoot?.querySelector('.problem')?.textContent);
      assert.match(
        await text(page, '.problem'),
        /^The table “Diabetes” could not be loaded, so the data stay as they are: \d+ bytes are not the file/,
      );
      isPortal = false;
      await (await find(page, '#data')).select('diabetes');
      await until(page, (element) => element.data === 'diabetes');
      assert.equal(requested.filter((path) => path === table).length, 2);
    });
  });
});

test('a lab whose first table fails to load shows a message and other data', async () => {
  const table = hashed('diabetes', 'bin');
  const content = html('<regularization-lab data="diabetes"></regularization-lab>', SCRIPT);
  const answer = (/** @type {string} */ path) =>
    path === '/page' ? content : path === table ? { status: 503, body: 'later' } : undefined;
  await withServer(answer, async ({ origin }) => {
    await withPage({ address: origin, path: '/page' }, async (page, { problems }) => {
      await lab(page, (element) => element.ready);
      assert.match(await text(page, '.controls > .problem'), /^The table “Diabetes” could not be loaded/);
      assert.equal(await lab(page, (element) => element.data), 'stress');
      takeRefusals(problems);
    });
  });
});

test('page code that fails to load shows one message, and loads when the lab is inserted again', async () => {
  const code = hashed('page', 'js');
  let isThere = false;
  const answer = (/** @type {string} */ path) =>
    path === '/page' ? PAGE : path === code && !isThere ? { status: 503, body: 'later' } : undefined;
  await withServer(answer, async ({ origin }) => {
    await withPage({ address: origin, path: '/page' }, async (page, { problems }) => {
      await until(page, (element) => element.shadowRoot?.querySelector('.failure') != null);
      assert.match(await text(page, '.failure'), /he code in \S+page-\w+\.js could not be loaded\.$/);
      isThere = true;
      await lab(page, async (element) => {
        document.body.append(element);
        await element.ready;
      });
      assert.ok(await find(page, 'header.bar'));
      takeRefusals(problems);
    });
  });
});
