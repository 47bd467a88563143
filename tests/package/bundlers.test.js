/** An app with the package, built by each bundler without any configuration, and run in a browser. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { find, lab, press, until, withPage } from '../browser/browser.js';
import { DIST, html, withServer } from '../browser/server.js';
import { bin, install } from './installed.js';

const folder = install('app');

/**
 * Runs a tool in the app's folder.
 *
 * @param {string} name
 * @param {string[]} parameters
 */
const run = (name, parameters) => execFileSync(bin(name), parameters, { cwd: folder, stdio: 'pipe' });

/**
 * Opens the app and uses what bundlers make difficult: the WebAssembly, a table, and code that is imported later.
 *
 * @param {string} address
 * @param {string} [path]
 */
async function assertRuns(address, path = '/') {
  await withPage({ address, path }, async (page) => {
    await page.waitForSelector('regularization-lab');
    await lab(page, (element) => element.ready);
    assert.deepEqual(await page.evaluate(() => Reflect.get(globalThis, 'computed')), [442, 10, true]);
    const [before, now] = await lab(page, (element) => {
      element.pause();
      element.reset();
      const start = element.toCsv('coefficients');
      element.step(5);
      return [start, element.toCsv('coefficients')];
    });
    assert.notEqual(before, now, 'training changes the weights');
    await lab(page, (element) => {
      element.data = 'heart';
    });
    await until(page, (element) => element.data === 'heart');
    await press(page, 'header.bar button[title^=Share]');
    await until(page, ({ shadowRoot }) => shadowRoot?.querySelector('dialog.share[open]'));
  });
}

/** Serves what a bundler wrote, in a page of ours. @param {string} out @param {string} script */
async function assertBuildRuns(out, script) {
  const page = html(
    '<regularization-lab page></regularization-lab>',
    `<script type="module" src="/${script}"></script>`,
  );
  const options = { folder: join(folder, out) };
  await withServer(
    (path) => (path === '/page' ? page : undefined),
    ({ origin }) => assertRuns(origin, '/page'),
    options,
  );
}

test('esbuild', async () => {
  run('esbuild', ['src/index.js', '--bundle', '--outfile=esbuild/app.js', '--log-level=warning']);
  await assertBuildRuns('esbuild', 'app.js');
});

test('Rollup with node-resolve', async () => {
  run('rollup', [
    'src/index.js',
    '-p',
    'node-resolve',
    '--format',
    'es',
    '--file',
    'rollup/app.js',
    '--failAfterWarnings',
  ]);
  await assertBuildRuns('rollup', 'app.js');
});

for (const mode of ['production', 'development']) {
  test(`webpack, ${mode}`, async () => {
    run('webpack', ['--mode', mode, '--output-path', `webpack-${mode}`]);
    await assertBuildRuns(`webpack-${mode}`, 'main.js');
  });
}

test('Vite, built', async () => {
  run('vite', ['build', '--outDir', 'vite']);
  await withServer(
    () => undefined,
    ({ origin }) => assertRuns(origin, '/index.html'),
    { folder: join(folder, 'vite') },
  );
});

test('Vite, its development server', async () => {
  const environment = { ...process.env, NO_COLOR: '1' };
  const server = spawn(bin('vite'), ['--host', '127.0.0.1'], { cwd: folder, env: environment });
  try {
    let output = '';
    for await (const text of server.stdout.setEncoding('utf8')) {
      output += text;
      const [, address] = /(http:\/\/\S+?)\/\s/.exec(output) ?? [];
      if (address !== undefined) {
        await assertRuns(address);
        return;
      }
    }
    assert.fail(`no address in ${output}`);
  } finally {
    server.kill();
  }
});

test('webpack and Vite take a copy of dist/ in the sources', async () => {
  cpSync(DIST, join(folder, 'copied/lab'), {
    recursive: true,
    filter: (path) => !/\/(npm|python|examples)$/.test(path),
  });
  const index = readFileSync(join(folder, 'src/index.js'), 'utf8');
  const code = index.replace("'regularization-lab'", "'../lab/regularization-lab.js'");
  mkdirSync(join(folder, 'copied/src'));
  writeFileSync(join(folder, 'copied/src/index.js'), code.replace("'regularization-lab/define'", "'../lab/define.js'"));
  cpSync(join(folder, 'index.html'), join(folder, 'copied/index.html'));
  run('webpack', ['--mode', 'production', '--entry', './copied/src/index.js', '--output-path', 'copied-webpack']);
  await assertBuildRuns('copied-webpack', 'main.js');
  run('vite', ['build', 'copied', '--outDir', '../copied-vite']);
  await withServer(
    () => undefined,
    ({ origin }) => assertRuns(origin, '/index.html'),
    { folder: join(folder, 'copied-vite') },
  );
});

test('esbuild for Node', () => {
  const code = `import init, { Dataset } from 'regularization-lab';
    await init();
    console.log((await Dataset.builtin('diabetes')).nSamples);`;
  writeFileSync(join(folder, 'node.js'), code);
  run('esbuild', ['node.js', '--bundle', '--platform=node', '--format=esm', '--outfile=bundled.mjs']);
  assert.equal(node('bundled.mjs'), '442');
});

test('React renders the element on a server', () => {
  const code = `import 'regularization-lab/react';
    import { createElement } from 'react';
    import { renderToString } from 'react-dom/server';
    console.log(renderToString(createElement('regularization-lab', { lambda: 2, recipe: { rho: 0.9 }, autoplay: true })));`;
  writeFileSync(join(folder, 'server.js'), code);
  assert.equal(node('server.js'), '<regularization-lab lambda="2" autoplay=""></regularization-lab>');
});

/** Returns the output of a script in the app's folder. @param {string} script */
const node = (script) => execFileSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' }).trim();

test('React 19 with Vite', async () => {
  const app = install('react');
  execFileSync(bin('vite'), ['build'], { cwd: app, stdio: 'pipe' });
  await withServer(
    () => undefined,
    ({ origin }) => assertReactRuns(origin),
    { folder: join(app, 'dist') },
  );
});

/** @param {string} address */
async function assertReactRuns(address) {
  await withPage({ address, path: '/index.html' }, async (page) => {
    await page.waitForSelector('regularization-lab');
    await lab(page, (element) => element.ready);
    const state = await lab(page, ({ data, recipe, lambda, standardize, penaltyFactor }) => [
      data,
      recipe.rho,
      lambda,
      standardize,
      penaltyFactor.map(String).slice(-2),
    ]);
    assert.deepEqual(state, ['twins', 0.9, 3, false, ['0.5', 'Infinity']]);
    const output = await page.$('output');
    assert.ok(output);
    for (const expected of [/^input \d+, change \d+$/, /^input \d+, change \d+, input \d+, change \d+$/]) {
      await (await find(page, 'input[type=range]')).focus();
      await page.keyboard.press('ArrowRight');
      const changes = String(expected).split('change').length - 1;
      await page.waitForFunction(
        (element, n) => String(element.textContent).split('change').length > n,
        {},
        output,
        changes,
      );
      // Also of what the app sets itself, at the start and at each event: it would be here.
      assert.match(await output.evaluate(({ textContent }) => String(textContent)), expected);
    }
  });
}
