/** Registers `<regularization-lab>`, once; without elements, as in server-side rendering, it does nothing. */
import { RegularizationLab } from './element.js';

if (globalThis.customElements && !customElements.get('regularization-lab')) {
  customElements.define('regularization-lab', RegularizationLab);
}
