/** An app with the element and the numbers, as its author writes it; what it computes is read by bundlers.test.js. */
import init, { Dataset, solve } from 'regularization-lab';
import 'regularization-lab/define';

globalThis.computed = (async () => {
  await init();
  const data = await Dataset.builtin('diabetes');
  const { coef, kktResidual } = solve(data, { penalty: 'l1', lambda: 100 });
  return [data.nSamples, coef.length, kktResidual < 1e-9];
})();
