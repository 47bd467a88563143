//! Which weights a model has and how much each is penalized.

use super::objective::{Point, Problem, check_penalty_factor};
use crate::data::Dataset;
use crate::error::Result;

/// Intercept and penalty factors of a model.
///
/// | name | default | accepted |
/// |---|---|---|
/// | `fit_intercept` | true | false holds the intercept at 0 |
/// | `penalty_factor` | 1 each | one number 0 … ∞ a feature: 0 leaves a weight free, ∞ holds it at 0 |
///
/// The factors multiply the penalty of their weight, L1 and L2 part alike, as they are. glmnet's `penalty.factor` is first divided by
/// its mean, so a model of glmnet with factors `f` is this one with the factors `f · n_features / Σ f`.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelOptions {
    /// Whether the intercept is fitted.
    pub fit_intercept: bool,
    /// Penalty factors, `(n_features,)`.
    pub penalty_factor: Option<Vec<f64>>,
}

impl Default for ModelOptions {
    fn default() -> Self {
        Self { fit_intercept: true, penalty_factor: None }
    }
}

impl ModelOptions {
    /// Accepts the options for `data`.
    ///
    /// # Errors
    /// As [`check_penalty_factor`].
    pub fn check(&self, data: &Dataset) -> Result<()> {
        self.penalty_factor
            .as_ref()
            .map_or(Ok(()), |factors| check_penalty_factor(factors, data.n_features()))
    }

    /// The nearest point that the model can have: weights held at 0 are 0, and so is an intercept that is not fitted.
    #[must_use]
    pub fn feasible(&self, point: Point) -> Point {
        feasible(point, self.fit_intercept, self.penalty_factor.as_deref())
    }

    /// The problem with these options, which [`ModelOptions::check`] has accepted.
    #[must_use]
    pub fn of<'a>(&'a self, problem: Problem<'a>) -> Problem<'a> {
        let penalty_factor = self.penalty_factor.as_deref();
        Problem { fit_intercept: self.fit_intercept, penalty_factor, ..problem }
    }
}

pub(super) fn feasible(mut point: Point, fit_intercept: bool, penalty_factor: Option<&[f64]>) -> Point {
    let weights = point.coef.iter_mut().zip(penalty_factor.unwrap_or_default());
    weights.filter(|(_, factor)| **factor == f64::INFINITY).for_each(|(w, _)| *w = 0.0);
    point.intercept = if fit_intercept { point.intercept } else { 0.0 };
    point
}
