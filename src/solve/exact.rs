//! The optimum in one call.

use super::newton::ProximalNewton;
use super::separation::no_optimum;
use super::stepper::{Settings, Status, Stepper};
use crate::error::Result;
use crate::model::{Point, Problem};

/// An optimum with its KKT residual.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// Weights and intercept.
    pub point: Point,
    /// The objective there.
    pub objective: f64,
    /// The KKT residual there.
    pub kkt_residual: f64,
    /// Number of Newton iterations.
    pub n_iter: usize,
    /// Whether this is the only optimum; otherwise it is the one of least `‖w‖₂`.
    pub is_unique: bool,
}

/// The optimum of `problem`, from `start`.
///
/// `kkt_residual ≤ tolerance`, unless rounding errors of the data are larger; then it is as small as they allow. Of many optima it is the
/// one of least `‖w‖₂`, from every start.
///
/// # Errors
/// [`crate::Error::Data`] if there is no optimum: the classes are separable and the weights are not penalized.
///
/// # Example
/// ```
/// use regularization_lab::data::MakeRegression;
/// use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
/// let data = MakeRegression { noise: 1.0, ..Default::default() }.generate()?;
/// let lasso = Penalty::new(PenaltyKind::L1, 500.0, 1.0, data.n_samples())?;
/// let problem = Problem::new(&data, Loss::Squared, lasso)?;
/// let optimum = regularization_lab::solve::solve(&problem, Point::zeros(data.n_features()), 1e-9)?;
/// assert!(optimum.kkt_residual <= 1e-9);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
pub fn solve(problem: &Problem<'_>, start: Point, tolerance: f64) -> Result<Solution> {
    let mut newton = ProximalNewton::new(problem.feasible(start));
    let settings = Settings { learning_rate: 1.0, tolerance };
    let mut status = Status::Running;
    while status == Status::Running {
        status = newton.step(problem, settings);
    }
    if status == Status::NoOptimum {
        return Err(no_optimum(problem));
    }
    let at = newton.evaluation(problem).clone();
    let point = newton.point();
    Ok(Solution {
        objective: problem.parts(point, &at.z).total(),
        kkt_residual: problem.kkt_residual(point, &at),
        n_iter: newton.n_iter(),
        is_unique: newton.is_unique(),
        point: point.clone(),
    })
}
