//! Intercept and penalty factors of a model.

use super::objective::{Point, Problem, check_penalty_factor};
use crate::data::Dataset;
use crate::decimal::{shown, three_digits};
use crate::error::{Error, Result};

/// Largest exponent of adaptive penalty factors.
const MAX_GAMMA: f64 = 10.0;

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

    /// Returns the options with these penalty factors; with none, or 1 each, no factors are in force.
    #[must_use]
    pub fn with_penalty_factor(self, factors: Vec<f64>) -> Self {
        let penalty_factor = factors.iter().any(|&factor| factor != 1.0).then_some(factors);
        Self { penalty_factor, ..self }
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

/// The penalty factors of the adaptive lasso, `1 / |w_j|^γ` with three digits; ∞, so excluded, for a weight that is 0.
///
/// # Errors
/// [`Error::Parameter`] unless γ is above 0 and at most 10; [`Error::Data`] if every weight is 0.
///
/// # Example
/// ```
/// use regularization_lab::model::adaptive_factors;
/// assert_eq!(adaptive_factors(&[0.5, -3.0, 0.0], 1.0)?, [2.0, 0.333, f64::INFINITY]);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
///
/// Source: H. Zou, "The adaptive lasso and its oracle properties", 2006, eq. 4.
pub fn adaptive_factors(coef: &[f64], gamma: f64) -> Result<Vec<f64>> {
    if !(gamma > 0.0 && gamma <= MAX_GAMMA) {
        let accepted = format!("above 0 and at most {MAX_GAMMA}");
        return Err(Error::parameter("gamma", shown(gamma), accepted));
    }
    if coef.iter().all(|&w| w == 0.0) {
        return Err(Error::data("every weight is 0, so adaptive factors would exclude all; train first"));
    }
    Ok(coef.iter().map(|w| three_digits(w.abs().powf(-gamma))).collect())
}

pub(super) fn feasible(mut point: Point, fit_intercept: bool, penalty_factor: Option<&[f64]>) -> Point {
    let weights = point.coef.iter_mut().zip(penalty_factor.unwrap_or_default());
    weights.filter(|(_, factor)| **factor == f64::INFINITY).for_each(|(w, _)| *w = 0.0);
    point.intercept = if fit_intercept { point.intercept } else { 0.0 };
    point
}
