/**
 * Random events for a minute with each of three seeds: nothing throws, no text is a mistake, and memory stays flat. LAB_FUZZ_SEEDS,
 * LAB_FUZZ_SECONDS, LAB_FUZZ_EVENTS and LAB_FUZZ_BURST (events a frame) choose others. An error names the address that repeats the events before it.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frames, withPage } from './browser.js';

const SEEDS = (process.env.LAB_FUZZ_SEEDS ?? '1,2,3').split(',').map(Number);
const SECONDS = Number(process.env.LAB_FUZZ_SECONDS ?? 60);
const EVENTS = Number(process.env.LAB_FUZZ_EVENTS ?? Number.POSITIVE_INFINITY);

const BURST = Number(process.env.LAB_FUZZ_BURST ?? 4);

/** Events before an error that the address repeats. */
const BEFORE = 200;
/** Share of the run after which memory may grow no more, and by how much at most. */
const WARM = 0.5;
const MAX_GROWTH = { nodes: 6000, heap: 25, wasm: 40 };

/** @typedef {{ count: number, event: number, isDone: boolean, isStopped: boolean, errors: { event: number, action: string, message: string }[] }} Run */

/** Runs in the page before its scripts: keeps the memory of the module. */
function keepMemory() {
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...given) => {
    const result = await instantiateStreaming.apply(WebAssembly, given);
    Object.assign(globalThis, { memory: result.instance.exports.memory });
    return result;
  };
}

/**
 * Measures memory. Labs that wait for their table or for their turn to start are no growth: with many events a frame, labs are added faster
 * than they start, so this waits while the number of nodes falls.
 *
 * @param {import('puppeteer-core').Page} page
 */
async function measure(page) {
  await page.waitForNetworkIdle();
  const session = await page.createCDPSession();
  let [nodes, heap] = [Number.POSITIVE_INFINITY, 0];
  for (let before = Number.NaN; !(nodes >= before); ) {
    before = nodes;
    await frames(page, 60);
    await session.send('HeapProfiler.collectGarbage');
    const { Nodes = 0, JSHeapUsedSize = 0 } = await page.metrics();
    [nodes, heap] = [Nodes, JSHeapUsedSize];
  }
  await session.detach();
  const wasm = await page.evaluate(() => /** @type {any} */ (globalThis).memory.buffer.byteLength);
  return { nodes, heap: heap / 1e6, wasm: wasm / 1e6 };
}

for (const seed of SEEDS) {
  test(`random events of seed ${seed} find no error`, { timeout: 7_200_000 }, async () => {
    const before = (/** @type {import('puppeteer-core').Page} */ page) => page.evaluateOnNewDocument(keepMemory);
    await withPage({ path: `/index.html?fuzz=${seed}&burst=${BURST}`, before }, async (page, { problems }) => {
      page.on('dialog', (dialog) => dialog.dismiss());
      await page.waitForFunction(() => 'labFuzz' in globalThis, { timeout: 60_000 });
      const start = performance.now();
      const run = () => page.evaluate(() => /** @type {Run} */ (/** @type {any} */ (globalThis).labFuzz));
      const share = (/** @type {Run} */ { count }) =>
        Math.max((performance.now() - start) / (1000 * SECONDS), Number.isFinite(EVENTS) ? count / EVENTS : 0);
      const isOver = (/** @type {Run} */ now) => (Number.isFinite(EVENTS) ? now.count >= EVENTS : share(now) >= 1);
      let now = await run();
      let warm;
      while (!isOver(now)) {
        await page.waitForFunction(
          (count) => /** @type {any} */ (globalThis).labFuzz.count >= count + 100,
          { timeout: 120_000 },
          now.count,
        );
        now = await run();
        warm ??= share(now) > WARM ? await measure(page) : undefined;
      }
      await page.evaluate(() => {
        /** @type {any} */ (globalThis).labFuzz.isStopped = true;
      });
      await page.waitForFunction(() => /** @type {any} */ (globalThis).labFuzz.isDone);
      const seconds = (performance.now() - start) / 1000;
      const after = await measure(page);
      now = await run();
      const rate = Math.round(now.count / seconds);
      console.log(
        `      ${now.count} events, ${rate} a second, ${now.errors.length} errors; ${JSON.stringify({ warm, after })}`,
      );
      const described = now.errors
        .slice(0, 10)
        .map(
          ({ event, action, message }) =>
            `${message} — ${action}, ?fuzz=${seed}&events=${Math.max(0, event - BEFORE)}-${event}`,
        );
      problems.splice(0);
      assert.deepEqual(described, []);
      assert.ok(now.count > 500 || now.count >= EVENTS, `only ${now.count} events`);
      for (const [name, most] of Object.entries(MAX_GROWTH)) {
        const key = /** @type {keyof typeof MAX_GROWTH} */ (name);
        assert.ok(warm && after[key] <= warm[key] + most, `${name}: ${warm?.[key]}, then ${after[key]}`);
      }
    });
  });
}
