//! Continuation in the penalty, for problems whose signs are hard to find.

use super::{ProximalNewton, Status};
use crate::model::{Evaluation, Penalty, Point, Problem};
use kernels::larger;

const STAGES: i32 = 10;
/// KKT residual of a stage, as a share of its L1 part.
const TOLERANCE: f64 = 1e-2;

/// A run that goes through stronger penalties first, as a regularization path does; each optimum is near the one before.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Continuation {
    /// The penalty of the last stage.
    penalty: Option<Penalty>,
    /// The number of stages left, and the factor of the penalty between two of them.
    left: i32,
    ratio: f64,
}

impl ProximalNewton {
    /// Starts again from zero weights at `λ_max`, once for each penalty; `false` if that has been done or would not help.
    pub(super) fn starts_continuation(&mut self, problem: &Problem<'_>) -> bool {
        let is_known = self.continuation.left > 0 || self.continuation.penalty == Some(problem.penalty);
        if problem.penalty.l1 == 0.0 || is_known {
            return false;
        }
        let null = Point { intercept: problem.null_intercept(), ..Point::zeros(self.point.coef.len()) };
        let mut at = Evaluation::default();
        problem.evaluate(&null, &mut at);
        let penalized = (0..null.coef.len()).filter(|&j| problem.penalty_of(j).l1 > 0.0);
        let steepest = penalized.map(|j| at.gradient[j].abs() / problem.penalty_of(j).l1).fold(1.0, larger);
        // Of a vanishing λ the factors would overflow.
        if !(steepest <= 1e50 && steepest * problem.penalty.l2 <= 1e50) {
            return false;
        }
        let ratio = steepest.powf(1.0 / f64::from(STAGES));
        *self = Self {
            n_iter: self.n_iter,
            minimum: self.minimum.clone(),
            continuation: Continuation { penalty: Some(problem.penalty), left: STAGES, ratio },
            ..Self::new(null)
        };
        true
    }

    /// A step of the current stage.
    pub(super) fn continued(&mut self, problem: &Problem<'_>, tolerance: f64) -> Status {
        let Continuation { penalty, left, ratio } = self.continuation;
        if left == 0 || penalty != Some(problem.penalty) {
            self.continuation.left = 0;
            return self.step_at(problem, tolerance);
        }
        let factor = ratio.powi(left);
        let stage = Penalty { l1: factor * problem.penalty.l1, l2: factor * problem.penalty.l2 };
        match self.step_at(&problem.with_penalty(stage), larger(tolerance, TOLERANCE * stage.l1)) {
            Status::Running => {}
            Status::NoOptimum => return Status::NoOptimum,
            Status::Converged | Status::Stalled | Status::Diverged | Status::MaxIter => {
                self.continuation.left -= 1;
            }
        }
        Status::Running
    }
}
