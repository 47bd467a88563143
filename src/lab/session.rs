//! A lab: data, model, history, exact optimum and geometry, kept in step with the parameters.

use std::rc::Rc;

use super::advice::{Advice, Evidence, Traits, advice};
use super::bookmark::Bookmark;
use super::comparison::Comparison;
use super::geometry::Geometry;
use super::history::{Counts, History};
use super::objective_terms::ObjectiveTerms;
use super::params::{Change, Optimizer, Params};
use super::path_and_folds::PathAndFolds;
use super::resampling::ResamplingTask;
use super::scores::Scores;
use super::snapshot::{Optimum, Snapshot};
use super::trainer::Trainer;
use crate::data::Dataset;
use crate::decimal::two_digits_down;
use crate::error::{Error, Result};
use crate::model::{PenaltyKind, Point, Scoring, lambda_max};
use crate::solve::{NO_OPTIMUM, ProximalNewton, Settings, Status, Stepper, no_optimum};

/// KKT residual of the optimum that is shown.
const OPTIMUM_TOLERANCE: f64 = 1e-9;

/// Everything behind one lab on a page.
///
/// JavaScript says what a hand did ([`Lab::set`]), how many iterations a frame runs ([`Lab::step`]) and how much time is
/// left for the rest ([`Lab::refine`], a bounded piece each); pictures are drawn from [`Lab::snapshot`].
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
    params: Params,
    trainer: Trainer,
    history: History,
    finder: OptimumSearch,
    /// Made when a picture first needs it.
    geometry: Option<Geometry>,
    /// The geometry's two weights where a hand has chosen them.
    chosen_pair: Option<(usize, usize)>,
    path_and_folds: PathAndFolds,
    comparison: Option<Comparison>,
    traits: Option<Traits>,
    resampling: Option<ResamplingTask>,
    /// What is minimized at this moment.
    terms: ObjectiveTerms,
    needs: RequiredComputations,
    /// The moment that a hand has kept.
    bookmark: Option<Bookmark>,
    focused: Option<usize>,
    /// The moment a hand looks back at, with its number in the history.
    moment: Option<(usize, Point)>,
    plot_aspect: f64,
    run: usize,
    /// Parameters have changed on the way.
    parameters_changed: bool,
    /// The iteration at which it left for the exact optimum.
    jumped_at: Option<usize>,
}

/// How the run came to where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// From its start under the parameters in force: whoever trains so again gets the same numbers.
    Straight,
    /// Parameters have changed on the way.
    ParametersChanged,
    /// It has jumped to the exact optimum of the parameters in force.
    AtOptimum,
}

/// What the pictures on show need besides the run itself; nothing else is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a picture's own wish, in any combination")]
pub struct RequiredComputations {
    /// The same run under the other penalties.
    pub comparison: bool,
    /// The same model on other draws of the training rows.
    pub resampling: bool,
    /// Cross-validation over λ × `l1_ratio`.
    pub sweep: bool,
    /// Cross-validation over λ, which also marks the choice of the one-standard-error rule on the slider.
    pub folds: bool,
    /// Loss contours in the plane of two weights.
    pub geometry: bool,
    /// Optima over the slider's λ.
    pub path: bool,
    /// What advice is given from.
    pub advice: bool,
}

impl RequiredComputations {
    /// Nothing beside the run itself.
    pub const NONE: Self = Self {
        comparison: false,
        resampling: false,
        sweep: false,
        folds: false,
        geometry: false,
        path: false,
        advice: false,
    };

    /// What both need.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            comparison: self.comparison || other.comparison,
            resampling: self.resampling || other.resampling,
            folds: self.folds || other.folds,
            sweep: self.sweep || other.sweep,
            geometry: self.geometry || other.geometry,
            path: self.path || other.path,
            advice: self.advice || other.advice,
        }
    }
}

/// Iterations of the comparison in one piece of [`Lab::refine`].
const COMPARED_AT_ONCE: usize = 8;

/// Looks for the exact optimum, warm from the last one.
struct OptimumSearch {
    newton: ProximalNewton,
    status: Status,
    optimum: Option<Optimum>,
}

