//! Plain data that a picture is drawn from.

use std::rc::Rc;

use super::bookmark::Bookmark;
use super::geometry::{Geometry, Slice};
use super::history::{Counts, Past};
use super::lab::Lab;
use super::objective_terms::ObjectiveTerms;
use super::resampling::{Repeats, ResamplingTask};
use super::start_trajectory::StartTrajectory;
use super::tasks::folds::WhyNoFolds;
use super::validation_surface::ValidationSurface;
use crate::data::{Dataset, Truth};
use crate::error::Error;
use crate::model::{PenaltyKind, Point, Scoring};
use crate::solve::{PathPoint, Status, ValidationCurve};

/// The exact optimum of the present problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimum {
    /// Weights and intercept.
    pub point: Point,
    /// How the weights divide.
    pub counts: Counts,
    /// The least that can be reached.
    pub terms: ObjectiveTerms,
    /// The certificate.
    pub kkt_residual: f64,
}

/// One moment of a lab. Scenes read this and nothing else.
#[derive(Debug, Clone, Copy)]
pub struct Snapshot<'a> {
    /// Number of the run: another one after a restart or other data.
    pub run: usize,
    /// Iterations run.
    pub n_iter: usize,
    /// The last iteration that has been run; later than `n_iter` while an earlier one is shown.
    pub end_iter: usize,
    /// How the run stands.
    pub status: Status,
    /// The present weights.
    pub point: &'a Point,
    /// How they divide.
    pub counts: Counts,
    /// What is minimized at them.
    pub terms: ObjectiveTerms,
    /// One name a feature.
    pub feature_names: &'a [String],
    /// What every feature is known to be; empty when the truth is not known.
    pub truth: &'a [Truth],
    /// The run so far.
    pub history: Past<'a>,
    /// Where it is going; `None` while it is first computed and where there is none.
    pub optimum: Option<&'a Optimum>,
    /// There is none: the classes can be separated and nothing holds the weights.
    pub has_no_optimum: bool,
    /// Penalty in force.
    pub penalty: PenaltyKind,
    /// Its strength.
    pub lambda: f64,
    /// The elastic net's share of the L1 part.
    pub l1_ratio: f64,
    /// Optima from the largest λ of the slider to the smallest, growing while they are computed; empty without a penalty.
    pub path: &'a [PathPoint],
    /// Another number for another path.
    pub path_version: usize,
    /// Held-out scores over λ by the folds that are done.
    pub validation: Option<&'a ValidationCurve>,
    /// What its scores are.
    pub scoring: Scoring,
    /// The weights that the same run reaches under each penalty, in the order of [`PenaltyKind::ALL`].
    pub compared: Option<[&'a Point; 4]>,
    /// The bookmarked iteration.
    pub bookmark: Option<&'a Bookmark>,
    /// The focused feature, highlighted in all panels.
    pub focused: Option<usize>,
    /// Contours and ball in two weights; `None` with a single feature.
    pub slice: Option<&'a Slice>,
    /// Gradient of the loss at the present point in the two weights of the slice.
    pub loss_slope: (f64, f64),
    /// Gradient of the penalty there.
    pub penalty_slope: (f64, f64),
    /// Training rows.
    pub train: &'a Dataset,
    /// Rows held back.
    pub test: Option<&'a Dataset>,
    /// The model on half-samples of the training rows; `None` where no picture on show needs them.
    pub halves: Option<&'a Repeats>,
    /// The model on bootstrap samples of the training rows; as above.
    pub bootstraps: Option<&'a Repeats>,
    /// Why there are no held-out scores.
    pub why_no_folds: Option<WhyNoFolds>,
    /// Held-out scores over λ × `l1_ratio`; `None` where no picture on show needs them.
    pub validation_surface: Option<&'a ValidationSurface>,
    /// The trajectory in the slice from the chosen start point.
    pub start_trajectory: Option<&'a StartTrajectory>,
    /// What has ended tasks early.
    pub errors: TaskErrors<'a>,
}

/// The errors that have ended tasks, each for the panel that waits for the result.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TaskErrors<'a> {
    /// Of the same run under the other penalties.
    pub comparison: Option<&'a Error>,
    /// Of the regularization path.
    pub path: Option<&'a Error>,
    /// Of the cross-validation over λ.
    pub folds: Option<&'a Error>,
    /// Of the cross-validation over λ × `l1_ratio`.
    pub surface: Option<&'a Error>,
    /// Of the half-samples.
    pub halves: Option<&'a Error>,
    /// Of the bootstrap samples.
    pub bootstraps: Option<&'a Error>,
}

/// What is computed from the weights that are shown.
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
            let (penalty, (a, b)) = (trainer.problem().penalty, geometry.pair());
            derived.loss_slope = geometry.loss_slope(trainer, point);
            derived.penalty_slope = (penalty.subgradient(point.coef[a]), penalty.subgradient(point.coef[b]));
        }
        self.derived.set(Some(derived));
        derived
    }

    /// This moment, for drawing: views of what the lab has, and nothing is computed twice.
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
            path: path_and_folds.points(),
            path_version: path_and_folds.path_version(),
            validation: path_and_folds.curve(),
            scoring: path_and_folds.scoring(),
            // The other models are where the run ends, so they are not compared with an earlier iteration.
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
