//! Scores of a model.

use super::history::NEAR_ZERO;
use super::objective_terms::ObjectiveTerms;
use crate::data::{Dataset, Task, Truth};
use crate::model::{Evaluation, Loss, Point, Problem, metrics};
use kernels::forward;

/// Objective terms, prediction scores, norms and sparsity of a model.
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
    /// Accuracy.
    pub train_accuracy: Option<f64>,
    /// Accuracy.
    pub test_accuracy: Option<f64>,
    /// Share of the larger class of the training rows: the accuracy of a constant prediction.
    pub train_larger_class: Option<f64>,
    /// Share of the larger class of the test rows.
    pub test_larger_class: Option<f64>,
    /// Area under the ROC curve; `None` if the rows have one class only.
    pub train_auc: Option<f64>,
    /// Area under the ROC curve; `None` if the rows have one class only.
    pub test_auc: Option<f64>,
    /// R², `1 − residual / total sum of squares`.
    pub train_r2: Option<f64>,
    /// R², `1 − residual / total sum of squares`.
    pub test_r2: Option<f64>,
    /// `‖w‖₂`.
    pub norm2: f64,
    /// `‖w‖₁`.
    pub norm1: f64,
    /// Number of weights with `|w| < 0.001`, zeros included.
    pub near_zero: usize,
    /// Number of weights that are 0.
    pub exact_zero: usize,
    /// Number of weights of size at least 0.001 whose feature is not noise, if the roles are known.
    pub true_positives: Option<usize>,
    /// Number of weights of size at least 0.001 whose feature is noise, if the roles are known.
    pub false_positives: Option<usize>,
    /// The KKT residual.
    pub kkt_residual: f64,
}

impl Scores {
    /// The scores of `point`, given its evaluation on the training rows of `problem`.
    #[must_use]
    pub fn of(problem: &Problem<'_>, point: &Point, at: &Evaluation, test: Option<&Dataset>) -> Self {
        let of_train = prediction_scores(problem.data, problem.loss, &at.z);
        let (mut test_loss, mut of_test) = (None, PredictionScores::default());
        if let Some(test) = test {
            let z = predict(test, point);
            test_loss = Some(problem.loss.mean(test.y(), &z));
            of_test = prediction_scores(test, problem.loss, &z);
        }
        let terms = ObjectiveTerms::of(problem, point, &at.z, test_loss);
        let (mut near_zero, mut exact_zero) = (0, 0);
        for w in &point.coef {
            near_zero += usize::from(w.abs() < NEAR_ZERO);
            exact_zero += usize::from(*w == 0.0);
        }
        let (true_positives, false_positives) = selections(&point.coef, problem.data.truth()).unzip();
        Self {
            loss: terms.loss,
            penalty: terms.penalty(),
            objective: terms.objective(),
            test_loss: terms.test_loss,
            train_accuracy: of_train.accuracy,
            test_accuracy: of_test.accuracy,
            train_larger_class: problem.data.larger_class_share(),
            test_larger_class: test.and_then(Dataset::larger_class_share),
            train_auc: of_train.auc,
            test_auc: of_test.auc,
            train_r2: of_train.r2,
            test_r2: of_test.r2,
            norm2: point.norm2(),
            norm1: point.norm1(),
            near_zero,
            exact_zero,
            true_positives,
            false_positives,
            kkt_residual: problem.kkt_residual(point, at),
        }
    }
}

/// Names of the scores that are counts.
pub(super) const COUNTS: [&str; 4] = ["near_zero", "exact_zero", "true_positives", "false_positives"];

impl Scores {
    /// The scores that are known, with names in scikit-learn's spelling.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, f64)> {
        self.fields().into_iter().filter_map(|(name, value)| Some((name, value?)))
    }

    /// All scores, with names in scikit-learn's spelling.
    pub(super) fn fields(&self) -> [(&'static str, Option<f64>); 19] {
        let count = |count: usize| count as f64;
        [
            ("objective", Some(self.objective)),
            ("loss", Some(self.loss)),
            ("penalty", Some(self.penalty)),
            ("test_loss", self.test_loss),
            ("train_accuracy", self.train_accuracy),
            ("test_accuracy", self.test_accuracy),
            ("train_larger_class", self.train_larger_class),
            ("test_larger_class", self.test_larger_class),
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
        ]
    }
}

impl ObjectiveTerms {
    /// The parts at `point`, given its linear predictor of the training rows of `problem`.
    pub(super) fn at(problem: &Problem<'_>, point: &Point, z: &[f64], test: Option<&Dataset>) -> Self {
        let test_loss = test.map(|test| problem.loss.mean(test.y(), &predict(test, point)));
        Self::of(problem, point, z, test_loss)
    }
}

/// Numbers of kept weights whose features are not noise and are noise, if the roles are known.
fn selections(coef: &[f64], truth: &[Truth]) -> Option<(usize, usize)> {
    if truth.is_empty() {
        return None;
    }
    let (mut right, mut wrong) = (0, 0);
    for (w, truth) in coef.iter().zip(truth) {
        if w.abs() >= NEAR_ZERO {
            *if *truth == Truth::Noise { &mut wrong } else { &mut right } += 1;
        }
    }
    Some((right, wrong))
}

/// The linear predictor of the rows.
fn predict(data: &Dataset, point: &Point) -> Vec<f64> {
    let mut z = vec![0.0; data.n_samples()];
    forward(data.x(), &point.coef, point.intercept, &mut z);
    z
}

/// Prediction scores of a data set.
#[derive(Default)]
struct PredictionScores {
    accuracy: Option<f64>,
    auc: Option<f64>,
    r2: Option<f64>,
}

fn prediction_scores(data: &Dataset, loss: Loss, z: &[f64]) -> PredictionScores {
    let y = data.y();
    if data.task() == Task::Regression {
        return PredictionScores { r2: metrics::r2(y, z).ok(), ..PredictionScores::default() };
    }
    let mut right = 0;
    for (&y, &z) in y.iter().zip(z) {
        right += usize::from(loss.predicts_class_1(z) == (y == 1.0));
    }
    let accuracy = Some(right as f64 / y.len() as f64);
    PredictionScores { accuracy, auc: metrics::roc_auc(y, z).ok(), r2: None }
}
