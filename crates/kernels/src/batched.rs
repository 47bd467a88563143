//! One pass over the rows for several models.

use crate::{Rows, Slope, sigmoid, smoothed};

/// Number of models of [`forward_backward_together`].
pub const MODELS: usize = 4;
const M: usize = MODELS;

/// [`forward_backward`](crate::forward_backward) of several models on the same rows: each value of `X` is loaded once for all of them.
///
/// The model is the last axis: `coef` and `gradient` are `(n_features, MODELS)`, `z` is `(n_samples, MODELS)`. Returns `Σ d_i` of
/// every model.
#[inline(never)]
pub fn forward_backward_together(
    rows: Rows<'_>,
    coef: &[[f64; M]],
    intercepts: [f64; M],
    z: &mut [[f64; M]],
    gradient: &mut [[f64; M]],
    slope: Slope,
) -> [f64; M] {
    match slope {
        Slope::Logistic { smoothing } => {
            pass_together(rows, coef, intercepts, z, gradient, |y, z| sigmoid(z) - smoothed(y, smoothing))
        }
        Slope::Squared => pass_together(rows, coef, intercepts, z, gradient, |y, z| z - y),
    }
}

fn pass_together(
    Rows { x, y, factors }: Rows<'_>,
    coef: &[[f64; M]],
    intercepts: [f64; M],
    z: &mut [[f64; M]],
    gradient: &mut [[f64; M]],
    slope: impl Fn(f64, f64) -> f64,
) -> [f64; M] {
    let p = coef.len();
    gradient.fill([0.0; M]);
    let mut sums = [0.0; M];
    let (pairs, last) = z.as_chunks_mut::<2>();
    let (targets, last_targets) = y.as_chunks::<2>();
    let mut rows = x.chunks_exact(2 * p);
    for (pair, ((z, y), rows)) in pairs.iter_mut().zip(targets).zip(rows.by_ref()).enumerate() {
        let (first, second) = rows.split_at(p);
        let mut sums_of_products = [[0.0; M]; 2];
        for ((w, a), b) in coef.iter().zip(first).zip(second) {
            for m in 0..M {
                sums_of_products[0][m] += a * w[m];
            }
            for m in 0..M {
                sums_of_products[1][m] += b * w[m];
            }
        }
        *z = sums_of_products.map(|sums| std::array::from_fn(|m| sums[m] + intercepts[m]));
        let mut d: [[f64; M]; 2] = std::array::from_fn(|k| std::array::from_fn(|m| slope(y[k], z[k][m])));
        if let Some(factors) = factors {
            d.iter_mut().zip(&factors[2 * pair..]).for_each(|(d, factor)| *d = d.map(|d| d * factor));
        }
        for ((g, a), b) in gradient.iter_mut().zip(first).zip(second) {
            for m in 0..M {
                g[m] += a * d[0][m] + b * d[1][m];
            }
        }
        for m in 0..M {
            sums[m] += d[0][m] + d[1][m];
        }
    }
    for ((z, y), row) in last.iter_mut().zip(last_targets).zip(rows.remainder().chunks_exact(p)) {
        *z =
            std::array::from_fn(|m| intercepts[m] + row.iter().zip(coef).map(|(x, w)| x * w[m]).sum::<f64>());
        for m in 0..M {
            let d = slope(*y, z[m]) * factors.map_or(1.0, |factors| factors[2 * pairs.len()]);
            sums[m] += d;
            gradient.iter_mut().zip(row).for_each(|(g, x)| g[m] += d * x);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forward_backward;
    use crate::tests::targets_and_factors;

    #[test]
    fn models_stepped_together_equal_models_stepped_alone() {
        for (n, p) in [(1, 1), (2, 3), (7, 6), (12, 5)] {
            let x: Vec<f64> = (0..n * p).map(|i| (i as f64 * 0.7).sin()).collect();
            let coef: Vec<[f64; M]> =
                (0..p).map(|j| std::array::from_fn(|m| (0.3 * j as f64 - m as f64).cos())).collect();
            let intercepts: [f64; M] = std::array::from_fn(|m| 0.5 * m as f64 - 0.5);
            let (y, factors) = targets_and_factors(n);
            let rows = Rows { x: &x, y: &y, factors: Some(&factors) };
            let slope = Slope::Logistic { smoothing: 0.1 };
            let (mut zs, mut gradients) = (vec![[0.0; M]; n], vec![[9.0; M]; p]);
            let sums = forward_backward_together(rows, &coef, intercepts, &mut zs, &mut gradients, slope);
            for m in 0..M {
                let own: Vec<f64> = coef.iter().map(|w| w[m]).collect();
                let (mut z, mut gradient) = (vec![0.0; n], vec![0.0; p]);
                let sum = forward_backward(rows, &own, intercepts[m], &mut z, &mut gradient, slope);
                assert!((sum - sums[m]).abs() < 1e-11);
                assert!(z.iter().zip(&zs).all(|(z, zs)| (z - zs[m]).abs() < 1e-12));
                assert!(gradient.iter().zip(&gradients).all(|(g, gs)| (g - gs[m]).abs() < 1e-11));
            }
        }
    }
}
