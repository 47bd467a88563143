/** The article's gradient descent in TensorFlow.js, in the browser. Its numbers are 32 bits wide. */

/**
 * @param {any} tf tfjs-core with its wasm backend
 * @param {Float64Array} x row-major
 * @param {Float64Array} y
 * @param {number} p number of features
 * @param {number} lambda weight of the L1 part
 * @param {number} learningRate
 * @returns {(iterations: number) => Float32Array} runs iterations and reads the weights back
 */
export function tensorflowDescent(tf, x, y, p, lambda, learningRate) {
  const n = y.length;
  const [rows, target] = [tf.tensor2d(Float32Array.from(x), [n, p]), tf.tensor2d(Float32Array.from(y), [n, 1])];
  let w = tf.zeros([p, 1]);
  let b = tf.scalar(0);
  const step = () => {
    const d = tf.sub(tf.sigmoid(tf.add(tf.matMul(rows, w), b)), target);
    const gradient = tf.add(tf.div(tf.matMul(rows, d, true), n), tf.mul(tf.sign(w), lambda / n));
    return [tf.sub(w, tf.mul(gradient, learningRate)), tf.sub(b, tf.mul(tf.mean(d), learningRate))];
  };
  return (iterations) => {
    for (let k = 0; k < iterations; k++) {
      const next = tf.tidy(step);
      w.dispose();
      b.dispose();
      [w, b] = next;
    }
    return w.dataSync();
  };
}

/**
 * Starts the backend from its files' bytes.
 *
 * @param {{ core: string, backend: string, wasm: Record<string, string> }} files two scripts, and base64 by file name
 */
export async function loadTensorflow({ core, backend, wasm }) {
  for (const source of [core, backend]) {
    const script = document.createElement('script');
    script.textContent = source;
    document.head.append(script);
  }
  const tf = Reflect.get(globalThis, 'tf');
  const paths = Object.entries(wasm).map(([name, base64]) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return [name, URL.createObjectURL(new Blob([bytes], { type: 'application/wasm' }))];
  });
  tf.wasm.setWasmPaths(Object.fromEntries(paths));
  await tf.setBackend('wasm');
  await tf.ready();
  return tf;
}