impl OptimumSearch {
    fn new(n_features: usize) -> Self {
        Self { newton: ProximalNewton::new(Point::zeros(n_features)), status: Status::Running, optimum: None }
    }

    /// Does a piece of the search; returns whether it has just ended.
    fn step(&mut self, trainer: &Trainer) -> bool {
        if self.status != Status::Running {
            return false;
        }
        let problem = trainer.problem();
        let settings = Settings { learning_rate: 1.0, tolerance: OPTIMUM_TOLERANCE };
        self.status = self.newton.step(&problem, settings);
        match self.status {
            Status::Running => return false,
            Status::NoOptimum => {
                self.optimum = None;
                // The weights have run far out; the next problem is better started from nothing.
                self.newton = ProximalNewton::new(Point::zeros(trainer.train().n_features()));
            }
            _ => {
                let point = self.newton.point().clone();
                let at = self.newton.evaluation(&problem);
                self.optimum = Some(Optimum {
                    counts: Counts::of(&point.coef, trainer.train().truth()),
                    terms: ObjectiveTerms::at(&problem, &point, &at.z, trainer.test().map(Rc::as_ref)),
                    kkt_residual: problem.kkt_residual(&point, at),
                    point,
                });
            }
        }
        true
    }
}

impl Lab {
    /// A lab at its start.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a parameter out of range.
    pub fn new(mut params: Params) -> Result<Self> {
        let (train, test) = params.data.make()?;
        let mut trainer = Trainer::new(Rc::new(train), Some(Rc::new(test)), params.trainer.clone())?;
        if params.rate_follows_data {
            let stable = two_digits_down(trainer.stable_learning_rate());
            params.trainer.learning_rate = stable.min(params.data.preset.learning_rate());
            trainer.set(params.trainer.clone())?;
        }
        let n_features = trainer.train().n_features();
        let finder = OptimumSearch::new(n_features);
        let history = History::new(n_features);
        let path_and_folds = PathAndFolds::new(&trainer, &params);
        let terms = trainer.terms();
        let mut lab = Self {
            params,
            trainer,
            history,
            finder,
            geometry: None,
            chosen_pair: None,
            path_and_folds,
            comparison: None,
            traits: None,
            resampling: None,
            terms,
            needs: RequiredComputations::default(),
            bookmark: None,
            focused: None,
            moment: None,
            plot_aspect: 1.0,
            run: 0,
            parameters_changed: false,
            jumped_at: None,
        };
        lab.record();
        Ok(lab)
    }

    /// Takes new parameters, doing as little as they ask for.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a parameter out of range; nothing has changed then.
    pub fn set(&mut self, params: Params) -> Result<Change> {
        let change = params.change_from(&self.params);
        match change {
            Change::None => {}
            Change::Regenerate => {
                let (aspect, run, needs) = (self.plot_aspect, self.run + 1, self.needs);
                let scoring = self.path_and_folds.scoring();
                *self = Self { run, ..Self::new(params)? };
                self.set_plot_aspect(aspect);
                self.set_needs(needs);
                // Data of another task have other scores.
                let _ = self.set_scoring(scoring);
            }
            Change::Continue | Change::Restart => {
                // Whoever looks back and moves something goes on from there.
                let moment = self.moment.clone();
                let (new, old) = (&params.trainer, &self.params.trainer);
                let is_same_loss =
                    new.class_weight == old.class_weight && new.label_smoothing == old.label_smoothing;
                let is_same_problem = is_same_loss
                    && new.penalty == old.penalty
                    && new.lambda == old.lambda
                    && new.l1_ratio == old.l1_ratio;
                if !is_same_loss {
                    // What the search knows of the data holds for one loss only.
                    self.finder.newton = ProximalNewton::new(self.finder.newton.point().clone());
                }
                self.trainer.set(params.trainer.clone())?;
                self.params = params;
                if let Some(moment) = moment {
                    self.rewind(moment);
                }
                // At its start a run has nothing behind it that could be otherwise.
                self.parameters_changed = self.trainer.n_iter() > 0;
                self.jumped_at = None;
                self.path_and_folds.follow(&self.trainer, &self.params);
                if let Some(resampling) = &mut self.resampling {
                    resampling.follow(&self.trainer);
                }
                self.terms = self.trainer.terms();
                self.compare();
                if let Some(geometry) = self.geometry.as_mut().filter(|_| self.needs.geometry) {
                    geometry.retrace(&self.trainer);
                }
                if change == Change::Restart {
                    self.restart();
                }
                if !is_same_problem {
                    self.look_for_optimum();
                }
            }
        }
        Ok(change)
    }

