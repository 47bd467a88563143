//! The data that panels draw.

use std::rc::Rc;

use super::bookmark::Bookmark;
use super::geometry::{Geometry, Slice};
use super::history::{Counts, Past};
use super::lab::Lab;
use super::objective_terms::ObjectiveTerms;
use super::required_computations::RequiredComputations;
use super::resampling::{Repeats, ResamplingTask};
use super::start_trajectory::StartTrajectory;
use super::tasks::folds::WhyNoFolds;
use super::validation_surface::ValidationSurface;
use crate::data::{Dataset, StandardScaler, Truth};
use crate::error::Error;
use crate::model::{PenaltyKind, Point, Scoring};
use crate::solve::{PathPoint, Status, ValidationCurve};

/// The exact optimum of the current problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimum {
    /// Weights and intercept.
    pub point: Point,
    /// Numbers of weights by size and role.
    pub counts: Counts,
    /// The objective terms at the minimum.
    pub terms: ObjectiveTerms,
    /// The KKT residual, which certifies the minimum.
    pub kkt_residual: f64,
    /// Whether the KKT residual is as small as promised; otherwise rounding errors or the bound on the work prevented it.
    pub is_certified: bool,
    /// Whether this is the only optimum; otherwise it is the one of least `‖w‖₂`.
    pub is_unique: bool,
}

/// A view of a lab at one moment. Panels read nothing else.
#[derive(Debug, Clone, Copy)]
pub struct Snapshot<'a> {
    /// Number of the run; increased by a restart and by other data.
    pub run: usize,
    /// The iteration that is shown.
    pub n_iter: usize,
    /// The last iteration of the run; larger than `n_iter` while an earlier one is shown.
    pub end_iter: usize,
    /// Status of the run.
    pub status: Status,
    /// Weights and intercept.
    pub point: &'a Point,
    /// Numbers of weights by size and role.
    pub counts: Counts,
    /// Objective terms.
    pub terms: ObjectiveTerms,
    /// One name per feature.
    pub feature_names: &'a [String],
    /// Role of every feature; empty if unknown.
    pub truth: &'a [Truth],
    /// The history of the run up to `n_iter`.
    pub history: Past<'a>,
    /// The exact optimum; `None` until the first one is found, and if there is none.
    pub optimum: Option<&'a Optimum>,
    /// Whether there is no optimum: the classes are separable and the weights are not penalized.
    pub has_no_optimum: bool,
    /// Current penalty.
    pub penalty: PenaltyKind,
    /// Its strength.
    pub lambda: f64,
    /// The elastic net's share of the L1 part.
    pub l1_ratio: f64,
    /// Whether the intercept is fitted; otherwise it is 0.
    pub fit_intercept: bool,
    /// Penalty factors, one per feature; `None` for 1 each.
    pub penalty_factor: Option<&'a [f64]>,
    /// The scale of standardized features, which converts weights to original units.
    pub scaler: Option<&'a StandardScaler>,
    /// The optima computed so far, from the largest λ of the slider to the smallest; empty without a penalty.
    pub path: &'a [PathPoint],
    /// Version of the path; changes with every new path.
    pub path_version: usize,
    /// Cross-validation scores over λ of the finished folds.
    pub validation: Option<&'a ValidationCurve>,
    /// The scoring of the cross-validation.
    pub scoring: Scoring,
    /// The weights of the same run under each penalty, in the order of [`PenaltyKind::ALL`].
    pub compared: Option<[&'a Point; PenaltyKind::ALL.len()]>,
    /// The bookmarked iteration.
    pub bookmark: Option<&'a Bookmark>,
    /// The focused feature, highlighted in all panels.
    pub focused: Option<usize>,
    /// Contours and ball in two weights; `None` with a single feature.
    pub slice: Option<&'a Slice>,
    /// Loss gradient at `point` with respect to the two weights of the slice.
    pub loss_slope: (f64, f64),
    /// Penalty gradient at `point` with respect to the two weights of the slice.
    pub penalty_slope: (f64, f64),
    /// Training rows.
    pub train: &'a Dataset,
    /// Test rows.
    pub test: Option<&'a Dataset>,
    /// The model on half-samples of the training rows; `None` unless a visible panel requires them.
    pub halves: Option<&'a Repeats>,
    /// The model on bootstrap samples of the training rows; `None` unless a visible panel requires them.
    pub bootstraps: Option<&'a Repeats>,
    /// The reason why there are no cross-validation scores.
    pub why_no_folds: Option<WhyNoFolds>,
    /// Cross-validation scores over λ × `l1_ratio`; `None` unless a visible panel requires them.
    pub validation_surface: Option<&'a ValidationSurface>,
    /// The trajectory in the slice from the chosen start point.
    pub start_trajectory: Option<&'a StartTrajectory>,
    /// Errors of background tasks.
    pub errors: TaskErrors<'a>,
}

