//! A lab: parameters, what a change of them means, and the state that pictures are drawn from.

use std::cell::Cell;
use std::rc::Rc;

use super::advice::{Advice, Evidence, advice};
use super::bookmark::Bookmark;
use super::comparison::Comparison;
use super::params::{Change, Params};
use super::path_and_folds::PathAndFolds;
use super::required_computations::{RequiredComputations, check_pair};
use super::resampling::ResamplingTask;
use super::run::{Course, Run};
use super::scores::Scores;
use super::snapshot::Derived;
use super::tasks::Tasks;
use super::trainer::Trainer;
use crate::decimal::two_digits_down;
use crate::error::Result;
use crate::model::{Scoring, lambda_max};
use crate::solve::{NO_OPTIMUM, no_optimum};

/// Everything behind one lab on a page.
///
/// JavaScript says which parameters have changed ([`Lab::set`]), how many iterations a frame runs ([`Lab::step`]) and how much
/// time is left for the tasks beside the run ([`Lab::refine`], a bounded piece each); pictures are drawn from
/// [`Lab::snapshot`].
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
    pub(super) run: Run,
    pub(super) tasks: Tasks,
    /// The moment that the reader has kept.
    pub(super) bookmark: Option<Bookmark>,
    pub(super) focused: Option<usize>,
    /// Numbers of the snapshot that cost a pass over the data, until something changes.
    pub(super) derived: Cell<Option<Derived>>,
}

impl Lab {
    /// A lab at its start.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for a parameter out of range.
    pub fn new(params: Params) -> Result<Self> {
        Self::with_run_number(params, 0)
    }

    fn with_run_number(mut params: Params, number: usize) -> Result<Self> {
        let (train, test) = params.data.make()?;
        let mut trainer = Trainer::new(Rc::new(train), Some(Rc::new(test)), params.trainer.clone())?;
        if params.rate_follows_data {
            let stable = two_digits_down(trainer.stable_learning_rate());
            params.trainer.learning_rate = stable.min(params.data.preset.learning_rate());
            trainer.set(params.trainer.clone())?;
        }
        let tasks = Tasks::new(&trainer, &params);
        let run = Run::new(trainer, number);
        Ok(Self { params, run, tasks, bookmark: None, focused: None, derived: Cell::new(None) })
    }

    /// Takes new parameters, doing as little as they ask for.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for a parameter out of range; nothing has changed then.
    pub fn set(&mut self, params: Params) -> Result<Change> {
        let change = params.change_from(&self.params);
        match change {
            Change::None => {}
            Change::Regenerate => {
                let mut new = Self::with_run_number(params, self.run.number() + 1)?;
                new.set_plot_aspect(self.tasks.plane.aspect());
                new.set_needs(self.tasks.needs());
                new.tasks.path_and_folds.keep_scoring(new.run.trainer(), self.tasks.path_and_folds.scoring());
                *self = new;
            }
            Change::Continue | Change::Restart => self.follow(params, change)?,
        }
        self.derived.set(None);
        Ok(change)
    }

