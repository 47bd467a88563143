//! Losses of one row and their derivatives.

use kernels::{exp, larger, sigmoid, sum_of_log_losses};

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

    /// The default loss of a task: logistic for a classification, squared for a regression.
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
    /// [`crate::Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("loss", name, &Self::ALL, Self::name)
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

    /// The mean of [`value`](Self::value) over rows with equal weights.
    #[must_use]
    pub fn mean(self, y: &[f64], z: &[f64]) -> f64 {
        let sum = match self {
            Self::Logistic => sum_of_log_losses(y, z),
            Self::Squared => y.iter().zip(z).map(|(&y, &z)| self.value(y, z)).sum(),
        };
        sum / z.len() as f64
    }

    /// The prediction of linear predictor `z`: the probability `σ(z)` of class 1, or `z` itself.
    #[must_use]
    pub fn predict(self, z: f64) -> f64 {
        match self {
            Self::Logistic => sigmoid(z),
            Self::Squared => z,
        }
    }

    /// Whether the prediction is at least ½, that is class 1.
    #[must_use]
    pub fn predicts_class_1(self, z: f64) -> bool {
        // Only around 0 does the rounding of the exponential matter.
        if self == Self::Logistic && z.abs() > 1e-9 { z > 0.0 } else { self.predict(z) >= 0.5 }
    }

    /// `∂ℓ/∂z`: `σ(z) − y` (logistic), `z − y` (squared); [`kernels::Slope`] is the same for whole passes.
    #[must_use]
    pub fn slope(self, y: f64, z: f64) -> f64 {
        match self {
            Self::Logistic | Self::Squared => self.predict(z) - y,
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

/// `log(p / (1 − p))`, the inverse of [`sigmoid`].
#[must_use]
pub fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

/// `log(1 + exp(z))` without overflow.
#[must_use]
pub fn softplus(z: f64) -> f64 {
    larger(0.0, z) + exp(-z.abs()).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernels::{Rows, Slope, derive, forward_backward};

    #[test]
    fn passes_of_the_kernels_have_the_slope_and_curvature_of_the_loss() {
        let (x, y) = ([-9.0, -0.3, 0.0, 0.7, 20.0], [0.0, 1.0, 1.0, 0.0, 1.0]);
        for (loss, slope) in
            [(Loss::Logistic, Slope::Logistic { smoothing: 0.0 }), (Loss::Squared, Slope::Squared)]
        {
            let (mut z, mut gradient) = ([0.0; 5], [0.0; 1]);
            let rows = Rows { x: &x, y: &y, factors: None };
            let sum = forward_backward(rows, &[2.0], 0.5, &mut z, &mut gradient, slope);
            let (mut slopes, mut curvatures) = ([0.0; 5], [0.0; 5]);
            derive(&y, &z, slope, 0.0, &mut slopes, &mut curvatures);
            let mut total = 0.0;
            for i in 0..5 {
                let expected = loss.slope(y[i], z[i]);
                total += expected;
                assert!((5.0 * slopes[i] - expected).abs() < 1e-14, "{loss:?} at {}", z[i]);
                assert!((5.0 * curvatures[i] - loss.curvature(z[i])).abs() < 1e-14, "{loss:?} at {}", z[i]);
            }
            assert!((sum - total).abs() < 1e-13);
        }
    }

    #[test]
    fn slope_and_curvature_are_the_derivatives_of_the_value() {
        for loss in [Loss::Logistic, Loss::Squared] {
            for (y, z) in [(0.0, 0.3), (1.0, -2.0), (1.0, 4.0)] {
                let h = 1e-5;
                let by_value = (loss.value(y, z + h) - loss.value(y, z - h)) / (2.0 * h);
                let by_slope = (loss.slope(y, z + h) - loss.slope(y, z - h)) / (2.0 * h);
                assert!((loss.slope(y, z) - by_value).abs() < 1e-8);
                assert!((loss.curvature(z) - by_slope).abs() < 1e-8);
            }
        }
    }

    #[test]
    fn logit_is_the_inverse_of_the_logistic_function() {
        for p in [1e-9, 0.25, 0.5, 0.9] {
            assert!((Loss::Logistic.predict(logit(p)) / p - 1.0).abs() < 1e-14);
        }
    }
}
