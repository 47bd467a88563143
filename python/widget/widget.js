/** Entry of the notebook widget. `cargo xtask wheel` bundles it with the lab into one module. */
import 'regularization-lab/standalone';
import { notebookWidget } from './notebook-widget.js';

export default notebookWidget;
