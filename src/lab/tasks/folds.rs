//! How folds are cut and judged, and why they may not be.

use crate::data::{Folds, Task};
use crate::model::Scoring;

/// As in glmnet; scikit-learn's shuffling with seed 0.
pub(super) const FOLDS: Folds = Folds { k: 10, random_state: 0, shuffle: true, stratify: None };

/// Why there is no cross-validation to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNoFolds {
    /// The folds weigh every row the same, so they would tell of another model.
    Weighted,
    /// Data that cannot be cut into ten folds.
    TooFewRows,
    /// A fold is of one class only, which has no AUC.
    OneClass,
}

impl WhyNoFolds {
    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Weighted => "weighted",
            Self::TooFewRows => "too-few-rows",
            Self::OneClass => "one-class",
        }
    }
}

/// What the folds of a task can be judged by, the default first.
pub(crate) fn scorings(task: Task) -> &'static [Scoring] {
    match task {
        Task::Classification => &[Scoring::NegLogLoss, Scoring::Accuracy, Scoring::Auc],
        Task::Regression => &[Scoring::NegMse, Scoring::R2],
    }
}
