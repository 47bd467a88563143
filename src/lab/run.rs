//! The run: the model in training, its history, and the iteration that is shown.

use super::history::{Counts, History, Past};
use super::objective_terms::ObjectiveTerms;
use super::params::TrainerParams;
use super::scores::Scores;
use super::trainer::Trainer;
use crate::error::Result;
use crate::model::Point;
use crate::solve::Status;

/// How a run reached its current iteration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// With the current parameters from the start, so training with them reproduces it.
    Straight,
    /// With parameters that changed during the run.
    ParametersChanged,
    /// By a jump to the exact optimum of the current parameters.
    AtOptimum,
}

pub(super) struct Run {
    trainer: Trainer,
    history: History,
    /// The objective terms at the end of the run.
    terms: ObjectiveTerms,
    /// The earlier iteration that is shown: its index in the history and its weights.
    moment: Option<(usize, Point)>,
    /// Number of the run; increased by a restart and by other data.
    number: usize,
    parameters_changed: bool,
    /// The iteration at which the run jumped to the exact optimum.
    jumped_at: Option<usize>,
}

impl Run {
    /// A run at iteration 0.
    pub fn new(mut trainer: Trainer, number: usize) -> Self {
        let terms = trainer.terms();
        let history = History::new(trainer.train().n_features());
        let mut run = Self {
            trainer,
            history,
            terms,
            moment: None,
            number,
            parameters_changed: false,
            jumped_at: None,
        };
        run.record();
        run
    }

    /// Sets new parameters; the run continues from the iteration that is shown. Returns whether that was an earlier one.
    ///
    /// # Errors
    /// As [`Trainer::set`]; the state is unchanged then.
    pub fn set(&mut self, params: TrainerParams) -> Result<bool> {
        self.trainer.set(params)?;
        let was_earlier = self.rewind();
        // At iteration 0 nothing has been computed with the old parameters.
        self.parameters_changed = self.trainer.n_iter() > 0;
        self.jumped_at = None;
        self.terms = self.trainer.terms();
        Ok(was_earlier)
    }

    /// Returns to the start of the same run.
    pub fn restart(&mut self) {
        self.trainer.reset();
        self.moment = None;
        self.number += 1;
        (self.parameters_changed, self.jumped_at) = (false, None);
        self.history = History::new(self.trainer.train().n_features());
        self.record();
    }

    fn record(&mut self) {
        self.terms = self.trainer.terms();
        let truth = self.trainer.train().truth();
        self.history.record(self.trainer.n_iter(), self.trainer.point(), truth, self.terms);
    }

    /// Shows an earlier iteration, or the last stored moment before it; the last iteration or a later one shows the end.
    pub fn show_iteration(&mut self, iteration: usize) {
        let k = self.history.moment_at(iteration);
        self.moment = (iteration < self.trainer.n_iter()).then(|| (k, self.history.point(k)));
    }

    /// Truncates the run at the iteration that is shown; returns whether it was an earlier one.
    pub fn rewind(&mut self) -> bool {
        let Some((k, point)) = self.moment.take() else { return false };
        self.trainer.rewind(point, self.history.iterations()[k]);
        self.history.forget_after(k);
        self.number += 1;
        true
    }

    /// Runs up to `n` iterations; returns how many were run. While an earlier iteration is shown, shows later ones instead.
    pub fn step(&mut self, n: usize) -> usize {
        if let Some((k, _)) = self.moment {
            let now = self.history.iterations()[k];
            // The stride of the history may be larger than `n`.
            let next = (now + n).max(self.history.iterations().get(k + 1).copied().unwrap_or(usize::MAX));
            self.show_iteration(next);
            return n;
        }
        let mut run = 0;
        while run < n {
            // At most to the next moment that the history stores.
            let stride = self.history.stride();
            let wanted = (stride - self.trainer.n_iter() % stride).min(n - run);
            let done = self.trainer.step(wanted);
            run += done;
            self.record();
            if done < wanted {
                break;
            }
        }
        run
    }

    /// Jumps to the exact optimum.
    pub fn jump_to(&mut self, optimum: Point) {
        self.jumped_at = Some(self.trainer.n_iter());
        self.trainer.jump_to(optimum);
        self.record();
        self.step(1);
    }

    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    pub fn number(&self) -> usize {
        self.number
    }

    /// The iteration that is shown.
    pub fn n_iter(&self) -> usize {
        self.moment.as_ref().map_or(self.trainer.n_iter(), |(k, _)| self.history.iterations()[*k])
    }

