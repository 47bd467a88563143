//! Penalties: one file each, with value, subgradient, prox, distance to the subdifferential and edge of the unit ball.
//!
//! The elastic net is the sum of an L1 and an L2 part, so [`Penalty`] has one strength for each; `none` has
//! neither. A penalty of another form becomes a file beside these, a [`PenaltyKind`] and an arm in [`Penalty::of`].

mod elastic_net;
mod l1;
mod l2;
mod pair;

pub use l1::{sign, soft_threshold};
pub use pair::PairPenalty;

use crate::error::{Result, check_between};
use crate::names::named;

/// Largest λ that is accepted.
pub const MAX_LAMBDA: f64 = 1e100;

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

    /// What it is called, in English.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::L2 => "L2",
            Self::ElasticNet => "elastic net",
            Self::L1 => "L1",
        }
    }

    /// The kind of this name.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("penalty", name, &Self::ALL, Self::name)
    }

    /// The effective share of the L1 part: 0 for L2, 1 for L1, `l1_ratio` for the elastic net.
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
    /// [`crate::Error::Parameter`] unless `lambda` is in 0 … [`MAX_LAMBDA`] and `l1_ratio` in 0 … 1.
    pub fn new(kind: PenaltyKind, lambda: f64, l1_ratio: f64, n_samples: usize) -> Result<Self> {
        check_between("lambda", lambda, 0.0, MAX_LAMBDA)?;
        check_between("l1_ratio", l1_ratio, 0.0, 1.0)?;
        Ok(Self::of(kind, lambda / n_samples as f64, l1_ratio))
    }

    /// The penalty of this kind with `strength` in place of λ/n.
    #[must_use]
    pub fn of(kind: PenaltyKind, strength: f64, l1_ratio: f64) -> Self {
        match kind {
            PenaltyKind::None => Self::default(),
            PenaltyKind::L2 | PenaltyKind::ElasticNet | PenaltyKind::L1 => {
                let share = kind.effective_l1_ratio(l1_ratio);
                Self { l1: strength * share, l2: strength * (1.0 - share) }
            }
        }
    }

    /// The penalty of a weight with penalty factor `factor`, 0 … ∞. An infinite factor holds the weight at 0, whatever λ is.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        if factor == f64::INFINITY {
            Self { l1: f64::INFINITY, l2: 0.0 }
        } else {
            Self { l1: self.l1 * factor, l2: self.l2 * factor }
        }
    }

    /// Whether the penalty is 0 for all weights.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.l1 == 0.0 && self.l2 == 0.0
    }
}