    fn look_for_optimum(&mut self) {
        self.finder.status = Status::Running;
    }

    /// Returns to the start of the same run.
    pub fn restart(&mut self) {
        self.trainer.reset();
        self.moment = None;
        self.run += 1;
        (self.parameters_changed, self.jumped_at) = (false, None);
        self.history = History::new(self.trainer.train().n_features());
        if let Some(comparison) = &mut self.comparison {
            comparison.reset();
        }
        self.record();
    }

    fn record(&mut self) {
        self.terms = self.trainer.terms();
        let truth = self.trainer.train().truth();
        self.history.record(self.trainer.n_iter(), self.trainer.point(), truth, self.terms);
    }

    /// Looks back at the run as it was at an iteration, or at the last moment before that was kept; one at the end or after
    /// it looks at the present.
    pub fn look_back(&mut self, iteration: usize) {
        let k = self.history.moment_at(iteration);
        self.moment = (iteration < self.trainer.n_iter()).then(|| (k, self.history.point(k)));
    }

    /// Makes a moment the present; what came after it is forgotten.
    fn rewind(&mut self, (k, point): (usize, Point)) {
        self.trainer.rewind(point, self.history.iterations()[k]);
        self.history.forget_after(k);
        self.moment = None;
        self.run += 1;
        if let Some(comparison) = &mut self.comparison {
            comparison.reset();
        }
    }

