/** The widget in a JupyterLab with a kernel: λ is moved in the page and read in Python, and set in Python. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  wrong: 'widget.penalty_factor = [1, 2]',
  error: 'print("error", widget.error, "|", widget.penalty_factor)',
  converge: 'widget.converge()',
  scores: 'print("scores", widget.status, widget.scores["kkt_residual"] < 1e-9)',
  play: 'widget.reset(); widget.play()',
  playing: 'print("playing", widget.status, widget.n_iter, max(map(abs, widget.coef)), widget.feature_names[:2])',
  pause: 'widget.pause()',
  request: 'picture = widget.svg("path")',
  svg: 'print("svg", (await picture)[:40])',
  outputs: 'print("outputs", widget.poster[:30], widget.permalink, widget.state["penalty"])',
  frame: `import numpy, pandas
frame = pandas.DataFrame({"age": [20.5, 31, 42, 53, 64, 75] * 5, "smoker": ["no", "yes"] * 15, "flag": [True, False, True] * 10})
sick = pandas.Series(["ill", "well", "well", "ill", "ill", "well"] * 5, name="health")
own = RegularizationLab(frame, sick, penalty="l2", recipe={"test_size": 0})
own`,
  features: 'print("features", own.data, own.feature_names, len(own.coef), own.recipe["test_size"])',
  early: `labs = [RegularizationLab(data="easy", panels="path") for _ in range(20)]
for k, lab in enumerate(labs):
    display(lab)
    lab.lambda_ = 2 + k
    lab.penalty = ["l1", "l2", "none"][k % 3]`,
  next: 'for lab in labs: lab.learning_rate = 0.125',
  kept: 'print("kept", [(lab.lambda_, lab.penalty, lab.learning_rate) for lab in labs if lab.status])',
  busy: `import os, time
late = RegularizationLab(data="easy", panels="path")
display(late)
while not os.path.exists("ready"):
    time.sleep(0.02)
late.lambda_ = 7`,
  again: 'widget.lambda_ = 5',
  late: 'print("late", late.lambda_, late.penalty)',
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
  const settings = join(folder, 'config/lab/user-settings/@jupyter-widgets/jupyterlab-manager');
  mkdirSync(settings, { recursive: true });
  writeFileSync(join(settings, 'plugin.jupyterlab-settings'), '{ "saveState": true }');
  const address = await startJupyter();
  browser = await puppeteer.launch({
    executablePath: LAB_BROWSER,
    userDataDir: join(folder, 'profile'),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  });
  page = await browser.newPage();
  // High enough for the first lab and the cells below: a lab out of sight pauses.
  await page.setViewport({ width: 1280, height: 3000 });
  page.on('request', (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && !url.startsWith(address)) {
      strangers.push(url);
    }
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${address}/lab/tree/lab.ipynb?token=lab`);
  await opened();
});

/** Waits until the notebook and its kernel are there. */
async function opened() {
  await page.waitForSelector('.jp-Notebook .jp-CodeCell', { timeout: 60_000 });
  // The kernel is there when its name is.
  await page.waitForFunction(
    () =>
      /** @type {any} */ (globalThis).jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status ===
      'idle',
    { timeout: 60_000 },
  );
}

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
  await runUntil('error', /^error penaltyFactor .* \| \[\]$/);
});

test('the exact optimum is a command, and its scores come back', async () => {
  await run('converge');
  await runUntil('scores', /^scores converged True$/);
});

