//! A lab: parameters, the effect of changing them, and the state that panels draw.

use std::cell::Cell;
use std::rc::Rc;

use super::advice::{Advice, Evidence, advice};
use super::bookmark::{Bookmark, PendingBookmark};
use super::comparison::Comparison;
use super::data_params::LabData;
use super::lambda_scale::LambdaScale;
use super::params::{Change, Params};
use super::path_and_folds::PathAndFolds;
use super::required_computations::{RequiredComputations, check_pair};
use super::resampling::ResamplingTask;
use super::run::{Course, Run};
use super::scores::Scores;
use super::snapshot::Derived;
use super::tasks::Tasks;
use super::trainer::Trainer;
use crate::data::StandardScaler;
use crate::decimal::two_digits_down;
use crate::error::Result;
use crate::model::Scoring;
use crate::solve::{Status, no_optimum};

/// The state of one lab on a page.
///
/// JavaScript sets parameters ([`Lab::set`]), runs iterations ([`Lab::step`]) and steps background tasks while a frame has time left
/// ([`Lab::refine`], a bounded amount of work per call). Panels draw a [`Lab::snapshot`].
///
/// # Example
/// ```
/// use regularization_lab::lab::{Change, Lab, Params};
/// let mut lab = Lab::new(Params::default())?;
/// lab.step(100);
/// while lab.refine() {}
/// let mut params = lab.params().clone();
/// params.trainer.lambda = 10.0;
/// assert_eq!(lab.set(params)?, Change::Continue);
/// assert_eq!(lab.snapshot().n_iter, 100);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
pub struct Lab {
    pub(super) params: Params,
    pub(super) scaler: Option<StandardScaler>,
    pub(super) run: Run,
    pub(super) tasks: Tasks,
    /// The bookmarked iteration.
    pub(super) bookmark: Option<Bookmark>,
    pub(super) pending_bookmark: Option<PendingBookmark>,
    pub(super) focused: Option<usize>,
    /// Cache of the snapshot's numbers that need a pass over the data; cleared by every change.
    pub(super) derived: Cell<Option<Derived>>,
}

impl Lab {
    /// A lab at iteration 0.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for a parameter out of range.
    pub fn new(params: Params) -> Result<Self> {
        let data = params.data.make()?;
        Self::with_run_number(params, data, 0)
    }

    fn with_run_number(mut params: Params, data: LabData, number: usize) -> Result<Self> {
        let LabData { train, test, scaler } = data;
        let mut trainer = Trainer::new(Rc::new(train), test.map(Rc::new), params.trainer.clone())?;
        let tolerance = Params::trainer_of(params.data.preset).tolerance;
        let scaled = tolerance.map(|tolerance| trainer.usual_tolerance(tolerance));
        if scaled != tolerance {
            params.trainer.tolerance = scaled;
            trainer.set(params.trainer.clone())?;
        }
        if params.rate_follows_data {
            let stable = two_digits_down(trainer.stable_learning_rate());
            params.trainer.learning_rate = stable.min(params.data.preset.learning_rate());
            trainer.set(params.trainer.clone())?;
        }
        let tasks = Tasks::new(&trainer, &params);
        let run = Run::new(trainer, number);
        Ok(Self {
            params,
            scaler,
            run,
            tasks,
            bookmark: None,
            pending_bookmark: None,
            focused: None,
            derived: Cell::new(None),
        })
    }

    /// Sets new parameters: continues, restarts or regenerates the data, whichever is the least that the change requires.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for a parameter out of range; the state is unchanged then.
    pub fn set(&mut self, params: Params) -> Result<Change> {
        let change = params.change_from(&self.params);
        match change {
            Change::None => {}
            Change::Regenerate => {
                let (data, mut params) = (params.data.make()?, params);
                // Factors that were not changed are those of other features, if there were more or fewer.
                let is_new = params.trainer.model.penalty_factor != self.params.trainer.model.penalty_factor;
                let n_features = data.train.n_features();
                params.trainer.model.penalty_factor.take_if(|factors| !is_new && factors.len() != n_features);
                let mut new = Self::with_run_number(params, data, self.run.number() + 1)?;
                new.set_plot_aspect(self.tasks.plane.aspect());
                new.set_required(self.tasks.needs());
                new.tasks
                    .path_and_folds
                    .set_scoring_if_valid(new.run.trainer(), self.tasks.path_and_folds.scoring());
                *self = new;
            }
            Change::Continue | Change::Restart => self.update_params(params, change)?,
        }
        self.derived.set(None);
        Ok(change)
    }

