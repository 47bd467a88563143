/** The widget in a JupyterLab with a kernel: λ is moved in the page and read in Python, and set in Python. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';

/** @typedef {import('../../www/element.js').RegularizationLab} RegularizationLab */

const { LAB_BROWSER, LAB_PYTHON = 'python3' } = process.env;

/** What the notebook's cells do. */
const CELLS = {
  show: `from regularization_lab import RegularizationLab
widget = RegularizationLab(data="easy", penalty="l1", lambda_=1, panels="trajectories")
widget.step(50)
widget`,
  read: 'print("read", repr(widget.lambda_), widget.penalty, widget.n_iter, widget.status, len(widget.coef))',
  set: 'widget.lambda_ = 3',
  wrong: 'widget.panels = "nonsense"',
  error: 'print("error", widget.error, "|", widget.panels)',
  converge: 'widget.converge()',
  scores: 'print("scores", widget.status, widget.scores["kkt_residual"] < 1e-9)',
};

/** @type {string} */
let folder;
/** @type {import('node:child_process').ChildProcess} */
let server;
/** @type {import('puppeteer-core').Browser} */
let browser;
/** @type {import('puppeteer-core').Page} */
let page;
/** Requests of the page to anything but its own server. @type {string[]} */
const strangers = [];
/** @type {string[]} */
const errors = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab-jupyter-'));
  const cells = Object.values(CELLS).map((source, k) => ({
    cell_type: 'code',
    id: `cell-${k}`,
    execution_count: null,
    metadata: {},
    outputs: [],
    source,
  }));
  const kernelspec = { name: 'python3', display_name: 'Python 3', language: 'python' };
  const notebook = { cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 };
  writeFileSync(join(folder, 'lab.ipynb'), JSON.stringify(notebook));
  const address = await startJupyter();
  browser = await puppeteer.launch({
    executablePath: LAB_BROWSER,
    userDataDir: join(folder, 'profile'),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  });
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 1400 });
  page.on('request', (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && !url.startsWith(address)) {
      strangers.push(url);
    }
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${address}/lab/tree/lab.ipynb?token=lab`);
  await page.waitForSelector('.jp-Notebook .jp-CodeCell', { timeout: 60_000 });
  // The kernel is there when its name is.
  await page.waitForFunction(
    () =>
      /** @type {any} */ (globalThis).jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status ===
      'idle',
    { timeout: 60_000 },
  );
});

after(async () => {
  await browser?.close();
  server?.kill('SIGTERM');
  if (server?.exitCode === null) {
    await once(server, 'exit');
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Starts JupyterLab on a free port; returns its address. */
async function startJupyter() {
  const settings = [
    'IdentityProvider.token=lab',
    'ServerApp.open_browser=False',
    'ServerApp.port=0',
    'ServerApp.allow_root=True',
    'LabApp.expose_app_in_browser=True',
    'LabApp.news_url=',
    'LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate',
    'ServerApp.ip=127.0.0.1',
  ];
  server = spawn(
    LAB_PYTHON,
    ['-m', 'jupyterlab', ...settings.map((setting) => `--${setting}`), `--ServerApp.root_dir=${folder}`],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      // A separate configuration: nothing of the user's own, and nothing left behind.
      env: {
        ...process.env,
        JUPYTER_CONFIG_DIR: join(folder, 'config'),
        JUPYTER_DATA_DIR: join(folder, 'data'),
        JUPYTER_RUNTIME_DIR: join(folder, 'runtime'),
        IPYTHONDIR: join(folder, 'ipython'),
      },
    },
  );
  const lines = [];
  for await (const line of createInterface({ input: /** @type {import('node:stream').Readable} */ (server.stderr) })) {
    lines.push(line);
    const address = /(http:\/\/127\.0\.0\.1:[1-9]\d*)\/lab/.exec(line)?.[1];
    if (address) {
      server.stderr?.resume();
      return address;
    }
  }
  throw new Error(`JupyterLab did not start:\n${lines.join('\n')}`);
}

/**
 * Runs a cell and waits for its end; returns what it prints.
 *
 * @param {keyof typeof CELLS} name
 */
async function run(name) {
  const index = Object.keys(CELLS).indexOf(name);
  return page.evaluate(async (index) => {
    const { shell, commands } = /** @type {any} */ (globalThis).jupyterapp;
    const { content } = shell.currentWidget;
    content.activeCellIndex = index;
    await commands.execute('notebook:run-cell');
    const { outputs } = content.activeCell.model.sharedModel.toJSON();
    return outputs
      .map((/** @type {any} */ { text, ename, evalue }) => (ename ? `${ename}: ${evalue}` : [text].flat().join('')))
      .join('')
      .trim();
  }, index);
}

/**
 * Runs a cell until it prints what fits.
 *
 * @param {keyof typeof CELLS} name
 * @param {RegExp} pattern
 */
async function runUntil(name, pattern) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const printed = await run(name);
    if (pattern.test(printed)) {
      return printed;
    }
    assert.ok(Date.now() < deadline, `${name} prints ${printed}`);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

const lambda = () => page.$eval('regularization-lab', (lab) => /** @type {RegularizationLab} */ (lab).lambda);

test('a cell shows the lab, and earlier commands are executed', async () => {
  assert.doesNotMatch(await run('show'), /Error/);
  await page.waitForSelector('regularization-lab >>> canvas');
  assert.equal(await lambda(), 1);
  assert.match(await runUntil('read', /read 1\.0 l1 50 /), / running 5$/);
});

test('λ dragged in the page is read in Python', async () => {
  const slider = await page.$('regularization-lab >>> [role=slider], regularization-lab >>> .lambda input[type=range]');
  await slider?.focus();
  for (let k = 0; k < 4; k++) {
    await page.keyboard.press('ArrowRight');
  }
  const moved = await lambda();
  assert.ok(moved > 1.2 && moved < 2, `λ is ${moved}`);
  await runUntil('read', new RegExp(`^read ${String(moved).replace('.', '\\.')} `));
});

test('λ set in Python moves the slider, and the run continues', async () => {
  await run('set');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('regularization-lab'))?.lambda === 3);
  await runUntil('read', /^read 3\.0 l1 50 /);
});

test('a value that the lab rejects is reported and reset in Python', async () => {
  await run('wrong');
  await runUntil('error', /^error panels .*nonsense.* \| trajectories$/);
});

test('the exact optimum is a command, and its scores come back', async () => {
  await run('converge');
  await runUntil('scores', /^scores converged True$/);
});

test('the page contacted no other server and nothing was thrown', () => {
  assert.deepEqual([strangers, errors], [[], []]);
});
