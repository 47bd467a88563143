/** The npm package, packed and installed without a network, beside the tools of this folder. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/**
 * Installs the package in a new folder inside this one, so that Node also finds the tools installed here; removed after the tests.
 *
 * @param {string} [app] folder whose content is copied into it
 */
export function install(app) {
  const folder = mkdtempSync(join(HERE, 'work-'));
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const options = { cwd: folder, encoding: /** @type {const} */ ('utf8') };
  const packed = execFileSync(npm, ['pack', '--json', '--ignore-scripts', join(ROOT, 'dist/npm')], options);
  const { filename } = Object.values(JSON.parse(packed))[0];
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  execFileSync(npm, ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', filename], options);
  if (app !== undefined) {
    cpSync(join(HERE, app), folder, { recursive: true });
  }
  return folder;
}

/** The path of a tool. @param {string} name */
export const bin = (name) => join(name === 'esbuild' ? ROOT : HERE, 'node_modules/.bin', name);
