/** The npm package as users get it: packed, installed without a network, imported and type-checked. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
/** @type {string} */
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-package-'));
  const options = { cwd: folder, encoding: /** @type {const} */ ('utf8') };
  const packed = execFileSync(npm, ['pack', '--json', '--ignore-scripts', join(root, 'dist/npm')], options);
  const { filename } = Object.values(JSON.parse(packed))[0];
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  execFileSync(npm, ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', filename], options);
});

after(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Runs a module beside the installed package; returns its output.
 *
 * @param {string} code
 */
function run(code) {
  writeFileSync(join(folder, 'run.js'), code);
  return execFileSync(process.execPath, ['run.js'], { cwd: folder, encoding: 'utf8' }).trim();
}

const count = `
  await init();
  const data = Dataset.makeClassification({ nSamples: 500, nFeatures: 20, randomState: 42 });
  const { coef, kktResidual } = solve(data, { penalty: 'l1', lambda: 3 });
  console.log(coef.filter((w) => w !== 0).length, kktResidual < 1e-9);
`;

test('the package and its standalone module solve the same problem in Node', () => {
  const [ours, alone] = ['regularization-lab', 'regularization-lab/standalone'].map((name) =>
    run(`import init, { Dataset, solve } from '${name}';${count}`),
  );
  assert.match(ours, /^\d+ true$/);
  assert.equal(alone, ours);
});

test('built-in tables are loaded from the package, and from the standalone module', () => {
  for (const name of ['regularization-lab', 'regularization-lab/standalone']) {
    const code = `import init, { Dataset } from '${name}';
      await init();
      const { nSamples, nFeatures } = await Dataset.builtin('diabetes');
      console.log(nSamples, nFeatures);`;
    assert.equal(run(code), '442 10', name);
  }
});

test('every entry can be imported without custom elements', () => {
  const code = `for (const name of ['', '/define', '/standalone', '/frame', '/react', '/preact', '/vue', '/svelte']) await import('regularization-lab' + name);
    console.log('imported');`;
  assert.equal(run(code), 'imported');
});

test('files that are not modules can be resolved by name, such as the WebAssembly for init', () => {
  const code = `import { readFileSync } from 'node:fs';
    import init, { Dataset } from 'regularization-lab';
    const [wasm, ...others] = ['regularization-lab.wasm', 'embed.html', 'package.json'].map((name) =>
      new URL(import.meta.resolve('regularization-lab/' + name)));
    await init(readFileSync(wasm));
    console.log(Dataset.makeRegression().nSamples, ...others.map(({ pathname }) => pathname.split('/').at(-1)));`;
  assert.equal(run(code), '100 embed.html package.json');
});

test('the example of the README runs', () => {
  const readme = readFileSync(join(root, 'dist/npm/README.md'), 'utf8');
  const code = /```js\n(import init[\s\S]*?)```/.exec(readme)?.[1] ?? '';
  assert.match(run(code), /^\d+ true$/);
});

test('init({ base }) reads WebAssembly and tables from a folder', () => {
  const code = `import init, { Dataset } from 'regularization-lab';
    await init({ base: 'http://' }).catch(({ name, message }) => console.log(name, message));
    await init({ base: 'file:///nowhere' }).catch(({ message }) => console.log(message));
    await init({ base: new URL('node_modules/regularization-lab', import.meta.url) });
    console.log((await Dataset.builtin('heart')).nSamples);`;
  const [error, missing, rows] = run(code).split('\n');
  assert.equal(error, 'LabError base must be the URL of a folder; got "http://"');
  assert.match(missing, /nowhere\/regularization-lab-\w+\.wasm/);
  assert.equal(rows, '462');
});

test('the package says what Cargo.toml says, and has no dependencies', () => {
  const cargo = readFileSync(join(root, 'Cargo.toml'), 'utf8');
  const said = (/** @type {string} */ name) => new RegExp(`^${name} = \\[?"(.*?)"`, 'm').exec(cargo)?.[1];
  const { version, author, homepage, repository, bugs, dependencies } = manifest();
  assert.deepEqual(
    [version, author, homepage, repository.url, bugs],
    [
      said('version'),
      said('authors'),
      said('homepage'),
      `git+${said('repository')}.git`,
      `${said('repository')}/issues`,
    ],
  );
  assert.equal(dependencies, undefined);
});

test('a CDN serves one file for the bare name, whose imports need no folder', () => {
  const { unpkg, jsdelivr } = manifest();
  assert.equal(unpkg, jsdelivr);
  const code = readFileSync(join(folder, 'node_modules/regularization-lab', unpkg), 'utf8');
  assert.doesNotMatch(code, /\bfrom\s*["']\.|\bimport\s*\(?["']\./);
  assert.equal(run(`import '${`./node_modules/regularization-lab/${unpkg}`}'; console.log('ok');`), 'ok');
});

/** Conditions that bundlers set; the last one is that of browsers and Node. */
const CONDITIONS = ['types', 'module', 'default'];

test('what bundlers get has no address of its own, and imports nothing later', () => {
  for (const [name, targets] of Object.entries(manifest().exports)) {
    if (typeof targets === 'object' && 'module' in targets) {
      assert.deepEqual(Object.keys(targets), CONDITIONS, name);
      const code = readFileSync(join(folder, 'node_modules/regularization-lab', targets.module), 'utf8');
      assert.doesNotMatch(code, /\bimport\s*\(\s*["']/, name);
      assert.doesNotMatch(code, /\bimport\.meta\b/, name);
    }
  }
});

function manifest() {
  return JSON.parse(readFileSync(join(root, 'dist/npm/package.json'), 'utf8'));
}

const typed = `
import init, { Dataset, solve, type Penalty, type RegularizationLab } from 'regularization-lab';
import { Trainer } from 'regularization-lab/standalone';
import 'regularization-lab/define';
import 'regularization-lab/frame';

const penalty: Penalty = 'l1';
await init();
const coef: Float64Array = solve(Dataset.makeClassification({ nFeatures: 5 }), { penalty, lambda: 1 }).coef;
const lab: RegularizationLab = document.createElement('regularization-lab');
lab.lambda = coef[0];
const trainer = new Trainer(Dataset.makeRegression());
trainer.step(10);
`;

for (const [module, resolution] of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]) {
  test(`its types are resolved and correct with ${resolution}`, () => {
    const options = { target: 'es2023', module, moduleResolution: resolution, strict: true, noEmit: true, types: [] };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: { ...options, lib: ['es2023', 'dom', 'esnext.disposable'] },
        files: ['use.ts'],
      }),
    );
    const check = (/** @type {string} */ code) => {
      writeFileSync(join(folder, 'use.ts'), code);
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      return execFileSync(process.execPath, [tsc, '--project', folder], { encoding: 'utf8', stdio: 'pipe' });
    };
    check(typed);
    assert.throws(() => check(typed.replace("Penalty = 'l1'", "Penalty = 'l3'")));
    assert.throws(() => check(typed.replace('lab.lambda = coef[0]', "lab.lambda = 'much'")));
  });
}
