//! Largest eigenvalue of the Gram matrix, for step sizes.

use super::objective::Problem;
use crate::data::RandomState;
use kernels::{add_scaled, backward, dot, forward};

const MAX_STEPS: usize = 100;

/// Largest eigenvalue of `1/n [X 1]ᵀ S [X 1]` by Lanczos' method with full reorthogonalization.
///
/// Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., §10.3.
pub(super) fn largest_eigenvalue(problem: &Problem<'_>) -> f64 {
    let size = problem.data.n_features() + 1;
    let mut basis = vec![unit(RandomState::new(0).normals(size))];
    let (mut diagonal, mut beside) = (Vec::new(), Vec::new());
    let mut last = 0.0;
    for step in 0..size.min(MAX_STEPS) {
        let mut next = apply(problem, &basis[step]);
        diagonal.push(dot(&next, &basis[step]));
        for direction in &basis {
            let overlap = dot(&next, direction);
            add_scaled(&mut next, -overlap, direction);
        }
        let largest = largest_of_tridiagonal(&diagonal, &beside);
        let length = dot(&next, &next).sqrt();
        if largest - last <= 1e-11 * largest || length <= 1e-12 * largest {
            return largest;
        }
        last = largest;
        beside.push(length);
        basis.push(unit(next));
    }
    last
}

/// `1/n [X 1]ᵀ S [X 1] v`; the last element of `v` is that of the intercept, and the column of ones is 0 without one.
fn apply(problem: &Problem<'_>, v: &[f64]) -> Vec<f64> {
    let (x, p) = (problem.data.x(), problem.data.n_features());
    let mut z = vec![0.0; problem.data.n_samples()];
    forward(x, &v[..p], if problem.fit_intercept { v[p] } else { 0.0 }, &mut z);
    let mut sum = 0.0;
    for (i, z) in z.iter_mut().enumerate() {
        *z *= problem.row_weight(i);
        sum += *z;
    }
    let mut out = vec![if problem.fit_intercept { sum } else { 0.0 }; p + 1];
    backward(x, &z, &mut out[..p]);
    out
}

fn unit(mut v: Vec<f64>) -> Vec<f64> {
    let length = dot(&v, &v).sqrt();
    for value in &mut v {
        *value /= length;
    }
    v
}

/// Largest eigenvalue of the symmetric tridiagonal matrix, by bisection between Gershgorin's bounds.
fn largest_of_tridiagonal(diagonal: &[f64], beside: &[f64]) -> f64 {
    let (mut low, mut high, mut before) = (f64::NEG_INFINITY, f64::NEG_INFINITY, 0.0);
    for (i, &value) in diagonal.iter().enumerate() {
        let after = if i < beside.len() { beside[i] } else { 0.0 };
        low = low.max(value);
        high = high.max(value + (after + before));
        before = after;
    }
    while high - low > 1e-14 * high.abs() {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        // All eigenvalues are below `middle` if and only if every pivot of T − middle·I is negative.
        let mut pivot = diagonal[0] - middle;
        let mut below = pivot < 0.0;
        for i in 1..diagonal.len() {
            pivot = diagonal[i] - middle - beside[i - 1] * beside[i - 1] / pivot;
            below &= pivot < 0.0;
        }
        if below { high = middle } else { low = middle }
    }
    high
}
