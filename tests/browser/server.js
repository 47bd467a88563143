/** A server for dist/ whose responses a test can change: headers, types, missing files. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * @typedef {object} Answer
 * @property {number} [status]
 * @property {Record<string, string>} [headers]
 * @property {string | Buffer} [body]
 * @property {boolean} [hangsUp] whether the connection is closed without a response
 * @property {number} [endsAt] share of the content after which the connection is closed
 */

/**
 * Serves dist/, or another folder, on a free port while `work` runs.
 *
 * @template T
 * @param {(path: string, file: () => Promise<string>) => Answer | undefined | Promise<Answer | undefined>} choose
 *   what a path is answered besides its file
 * @param {(server: { origin: string, requested: string[] }) => Promise<T>} work
 * @param {{ folder?: string }} [options]
 */
export async function withServer(choose, work, { folder = DIST } = {}) {
  /** @type {string[]} */
  const requested = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(folder, normalize(path));
    if (path === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    requested.push(path);
    const answer = (await choose(path, () => readFile(file, 'utf8'))) ?? {};
    if (answer.hangsUp) {
      request.socket.destroy();
      return;
    }
    const content = answer.body ?? (await readFile(file).catch(() => undefined));
    response.writeHead(answer.status ?? (content === undefined ? 404 : 200), {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': 'no-store',
      ...(answer.endsAt === undefined ? {} : { 'Content-Length': content?.length ?? 0 }),
      ...answer.headers,
    });
    if (answer.endsAt !== undefined && content !== undefined) {
      response.write(content.slice(0, Math.round(content.length * answer.endsAt)), () => request.socket.destroy());
      return;
    }
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  try {
    return await work({ origin: `http://127.0.0.1:${port}`, requested });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/**
 * A page of a test's own.
 *
 * @param {string} body
 * @param {string} [head]
 */
export const html = (body, head = '') => ({
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>${head}<body>${body}</body></html>`,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
});
