//! Learning rates at which a run cannot diverge.

use crate::model::Problem;
use crate::solve::Optimizer;

/// What the rates depend on.
pub(super) struct LearningRates<'a> {
    pub problem: Problem<'a>,
    /// Lipschitz constant of the gradient of the loss.
    pub lipschitz: f64,
    pub optimizer: Optimizer,
    pub dropout: f64,
}

impl LearningRates<'_> {
    /// 1 / Lipschitz constant of the gradient of the loss, with gradient descent of the loss plus the L2 part.
    ///
    /// Subgradients of the L1 part do not vanish at the minimum, and gradient descent exceeds the least objective by `lr/2 ‖g‖²` with
    /// `g_j = f_j (λ/n) l1_ratio`. So its rate is also at most `2 L(0) / ‖g‖²`, at which that is the loss of zero weights.
    ///
    /// Source: S. Boyd, "Subgradient methods", 2014, §3.
    pub fn stable(&self) -> f64 {
        let (problem, smooth) = (&self.problem, self.smooth());
        if self.optimizer != Optimizer::GradientDescent {
            return smooth;
        }
        let unheld = (0..problem.data.n_features()).filter(|&j| !problem.is_held(j));
        let squares: f64 = unheld.map(|j| problem.penalty_of(j).l1.powi(2)).sum();
        let loss_at_zero = problem.mean_loss(&vec![0.0; problem.data.n_samples()]);
        let rate = 2.0 * loss_at_zero / squares;
        if loss_at_zero > 0.0 && rate < smooth { rate.max(f64::MIN_POSITIVE) } else { smooth }
    }

    /// The stable rate without the L1 part.
    pub fn smooth(&self) -> f64 {
        // Dropout scales the inputs that it keeps.
        let loss = self.lipschitz / (1.0 - self.dropout).powi(2);
        match self.optimizer {
            Optimizer::GradientDescent => 1.0 / (loss + self.problem.largest_l2()),
            Optimizer::ProximalGradient
            | Optimizer::AcceleratedProximalGradient
            | Optimizer::CoordinateDescent => 1.0 / loss,
        }
    }
}