    pub fn is_earlier(&self) -> bool {
        self.moment.is_some()
    }

    /// The weights at the iteration that is shown.
    pub fn point(&self) -> &Point {
        self.moment.as_ref().map_or(self.trainer.point(), |(_, point)| point)
    }

    /// The objective terms at the iteration that is shown.
    pub fn terms(&self) -> ObjectiveTerms {
        self.moment.as_ref().map_or(self.terms, |(k, _)| self.history.objective_terms()[*k])
    }

    pub fn status(&self) -> Status {
        if self.is_earlier() { Status::Running } else { self.trainer.status() }
    }

    /// The history up to the iteration that is shown.
    pub fn past(&self) -> Past<'_> {
        self.history.past(self.moment.as_ref().map_or(usize::MAX, |(k, _)| k + 1))
    }

    pub fn counts(&self) -> Counts {
        Counts::of(&self.point().coef, self.trainer.train().truth())
    }

    pub fn course(&self) -> Course {
        if self.jumped_at.is_some_and(|last| self.n_iter() > last) {
            Course::AtOptimum
        } else if self.parameters_changed {
            Course::ParametersChanged
        } else {
            Course::Straight
        }
    }

    pub fn scores(&mut self) -> Scores {
        match &self.moment {
            Some((_, point)) => self.trainer.scores_at(point),
            None => self.trainer.scores(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lab::lab::tests::lab_after;
    use crate::lab::{Change, Lab};

    #[test]
    fn a_run_has_ended_at_its_optimum_and_not_before() {
        let mut lab = lab_after(100);
        assert!(!lab.has_ended());
        lab.converge().unwrap();
        assert!(lab.has_ended());
        lab.show_iteration(50);
        assert!(!lab.has_ended(), "an earlier iteration is played from there");
        let mut params = lab.params().clone();
        params.trainer.max_iter = 50;
        lab.set(params).unwrap();
        lab.step(1);
        assert!(lab.has_ended(), "stopped by max_iter");
        lab.restart();
        assert!(!lab.has_ended());
    }

    #[test]
    fn earlier_iteration_is_shown_as_it_was_and_the_run_can_be_shown_to_its_end() {
        let early = lab_after(100);
        let mut lab = lab_after(300);
        lab.show_iteration(100);
        let snapshot = lab.snapshot();
        assert_eq!((snapshot.n_iter, snapshot.end_iter, snapshot.history.len()), (100, 300, 101));
        assert_eq!(snapshot.point, early.snapshot().point);
        assert_eq!(snapshot.terms, early.snapshot().terms);
        assert_eq!(lab.scores().loss, snapshot_loss(&early));
        assert_eq!(lab.step(50), 50);
        assert_eq!(lab.snapshot().n_iter, 150);
        lab.step(150);
        assert_eq!(lab.snapshot().n_iter, 300);
        lab.step(1);
        assert_eq!(lab.snapshot().n_iter, 301, "at the end the run goes on");
    }

    fn snapshot_loss(lab: &Lab) -> f64 {
        lab.snapshot().terms.loss
    }

    #[test]
    fn changing_lambda_at_an_earlier_iteration_continues_from_it() {
        let with_lambda = |lab: &Lab, lambda| {
            let mut params = lab.params().clone();
            params.trainer.lambda = lambda;
            params
        };
        let mut straight = lab_after(100);
        straight.set(with_lambda(&straight, 5.0)).unwrap();
        straight.step(50);
        let mut lab = lab_after(300);
        lab.show_iteration(100);
        assert_eq!(lab.set(with_lambda(&lab, 5.0)).unwrap(), Change::Continue);
        assert_eq!((lab.snapshot().n_iter, lab.snapshot().end_iter), (100, 100));
        lab.step(50);
        assert_eq!(lab.snapshot().point, straight.snapshot().point);
        assert_eq!(lab.snapshot().history.len(), 151);
    }

    #[test]
    fn steps_of_any_size_from_an_earlier_iteration_reach_the_end_of_a_long_run() {
        let mut lab = lab_after(5_000);
        lab.show_iteration(0);
        let mut steps = 0;
        while lab.snapshot().n_iter < 5_000 {
            lab.step(1);
            steps += 1;
            assert!(steps < 600, "at {}", lab.snapshot().n_iter);
        }
        lab.show_iteration(usize::MAX);
        assert_eq!(lab.snapshot().n_iter, 5_000);
    }
}
