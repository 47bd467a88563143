//! The two passes over `X` that nearly all time goes into, and the small loops beside them.
//!
//! Sums run in four lanes so that the compiler can keep them in vector registers; the order of additions therefore
//! differs from NumPy's in the last bits.

const LANES: usize = 4;

/// `Σ a_i b_i` of two slices of one length.
#[must_use]
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    debug_assert_eq!(a.len(), b.len());
    let mut lanes = [0.0; LANES];
    let (a4, b4) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let tail: f64 = a4.remainder().iter().zip(b4.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a4.zip(b4) {
        for lane in 0..LANES {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    lanes.iter().sum::<f64>() + tail
}

/// `y_i += factor · x_i`.
pub fn add_scaled(y: &mut [f64], factor: f64, x: &[f64]) {
    debug_assert_eq!(y.len(), x.len());
    y.iter_mut().zip(x).for_each(|(y, x)| *y += factor * x);
}

/// `z = X w + b` for row-major `x` of shape `(n_samples, w.len())`.
pub fn forward(x: &[f64], coef: &[f64], intercept: f64, z: &mut [f64]) {
    for (z, row) in z.iter_mut().zip(x.chunks_exact(coef.len())) {
        *z = dot(row, coef) + intercept;
    }
}

/// `g = Xᵀ d` for row-major `x` of shape `(d.len(), g.len())`.
pub fn backward(x: &[f64], d: &[f64], gradient: &mut [f64]) {
    gradient.fill(0.0);
    for (&d, row) in d.iter().zip(x.chunks_exact(gradient.len())) {
        add_scaled(gradient, d, row);
    }
}

/// One pass for `z = X w + b` and `g = Xᵀ d`, where `d_i` follows from `z_i` by `slope(i, z_i)`.
///
/// Each row is used for both while it is in the cache. Returns `Σ d_i`. `gradient` has the length of `coef`, `z` one
/// element a row.
pub fn forward_backward(
    x: &[f64],
    coef: &[f64],
    intercept: f64,
    z: &mut [f64],
    gradient: &mut [f64],
    slope: impl Fn(usize, f64) -> f64,
) -> f64 {
    gradient.fill(0.0);
    let mut sum = 0.0;
    for (i, (z, row)) in z.iter_mut().zip(x.chunks_exact(coef.len())).enumerate() {
        *z = dot(row, coef) + intercept;
        let d = slope(i, *z);
        sum += d;
        add_scaled(gradient, d, row);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pass_equals_two_plain_loops() {
        let (n, p) = (7, 6);
        let x: Vec<f64> = (0..n * p).map(|i| (i as f64 * 0.7).sin()).collect();
        let coef: Vec<f64> = (0..p).map(|j| 0.3 * j as f64 - 1.0).collect();
        let (mut z, mut gradient) = (vec![0.0; n], vec![9.0; p]);
        let sum = forward_backward(&x, &coef, 0.5, &mut z, &mut gradient, |i, z| z * i as f64);
        let plain = |i: usize| 0.5 + (0..p).map(|j| x[i * p + j] * coef[j]).sum::<f64>();
        for (i, z) in z.iter().enumerate() {
            assert!((z - plain(i)).abs() < 1e-14);
        }
        for j in 0..p {
            let expected: f64 = (0..n).map(|i| plain(i) * i as f64 * x[i * p + j]).sum();
            assert!((gradient[j] - expected).abs() < 1e-13);
        }
        assert!((sum - (0..n).map(|i| plain(i) * i as f64).sum::<f64>()).abs() < 1e-13);
    }
}
