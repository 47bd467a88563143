//! Full-batch gradient descent, as in the source documents.

use super::iterate::{Iterate, Rule};
use super::stepper::{Settings, Status, Stepper};
use crate::model::{Evaluation, Point, Problem};

/// Gradient descent with the subgradient `sign(0) = 0` for the L1 part, exactly as in the article:
///
/// ```text
/// z = Xw + b;  ŷ = σ(z);  ∇w = Xᵀ(ŷ − y)/n + (λ/n)(l1_ratio sign(w) + (1 − l1_ratio) w);  ∇b = mean(ŷ − y)
/// w −= lr ∇w;  b −= lr ∇b
/// ```
///
/// With an L1 part, weights oscillate around 0 and are rarely exactly 0.
///
/// # Example
/// ```
/// use regularization_lab::data::MakeClassification;
/// use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
/// use regularization_lab::solve::{GradientDescent, Settings, Status, Stepper};
/// let data = MakeClassification::default().generate()?;
/// let penalty = Penalty::new(PenaltyKind::L2, 1.0, 0.5, data.n_samples())?;
/// let problem = Problem::new(&data, Loss::Logistic, penalty)?;
/// let mut descent = GradientDescent::new(Point::zeros(data.n_features()));
/// let settings = Settings { learning_rate: 0.5, tolerance: 1e-6 };
/// while descent.step(&problem, settings) == Status::Running {}
/// let residual = problem.kkt_residual(&descent.point().clone(), descent.evaluation(&problem));
/// assert!(residual <= 1e-6);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct GradientDescent(Iterate);

impl GradientDescent {
    /// A run from `start`.
    #[must_use]
    pub fn new(start: Point) -> Self {
        Self(Iterate::new(start))
    }
}

impl Stepper for GradientDescent {
    fn step(&mut self, problem: &Problem<'_>, settings: Settings) -> Status {
        self.0.advance(problem, Rule::Subgradient, settings)
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
