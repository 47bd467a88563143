/** The article's gradient descent in plain JavaScript: typed arrays and two loops. */

/**
 * @param {Float64Array} x row-major
 * @param {Float64Array} y
 * @param {number} p number of features
 * @param {number} lambda weight of the L1 part
 * @param {number} learningRate
 */
export function plainDescent(x, y, p, lambda, learningRate) {
  const n = y.length;
  const w = new Float64Array(p);
  const gradient = new Float64Array(p);
  let b = 0;
  return () => {
    gradient.fill(0);
    let slope = 0;
    for (let i = 0; i < n; i++) {
      const row = i * p;
      let z = b;
      for (let j = 0; j < p; j++) {
        z += x[row + j] * w[j];
      }
      const residual = 1 / (1 + Math.exp(-z)) - y[i];
      slope += residual;
      for (let j = 0; j < p; j++) {
        gradient[j] += residual * x[row + j];
      }
    }
    for (let j = 0; j < p; j++) {
      w[j] -= learningRate * (gradient[j] / n + (lambda / n) * Math.sign(w[j]));
    }
    b -= (learningRate * slope) / n;
    return w;
  };
}
