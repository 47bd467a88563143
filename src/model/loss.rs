//! Losses of one row and their derivatives.

use kernels::{exp, larger, sigmoid};

use crate::data::Task;
use crate::error::{Error, Result};

/// The loss of one row, a function of its target `y` and its linear predictor `z = x·w + b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// `log(1 + exp(z)) − y z` for `y` 0 or 1: the log-loss of `σ(z)`.
    Logistic,
    /// `(y − z)² / 2`.
    Squared,
}

impl Loss {
    /// The default loss of a task: logistic for a classification, squared for a regression.
    #[must_use]
    pub fn of_task(task: Task) -> Self {
        match task {
            Task::Classification => Self::Logistic,
            Task::Regression => Self::Squared,
        }
    }

    /// The loss named `"logistic"` or `"squared"`.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        match name {
            "logistic" => Ok(Self::Logistic),
            "squared" => Ok(Self::Squared),
            _ => Err(Error::parameter("loss", format!("\"{name}\""), "\"logistic\" or \"squared\"")),
        }
    }

    /// The loss of one row; finite for every finite `z` of the logistic loss.
    #[must_use]
    pub fn value(self, y: f64, z: f64) -> f64 {
        match self {
            // softplus(z) − y z, in a form without cancellation where the loss is small.
            Self::Logistic => softplus(-z.abs()) + if z > 0.0 { (1.0 - y) * z } else { -y * z },
            Self::Squared => 0.5 * (z - y) * (z - y),
        }
    }

    /// `∂ℓ/∂z`: `σ(z) − y` (logistic), `z − y` (squared).
    #[must_use]
    pub fn slope(self, y: f64, z: f64) -> f64 {
        match self {
            Self::Logistic => sigmoid(z) - y,
            Self::Squared => z - y,
        }
    }

    /// `∂²ℓ/∂z²`: `σ(z) (1 − σ(z))` (logistic), 1 (squared).
    #[must_use]
    pub fn curvature(self, z: f64) -> f64 {
        match self {
            Self::Logistic => {
                let e = exp(-z.abs());
                e / ((1.0 + e) * (1.0 + e))
            }
            Self::Squared => 1.0,
        }
    }

    /// Upper bound of `∂²ℓ/∂z²`: ¼ (logistic), 1 (squared).
    #[must_use]
    pub fn largest_curvature(self) -> f64 {
        match self {
            Self::Logistic => 0.25,
            Self::Squared => 1.0,
        }
    }
}

/// `log(1 + exp(z))` without overflow.
#[must_use]
pub fn softplus(z: f64) -> f64 {
    larger(0.0, z) + exp(-z.abs()).ln_1p()
}
