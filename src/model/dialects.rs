//! Conversion of λ to the parameters of scikit-learn, glmnet and a prior.

use super::penalties::PenaltyKind;
use super::prior::prior_deviation;

/// λ in other parameterizations; `n` is the number of training rows.
///
/// # Example
/// ```
/// use regularization_lab::model::{Dialects, PenaltyKind};
/// let converted = Dialects::of(PenaltyKind::L2, 4.0, 0.5, 200);
/// assert_eq!((converted.c, converted.alpha, converted.ridge_alpha), (0.25, 0.02, 4.0));
/// assert_eq!((converted.prior_deviation, converted.laplace_scale), (Some(0.5), None));
/// assert_eq!(Dialects::of(PenaltyKind::None, 4.0, 0.5, 200).c, f64::INFINITY);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dialects {
    /// scikit-learn's `C` of `LogisticRegression`, `1/λ`; infinite at λ = 0.
    pub c: f64,
    /// scikit-learn's `alpha` of `Lasso` and `ElasticNet`, and glmnet's `lambda`: `λ/n`.
    pub alpha: f64,
    /// scikit-learn's `alpha` of `Ridge`, whose loss is a sum: `λ`.
    pub ridge_alpha: f64,
    /// Standard deviation of the prior that corresponds to the penalty; `None` without a penalty.
    pub prior_deviation: Option<f64>,
    /// Scale `b = 1/λ` of Laplace's density `exp(−|w|/b) / 2b`; only for L1.
    pub laplace_scale: Option<f64>,
}

impl Dialects {
    /// Converts λ ≥ 0 of a penalty on `n` training rows.
    #[must_use]
    pub fn of(kind: PenaltyKind, lambda: f64, l1_ratio: f64, n_samples: usize) -> Self {
        let lambda = if kind == PenaltyKind::None { 0.0 } else { lambda };
        Self {
            c: 1.0 / lambda,
            alpha: lambda / n_samples as f64,
            ridge_alpha: lambda,
            prior_deviation: prior_deviation(kind, lambda, l1_ratio),
            laplace_scale: (kind == PenaltyKind::L1).then_some(1.0 / lambda),
        }
    }
}
