//! Plain data that a picture is drawn from.

use super::bookmark::Bookmark;
use super::geometry::Slice;
use super::history::{Counts, Past};
use super::objective_terms::ObjectiveTerms;
use super::path_and_folds::WhyNoFolds;
use super::resampling::Repeats;
use super::start_trajectory::StartTrajectory;
use super::validation_surface::ValidationSurface;
use crate::data::{Dataset, Truth};
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
    /// The last iteration that has been run; later than `n_iter` while a hand looks back.
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
    /// The moment that a hand has kept.
    pub bookmark: Option<&'a Bookmark>,
    /// The weight that a hand follows through all pictures.
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
    /// The path in the slice from a start that a hand has chosen.
    pub start_trajectory: Option<&'a StartTrajectory>,
}
