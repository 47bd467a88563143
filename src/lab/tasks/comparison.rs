//! Background task that runs the other penalties to the iteration of the run.

use std::rc::Rc;

use super::{Context, Progress, Task};
use crate::error::Error;
use crate::lab::comparison::Comparison;
use crate::lab::trainer::Trainer;
use crate::solve::Optimizer;
use crate::solve::Status;

/// Largest number of iterations per step of the task, and of values of the table that they pass: about two milliseconds.
const MAX_ITERATIONS: usize = 8;
const MAX_WORK: usize = 1_000_000;

#[derive(Default)]
pub(in crate::lab) struct ComparisonTask {
    is_needed: bool,
    comparison: Option<Comparison>,
    error: Option<Error>,
}

impl ComparisonTask {
    /// Sets whether a visible panel requires the comparison.
    pub fn set_needed(&mut self, is_needed: bool, trainer: &Trainer) {
        self.is_needed = is_needed;
        self.update_params(trainer);
    }

    /// Sets the parameters of the models to those of `trainer`.
    pub fn update_params(&mut self, trainer: &Trainer) {
        self.error = None;
        if !self.is_needed {
            self.comparison = None;
            return;
        }
        let params = trainer.params().clone();
        let result = match &mut self.comparison {
            Some(comparison) => comparison.set(params),
            None => Comparison::new(Rc::clone(trainer.train()), trainer.test().map(Rc::clone), params)
                .map(|comparison| self.comparison = Some(comparison)),
        };
        if let Err(error) = result {
            (self.comparison, self.error) = (None, Some(error));
        }
    }

    /// Returns to the initial weights.
    pub fn reset(&mut self) {
        if let Some(comparison) = &mut self.comparison {
            comparison.reset();
        }
    }

    /// The models, if a visible panel requires them.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_ref()
    }

    /// The error of the last parameters, if they are invalid.
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
        // The exact method needs different numbers of steps for the penalties, so all of them run until they converge.
        let has_converged = is_exact && trainer.status() == Status::Converged;
        let goal = if has_converged { usize::MAX } else { trainer.n_iter() };
        let left = goal.saturating_sub(comparison.n_iter());
        let affordable = (MAX_WORK / trainer.train().x().len()).clamp(1, MAX_ITERATIONS);
        let wanted = left.min(if is_exact { 1 } else { affordable });
        if wanted > 0 && comparison.step(wanted) == wanted && left > wanted {
            Progress::Running
        } else {
            Progress::Done
        }
    }
}
