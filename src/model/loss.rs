//! How badly a prediction fits, and its derivatives.

use kernels::{exp, larger, sigmoid};

use crate::data::Task;
use crate::error::Result;
use crate::names::named;

/// The loss of one row, a function of its target `y` and its linear predictor `z = x·w + b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// `log(1 + exp(z)) − y z` for `y` 0 or 1: the log-loss of `σ(z)`.
    Logistic,
    /// `(y − z)² / 2`.
    Squared,
}

impl Loss {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Logistic, Self::Squared];

    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Logistic => "logistic",
            Self::Squared => "squared",
        }
    }

    /// The loss that fits a task.
    #[must_use]
    pub fn of_task(task: Task) -> Self {
        match task {
            Task::Classification => Self::Logistic,
            Task::Regression => Self::Squared,
        }
    }

    /// The loss of this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("loss", name, &Self::ALL, Self::name)
    }

    /// The loss of one row; no overflow at any finite `z`.
    #[must_use]
    pub fn value(self, y: f64, z: f64) -> f64 {
        match self {
            // softplus(z) − y z, written so that nothing cancels where the loss is small.
            Self::Logistic => softplus(-z.abs()) + if z > 0.0 { (1.0 - y) * z } else { -y * z },
            Self::Squared => 0.5 * (z - y) * (z - y),
        }
    }

    /// The derivative by `z`.
    #[must_use]
    pub fn slope(self, y: f64, z: f64) -> f64 {
        match self {
            Self::Logistic => sigmoid(z) - y,
            Self::Squared => z - y,
        }
    }

    /// The second derivative by `z`.
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

    /// The largest second derivative.
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