    /// Runs up to `n` iterations; returns how many were run. Who looks back sees them again.
    pub fn step(&mut self, n: usize) -> usize {
        if let Some((k, _)) = self.moment {
            let now = self.history.iterations()[k];
            // Moments may lie further apart than a frame's iterations.
            let next = (now + n).max(self.history.iterations().get(k + 1).copied().unwrap_or(usize::MAX));
            self.look_back(next);
            return n;
        }
        let mut run = 0;
        while run < n {
            // No further than the next moment that the history keeps.
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
    ///
    /// # Errors
    /// [`Error::Data`] where there is none.
    pub fn converge(&mut self) -> Result<()> {
        while self.finder.status == Status::Running {
            self.find_optimum();
        }
        let goal = self.finder.optimum.as_ref().ok_or_else(no_optimum)?.point.clone();
        if let Some(moment) = self.moment.take() {
            self.rewind(moment);
        }
        self.jumped_at = Some(self.trainer.n_iter());
        self.trainer.jump_to(goal);
        self.record();
        self.step(1);
        Ok(())
    }

    /// Does one bounded piece of what the pictures still lack, optimum first, what holds for every λ last; returns whether
    /// there is more.
    pub fn refine(&mut self) -> bool {
        if self.finder.status == Status::Running {
            self.find_optimum();
            return true;
        }
        if self.refine_geometry() {
            return true;
        }
        let (is_behind, has_more) = (self.catch_up(), self.path_and_folds.step(&self.trainer));
        if is_behind || has_more {
            return true;
        }
        let n_samples = self.trainer.train().n_samples();
        let has_more = self.traits.as_mut().is_some_and(|traits| traits.step(n_samples));
        // The sweep is done sooner, so it does not wait for the draws.
        let has_more = has_more || (self.needs.sweep && self.path_and_folds.sweep());
        has_more || self.resampling.as_mut().is_some_and(ResamplingTask::step)
    }

    /// Judges the folds by another score.
    ///
    /// # Errors
    /// [`Error::Parameter`] for one that is not among [`Lab::scorings`].
    pub fn set_scoring(&mut self, scoring: Scoring) -> Result<()> {
        self.path_and_folds.set_scoring(&self.trainer, scoring)
    }

    /// What the folds can be judged by, the default first.
    #[must_use]
    pub fn scorings(&self) -> &'static [Scoring] {
        self.path_and_folds.scorings(&self.trainer)
    }

    /// Says what the pictures on show need.
    pub fn set_needs(&mut self, needs: RequiredComputations) {
        let before = std::mem::replace(&mut self.needs, needs);
        self.compare();
        if needs.geometry && !before.geometry {
            self.survey();
        }
        self.path_and_folds.want_path(&self.trainer, needs.path);
        if needs.advice && self.traits.is_none() {
            self.traits = Some(Traits::of(self.trainer.train()));
        }
        if needs.folds || needs.sweep {
            self.path_and_folds.judge(&self.trainer, &self.params);
        }
        if !needs.resampling {
            self.resampling = None;
        } else if self.resampling.is_none() {
            self.resampling = Some(ResamplingTask::new(&self.trainer));
        }
    }

    /// Brings the comparison to the parameters in force.
    fn compare(&mut self) {
        if !self.needs.comparison {
            self.comparison = None;
            return;
        }
        let params = self.params.trainer.clone();
        if let Some(comparison) = &mut self.comparison
            && comparison.set(params.clone()).is_ok()
        {
            return;
        }
        let (train, test) = (Rc::clone(self.trainer.train()), self.trainer.test().map(Rc::clone));
        // What the run accepts its rivals accept too.
        self.comparison = Comparison::new(train, test, params).ok();
    }

    /// Steps the comparison towards the iteration of the run; returns whether it is still behind.
    fn catch_up(&mut self) -> bool {
        let Some(comparison) = &mut self.comparison else { return false };
        let is_exact = self.trainer.params().optimizer == Optimizer::CoordinateDescent;
        // The exact method needs more steps for one penalty than for another; all of them are to arrive.
        let has_arrived = is_exact && self.trainer.status() == Status::Converged;
        let goal = if has_arrived { usize::MAX } else { self.trainer.n_iter() };
        let left = goal.saturating_sub(comparison.n_iter());
        let wanted = left.min(if is_exact { 1 } else { COMPARED_AT_ONCE });
        wanted > 0 && comparison.step(wanted) == wanted && left > wanted
    }

    /// The same run under every penalty; `None` where no picture on show needs it.
    #[must_use]
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_ref()
    }

    /// The same model on other draws of the training rows; `None` where no picture on show needs it.
    #[must_use]
    pub fn resampling(&self) -> Option<&ResamplingTask> {
        self.resampling.as_ref()
    }

    /// Keeps the moment that is shown, in place of the one that was kept.
    pub fn keep_moment(&mut self) {
        let Snapshot { run, n_iter, point, penalty, lambda, l1_ratio, .. } = self.snapshot();
        let point = point.clone();
        self.bookmark = Some(Bookmark { run, n_iter, point, penalty, lambda, l1_ratio });
    }

    /// Lets go of the moment that was kept.
    pub fn forget_moment(&mut self) {
        self.bookmark = None;
    }

    /// Follows a weight through all pictures, or none.
    pub fn focus_feature(&mut self, weight: Option<usize>) {
        self.focused = weight.filter(|&j| j < self.trainer.train().n_features());
    }

    /// The weight so many places after the followed one, by size from the largest and around; the largest if none is followed.
    #[must_use]
    pub fn next_weight(&self, step: i32) -> usize {
        let sizes: Vec<f64> = self.trainer.point().coef.iter().map(|w| w.abs()).collect();
        let order = crate::data::argsort_descending(&sizes);
        let place = self.focused.and_then(|j| order.iter().position(|&other| other == j));
        let n = order.len() as i32;
        order[place.map_or(0, |place| (place as i32 + step).rem_euclid(n) as usize)]
    }

    /// Goes on until comparison, optimum and path are there, for who cannot wait for the time that frames leave.
    pub fn finish(&mut self) {
        while self.catch_up() {}
        while self.finder.status == Status::Running {
            self.find_optimum();
        }
        self.path_and_folds.finish_path(&self.trainer);
    }

