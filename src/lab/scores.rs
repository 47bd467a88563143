//! How a model stands.

use super::history::NEAR_ZERO;
use super::ledger::Ledger;
use crate::data::{Dataset, Task, Truth};
use crate::model::{Evaluation, Loss, Point, Problem, metrics, sigmoid};
use kernels::forward;

/// How a model stands: what is minimized, how well it predicts, what its weights are like.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// Mean loss of the training rows.
    pub loss: f64,
    /// `(λ/n) (l1_ratio ‖w‖₁ + (1 − l1_ratio)/2 ‖w‖₂²)`.
    pub penalty: f64,
    /// Their sum.
    pub objective: f64,
    /// Mean loss of the test rows, unweighted.
    pub test_loss: Option<f64>,
    /// Share of rows classified right.
    pub train_accuracy: Option<f64>,
    /// Share of rows classified right.
    pub test_accuracy: Option<f64>,
    /// Area under the ROC curve; absent where the rows are of one class.
    pub train_auc: Option<f64>,
    /// Area under the ROC curve; absent where the rows are of one class.
    pub test_auc: Option<f64>,
    /// `1 − residual / total sum of squares`.
    pub train_r2: Option<f64>,
    /// `1 − residual / total sum of squares`.
    pub test_r2: Option<f64>,
    /// `‖w‖₂`.
    pub norm2: f64,
    /// `‖w‖₁`.
    pub norm1: f64,
    /// Weights with `|w| < 0.001`, zeros included.
    pub near_zero: usize,
    /// Weights that are 0.
    pub exact_zero: usize,
    /// Weights of size at least 0.001 whose feature carries signal, where the truth is known.
    pub true_positives: Option<usize>,
    /// Weights of size at least 0.001 whose feature is noise, where the truth is known.
    pub false_positives: Option<usize>,
    /// How far from optimal the weights are.
    pub kkt_residual: f64,
}

impl Scores {
    /// The scores of `point`, given its evaluation on the training rows of `problem`.
    #[must_use]
    pub fn of(problem: &Problem<'_>, point: &Point, at: &Evaluation, test: Option<&Dataset>) -> Self {
        let train = Predictions { data: problem.data, loss: problem.loss, z: at.z.clone() };
        let test = test.map(|test| Predictions::at(test, problem.loss, point));
        let ledger = Ledger::of(problem, point, &at.z, test.as_ref().map(Predictions::mean_loss));
        let smaller = |limit: f64| point.coef.iter().filter(|w| w.abs() < limit).count();
        let (true_positives, false_positives) = selections(&point.coef, problem.data.truth()).unzip();
        Self {
            loss: ledger.loss,
            penalty: ledger.penalty(),
            objective: ledger.objective(),
            test_loss: ledger.test_loss,
            train_accuracy: train.accuracy(),
            test_accuracy: test.as_ref().and_then(Predictions::accuracy),
            train_auc: train.auc(),
            test_auc: test.as_ref().and_then(Predictions::auc),
            train_r2: train.r2(),
            test_r2: test.as_ref().and_then(Predictions::r2),
            norm2: point.norm2(),
            norm1: point.norm1(),
            near_zero: smaller(NEAR_ZERO),
            exact_zero: point.coef.iter().filter(|&&w| w == 0.0).count(),
            true_positives,
            false_positives,
            kkt_residual: problem.kkt_residual(point, at),
        }
    }
}

impl Scores {
    /// What is known, with scikit-learn's spelling of names.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let count = |count: usize| count as f64;
        let fields = [
            ("objective", Some(self.objective)),
            ("loss", Some(self.loss)),
            ("penalty", Some(self.penalty)),
            ("test_loss", self.test_loss),
            ("train_accuracy", self.train_accuracy),
            ("test_accuracy", self.test_accuracy),
            ("train_auc", self.train_auc),
            ("test_auc", self.test_auc),
            ("train_r2", self.train_r2),
            ("test_r2", self.test_r2),
            ("norm2", Some(self.norm2)),
            ("norm1", Some(self.norm1)),
            ("near_zero", Some(count(self.near_zero))),
            ("exact_zero", Some(count(self.exact_zero))),
            ("true_positives", self.true_positives.map(count)),
            ("false_positives", self.false_positives.map(count)),
            ("kkt_residual", Some(self.kkt_residual)),
        ];
        fields.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }
}

impl Ledger {
    /// The parts at `point`, given its linear predictor of the training rows of `problem`.
    pub(super) fn at(problem: &Problem<'_>, point: &Point, z: &[f64], test: Option<&Dataset>) -> Self {
        let test_loss = test.map(|test| Predictions::at(test, problem.loss, point).mean_loss());
        Self::of(problem, point, z, test_loss)
    }
}

/// Kept weights that carry signal, and kept weights that are noise.
fn selections(coef: &[f64], truth: &[Truth]) -> Option<(usize, usize)> {
    let kept = || coef.iter().zip(truth).filter(|(w, _)| w.abs() >= NEAR_ZERO);
    let wrong = kept().filter(|(_, truth)| **truth == Truth::Noise).count();
    (!truth.is_empty()).then(|| (kept().count() - wrong, wrong))
}

/// Rows with their linear predictor.
struct Predictions<'a> {
    data: &'a Dataset,
    loss: Loss,
    z: Vec<f64>,
}

impl<'a> Predictions<'a> {
    fn at(data: &'a Dataset, loss: Loss, point: &Point) -> Self {
        let mut z = vec![0.0; data.n_samples()];
        forward(data.x(), &point.coef, point.intercept, &mut z);
        Self { data, loss, z }
    }

    fn mean_loss(&self) -> f64 {
        let rows = self.data.y().iter().zip(&self.z);
        rows.map(|(&y, &z)| self.loss.value(y, z)).sum::<f64>() / self.data.n_samples() as f64
    }

    fn is_classification(&self) -> bool {
        self.data.task() == Task::Classification
    }

    fn accuracy(&self) -> Option<f64> {
        let predicted = |z: f64| if self.loss == Loss::Logistic { sigmoid(z) } else { z };
        let right = |(&y, &z): (&f64, &f64)| (predicted(z) >= 0.5) == (y == 1.0);
        let n_right = self.data.y().iter().zip(&self.z).filter(|row| right(*row)).count();
        self.is_classification().then(|| n_right as f64 / self.data.n_samples() as f64)
    }

    fn auc(&self) -> Option<f64> {
        self.is_classification().then(|| metrics::roc_auc(self.data.y(), &self.z).ok()).flatten()
    }

    fn r2(&self) -> Option<f64> {
        (!self.is_classification()).then(|| metrics::r2(self.data.y(), &self.z).ok()).flatten()
    }
}
