//! The loops over `X`, which take nearly all computing time, and small vector operations.
//!
//! Sums are accumulated in two or four parts, one for each register, so results differ from NumPy's in the last bits.
//!
//! This crate is compiled for speed, its caller for size (docs/decisions/0001-kernels.md). A function over whole rows must be
//! neither generic nor inlined; otherwise it would be compiled at the caller's optimization level.

#![forbid(unsafe_code)]

// Clones may share one CARGO_TARGET_DIR; see .cargo/config.toml.
const _: Option<&str> = option_env!("LAB_CLONE");

mod batched;
mod exp;
mod loss;
mod pair;
mod sort;

pub use batched::{MODELS, forward_backward_together};
pub use exp::{exp, sigmoid, smoothed};
pub use loss::{predict_in_plane, sum_of_log_losses};
use pair::Pair;
pub use sort::{argsort, sort, won_pairs};

/// `Σ a_i b_i` of two slices of equal length.
#[must_use]
#[inline(never)]
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    debug_assert_eq!(a.len(), b.len());
    let ((a4, a_rest), (b4, b_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    let mut sums = [Pair::zero(); 2];
    for (a, b) in a4.iter().zip(b4) {
        sums[0] = sums[0].add_product(Pair::of([a[0], a[1]]), Pair::of([b[0], b[1]]));
        sums[1] = sums[1].add_product(Pair::of([a[2], a[3]]), Pair::of([b[2], b[3]]));
    }
    let tail: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums[0].sum() + sums[1].sum() + tail
}

/// The larger of two numbers, `a` where `b` is NaN. [`f64::max`] does the same, but is a function call on wasm.
#[must_use]
#[inline]
pub fn larger(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// `max |x_i|`, 0 for an empty slice.
#[must_use]
#[inline(never)]
pub fn largest_size(x: &[f64]) -> f64 {
    x.iter().fold(0.0, |largest, x| larger(largest, x.abs()))
}

/// `y_i += factor · x_i`.
#[inline(never)]
pub fn add_scaled(y: &mut [f64], factor: f64, x: &[f64]) {
    debug_assert_eq!(y.len(), x.len());
    y.iter_mut().zip(x).for_each(|(y, x)| *y += factor * x);
}

/// `z = X w + b` for row-major `x` of shape `(n_samples, w.len())`.
#[inline(never)]
pub fn forward(x: &[f64], coef: &[f64], intercept: f64, z: &mut [f64]) {
    for (z, row) in z.iter_mut().zip(x.chunks_exact(coef.len())) {
        *z = dot(row, coef) + intercept;
    }
}

/// `g = Xᵀ d` for row-major `x` of shape `(d.len(), g.len())`.
#[inline(never)]
pub fn backward(x: &[f64], d: &[f64], gradient: &mut [f64]) {
    let p = gradient.len();
    gradient.fill(0.0);
    let (blocks, rest) = d.as_chunks::<ROWS>();
    let mut rows = x.chunks_exact(ROWS * p);
    for (&d, rows) in blocks.iter().zip(rows.by_ref()) {
        add_scaled_rows(gradient, d, split_rows(rows, p));
    }
    for (&d, row) in rest.iter().zip(rows.remainder().chunks_exact(p)) {
        add_scaled(gradient, d, row);
    }
}

/// Number of rows in a block of [`forward_backward`]: each weight and each sum is loaded once for the whole block.
pub const ROWS: usize = 4;

/// A table with targets and row weights.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// Features, `(n_samples, n_features)` row-major.
    pub x: &'a [f64],
    /// Targets, `(n_samples,)`.
    pub y: &'a [f64],
    /// Row weights, `(n_samples,)`; `None` for equal weights.
    pub factors: Option<&'a [f64]>,
}

/// The derivative of a row's loss by its predictor `z`: `Loss::slope` and `Loss::curvature` of the model (which own the
/// formulas; a test there compares) in a form for whole passes.
#[derive(Debug, Clone, Copy)]
pub enum Slope {
    /// `σ(z) − ((1 − s) y + s/2)` with label smoothing `s`.
    Logistic {
        /// Label smoothing, 0 … 1.
        smoothing: f64,
    },
    /// `z − y`.
    Squared,
}

/// One pass for `z = X w + b` and `g = Xᵀ d` with `d_i = factor_i slope(y_i, z_i)`.
///
/// Each row is used for both while it is in the cache. Returns `Σ d_i`. `gradient` has the length of `coef`, `z` of
/// the targets.
#[inline(never)]
pub fn forward_backward(
    rows: Rows<'_>,
    coef: &[f64],
    intercept: f64,
    z: &mut [f64],
    gradient: &mut [f64],
    slope: Slope,
) -> f64 {
    // One loop for each loss: a branch inside would prevent vectorization.
    match slope {
        Slope::Logistic { smoothing } => {
            pass(rows, coef, intercept, z, gradient, |y, z| sigmoid(z) - smoothed(y, smoothing))
        }
        Slope::Squared => pass(rows, coef, intercept, z, gradient, |y, z| z - y),
    }
}

fn pass(
    Rows { x, y, factors }: Rows<'_>,
    coef: &[f64],
    intercept: f64,
    z: &mut [f64],
    gradient: &mut [f64],
    slope: impl Fn(f64, f64) -> f64,
) -> f64 {
    let p = coef.len();
    gradient.fill(0.0);
    let mut sum = 0.0;
    let (blocks, rest) = z.as_chunks_mut::<ROWS>();
    let (targets, last_targets) = y.as_chunks::<ROWS>();
    let mut rows = x.chunks_exact(ROWS * p);
    for (block, ((z, y), rows)) in blocks.iter_mut().zip(targets).zip(rows.by_ref()).enumerate() {
        let rows = split_rows(rows, p);
        *z = dot_rows(rows, coef).map(|z| z + intercept);
        let mut d: [f64; ROWS] = std::array::from_fn(|k| slope(y[k], z[k]));
        if let Some(factors) = factors {
            d.iter_mut().zip(&factors[ROWS * block..]).for_each(|(d, factor)| *d *= factor);
        }
        sum += d.iter().sum::<f64>();
        add_scaled_rows(gradient, d, rows);
    }
    let first = ROWS * blocks.len();
    let rows = rows.remainder().chunks_exact(p);
    for (i, ((z, y), row)) in rest.iter_mut().zip(last_targets).zip(rows).enumerate() {
        *z = dot(row, coef) + intercept;
        let d = slope(*y, *z) * factors.map_or(1.0, |factors| factors[first + i]);
        sum += d;
        add_scaled(gradient, d, row);
    }
    sum
}

/// `slopes_i = slope(y_i, z_i) / n` and the curvatures, its derivatives by `z`, of at least `least / n`.
#[inline(never)]
pub fn derive(y: &[f64], z: &[f64], slope: Slope, least: f64, slopes: &mut [f64], curvatures: &mut [f64]) {
    let scale = 1.0 / z.len() as f64;
    let rows = slopes.iter_mut().zip(curvatures).zip(z).zip(y);
    // Loops without a branch, so that they are vectorized.
    match slope {
        Slope::Logistic { smoothing } => rows.for_each(|(((slope, curvature), &z), &y)| {
            let p = sigmoid(z);
            *slope = scale * (p - smoothed(y, smoothing));
            *curvature = scale * larger(p * (1.0 - p), least);
        }),
        Slope::Squared => rows.for_each(|(((slope, curvature), &z), &y)| {
            *slope = scale * (z - y);
            *curvature = scale;
        }),
    }
}

/// Splits a block into its rows of `p` values.
#[must_use]
pub fn split_rows(rows: &[f64], p: usize) -> [&[f64]; ROWS] {
    std::array::from_fn(|k| &rows[k * p..(k + 1) * p])
}

/// [`dot`] of several rows with one vector.
#[must_use]
#[inline(never)]
pub fn dot_rows(rows: [&[f64]; ROWS], coef: &[f64]) -> [f64; ROWS] {
    let (pairs, rest) = coef.as_chunks::<2>();
    let [a, b, c, d] = rows.map(|row| row.as_chunks::<2>().0);
    let mut sums = [Pair::zero(); ROWS];
    for ((((w, a), b), c), d) in pairs.iter().zip(a).zip(b).zip(c).zip(d) {
        let w = Pair::of(*w);
        for (sum, row) in sums.iter_mut().zip([a, b, c, d]) {
            *sum = sum.add_product(w, Pair::of(*row));
        }
    }
    std::array::from_fn(|k| {
        let tail = rest.first().map_or(0.0, |w| rows[k][coef.len() - 1] * w);
        sums[k].sum() + tail
    })
}

/// [`add_scaled`] of several rows in one loop.
#[inline(never)]
pub fn add_scaled_rows(y: &mut [f64], factors: [f64; ROWS], rows: [&[f64]; ROWS]) {
    let [d0, d1, d2, d3] = factors;
    let [r0, r1, r2, r3] = rows;
    for ((((y, a), b), c), d) in y.iter_mut().zip(r0).zip(r1).zip(r2).zip(r3) {
        *y += (d0 * a + d1 * b) + (d2 * c + d3 * d);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pass_equals_two_plain_loops() {
        for (n, p) in [(1, 1), (3, 2), (4, 3), (7, 6), (12, 5), (13, 100)] {
            one_pass_equals_two_plain_loops_at(n, p);
        }
    }

    pub fn targets_and_factors(n: usize) -> (Vec<f64>, Vec<f64>) {
        ((0..n).map(|i| 0.2 * i as f64).collect(), (0..n).map(|i| 1.0 + i as f64).collect())
    }

    fn one_pass_equals_two_plain_loops_at(n: usize, p: usize) {
        let x: Vec<f64> = (0..n * p).map(|i| (i as f64 * 0.7).sin()).collect();
        let coef: Vec<f64> = (0..p).map(|j| 0.3 * j as f64 - 1.0).collect();
        let (mut z, mut gradient) = (vec![0.0; n], vec![9.0; p]);
        let (y, factors) = targets_and_factors(n);
        let rows = Rows { x: &x, y: &y, factors: Some(&factors) };
        let sum = forward_backward(rows, &coef, 0.5, &mut z, &mut gradient, Slope::Squared);
        let plain = |i: usize| 0.5 + (0..p).map(|j| x[i * p + j] * coef[j]).sum::<f64>();
        let d = |i: usize| factors[i] * (plain(i) - y[i]);
        for (i, z) in z.iter().enumerate() {
            assert!((z - plain(i)).abs() < 1e-12);
        }
        for j in 0..p {
            let expected: f64 = (0..n).map(|i| d(i) * x[i * p + j]).sum();
            assert!((gradient[j] - expected).abs() < 1e-10);
        }
        assert!((sum - (0..n).map(d).sum::<f64>()).abs() < 1e-10);
    }
}
