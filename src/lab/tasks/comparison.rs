//! Brings the run under the other penalties to the iteration of the run.

use std::rc::Rc;

use super::{Context, Progress, Task};
use crate::error::Error;
use crate::lab::comparison::Comparison;
use crate::lab::trainer::Trainer;
use crate::solve::Optimizer;
use crate::solve::Status;

/// Iterations in one piece.
const ITERATIONS: usize = 8;

#[derive(Default)]
pub(in crate::lab) struct ComparisonTask {
    is_needed: bool,
    comparison: Option<Comparison>,
    error: Option<Error>,
}

impl ComparisonTask {
    /// Says whether a panel needs it.
    pub fn set_needed(&mut self, is_needed: bool, trainer: &Trainer) {
        self.is_needed = is_needed;
        self.follow(trainer);
    }

    /// Brings the models to the parameters in force.
    pub fn follow(&mut self, trainer: &Trainer) {
        self.error = None;
        if !self.is_needed {
            self.comparison = None;
            return;
        }
        let params = trainer.params().clone();
        let made = match &mut self.comparison {
            Some(comparison) => comparison.set(params),
            None => Comparison::new(Rc::clone(trainer.train()), trainer.test().map(Rc::clone), params)
                .map(|comparison| self.comparison = Some(comparison)),
        };
        if let Err(error) = made {
            (self.comparison, self.error) = (None, Some(error));
        }
    }

    /// Returns to the initial weights.
    pub fn reset(&mut self) {
        if let Some(comparison) = &mut self.comparison {
            comparison.reset();
        }
    }

    /// The models, where a panel needs them.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_ref()
    }

    /// Why there are none.
    pub fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }
}

impl Task for ComparisonTask {
    fn step(&mut self, Context { trainer, .. }: Context<'_>) -> Progress {
        let Some(comparison) = &mut self.comparison else {
            return if self.error.is_some() { Progress::Failed } else { Progress::Done };
        };
        let is_exact = trainer.params().optimizer == Optimizer::CoordinateDescent;
        // The exact method needs more steps for one penalty than for another; all of them are to arrive.
        let has_arrived = is_exact && trainer.status() == Status::Converged;
        let goal = if has_arrived { usize::MAX } else { trainer.n_iter() };
        let left = goal.saturating_sub(comparison.n_iter());
        let wanted = left.min(if is_exact { 1 } else { ITERATIONS });
        if wanted > 0 && comparison.step(wanted) == wanted && left > wanted {
            Progress::Running
        } else {
            Progress::Done
        }
    }
}