    /// Sets new parameters for the same data.
    fn update_params(&mut self, params: Params, change: Change) -> Result<()> {
        let old = self.run.trainer().model().clone();
        let was_earlier = self.run.set(params.trainer.clone())?;
        self.params = params;
        if was_earlier {
            self.tasks.comparison.reset();
        }
        if !self.run.trainer().model().has_same_loss(&old) {
            self.tasks.optimum.forget_loss(&self.run.trainer().problem());
            self.tasks.plane.forget_loss();
        }
        self.tasks.update_params(self.run.trainer(), &self.params);
        if change == Change::Restart {
            self.restart();
        }
        if *self.run.trainer().model() != old {
            self.tasks.optimum.resume();
        }
        Ok(())
    }

    /// Returns to the start of the same run.
    pub fn restart(&mut self) {
        self.run.restart();
        self.tasks.comparison.reset();
        self.derived.set(None);
    }

    /// Shows the run at an earlier iteration, or at the last stored moment before it; the last iteration or a later one returns to the
    /// end of the run.
    pub fn show_iteration(&mut self, iteration: usize) {
        self.run.show_iteration(iteration);
        self.derived.set(None);
    }

    /// Runs up to `n` iterations; returns how many were run. While an earlier iteration is shown, shows later ones instead.
    pub fn step(&mut self, n: usize) -> usize {
        self.derived.set(None);
        self.run.step(n)
    }

    /// Jumps to the exact optimum.
    ///
    /// # Errors
    /// [`crate::Error::Data`] if there is none.
    pub fn converge(&mut self) -> Result<()> {
        self.tasks.finish_optimum(self.run.trainer());
        let optimum = self.tasks.optimum.optimum();
        let optimum = optimum.ok_or_else(|| no_optimum(&self.run.trainer().problem()))?.point.clone();
        if self.run.rewind() {
            self.tasks.comparison.reset();
        }
        self.run.jump_to(optimum);
        self.derived.set(None);
        Ok(())
    }

    /// Does a bounded amount of work of the background tasks, the optimum first, tasks that do not depend on λ last; returns whether
    /// there is more.
    pub fn refine(&mut self) -> bool {
        self.derived.set(None);
        let has_bookmark_left = self.step_bookmark();
        self.tasks.step(self.run.trainer()) || has_bookmark_left
    }

    /// The same for a part of the required computations, such as those of one panel.
    pub fn refine_for(&mut self, needs: RequiredComputations) -> bool {
        self.derived.set(None);
        self.tasks.step_for(needs, self.run.trainer())
    }

    /// Runs the comparison, the optimum search and the path to their ends, for callers without frames.
    pub fn finish(&mut self) {
        self.tasks.finish(self.run.trainer());
        self.derived.set(None);
    }

    /// Sets the scoring of the cross-validation.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for one that is not among [`Lab::scorings`].
    pub fn set_scoring(&mut self, scoring: Scoring) -> Result<()> {
        self.tasks.path_and_folds.set_scoring(self.run.trainer(), scoring)
    }

