//! Plain data that a picture is drawn from.

use super::geometry::Slice;
use super::history::{Counts, History};
use crate::data::Truth;
use crate::model::{PenaltyKind, Point};
use crate::solve::Status;

/// The exact optimum of the present problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimum {
    /// Weights and intercept.
    pub point: Point,
    /// How the weights divide.
    pub counts: Counts,
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
    /// How the run stands.
    pub status: Status,
    /// The present weights.
    pub point: &'a Point,
    /// How they divide.
    pub counts: Counts,
    /// One name a feature.
    pub feature_names: &'a [String],
    /// What every feature is known to be; empty when the truth is not known.
    pub truth: &'a [Truth],
    /// The run so far.
    pub history: &'a History,
    /// Where it is going; `None` while it is first computed and where there is none.
    pub optimum: Option<&'a Optimum>,
    /// There is none: the classes can be separated and nothing holds the weights.
    pub has_no_optimum: bool,
    /// Penalty in force.
    pub penalty: PenaltyKind,
    /// Its strength.
    pub lambda: f64,
    /// Contours and ball in two weights; `None` with a single feature.
    pub slice: Option<&'a Slice>,
    /// Gradient of the loss at the present point in the two weights of the slice.
    pub loss_slope: (f64, f64),
    /// Gradient of the penalty there.
    pub penalty_slope: (f64, f64),
}
