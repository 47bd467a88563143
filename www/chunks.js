/**
 * Parts of the WebAssembly that are fetched when they are first needed, so that an embed pays for what it shows. Rust calls
 * what is in a chunk as if it were there, so it has to be: whoever calls what needs one loads it first.
 */
import { CHUNKS } from './chunk-files.js';
import { loadNow, loadWasm } from './load.js';
import { loadMain, mainExports } from './wasm.js';

/** The chunks of each panel; those that are not here need none. @type {Map<string, string[]>} */
const CHUNKS_OF = new Map(
  Object.entries({
    geometry: ['geometry'],
    sparsity: ['run'],
    weights: ['run', 'rivals'],
    ledger: ['run'],
    path: ['path', 'overview'],
    comparison: ['rivals'],
    'cross-validation': ['folds'],
    sweep: ['folds'],
    pull: ['penalties'],
    priors: ['penalties'],
    histogram: ['models', 'rivals'],
    'bias-variance': ['draws'],
    stability: ['draws'],
    calibration: ['models', 'rivals'],
    boundary: ['models', 'rivals', 'geometry'],
  }),
);
/**
 * All that a lab in an article does not run before somebody touches it, see `xtask/src/rest.rs`. Other chunks count on it being
 * there, but for the geometry, which such a lab shows.
 */
export const REST = 'rest';
const ALONE = new Set([REST, 'geometry']);
/** What makes pictures, tables and scripts to take away: `Lab.svg`, `paintSheet`, `table` and `python`. */
export const TAKE = 'take';
/** What reads a CSV and the built-in tables: `previewCsv`, and changes of a lab that bring `csv` or `table`. */
export const TABLES = 'tables';
/** What finds the optima over the slider's λ, which the table `path` holds. */
export const OVERVIEW = 'overview';
/** What the page shows around its panels: advice, and what the whole slider has to offer. */
export const PAGE = ['page', OVERVIEW];
/** What reads and writes the hash of an address: `readLink` and `writeLink`. */
export const LINK = 'link';
/** What few choose: these data and the accelerated method, which one of them brings along. */
const RARE = 'rare';
const RARE_DATA = new Set(['twins', 'make-regression', 'polynomial', 'valley', 'diabetes']);
/** Data of which `xtask/rehearsal.js` makes labs; the code of others may be in the rest. */
const REHEARSED_DATA = new Set(['stress', 'easy']);
/** What the classes that are given to whoever goes on by hand are made of. */
export const CLASSES = ['headless', RARE];
/** What the classes and functions of the module need, besides what the panels need of them. */
export const HEADLESS = [...CLASSES, 'tables', 'rivals', 'folds', 'draws'];

/** The custom sections of a chunk's file with the modules that it shares with others; `xtask/src/wasm.rs` has the same name. */
const SHARED = 'shared';

/** @type {Map<string, Promise<void>>} */
const loading = new Map();
/** @type {Set<string>} */
const there = new Set();
/** Numbers of the shared modules that are there. @type {Set<number>} */
const shared = new Set();

/**
 * @param {string} panel
 * @returns {string[]}
 */
export const chunksOf = (panel) => CHUNKS_OF.get(panel) ?? [];

/**
 * The chunks that a lab needs to take a change.
 *
 * @param {import('./types.js').Change} change
 */
export function chunksOfChange({ data = 'stress', optimizer, table, csv }) {
  const isRare = RARE_DATA.has(data) || optimizer === 'accelerated-proximal-gradient';
  return [...(isRare ? [RARE] : []), ...(table || csv ? [TABLES] : []), ...(REHEARSED_DATA.has(data) ? [] : [REST])];
}

/** @param {string} chunk */
export const hasChunk = (chunk) => there.has(chunk);

/**
 * Fetches a chunk once, and the main file where nobody has yet. A failed one may be tried again.
 *
 * @param {string} chunk
 * @returns {Promise<void>}
 */
export function loadChunk(chunk) {
  const before = loading.get(chunk);
  if (before) {
    return before;
  }
  const work = fetchChunk(chunk).catch((error) => {
    loading.delete(chunk);
    throw error;
  });
  loading.set(chunk, work);
  return work;
}

/**
 * Brings a chunk at once, which stops the page if it has to be fetched: for methods whose answer cannot wait.
 *
 * @param {string} chunk
 */
export function loadChunkNow(chunk) {
  if (!there.has(chunk)) {
    const module = new WebAssembly.Module(loadNow(`chunks/${chunk}.wasm`));
    add(
      chunk,
      module,
      missing(chunk, module).map(([number, bytes]) => [number, new WebAssembly.Module(bytes)]),
    );
  }
}

/** @param {string} chunk */
async function fetchChunk(chunk) {
  // Compiled beside the main file, not after it, and joined once all that it counts on is there.
  const rest = ALONE.has(chunk) ? undefined : loadChunk(REST);
  const [{ module, parts }] = await Promise.all([compileChunk(chunk), loadMain(), rest]);
  add(chunk, module, parts);
}

/** @param {string} chunk */
async function compileChunk(chunk) {
  const file = await loadWasm(`chunks/${chunk}.wasm`);
  const module = await (file instanceof Response ? WebAssembly.compileStreaming(file) : WebAssembly.compile(file));
  const parts = missing(chunk, module).map(
    async ([number, bytes]) => /** @type {const} */ ([number, await WebAssembly.compile(bytes)]),
  );
  return { module, parts: await Promise.all(parts) };
}

/**
 * The shared modules of a chunk that are not there yet, with their numbers.
 *
 * @param {string} chunk
 * @param {WebAssembly.Module} module
 * @returns {[number, ArrayBuffer][]}
 */
function missing(chunk, module) {
  const parts = WebAssembly.Module.customSections(module, SHARED);
  return CHUNKS[chunk]
    .map((number, k) => /** @type {[number, ArrayBuffer]} */ ([number, parts[k]]))
    .filter(([number]) => !shared.has(number));
}

/**
 * Joins a chunk to the main file: its functions take their places in the table through which all call each other.
 *
 * @param {string} chunk
 * @param {WebAssembly.Module} module
 * @param {(readonly [number, WebAssembly.Module])[]} parts
 */
function add(chunk, module, parts) {
  if (there.has(chunk)) {
    return;
  }
  const imports = { __wasm_split: mainExports() };
  for (const [number, part] of parts) {
    // Another chunk may have brought it meanwhile.
    if (!shared.has(number)) {
      new WebAssembly.Instance(part, imports);
      shared.add(number);
    }
  }
  new WebAssembly.Instance(module, imports);
  there.add(chunk);
}
