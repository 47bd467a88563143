//! Proximal gradient (ISTA).

use super::iterate::{Iterate, Rule};
use super::stepper::{Settings, Status, Stepper};
use crate::model::{Evaluation, Point, Problem};

/// A gradient step on the loss, then the penalty's proximal operator, which sets weights to exactly 0.
///
/// ```text
/// v = w − lr ∇L(w, b);  w = soft(v, lr l1) / (1 + lr l2);  b −= lr ∂L/∂b
/// ```
///
/// Source: A. Beck and M. Teboulle, "A fast iterative shrinkage-thresholding algorithm", 2009, eq. 1.4 and 2.6.
#[derive(Debug, Clone)]
pub struct ProximalGradient(Iterate);

impl ProximalGradient {
    /// A run from `start`.
    #[must_use]
    pub fn new(start: Point) -> Self {
        Self(Iterate::new(start))
    }
}

impl Stepper for ProximalGradient {
    fn step(&mut self, problem: &Problem<'_>, settings: Settings) -> Status {
        self.0.advance(problem, Rule::Proximal, settings)
    }

    fn point(&self) -> &Point {
        &self.0.point
    }

    fn evaluation(&mut self, problem: &Problem<'_>) -> &Evaluation {
        self.0.evaluate(problem)
    }

    fn n_iter(&self) -> usize {
        self.0.n_iter
    }
}
