//! What a weight costs.

use crate::error::{Result, check_between};
use crate::names::named;
use kernels::larger;

/// Largest λ that is accepted.
pub const LARGEST_LAMBDA: f64 = 1e12;

/// Which norm of the weights is penalized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PenaltyKind {
    /// Nothing, whatever λ is.
    None,
    /// `‖w‖₂² / 2`, ridge.
    L2,
    /// `l1_ratio ‖w‖₁ + (1 − l1_ratio)/2 ‖w‖₂²`.
    ElasticNet,
    /// `‖w‖₁`, lasso.
    L1,
}

impl PenaltyKind {
    /// All kinds, in the order of their balls from none to the sharpest.
    pub const ALL: [Self; 4] = [Self::None, Self::L2, Self::ElasticNet, Self::L1];

    /// The name in the API and in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::L2 => "l2",
            Self::ElasticNet => "elasticnet",
            Self::L1 => "l1",
        }
    }

    /// The kind of this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("penalty", name, &Self::ALL, Self::name)
    }

    /// The share of the L1 part that is in force: 0 for L2, 1 for L1, `l1_ratio` for the elastic net.
    #[must_use]
    pub fn effective_l1_ratio(self, l1_ratio: f64) -> f64 {
        match self {
            Self::None | Self::L2 => 0.0,
            Self::ElasticNet => l1_ratio,
            Self::L1 => 1.0,
        }
    }
}

/// `P(w) = l1 ‖w‖₁ + l2/2 ‖w‖₂²` with `l1 = (λ/n) l1_ratio` and `l2 = (λ/n) (1 − l1_ratio)`.
///
/// # Example
/// ```
/// use regularization_lab::model::{Penalty, PenaltyKind};
/// let penalty = Penalty::new(PenaltyKind::ElasticNet, 4.0, 0.5, 2)?; // l1 = l2 = 1
/// assert_eq!(penalty.value(&[2.0, -1.0]), 3.0 + 2.5);
/// assert_eq!(penalty.prox(3.0, 1.0), 1.0); // (3 − 1) / (1 + 1)
/// assert_eq!(penalty.prox(0.5, 1.0), 0.0);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Penalty {
    /// Weight of `‖w‖₁`.
    pub l1: f64,
    /// Weight of `‖w‖₂² / 2`.
    pub l2: f64,
}

impl Penalty {
    /// The penalty of strength `lambda` on `n_samples` training rows.
    ///
    /// # Errors
    /// [`Error::Parameter`] unless `lambda` is in 0 … [`LARGEST_LAMBDA`] and `l1_ratio` in 0 … 1.
    pub fn new(kind: PenaltyKind, lambda: f64, l1_ratio: f64, n_samples: usize) -> Result<Self> {
        check_between("lambda", lambda, 0.0, LARGEST_LAMBDA)?;
        check_between("l1_ratio", l1_ratio, 0.0, 1.0)?;
        if kind == PenaltyKind::None {
            return Ok(Self::default());
        }
        let share = kind.effective_l1_ratio(l1_ratio);
        let strength = lambda / n_samples as f64;
        Ok(Self { l1: strength * share, l2: strength * (1.0 - share) })
    }

    /// Whether every weight is free.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.l1 == 0.0 && self.l2 == 0.0
    }

    /// `l1 ‖w‖₁` and `l2/2 ‖w‖₂²`.
    #[must_use]
    pub fn parts(&self, coef: &[f64]) -> (f64, f64) {
        // Written so that an absent part stays 0 even where its norm overflows.
        let part = |weight: f64, norm: fn(f64) -> f64| match weight {
            0.0 => 0.0,
            _ => weight * coef.iter().map(|&w| norm(w)).sum::<f64>(),
        };
        (part(self.l1, f64::abs), part(self.l2, |w| 0.5 * w * w))
    }

    /// `P(w)`.
    #[must_use]
    pub fn value(&self, coef: &[f64]) -> f64 {
        let (l1, l2) = self.parts(coef);
        l1 + l2
    }

    /// The subgradient that takes `sign(0) = 0`.
    #[must_use]
    pub fn subgradient(&self, w: f64) -> f64 {
        self.l1 * sign(w) + self.l2 * w
    }

    /// `argmin_u (u − v)²/2 + step · P(u)`: soft-threshold by `step·l1`, then divide by `1 + step·l2`.
    ///
    /// Source: N. Parikh and S. Boyd, "Proximal algorithms", 2014, §6.5.
    #[must_use]
    pub fn prox(&self, v: f64, step: f64) -> f64 {
        soft_threshold(v, step * self.l1) / (1.0 + step * self.l2)
    }

    /// Distance of `−slope` to the subdifferential of `P` at `w`, where `slope` is the loss's: 0 at an optimum.
    #[must_use]
    pub fn distance_to_subdifferential(&self, w: f64, slope: f64) -> f64 {
        if w == 0.0 { larger(slope.abs() - self.l1, 0.0) } else { (slope + self.subgradient(w)).abs() }
    }
}

/// −1, 0 or 1; `sign(0) = 0`.
#[must_use]
pub fn sign(w: f64) -> f64 {
    if w == 0.0 { 0.0 } else { w.signum() }
}

/// `sign(v) max(|v| − threshold, 0)`.
#[must_use]
pub fn soft_threshold(v: f64, threshold: f64) -> f64 {
    if v > threshold {
        v - threshold
    } else if v < -threshold {
        v + threshold
    } else {
        0.0
    }
}