    /// Takes new parameters of the same data.
    fn follow(&mut self, params: Params, change: Change) -> Result<()> {
        let (new, old) = (&params.trainer, &self.params.trainer);
        let is_same_loss = new.class_weight == old.class_weight && new.label_smoothing == old.label_smoothing;
        let is_same_problem = is_same_loss
            && new.penalty == old.penalty
            && new.lambda == old.lambda
            && new.l1_ratio == old.l1_ratio;
        let was_earlier = self.run.set(params.trainer.clone())?;
        self.params = params;
        if was_earlier {
            self.tasks.comparison.reset();
        }
        if !is_same_loss {
            self.tasks.optimum.forget_loss();
        }
        self.tasks.follow(self.run.trainer(), &self.params);
        if change == Change::Restart {
            self.restart();
        }
        if !is_same_problem {
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

    /// Looks back at the run as it was at an iteration, or at the last moment before that was kept; one at the end or after
    /// it looks at the present.
    pub fn look_back(&mut self, iteration: usize) {
        self.run.look_back(iteration);
        self.derived.set(None);
    }

    /// Runs up to `n` iterations; returns how many were run. Where an earlier iteration is shown, the next ones are shown.
    pub fn step(&mut self, n: usize) -> usize {
        self.derived.set(None);
        self.run.step(n)
    }

    /// Jumps to the exact optimum.
    ///
    /// # Errors
    /// [`crate::Error::Data`] where there is none.
    pub fn converge(&mut self) -> Result<()> {
        self.tasks.finish_optimum(self.run.trainer());
        let optimum = self.tasks.optimum.optimum().ok_or_else(no_optimum)?.point.clone();
        if self.run.rewind() {
            self.tasks.comparison.reset();
        }
        self.run.jump_to(optimum);
        self.derived.set(None);
        Ok(())
    }

    /// Does one bounded piece of what the pictures still lack, optimum first, what holds for every λ last; returns whether
    /// there is more.
    pub fn refine(&mut self) -> bool {
        self.derived.set(None);
        self.tasks.step(self.run.trainer())
    }

    /// Goes on until comparison, optimum and path are there, for callers without frames.
    pub fn finish(&mut self) {
        self.tasks.finish(self.run.trainer());
        self.derived.set(None);
    }

    /// Judges the folds by another score.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for one that is not among [`Lab::scorings`].
    pub fn set_scoring(&mut self, scoring: Scoring) -> Result<()> {
        self.tasks.path_and_folds.set_scoring(self.run.trainer(), scoring)
    }

    /// What the folds can be judged by, the default first.
    #[must_use]
    pub fn scorings(&self) -> &'static [Scoring] {
        self.tasks.path_and_folds.scorings(self.run.trainer())
    }

    /// Says what the pictures on show need.
    pub fn set_needs(&mut self, needs: RequiredComputations) {
        self.tasks.set_needs(needs, self.run.trainer(), &self.params);
        self.derived.set(None);
    }

    /// What the pictures on show need.
    #[must_use]
    pub fn needs(&self) -> RequiredComputations {
        self.tasks.needs()
    }

    /// The same run under every penalty; `None` where no picture on show needs it.
    #[must_use]
    pub fn comparison(&self) -> Option<&Comparison> {
        self.tasks.comparison()
    }

    /// The same model on other draws of the training rows; `None` where no picture on show needs it.
    #[must_use]
    pub fn resampling(&self) -> Option<&ResamplingTask> {
        self.tasks.resampling.as_ref()
    }

    /// What the whole range of λ has to offer.
    #[must_use]
    pub fn path_and_folds(&self) -> &PathAndFolds {
        &self.tasks.path_and_folds
    }

    /// Keeps the moment that is shown, in place of the one that was kept.
    pub fn keep_moment(&mut self) {
        let (run, n_iter, point) = (self.run.number(), self.run.n_iter(), self.run.point().clone());
        let trainer = &self.params.trainer;
        let (penalty, lambda, l1_ratio) = (trainer.penalty, trainer.lambda, trainer.l1_ratio);
        self.bookmark = Some(Bookmark { run, n_iter, point, penalty, lambda, l1_ratio });
    }

    /// Lets go of the moment that was kept.
    pub fn forget_moment(&mut self) {
        self.bookmark = None;
    }

    /// Highlights a weight in all pictures, or none.
    pub fn focus_feature(&mut self, weight: Option<usize>) {
        self.focused = weight.filter(|&j| j < self.run.trainer().train().n_features());
    }

    /// The weight so many places after the focused one, by size from the largest and around; the largest if none is focused.
    #[must_use]
    pub fn next_weight(&self, step: i32) -> usize {
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

    /// The two weights of the geometry where a picture shows them, or else those that were chosen; `None` with a single
    /// feature.
    #[must_use]
    pub fn pair(&self) -> Option<(usize, usize)> {
        self.tasks.plane.pair()
    }

    /// Shows where training would go from other values of the geometry's two weights, or forgets them. The run stays as
    /// it is.
    pub fn start_at(&mut self, start: Option<(f64, f64)>) {
        self.tasks.plane.start_at(self.run.trainer(), start);
    }

    /// Tells width divided by height of the geometry's plot.
    pub fn set_plot_aspect(&mut self, aspect: f64) {
        let Tasks { plane, optimum, .. } = &mut self.tasks;
        plane.set_aspect(aspect, optimum.context(self.run.trainer()), optimum.is_running());
        self.derived.set(None);
    }

    /// A lab of its own at the start of the same run.
    ///
    /// # Errors
    /// None: the parameters are in force here; the type is that of making a lab.
    pub fn replay(&self) -> Result<Self> {
        let mut again = Self::new(self.params.clone())?;
        again.set_plot_aspect(self.tasks.plane.aspect());
        if let Some((a, b)) = self.pair() {
            again.set_pair(a, b)?;
        }
        again.set_needs(self.needs());
        again.set_scoring(self.path_and_folds().scoring())?;
        again.start_at(self.tasks.plane.start());
        Ok(again)
    }

    /// The parameters in force.
    #[must_use]
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// Iterations run, or the earlier one that is shown.
    #[must_use]
    pub fn n_iter(&self) -> usize {
        self.run.n_iter()
    }

    /// How the run came to the moment that is shown.
    #[must_use]
    pub fn course(&self) -> Course {
        self.run.course()
    }

    /// The model in training.
    #[must_use]
    pub fn trainer(&self) -> &Trainer {
        self.run.trainer()
    }

    /// How the model stands.
    pub fn scores(&mut self) -> Scores {
        self.run.scores()
    }

    /// What is worth knowing now, the most pressing first; nothing unless [`RequiredComputations::advice`] is set.
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

    /// Smallest λ that leaves every weight 0, or `None` without an L1 part.
    #[must_use]
    pub fn lambda_max(&self) -> Option<f64> {
        lambda_max(&self.run.trainer().problem(), self.params.trainer.effective_l1_ratio()).ok()
    }

    /// Why there is no optimum, once that is known.
    #[must_use]
    pub fn why_no_optimum(&self) -> Option<&'static str> {
        self.tasks.optimum.has_none().then_some(NO_OPTIMUM)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::PenaltyKind;

    /// The page's default lab after `n` iterations.
    pub fn lab_after(n: usize) -> Lab {
        let mut lab = Lab::new(Params::default()).unwrap();
        lab.step(n);
        lab
    }

    #[test]
    fn a_moment_is_kept_until_it_is_let_go_or_the_data_are_others() {
        let mut lab = lab_after(100);
        lab.keep_moment();
        let kept = lab.snapshot().point.clone();
        lab.step(50);
        let mut params = lab.params().clone();
        (params.trainer.penalty, params.trainer.lambda) = (PenaltyKind::L2, 5.0);
        lab.set(params.clone()).unwrap();
        let bookmark = lab.snapshot().bookmark.unwrap().clone();
        assert_eq!((bookmark.n_iter, bookmark.penalty, bookmark.lambda), (100, PenaltyKind::L1, 1.0));
        assert_eq!(bookmark.point, kept);
        params.data.set_random_state(7);
        lab.set(params).unwrap();
        assert_eq!(lab.snapshot().bookmark, None);
        lab.keep_moment();
        lab.forget_moment();
        assert_eq!(lab.snapshot().bookmark, None);
    }
}
