//! Background tasks, computed in small steps while frames have time left: the interface of all tasks, and their scheduler.

mod comparison;
pub(super) mod folds;
pub(super) mod geometry;
mod optimum;
pub(super) mod path_and_folds;
mod plane;
pub(super) mod resampling;
pub(super) mod validation_surface;
mod work;

use self::comparison::ComparisonTask;
use self::optimum::OptimumSearch;
use self::path_and_folds::PathAndFolds;
use self::plane::PlaneTask;
use self::resampling::ResamplingTask;
use super::advice::Traits;
use super::comparison::Comparison;
use super::params::Params;
use super::required_computations::RequiredComputations;
use super::snapshot::TaskErrors;
use super::trainer::Trainer;
use crate::model::Point;

/// Whether a task has more to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// There is more to do.
    Running,
    /// There is nothing to do, until a parameter changes.
    Done,
    /// The task has failed; it stores the error for the panel.
    Failed,
}

/// Inputs of a task.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The model in training.
    pub trainer: &'a Trainer,
    /// The exact optimum, if it is known.
    pub optimum: Option<&'a Point>,
}

/// A computation in small steps.
pub(super) trait Task {
    /// Does a bounded amount of work.
    fn step(&mut self, context: Context<'_>) -> Progress;
}

impl Task for Traits {
    fn step(&mut self, Context { trainer, .. }: Context<'_>) -> Progress {
        if self.correlate_next(trainer.train().n_samples()) { Progress::Running } else { Progress::Done }
    }
}

/// All tasks of a lab.
pub(super) struct Tasks {
    needs: RequiredComputations,
    pub optimum: OptimumSearch,
    pub plane: PlaneTask,
    pub comparison: ComparisonTask,
    pub path_and_folds: PathAndFolds,
    /// Statistics for advice, once they are required.
    pub traits: Option<Traits>,
    /// `None` unless a visible panel requires it.
    pub resampling: Option<ResamplingTask>,
}

impl Tasks {
    /// The optimum search; the other tasks are started by [`Tasks::set_required`].
    pub fn new(trainer: &Trainer, params: &Params) -> Self {
        Self {
            needs: RequiredComputations::default(),
            optimum: OptimumSearch::new(trainer.train().n_features()),
            plane: PlaneTask::default(),
            comparison: ComparisonTask::default(),
            path_and_folds: PathAndFolds::new(trainer, params),
            traits: None,
            resampling: None,
        }
    }

    /// The computations required by the visible panels.
    pub fn needs(&self) -> RequiredComputations {
        self.needs
    }

    /// Starts and stops tasks according to the requirements of the visible panels.
    pub fn set_required(&mut self, needs: RequiredComputations, trainer: &Trainer, params: &Params) {
        self.needs = needs;
        self.comparison.set_needed(needs.comparison, trainer);
        self.plane.set_needed(needs.geometry, self.optimum.context(trainer), self.optimum.is_running());
        self.path_and_folds.set_path_needed(trainer, needs.path);
        if needs.advice && self.traits.is_none() {
            self.traits = Some(Traits::of(trainer.train()));
        }
        if needs.folds || needs.sweep {
            self.path_and_folds.create_folds(trainer, params);
        }
        if !needs.resampling {
            self.resampling = None;
        } else if self.resampling.is_none() {
            self.resampling = Some(ResamplingTask::new(trainer));
        }
    }

    /// Sets changed parameters for the same data in every task.
    pub fn update_params(&mut self, trainer: &Trainer, params: &Params) {
        self.path_and_folds.update_params(trainer, params);
        if let Some(resampling) = &mut self.resampling {
            resampling.update_params(trainer);
        }
        self.comparison.update_params(trainer);
        self.plane.update_trajectory(trainer);
    }

    /// Steps the first task with work left; returns whether there is more.
    pub fn step(&mut self, trainer: &Trainer) -> bool {
        self.step_for(self.needs, trainer)
    }

    /// The same for a part of the required computations. The optimum comes first because other tasks use it, and tasks that do not
    /// depend on λ come last.
    pub fn step_for(&mut self, needs: RequiredComputations, trainer: &Trainer) -> bool {
        if self.optimum.is_running() {
            self.step_optimum(trainer);
            return true;
        }
        let context = self.optimum.context(trainer);
        let is_running = |task: &mut dyn Task| task.step(context) == Progress::Running;
        if needs.geometry && is_running(&mut self.plane) {
            return true;
        }
        // The comparison must keep up with the run, so it does not wait for the path.
        let is_behind = needs.comparison && is_running(&mut self.comparison);
        let has_more = needs.has_path_or_folds() && is_running(&mut self.path_and_folds);
        let traits = self.traits.as_mut().filter(|_| needs.advice);
        if is_behind || has_more || traits.is_some_and(|traits| is_running(traits)) {
            return true;
        }
        // Before the resampling, which takes longer.
        if needs.sweep && is_running(&mut self.path_and_folds.surface()) {
            return true;
        }
        self.resampling.as_mut().filter(|_| needs.resampling).is_some_and(|resampling| is_running(resampling))
    }

