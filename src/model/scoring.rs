//! Scorings of cross-validation; greater is better in all of them, as in scikit-learn.

use super::loss::Loss;
use super::metrics;
use crate::data::{Dataset, Task};
use crate::error::{Error, Result};
use crate::names::named;

/// scikit-learn's `scoring`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scoring {
    /// Area under the ROC curve.
    Auc,
    /// Share of correctly classified rows.
    Accuracy,
    /// Minus the mean log-loss.
    NegLogLoss,
    /// `R² = 1 − residual / total sum of squares`.
    R2,
    /// Minus the mean squared error.
    NegMse,
}

impl Scoring {
    /// All scorings; the first three need a classification.
    pub const ALL: [Self; 5] = [Self::Auc, Self::Accuracy, Self::NegLogLoss, Self::R2, Self::NegMse];

    /// The name in the API and in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auc => "auc",
            Self::Accuracy => "accuracy",
            Self::NegLogLoss => "neg-log-loss",
            Self::R2 => "r2",
            Self::NegMse => "neg-mse",
        }
    }

    /// The name of the displayed value, in English; a negated loss has the name of the loss.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Auc => "AUC",
            Self::Accuracy => "accuracy",
            Self::NegLogLoss => "log-loss",
            Self::R2 => "R²",
            Self::NegMse => "MSE",
        }
    }

    /// The score of this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("scoring", name, &Self::ALL, Self::name)
    }

    /// Whether it is a negated loss.
    #[must_use]
    pub fn is_negated(self) -> bool {
        matches!(self, Self::NegLogLoss | Self::NegMse)
    }

    /// The value to display: a negated loss is shown as the loss.
    #[must_use]
    pub fn shown(self, score: f64) -> f64 {
        if self.is_negated() { -score } else { score }
    }

    /// The default scoring: AUC for a classification, R² for a regression.
    #[must_use]
    pub fn of_task(task: Task) -> Self {
        match task {
            Task::Classification => Self::Auc,
            Task::Regression => Self::R2,
        }
    }

    /// Checks that the scoring applies to models of this loss on these data.
    ///
    /// # Errors
    /// [`Error::Parameter`] for AUC, accuracy or log-loss of a regression, and for the log-loss of a model with squared loss.
    pub fn check(self, data: &Dataset, loss: Loss) -> Result<()> {
        let needs_classes = matches!(self, Self::Auc | Self::Accuracy | Self::NegLogLoss);
        let given = || format!("\"{}\"", self.name());
        if needs_classes && data.task() == Task::Regression {
            return Err(Error::parameter("scoring", given(), "\"r2\" or \"neg-mse\" for a regression"));
        }
        if self == Self::NegLogLoss && loss == Loss::Squared {
            let accepted = "a score that needs no probabilities with the squared loss, such as \"auc\"";
            return Err(Error::parameter("scoring", given(), accepted));
        }
        Ok(())
    }

    /// The score of rows with targets `y` and linear predictor `z`, both `(n_samples,)`. With a logistic loss, R² and squared error use
    /// probabilities.
    ///
    /// # Errors
    /// [`Error::Data`] for an AUC of rows of one class; [`Error::Parameter`] if lengths differ or a value is not
    /// finite.
    pub fn score(self, loss: Loss, y: &[f64], z: &[f64]) -> Result<f64> {
        let predicted = || z.iter().map(|&z| loss.predict(z)).collect::<Vec<_>>();
        match self {
            Self::Auc => metrics::roc_auc(y, z),
            Self::Accuracy => metrics::accuracy(y, &predicted()),
            Self::NegLogLoss => metrics::log_loss(y, &predicted()).map(|loss| -loss),
            Self::R2 => metrics::r2(y, &predicted()),
            Self::NegMse => metrics::mean_squared_error(y, &predicted()).map(|error| -error),
        }
    }
}
