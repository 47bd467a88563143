//! What is to be computed for the panels in sight.

use crate::error::{Error, Result};

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

/// Accepts two different features.
pub(crate) fn check_pair((a, b): (usize, usize), n_features: usize) -> Result<()> {
    if a == b || a.max(b) >= n_features {
        let accepted = format!("two different features of 0 … {}", n_features.saturating_sub(1));
        return Err(Error::parameter("pair", format!("{a} and {b}"), accepted));
    }
    Ok(())
}