    /// Steps the optimum search.
    fn step_optimum(&mut self, trainer: &Trainer) {
        let context = Context { trainer, optimum: None };
        if self.optimum.step(context) != Progress::Running {
            self.plane.plan(self.optimum.context(trainer));
        }
    }

    /// Runs the optimum search to its end.
    pub fn finish_optimum(&mut self, trainer: &Trainer) {
        while self.optimum.is_running() {
            self.step_optimum(trainer);
        }
    }

    /// Runs the comparison, the optimum search and the path to their ends.
    pub fn finish(&mut self, trainer: &Trainer) {
        while self.comparison.step(Context { trainer, optimum: None }) == Progress::Running {}
        self.finish_optimum(trainer);
        self.path_and_folds.finish_path(trainer);
    }

    /// The comparison, if a visible panel requires it.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.comparison()
    }

    /// The errors of failed tasks.
    pub fn errors(&self) -> TaskErrors<'_> {
        TaskErrors {
            comparison: self.comparison.error(),
            path: self.path_and_folds.path_error(),
            folds: self.path_and_folds.folds_error(),
            surface: self.path_and_folds.surface_error().filter(|_| self.needs.sweep),
            halves: self.resampling.as_ref().and_then(ResamplingTask::halves_error),
            bootstraps: self.resampling.as_ref().and_then(ResamplingTask::bootstraps_error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::data::{self, Dataset};
    use crate::lab::lab::tests::lab_after;
    use crate::lab::{Lab, Preset, WhyNoFolds};
    use crate::model::PenaltyKind;

    #[test]
    fn tasks_run_only_for_visible_panels_and_a_chosen_pair_is_kept() {
        let mut lab = lab_after(10);
        while lab.refine() {}
        assert!(lab.snapshot().slice.is_none() && lab.snapshot().path.is_empty() && lab.advice().is_empty());
        assert_eq!(lab.pair(), None);
        lab.set_pair(3, 5).unwrap();
        lab.set_required(RequiredComputations {
            geometry: true,
            path: true,
            advice: true,
            ..RequiredComputations::default()
        });
        while lab.refine() {}
        let slice = lab.snapshot().slice.unwrap();
        assert_eq!((slice.pair, slice.loss.is_empty()), ((3, 5), false));
        assert_eq!(lab.snapshot().path.len(), 61);
        lab.set_required(RequiredComputations::default());
        assert!(lab.snapshot().slice.is_none());
        let mut params = lab.params().clone();
        params.trainer.lambda = 7.0;
        lab.set(params).unwrap();
        lab.set_required(RequiredComputations { geometry: true, ..RequiredComputations::default() });
        while lab.refine() {}
        let snapshot = lab.snapshot();
        let (slice, coef) = (snapshot.slice.unwrap(), &snapshot.optimum.unwrap().point.coef);
        assert_eq!(slice.optimum, Some((coef[3], coef[5])), "a panel that is shown again is up to date");
    }

    #[test]
    fn the_comparison_reaches_the_iteration_of_the_run_and_has_its_weights() {
        let mut params = Params::default();
        params.trainer.optimizer = crate::lab::Optimizer::GradientDescent;
        let mut lab = Lab::new(params).unwrap();
        assert!(lab.snapshot().compared.is_none(), "no visible panel requires it");
        lab.set_required(RequiredComputations { comparison: true, ..RequiredComputations::default() });
        lab.step(200);
        while lab.refine() {}
        assert_eq!(lab.comparison().unwrap().n_iter(), 200);
        let own = lab.comparison().unwrap().scores(PenaltyKind::L1);
        assert!((own.norm2 - lab.scores().norm2).abs() < 1e-12);
        lab.set_required(RequiredComputations::default());
        assert!(lab.comparison().is_none());
    }

    #[test]
    fn other_tasks_continue_where_there_are_no_folds() {
        let y = (0..40).map(|i| f64::from(u8::from(i < 2))).collect();
        let x = (0..40).map(|i| f64::from(i).sin()).collect();
        let table = Dataset::new(x, y, 1, data::Task::Classification).unwrap();
        let mut lab = Lab::new(Params::of(Preset::Own, Some(Rc::new(table))).unwrap()).unwrap();
        lab.set_required(RequiredComputations { folds: true, sweep: true, path: true, ..Default::default() });
        while lab.refine() {}
        let snapshot = lab.snapshot();
        assert_eq!(snapshot.why_no_folds, Some(WhyNoFolds::TooFewRows), "one training row of class 1");
        assert_eq!((snapshot.path.len(), snapshot.errors), (61, TaskErrors::default()));
    }

    #[test]
    fn there_are_at_most_as_many_folds_as_rows_of_the_smaller_class() {
        let folds = |n_ones: usize, task| {
            let y = (0..12).map(|i| f64::from(i < n_ones)).collect();
            folds::folds_of(&Dataset::new(vec![0.0; 12], y, 1, task).unwrap()).k
        };
        assert_eq!([1, 2, 5, 9].map(|ones| folds(ones, data::Task::Classification)), [1, 2, 5, 3]);
        assert_eq!(folds(1, data::Task::Regression), 10);
        let seven = Dataset::new(vec![0.0; 7], vec![0.5; 7], 1, data::Task::Regression).unwrap();
        assert_eq!(folds::folds_of(&seven).k, 7);
    }
}
