//! The computations required by the visible panels.

use crate::error::{Error, Result};

/// Computations besides the run itself; a lab does only those that visible panels require.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a picture's own wish, in any combination")]
pub struct RequiredComputations {
    /// The same run under the other penalties.
    pub comparison: bool,
    /// The same model on samples of the training rows.
    pub resampling: bool,
    /// Cross-validation over λ × `l1_ratio`.
    pub sweep: bool,
    /// Cross-validation over λ, also for the mark of the one-standard-error rule on the slider.
    pub folds: bool,
    /// Loss contours in the plane of two weights.
    pub geometry: bool,
    /// The regularization path over the slider's λ.
    pub path: bool,
    /// Statistics of the data for advice.
    pub advice: bool,
}

impl RequiredComputations {
    /// None.
    pub const NONE: Self = Self {
        comparison: false,
        resampling: false,
        sweep: false,
        folds: false,
        geometry: false,
        path: false,
        advice: false,
    };

    /// The computations of either.
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

    /// Whether the path or cross-validations are among them.
    pub(crate) fn has_path_or_folds(self) -> bool {
        self.path || self.folds || self.sweep
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