    fn find_optimum(&mut self) {
        if self.finder.step(&self.trainer) {
            self.plan_geometry();
        }
    }

    fn plan_geometry(&mut self) {
        let optimum = self.finder.optimum.as_ref().map(|optimum| &optimum.point);
        if let Some(geometry) = self.geometry.as_mut().filter(|_| self.needs.geometry) {
            geometry.plan(&self.trainer, optimum);
        }
    }

    /// Begins the geometry, or brings one that nobody needed for a while to the present.
    fn survey(&mut self) {
        if self.geometry.is_none() {
            self.geometry = Geometry::of(&self.trainer, self.chosen_pair, self.plot_aspect);
        }
        if self.finder.status != Status::Running {
            self.plan_geometry();
        }
    }

    /// Does a piece of the geometry; returns whether there is more.
    fn refine_geometry(&mut self) -> bool {
        if !self.needs.geometry {
            return false;
        }
        if self.geometry.as_ref().is_some_and(|geometry| geometry.is_behind(&self.trainer)) {
            self.plan_geometry();
        }
        self.geometry.as_mut().is_some_and(|geometry| geometry.refine(&self.trainer))
    }

    /// Chooses the two weights of the geometry.
    ///
    /// # Errors
    /// [`Error::Parameter`] unless they are two different features.
    pub fn set_pair(&mut self, a: usize, b: usize) -> Result<()> {
        check_pair((a, b), self.trainer.train().n_features())?;
        self.chosen_pair = Some((a, b));
        self.geometry = None;
        if self.needs.geometry {
            self.survey();
        }
        Ok(())
    }

    /// Shows where training would go from other values of the geometry's two weights, or forgets them. The run stays as
    /// it is.
    pub fn start_at(&mut self, start: Option<(f64, f64)>) {
        if let Some(geometry) = self.geometry.as_mut().filter(|_| self.needs.geometry) {
            geometry.start_at(&self.trainer, start);
        }
    }

    /// A lab of its own at the start of the same run.
    ///
    /// # Errors
    /// None: the parameters are in force here; the type is that of making a lab.
    pub fn replay(&self) -> Result<Self> {
        let mut again = Self::new(self.params.clone())?;
        again.set_plot_aspect(self.plot_aspect);
        if let Some((a, b)) = self.pair() {
            again.set_pair(a, b)?;
        }
        again.set_needs(self.needs);
        again.set_scoring(self.path_and_folds.scoring())?;
        again.start_at(self.geometry.as_ref().and_then(Geometry::start));
        Ok(again)
    }

    /// The two weights of the geometry where a picture shows them, or else those that a hand has chosen; `None` with a single
    /// feature.
    #[must_use]
    pub fn pair(&self) -> Option<(usize, usize)> {
        let geometry = self.geometry.as_ref().filter(|_| self.needs.geometry);
        geometry.map(Geometry::pair).or(self.chosen_pair)
    }

    /// Tells width divided by height of the geometry's plot.
    pub fn set_plot_aspect(&mut self, aspect: f64) {
        self.plot_aspect = aspect;
        let has_changed = self.geometry.as_mut().is_some_and(|geometry| geometry.set_aspect(aspect));
        if has_changed && self.finder.status != Status::Running {
            self.plan_geometry();
        }
    }

    /// What the pictures on show need.
    #[must_use]
    pub fn needs(&self) -> RequiredComputations {
        self.needs
    }

    /// The parameters in force.
    #[must_use]
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// How the run came to the moment that is shown.
    #[must_use]
    pub fn course(&self) -> Course {
        let n_iter = self.snapshot().n_iter;
        match self.jumped_at {
            Some(last) if n_iter > last => Course::AtOptimum,
            _ if self.parameters_changed => Course::ParametersChanged,
            _ => Course::Straight,
        }
    }

    /// The model in training.
    #[must_use]
    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// What the whole range of λ has to offer.
    #[must_use]
    pub fn path_and_folds(&self) -> &PathAndFolds {
        &self.path_and_folds
    }