test('weights are current while the run is playing', async () => {
  await run('play');
  const [first] =
    /[\d.]+ \[/.exec(await runUntil('playing', /^playing running [1-9]\d* [\d.]*[1-9]\d* \['x0', 'x1'\]$/)) ?? [];
  await runUntil('playing', new RegExp(`^playing (?!.* ${first?.replaceAll(/[.[]/g, '\\$&')})`));
  await run('pause');
});

test('state, link, poster and the SVG of a panel come back', async () => {
  await run('request');
  assert.match(await run('svg'), /^svg <svg xmlns=/);
  await runUntil('outputs', /^outputs <svg xmlns=.* #v=1&data=easy&penalty=l1&lambda=3.* l1$/);
});

test('a DataFrame and a Series are data of a lab, with their names', async () => {
  await run('frame');
  await runUntil('features', /^features csv \['age', 'smoker\[yes\]', 'flag'\] 3 0(\.0)?$/);
});

test('values that are set before a lab is ready are kept, in 20 of 20 labs', async () => {
  await run('early');
  await run('next');
  const penalties = ['l1', 'l2', 'none'];
  const expected = Array.from({ length: 20 }, (_, k) => `(${k + 2}.0, '${penalties[k % 3]}', 0.125)`).join(', ');
  assert.equal(await runUntil('kept', /(?:0\.125.*){20}/), `kept [${expected}]`);
  const shown = await page.$$eval('regularization-lab', (labs) =>
    labs.slice(-20).map((lab) => [/** @type {any} */ (lab).lambda, /** @type {any} */ (lab).penalty]),
  );
  assert.deepEqual(
    shown,
    Array.from({ length: 20 }, (_, k) => [k + 2, penalties[k % 3]]),
  );
});

test('a value that a cell sets after the lab has reported another one is kept', async () => {
  const labs = await page.$$eval('regularization-lab', (labs) => labs.length);
  const busy = run('busy');
  await page.waitForFunction((n) => document.querySelectorAll('regularization-lab').length > n, {}, labs);
  await page.evaluate(() => /** @type {any} */ ([...document.querySelectorAll('regularization-lab')].at(-1)).ready);
  writeFileSync(join(folder, 'ready'), '');
  await busy;
  await runUntil('late', /^late 7\.0 l1$/);
  const lambda = () => /** @type {any} */ ([...document.querySelectorAll('regularization-lab')].at(-1)).lambda;
  assert.equal(await page.evaluate(lambda), 7);
});

test('a page that is loaded again goes on with the state of the kernel, and keeps what is set meanwhile', async () => {
  const labs = await page.$$eval('regularization-lab', (labs) => labs.length);
  await page.evaluate(() => /** @type {any} */ (globalThis).jupyterapp.commands.execute('docmanager:save'));
  await page.reload();
  await opened();
  await run('again');
  await page.waitForFunction((n) => document.querySelectorAll('regularization-lab').length === n, {}, labs);
  await runUntil('read', /^read 5\.0 l1 /);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('regularization-lab'))?.lambda === 5);
});

test('an exported HTML file shows the posters without a network, with the state of the widgets and without', async () => {
  await page.evaluate(() => /** @type {any} */ (globalThis).jupyterapp.commands.execute('docmanager:save'));
  const saved = JSON.parse(readFileSync(join(folder, 'lab.ipynb'), 'utf8'));
  const widgets = saved.metadata.widgets?.['application/vnd.jupyter.widget-state+json'];
  assert.ok(Object.keys(widgets.state).length > 20, 'the notebook has the state of its widgets');
  const without = { ...saved, metadata: { ...saved.metadata, widgets: undefined } };
  writeFileSync(join(folder, 'without.ipynb'), JSON.stringify(without));
  for (const name of ['lab', 'without']) {
    execFileSync(LAB_PYTHON, ['-m', 'nbconvert', '--to', 'html', join(folder, `${name}.ipynb`)], { stdio: 'pipe' });
    const exported = await browser.newPage();
    await exported.setOfflineMode(true);
    await exported.goto(`file://${join(folder, `${name}.html`)}`);
    const shown = await exported.$$eval('img[src^="data:image/svg+xml"]', (images) =>
      images.map((image) => [image.naturalWidth > 300, image.checkVisibility(), image.alt.slice(0, 18)]),
    );
    assert.ok(shown.length >= 20, `${name}: ${shown.length} posters`);
    assert.deepEqual(
      shown,
      shown.map(() => [true, true, 'Regularization Lab']),
    );
    await exported.close();
  }
});

test('while a lab is alive its poster takes no room', async () => {
  const heights = await page.$$eval('[class^="regularization-lab-poster-"]', (posters) =>
    posters.map((poster) => poster.closest('.jp-OutputArea-child')?.clientHeight),
  );
  assert.deepEqual(new Set(heights), new Set([0]));
});

test('after a restart of the kernel the notebook runs again', async () => {
  await page.evaluate(async () => {
    const { sessionContext } = /** @type {any} */ (globalThis).jupyterapp.shell.currentWidget;
    await sessionContext.session.kernel.restart();
  });
  assert.doesNotMatch(await run('show'), /Error/);
  await runUntil('read', /^read 1\.0 l1 50 running 5$/);
});

test('the page contacted no other server and nothing was thrown', () => {
  assert.deepEqual([strangers, errors], [[], []]);
});
