//! The log-loss of many rows.

use crate::{exp, larger};

/// Rows whose factors `1 + exp(−|z|)` are multiplied before a logarithm is taken: the product stays below 2²⁵⁶.
const BLOCK: usize = 256 * LANES;

/// Products that grow at the same time.
const LANES: usize = 4;

/// `Σ log(1 + exp(z_i)) − y_i z_i`, with one logarithm for many rows: `Σ log(1 + e_i) = log Π (1 + e_i)`.
///
/// The products are kept minus 1, so that the small losses of well separated rows do not vanish in the rounding.
#[must_use]
#[inline(never)]
pub fn sum_of_log_losses(y: &[f64], z: &[f64]) -> f64 {
    debug_assert_eq!(y.len(), z.len());
    let mut sum = 0.0;
    for (y, z) in y.chunks(BLOCK).zip(z.chunks(BLOCK)) {
        let ((y4, y_rest), (z4, z_rest)) = (y.as_chunks::<LANES>(), z.as_chunks::<LANES>());
        let (mut sums, mut products) = ([0.0; LANES], [0.0; LANES]);
        for (y, z) in y4.iter().zip(z4) {
            for k in 0..LANES {
                let e = exp(-z[k].abs());
                sums[k] += larger(0.0, z[k]) - y[k] * z[k];
                products[k] += e + products[k] * e;
            }
        }
        for (y, z) in y_rest.iter().zip(z_rest) {
            sum += larger(0.0, *z) - y * z + exp(-z.abs()).ln_1p();
        }
        sum += (0..LANES).map(|k| sums[k] + f64::ln_1p(products[k])).sum::<f64>();
    }
    sum
}

/// `z = offset + u a + v b + shift`, the linear predictor in the plane of two weights.
#[inline(never)]
pub fn predict_in_plane(offset: &[f64], [a, b]: [&[f64]; 2], [u, v]: [f64; 2], shift: f64, z: &mut [f64]) {
    for (((z, offset), a), b) in z.iter_mut().zip(offset).zip(a).zip(b) {
        *z = (offset + shift) + (u * a + v * b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_logarithm_for_many_rows_gives_the_sum_of_the_losses() {
        for scale in [1e-3, 1.0, 30.0, 500.0] {
            for n in [1, 3, 4, 1023, 1024, 3001] {
                let z: Vec<f64> = (0..n).map(|i| scale * f64::from(i).sin()).collect();
                // Right nearly everywhere, so that the losses of large predictors are tiny.
                let y: Vec<f64> = (0..n).map(|i| f64::from(u8::from(f64::from(i).sin() > 0.0))).collect();
                let loss = |(&y, &z): (&f64, &f64)| {
                    let against = if y == 1.0 { -z } else { z };
                    against.max(0.0) + (-against.abs()).exp().ln_1p()
                };
                let expected: f64 = y.iter().zip(&z).map(loss).sum();
                let sum = sum_of_log_losses(&y, &z);
                assert!(
                    (sum - expected).abs() <= 1e-13 * expected + 1e-300,
                    "{n} {scale}: {sum}, {expected}"
                );
            }
        }
    }

    #[test]
    fn predictor_in_the_plane_is_linear() {
        let (offset, a, b) = ([0.5, -1.0], [1.0, 2.0], [3.0, -4.0]);
        let mut z = [0.0; 2];
        predict_in_plane(&offset, [&a, &b], [2.0, 0.25], 1.0, &mut z);
        assert_eq!(z, [4.25, 3.0]);
    }
}