    /// How the model stands.
    pub fn scores(&mut self) -> Scores {
        match &self.moment {
            Some((_, point)) => self.trainer.scores_at(point),
            None => self.trainer.scores(),
        }
    }

    /// What is worth knowing now, the most pressing first; nothing unless [`RequiredComputations::advice`] is set.
    pub fn advice(&mut self) -> Vec<Advice> {
        if self.traits.is_none() {
            return Vec::new();
        }
        let scores = self.scores();
        let Some(traits) = &self.traits else { return Vec::new() };
        let (lambda_max, one_se) = (self.lambda_max(), self.path_and_folds.one_se());
        let evidence = Evidence { params: &self.params, scores: &scores, lambda_max, one_se };
        advice(&self.snapshot(), &evidence, traits)
    }

    /// Smallest λ that leaves every weight 0, or `None` without an L1 part.
    #[must_use]
    pub fn lambda_max(&self) -> Option<f64> {
        lambda_max(&self.trainer.problem(), self.params.trainer.effective_l1_ratio()).ok()
    }

    /// Why there is no optimum, once that is known.
    #[must_use]
    pub fn why_no_optimum(&self) -> Option<&'static str> {
        (self.finder.status == Status::NoOptimum).then_some(NO_OPTIMUM)
    }

    /// This moment, for drawing.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot<'_> {
        let train: &Dataset = self.trainer.train();
        let end_iter = self.trainer.n_iter();
        let (point, n_iter, len, terms, status) = match &self.moment {
            Some((k, point)) => {
                let n_iter = self.history.iterations()[*k];
                (point, n_iter, k + 1, self.history.objective_terms()[*k], Status::Running)
            }
            None => (self.trainer.point(), end_iter, usize::MAX, self.terms, self.trainer.status()),
        };
        let slope = |geometry: &Geometry| {
            let (penalty, (a, b)) = (self.trainer.problem().penalty, geometry.pair());
            let pull = (penalty.subgradient(point.coef[a]), penalty.subgradient(point.coef[b]));
            (geometry.loss_slope(&self.trainer, point), pull)
        };
        let geometry = self.geometry.as_ref().filter(|_| self.needs.geometry);
        let (loss_slope, penalty_slope) = geometry.map(slope).unwrap_or_default();
        Snapshot {
            run: self.run,
            n_iter,
            end_iter,
            status,
            point,
            counts: Counts::of(&point.coef, train.truth()),
            terms,
            feature_names: train.feature_names(),
            truth: train.truth(),
            history: self.history.past(len),
            optimum: self.finder.optimum.as_ref(),
            has_no_optimum: self.finder.status == Status::NoOptimum,
            penalty: self.params.trainer.penalty,
            lambda: self.params.trainer.lambda,
            l1_ratio: self.params.trainer.l1_ratio,
            path: self.path_and_folds.points(),
            path_version: self.path_and_folds.path_version(),
            validation: self.path_and_folds.curve(),
            scoring: self.path_and_folds.scoring(),
            // The other models stand where the run ends, and are no ghosts of an earlier moment.
            compared: self
                .comparison
                .as_ref()
                .filter(|_| self.moment.is_none())
                .map(|models| PenaltyKind::ALL.map(|kind| models.point(kind))),
            bookmark: self.bookmark.as_ref(),
            focused: self.focused,
            slice: geometry.map(Geometry::slice),
            loss_slope,
            penalty_slope,
            train,
            test: self.trainer.test().map(Rc::as_ref),
            halves: self.resampling.as_ref().map(ResamplingTask::halves),
            bootstraps: self.resampling.as_ref().map(ResamplingTask::bootstraps),
            why_no_folds: self.path_and_folds.why_no_folds(),
            validation_surface: self.needs.sweep.then(|| self.path_and_folds.validation_surface()),
            start_trajectory: geometry.and_then(Geometry::start_trajectory),
        }
    }
}

