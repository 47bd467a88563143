//! Folds and scorings of the cross-validation, and the reasons why there are none.

use crate::data::{Dataset, Folds, Task};
use crate::model::Scoring;

/// Number of folds, as in glmnet.
pub(crate) const USUAL_FOLDS: usize = 10;

/// The folds of these training rows, shuffled as in scikit-learn with seed 0: ten, or as many as there are rows or rows of the smaller
/// class, so that every fold tests each class. Fewer than two are none.
pub(super) fn folds_of(train: &Dataset) -> Folds {
    let most = train.class_counts().map_or(train.n_samples(), |[zeros, ones]| zeros.min(ones));
    Folds { k: most.min(USUAL_FOLDS), random_state: 0, shuffle: true, stratify: None }
}

/// The reason why there is no cross-validation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNoFolds {
    /// The model has class weights, which the folds ignore.
    Weighted,
    /// There are too few rows, or rows of one class, for two folds.
    TooFewRows,
    /// A fold has one row, for which R² is undefined.
    OneRow,
}

impl WhyNoFolds {
    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Weighted => "weighted",
            Self::TooFewRows => "too-few-rows",
            Self::OneRow => "one-row",
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