impl Snapshot<'_> {
    /// The weight `w` of feature `j` per unit of the feature; `None` if features keep their units.
    #[must_use]
    pub fn weight_per_unit(&self, j: usize, w: f64) -> Option<f64> {
        self.scaler.map(|scaler| scaler.weight_per_unit(j, w))
    }

    /// The penalty factor of feature `j`.
    #[must_use]
    pub fn penalty_factor_of(&self, j: usize) -> f64 {
        self.penalty_factor.map_or(1.0, |factors| factors[j])
    }
}

/// Errors of background tasks; panels show them in place of the result.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TaskErrors<'a> {
    /// Error of the comparison of penalties.
    pub comparison: Option<&'a Error>,
    /// Error of the regularization path.
    pub path: Option<&'a Error>,
    /// Error of the cross-validation over λ.
    pub folds: Option<&'a Error>,
    /// Error of the cross-validation over λ × `l1_ratio`.
    pub surface: Option<&'a Error>,
    /// Error of the half-samples.
    pub halves: Option<&'a Error>,
    /// Error of the bootstrap samples.
    pub bootstraps: Option<&'a Error>,
}

impl TaskErrors<'_> {
    /// The first error of the tasks that compute these.
    #[must_use]
    pub fn of(&self, required: RequiredComputations) -> Option<&Error> {
        let RequiredComputations { comparison, resampling, sweep, folds, path, geometry: _, advice: _ } =
            required;
        let tasks = [
            (comparison, self.comparison),
            (path, self.path),
            (folds, self.folds),
            (sweep, self.surface),
            (resampling, self.halves),
            (resampling, self.bootstraps),
        ];
        tasks.into_iter().find_map(|(is_required, error)| error.filter(|_| is_required))
    }
}

/// Cached numbers computed from the weights that are shown.
#[derive(Clone, Copy, Default)]
pub(super) struct Derived {
    pub counts: Counts,
    pub loss_slope: (f64, f64),
    pub penalty_slope: (f64, f64),
}

impl Lab {
    fn derive(&self) -> Derived {
        if let Some(known) = self.derived.get() {
            return known;
        }
        let (trainer, point) = (self.run.trainer(), self.run.point());
        let mut derived = Derived { counts: self.run.counts(), ..Derived::default() };
        if let Some(geometry) = self.tasks.plane.shown() {
            let (problem, (a, b)) = (trainer.problem(), geometry.pair());
            let slope = |j: usize| problem.penalty_of(j).subgradient(point.coef[j]);
            derived.loss_slope = geometry.loss_slope(trainer, point);
            derived.penalty_slope = (slope(a), slope(b));
        }
        self.derived.set(Some(derived));
        derived
    }

    /// Returns a view of the current state for drawing.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot<'_> {
        let Self { run, tasks, .. } = self;
        let Derived { counts, loss_slope, penalty_slope } = self.derive();
        let (trainer, path_and_folds, plane) = (run.trainer(), &tasks.path_and_folds, tasks.plane.shown());
        let (train, params) = (&**trainer.train(), &self.params.trainer);
        Snapshot {
            run: run.number(),
            n_iter: run.n_iter(),
            end_iter: trainer.n_iter(),
            status: run.status(),
            point: run.point(),
            counts,
            terms: run.terms(),
            feature_names: train.feature_names(),
            truth: train.truth(),
            history: run.past(),
            optimum: tasks.optimum.optimum(),
            has_no_optimum: tasks.optimum.has_none(),
            penalty: params.penalty,
            lambda: params.lambda,
            l1_ratio: params.l1_ratio,
            fit_intercept: params.model.fit_intercept,
            penalty_factor: params.model.penalty_factor.as_deref(),
            scaler: self.scaler(),
            path: path_and_folds.points(),
            path_version: path_and_folds.path_version(),
            validation: path_and_folds.curve(),
            scoring: path_and_folds.scoring(),
            // The compared models are at the end of the run, so they are not shown beside an earlier iteration.
            compared: tasks
                .comparison()
                .filter(|_| !run.is_earlier())
                .map(|models| PenaltyKind::ALL.map(|kind| models.point(kind))),
            bookmark: self.bookmark.as_ref(),
            focused: self.focused,
            slice: plane.map(Geometry::slice),
            loss_slope,
            penalty_slope,
            train,
            test: trainer.test().map(Rc::as_ref),
            halves: tasks.resampling.as_ref().map(ResamplingTask::halves),
            bootstraps: tasks.resampling.as_ref().map(ResamplingTask::bootstraps),
            why_no_folds: path_and_folds.why_no_folds(),
            validation_surface: self.needs().sweep.then(|| path_and_folds.validation_surface()),
            start_trajectory: plane.and_then(Geometry::start_trajectory),
            errors: tasks.errors(),
        }
    }
}
