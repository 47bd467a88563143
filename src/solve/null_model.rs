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

/// `share` times the largest gradient at zero weights and the best intercept; a tolerance that does not depend on the units of the
/// data.
pub(crate) fn relative_tolerance(problem: &Problem<'_>, share: f64) -> Result<f64> {
    let equal = Problem { penalty_factor: None, ..*problem };
    let null = null_model(&equal)?;
    let steepest = lambda_max_at(&equal, &null, 1.0)? / problem.data.n_samples() as f64;
    Ok((share * steepest).clamp(f64::MIN_POSITIVE, 1.0))
}
