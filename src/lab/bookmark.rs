//! A bookmarked iteration.

use crate::model::{PenaltyKind, Point};

/// Where a run stood, and under which penalty: what later moments and other runs on the same data are set against.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// Number of the run.
    pub run: usize,
    /// Its iteration.
    pub n_iter: usize,
    /// The weights then.
    pub point: Point,
    /// The penalty then.
    pub penalty: PenaltyKind,
    /// Its strength.
    pub lambda: f64,
    /// The elastic net's share of the L1 part.
    pub l1_ratio: f64,
}
