//! Intercept and penalty factors of a model.

use super::objective::{Point, Problem, check_penalty_factor};
use crate::data::Dataset;
use crate::error::Result;

/// Options of a model beside its penalty.
///
/// | name | default | accepted |
/// |---|---|---|
/// | `fit_intercept` | true | false fixes the intercept at 0 |
/// | `penalty_factor` | 1 each | one number in 0 … ∞ per feature: 0 disables the penalty of a weight, ∞ fixes it at 0 |
///
/// The factors multiply the L1 and L2 penalty of their weight without normalization. glmnet divides `penalty.factor` by its mean, so
/// its factors `f` correspond to `f · n_features / Σ f` here.
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
    /// Checks that the options are valid for `data`.
    ///
    /// # Errors
    /// As [`check_penalty_factor`].
    pub fn check(&self, data: &Dataset) -> Result<()> {
        self.penalty_factor
            .as_ref()
            .map_or(Ok(()), |factors| check_penalty_factor(factors, data.n_features()))
    }

    /// Projects a point onto the feasible set: sets weights with an infinite penalty factor to 0, and the intercept if it is not fitted.
    #[must_use]
    pub fn feasible(&self, point: Point) -> Point {
        feasible(point, self.fit_intercept, self.penalty_factor.as_deref())
    }

    /// Returns the problem with these options, which must be valid, see [`ModelOptions::check`].
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
