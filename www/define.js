/** Registers `<regularization-lab>`, once. */
import { RegularizationLab } from './element.js';

if (!customElements.get('regularization-lab')) {
  customElements.define('regularization-lab', RegularizationLab);
}