/// Accepts two different features.
pub(crate) fn check_pair((a, b): (usize, usize), n_features: usize) -> Result<()> {
    if a == b || a.max(b) >= n_features {
        let accepted = format!("two different features of 0 … {}", n_features.saturating_sub(1));
        return Err(Error::parameter("pair", format!("{a} and {b}"), accepted));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lab_after(n: usize) -> Lab {
        let mut lab = Lab::new(Params::default()).unwrap();
        lab.step(n);
        lab
    }

    #[test]
    fn who_looks_back_sees_the_run_as_it_was_and_sees_it_again() {
        let early = lab_after(100);
        let mut lab = lab_after(300);
        lab.look_back(100);
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
    fn who_looks_back_and_moves_lambda_goes_on_from_there() {
        let with_lambda = |lab: &Lab, lambda| {
            let mut params = lab.params().clone();
            params.trainer.lambda = lambda;
            params
        };
        let mut straight = lab_after(100);
        straight.set(with_lambda(&straight, 5.0)).unwrap();
        straight.step(50);
        let mut lab = lab_after(300);
        lab.look_back(100);
        assert_eq!(lab.set(with_lambda(&lab, 5.0)).unwrap(), Change::Continue);
        assert_eq!((lab.snapshot().n_iter, lab.snapshot().end_iter), (100, 100));
        lab.step(50);
        assert_eq!(lab.snapshot().point, straight.snapshot().point);
        assert_eq!(lab.snapshot().history.len(), 151);
    }

    #[test]
    fn looking_back_in_a_long_run_ends_at_the_present_however_small_the_steps() {
        let mut lab = lab_after(5_000);
        lab.look_back(0);
        let mut steps = 0;
        while lab.snapshot().n_iter < 5_000 {
            lab.step(1);
            steps += 1;
            assert!(steps < 600, "at {}", lab.snapshot().n_iter);
        }
        lab.look_back(usize::MAX);
        assert_eq!(lab.snapshot().n_iter, 5_000);
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

    #[test]
    fn what_no_picture_shows_is_not_computed_and_a_chosen_pair_waits_for_its_picture() {
        let mut lab = lab_after(10);
        while lab.refine() {}
        assert!(lab.snapshot().slice.is_none() && lab.snapshot().path.is_empty() && lab.advice().is_empty());
        assert_eq!(lab.pair(), None);
        lab.set_pair(3, 5).unwrap();
        lab.set_needs(RequiredComputations {
            geometry: true,
            path: true,
            advice: true,
            ..RequiredComputations::NONE
        });
        while lab.refine() {}
        let slice = lab.snapshot().slice.unwrap();
        assert_eq!((slice.pair, slice.loss.is_empty()), ((3, 5), false));
        assert_eq!(lab.snapshot().path.len(), 61);
        lab.set_needs(RequiredComputations::default());
        assert!(lab.snapshot().slice.is_none());
        let mut params = lab.params().clone();
        params.trainer.lambda = 7.0;
        lab.set(params).unwrap();
        lab.set_needs(RequiredComputations { geometry: true, ..RequiredComputations::NONE });
        while lab.refine() {}
        let snapshot = lab.snapshot();
        let (slice, coef) = (snapshot.slice.unwrap(), &snapshot.optimum.unwrap().point.coef);
        assert_eq!(slice.optimum, Some((coef[3], coef[5])), "a picture that comes back is of the present");
    }

    #[test]
    fn the_comparison_catches_up_and_its_row_is_the_run() {
        let mut params = Params::default();
        params.trainer.optimizer = super::super::params::Optimizer::GradientDescent;
        let mut lab = Lab::new(params).unwrap();
        assert!(lab.snapshot().compared.is_none(), "nobody needs it");
        lab.set_needs(RequiredComputations { comparison: true, ..RequiredComputations::default() });
        lab.step(200);
        while lab.refine() {}
        assert_eq!(lab.comparison().unwrap().n_iter(), 200);
        let own = lab.comparison().unwrap().scores(PenaltyKind::L1);
        assert!((own.norm2 - lab.scores().norm2).abs() < 1e-12);
        lab.set_needs(RequiredComputations::default());
        assert!(lab.comparison().is_none());
    }
}
