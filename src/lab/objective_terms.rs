//! The terms of the objective.

use crate::model::{Point, Problem};

/// The terms of the objective, and the test loss.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ObjectiveTerms {
    /// Mean loss of the training rows.
    pub loss: f64,
    /// `(λ/n) l1_ratio ‖w‖₁`.
    pub l1: f64,
    /// `(λ/n) (1 − l1_ratio)/2 ‖w‖₂²`.
    pub l2: f64,
    /// Mean loss of the test rows, unweighted.
    pub test_loss: Option<f64>,
}

impl ObjectiveTerms {
    /// The terms at `point`, whose linear predictor of the training rows is `z`.
    #[must_use]
    pub fn of(problem: &Problem<'_>, point: &Point, z: &[f64], test_loss: Option<f64>) -> Self {
        let parts = problem.parts(point, z);
        Self { loss: parts.loss, l1: parts.l1, l2: parts.l2, test_loss }
    }

    /// The penalty, `l1 + l2`.
    #[must_use]
    pub fn penalty(&self) -> f64 {
        self.l1 + self.l2
    }

    /// The objective, loss plus penalty.
    #[must_use]
    pub fn objective(&self) -> f64 {
        self.loss + self.penalty()
    }
}
