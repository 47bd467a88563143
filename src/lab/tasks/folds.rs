//! Folds and scorings of the cross-validation, and the reasons why there are none.

use crate::data::{Folds, Task};
use crate::model::Scoring;

/// Ten folds as in glmnet, shuffled as in scikit-learn with seed 0.
pub(super) const FOLDS: Folds = Folds { k: 10, random_state: 0, shuffle: true, stratify: None };

/// The reason why there is no cross-validation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNoFolds {
    /// The model has class weights, which the folds ignore.
    Weighted,
    /// There are too few rows for ten folds.
    TooFewRows,
    /// A fold has one class only, for which AUC is undefined.
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

/// The scorings for a task, the default first.
pub(crate) fn scorings(task: Task) -> &'static [Scoring] {
    match task {
        Task::Classification => &[Scoring::NegLogLoss, Scoring::Accuracy, Scoring::Auc],
        Task::Regression => &[Scoring::NegMse, Scoring::R2],
    }
}