    /// The scorings of the cross-validation, the default first.
    #[must_use]
    pub fn scorings(&self) -> &'static [Scoring] {
        self.tasks.path_and_folds.scorings(self.run.trainer())
    }

    /// Sets the computations required by the visible panels.
    pub fn set_required(&mut self, needs: RequiredComputations) {
        self.tasks.set_required(needs, self.run.trainer(), &self.params);
        self.derived.set(None);
    }

    /// The computations required by the visible panels.
    #[must_use]
    pub fn needs(&self) -> RequiredComputations {
        self.tasks.needs()
    }

    /// The same run under every penalty; `None` unless a visible panel requires it.
    #[must_use]
    pub fn comparison(&self) -> Option<&Comparison> {
        self.tasks.comparison()
    }

    /// The same model on samples of the training rows; `None` unless a visible panel requires it.
    #[must_use]
    pub fn resampling(&self) -> Option<&ResamplingTask> {
        self.tasks.resampling.as_ref()
    }

    /// The regularization path and the cross-validation over λ.
    #[must_use]
    pub fn path_and_folds(&self) -> &PathAndFolds {
        &self.tasks.path_and_folds
    }

    /// Sets the focused feature, which all panels highlight.
    pub fn focus_feature(&mut self, weight: Option<usize>) {
        self.focused = weight.filter(|&j| j < self.run.trainer().train().n_features());
    }

    /// The weight `step` places after the focused one in descending order of size, cyclically; the largest if none is focused.
    #[must_use]
    pub fn next_by_size(&self, step: i32) -> usize {
        let sizes: Vec<f64> = self.run.trainer().point().coef.iter().map(|w| w.abs()).collect();
        let order = crate::data::argsort_descending(&sizes);
        let place = self.focused.and_then(|j| order.iter().position(|&other| other == j));
        let n = order.len() as i32;
        order[place.map_or(0, |place| (place as i32 + step).rem_euclid(n) as usize)]
    }

    /// Chooses the two weights of the geometry.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] unless they are two different features.
    pub fn set_pair(&mut self, a: usize, b: usize) -> Result<()> {
        let trainer = self.run.trainer();
        check_pair((a, b), trainer.train().n_features())?;
        let Tasks { plane, optimum, .. } = &mut self.tasks;
        plane.set_pair((a, b), optimum.context(trainer), optimum.is_running());
        self.derived.set(None);
        Ok(())
    }

    /// The two weights of the geometry while a panel shows it, otherwise the chosen ones; `None` with a single feature.
    #[must_use]
    pub fn pair(&self) -> Option<(usize, usize)> {
        self.tasks.plane.pair()
    }

    /// Sets or removes the start point of a trajectory in the plane of the geometry's two weights; the run does not change.
    pub fn start_at(&mut self, start: Option<(f64, f64)>) {
        self.tasks.plane.start_at(self.run.trainer(), start);
    }

    /// Sets the aspect ratio, width divided by height, of the geometry's plot.
    pub fn set_plot_aspect(&mut self, aspect: f64) {
        let Tasks { plane, optimum, .. } = &mut self.tasks;
        plane.set_aspect(aspect, optimum.context(self.run.trainer()), optimum.is_running());
        self.derived.set(None);
    }

    /// Returns a new lab at iteration 0 of the same run.
    ///
    /// # Errors
    /// None in practice: the parameters are valid.
    pub fn replay(&self) -> Result<Self> {
        let mut replay = Self::new(self.params.clone())?;
        replay.set_plot_aspect(self.tasks.plane.aspect());
        if let Some((a, b)) = self.pair() {
            replay.set_pair(a, b)?;
        }
        replay.set_required(self.needs());
        replay.set_scoring(self.path_and_folds().scoring())?;
        replay.start_at(self.tasks.plane.start());
        Ok(replay)
    }

    /// The current parameters.
    #[must_use]
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// The scale of standardized features; `None` if features keep their units.
    #[must_use]
    pub fn scaler(&self) -> Option<&StandardScaler> {
        self.scaler.as_ref()
    }

    /// The iteration that is shown.
    #[must_use]
    pub fn n_iter(&self) -> usize {
        self.run.n_iter()
    }

    /// How the run reached the iteration that is shown.
    #[must_use]
    pub fn course(&self) -> Course {
        self.run.course()
    }

    /// Whether the run has ended at the iteration that is shown: by itself, or by the jump to the exact optimum.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.run.status() != Status::Running || self.course() == Course::AtOptimum
    }

    /// The model in training.
    #[must_use]
    pub fn trainer(&self) -> &Trainer {
        self.run.trainer()
    }

    /// Scores of the model at the iteration that is shown.
    pub fn scores(&mut self) -> Scores {
        self.run.scores()
    }

    /// The advice that applies, the most important first; empty unless [`RequiredComputations::advice`] is set.
    pub fn advice(&mut self) -> Vec<Advice> {
        if self.tasks.traits.is_none() {
            return Vec::new();
        }
        let scores = self.scores();
        let Some(traits) = &self.tasks.traits else { return Vec::new() };
        let (lambda_max, one_se) = (self.lambda_max(), self.path_and_folds().one_se());
        let evidence = Evidence { params: &self.params, scores: &scores, lambda_max, one_se };
        advice(&self.snapshot(), &evidence, traits)
    }

    /// The scale of the λ slider and of all charts over λ.
    #[must_use]
    pub fn lambda_scale(&self) -> LambdaScale {
        self.run.trainer().lambda_scale()
    }

    /// Smallest λ at which every penalized weight is 0, or `None` without an L1 part.
    #[must_use]
    pub fn lambda_max(&self) -> Option<f64> {
        let (lambda_max, l1_ratio) =
            (self.run.trainer().lambda_reference().lambda_max, self.params.trainer.effective_l1_ratio());
        (l1_ratio > 0.0 && lambda_max.is_finite()).then_some(lambda_max / l1_ratio)
    }

    /// Number of weights that are not 0 at the exact optimum; `None` while it is being found, and if there is none.
    #[must_use]
    pub fn kept_at_optimum(&self) -> Option<usize> {
        let search = &self.tasks.optimum;
        let optimum = search.optimum().filter(|_| !search.is_running() && !search.has_none())?;
        Some(optimum.point.coef.len() - optimum.counts.exact_zero)
    }

    /// The reason why there is no optimum, once that is known.
    #[must_use]
    pub fn why_no_optimum(&self) -> Option<&str> {
        self.tasks.optimum.why_none()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The page's default lab after `n` iterations.
    pub fn lab_after(n: usize) -> Lab {
        let mut lab = Lab::new(Params::default()).unwrap();
        lab.step(n);
        lab
    }
}
