import { loadChunkNow, REST } from './chunks.js';

/** What the WebAssembly calls where a function is needed that nobody has fetched yet. */
export const bringRest = () => loadChunkNow(REST);
