//! The model without penalized weights, from which regularization paths start.

use super::exact::solve;
use crate::decimal::shown;
use crate::error::{Error, Result};
use crate::model::{MAX_LAMBDA, Penalty, Point, Problem, lambda_max_at};

/// KKT residual of the free weights, relative to the largest gradient of the loss.
const TOLERANCE: f64 = 1e-12;

/// The optimum in which every penalized weight is 0: the intercept and the weights with penalty factor 0 are fitted.
///
/// # Errors
/// [`crate::Error::Data`] if the free weights have no optimum because they separate the classes.
pub fn null_model(problem: &Problem<'_>) -> Result<Point> {
    let mut null = Point::zeros(problem.data.n_features());
    null.intercept = problem.null_intercept();
    let Some(factors) = problem.penalty_factor.filter(|factors| factors.contains(&0.0)) else {
        return Ok(null);
    };
    let held: Vec<f64> =
        factors.iter().map(|&factor| if factor == 0.0 { 0.0 } else { f64::INFINITY }).collect();
    let free = Problem { penalty: Penalty::default(), penalty_factor: Some(&held), ..*problem };
    Ok(solve(&free, null, relative_tolerance(problem, TOLERANCE)?)?.point)
}

/// Smallest λ at which every penalized weight is 0, see [`lambda_max_at`].
///
/// # Errors
/// As [`null_model`] and [`lambda_max_at`].
pub fn lambda_max(problem: &Problem<'_>, l1_ratio: f64) -> Result<f64> {
    let largest = lambda_max_at(problem, &null_model(problem)?, l1_ratio)?;
    if largest <= MAX_LAMBDA {
        return Ok(largest);
    }
    let accepted = format!("so large that lambda_max is at most {}", shown(MAX_LAMBDA));
    Err(Error::parameter("l1_ratio", shown(l1_ratio), accepted))
}

/// The λ at which the L2 penalty curves as much as the loss of the null model: `n` times its mean curvature along a weight.
#[must_use]
pub fn curvature_scale(problem: &Problem<'_>) -> f64 {
    let (n, p) = (problem.data.n_samples(), problem.data.n_features());
    let curvature = problem.loss.curvature(problem.null_intercept());
    let weight = |i: usize| problem.row_weight(i);
    let total: f64 = (0..n).map(weight).sum();
    let variance = |j: usize| {
        let column = |i: usize| problem.data.row(i)[j];
        let mean = (0..n).map(|i| weight(i) * column(i)).sum::<f64>() / total;
        let mean = if problem.fit_intercept { mean } else { 0.0 };
        (0..n).map(|i| weight(i) * (column(i) - mean).powi(2)).sum::<f64>()
    };
    n as f64 * curvature * (0..p).map(variance).sum::<f64>() / p as f64
}

/// Relative error of a gradient by the rounding of its sum.
const ROUNDING: f64 = 1e-15;

/// Sizes of the gradients of a loss, in the units of the data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct GradientScale {
    /// The smaller of the largest gradient of the null model and the largest gradient that any target of the same spread could give the
    /// column that varies least.
    smallest: f64,
    /// The same for the column that varies most: what gradients are rounded to.
    largest: f64,
}

impl GradientScale {
    /// The scale of a problem without regard to its penalty.
    ///
    /// With the standard deviation `s_j` of column `j` (its root mean square without an intercept; 1 for the intercept) and the root mean
    /// square `σ` of the loss slopes of the null model, `|∂L/∂w_j| ≤ s_j σ`.
    pub fn of(problem: &Problem<'_>) -> Result<Self> {
        let equal = Problem { penalty_factor: None, ..*problem };
        let steepest = lambda_max_at(&equal, &null_model(&equal)?, 1.0)? / problem.data.n_samples() as f64;
        let z = equal.null_intercept();
        let slope = |i: usize| equal.loss.slope(equal.target(i), z);
        let squares = (0..problem.data.n_samples()).map(|i| equal.row_weight(i) * slope(i).powi(2));
        let sigma = squares.sum::<f64>().sqrt();
        let deviations = deviations(problem);
        let intercept = problem.fit_intercept.then_some(1.0);
        let sizes = || deviations.iter().copied().filter(|&s| s > 0.0).chain(intercept).map(|s| s * sigma);
        let smallest = sizes().fold(steepest, f64::min);
        Ok(Self { smallest, largest: sizes().fold(steepest, f64::max) })
    }

    /// `share` of the smallest gradients, but not less than what the largest are rounded to: a tolerance for data in any units.
    pub fn tolerance(self, share: f64) -> f64 {
        (share * self.smallest).max(ROUNDING * self.largest).clamp(f64::MIN_POSITIVE, 1.0)
    }

    /// `share` itself where the smallest gradients are 0.01 … 100, else as [`tolerance`](Self::tolerance).
    pub fn usual_tolerance(self, share: f64) -> f64 {
        let is_usual = (1e-2..=1e2).contains(&self.smallest) || self.smallest <= 0.0;
        let factor = if is_usual { 1.0 } else { self.smallest.min(1e100) };
        (share * factor).max(ROUNDING * self.largest.min(1e100))
    }
}

/// Standard deviation of every column, or its root mean square if no intercept is fitted; 0 for a constant column and one that is held at 0.
fn deviations(problem: &Problem<'_>) -> Vec<f64> {
    let (n, p) = (problem.data.n_samples(), problem.data.n_features());
    let (mut means, mut squares) = (vec![0.0; p], vec![0.0; p]);
    let rows = || (0..n).map(|i| (problem.row_weight(i), problem.data.row(i)));
    let total: f64 = rows().map(|(weight, _)| weight).sum();
    if problem.fit_intercept {
        rows().for_each(|(weight, row)| kernels::add_scaled(&mut means, weight / total, row));
    }
    for (weight, row) in rows() {
        for ((square, mean), x) in squares.iter_mut().zip(&means).zip(row) {
            *square += weight / total * (x - mean) * (x - mean);
        }
    }
    let deviation = |(j, (square, mean)): (usize, (f64, f64))| {
        // The rounding of the mean of a constant column is no variation.
        let is_constant = square <= 1e-24 * mean * mean;
        if is_constant || problem.is_held(j) { 0.0 } else { square.sqrt() }
    };
    squares.into_iter().zip(means).enumerate().map(deviation).collect()
}

/// [`GradientScale::tolerance`] of a problem.
pub(crate) fn relative_tolerance(problem: &Problem<'_>, share: f64) -> Result<f64> {
    Ok(GradientScale::of(problem)?.tolerance(share))
}
