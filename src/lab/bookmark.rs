//! A bookmarked iteration.

use crate::model::{PenaltyKind, Point};

/// Weights and penalty at an iteration, to compare later iterations and other runs on the same data with.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// Number of the run.
    pub run: usize,
    /// Its iteration.
    pub n_iter: usize,
    /// The weights at this iteration.
    pub point: Point,
    /// The penalty at this iteration.
    pub penalty: PenaltyKind,
    /// Its strength.
    pub lambda: f64,
    /// The elastic net's share of the L1 part.
    pub l1_ratio: f64,
}
