/** The lab in one file, for places that have no other: the WebAssembly is inside. Registers the element where there are elements. */
import { FILES } from './inlined-files.js';
import { provide } from './load.js';
import { loadKinds } from './panels/kinds.js';

provide(FILES);
loadKinds();

export * from './regularization-lab.js';
export { default } from './regularization-lab.js';

if (globalThis.customElements) {
  await import('./define.js');
}
