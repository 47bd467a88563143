//! Export of the data of panels as CSV (RFC 4180): one header row, full precision.

mod csv;
mod models;
mod validation;

use self::csv::Csv;
use super::comparison::Comparison;
use super::history::Counts;
use super::lab::Lab;
use super::params::Params;
use super::scores::Scores;
use super::snapshot::Snapshot;
use super::validation_surface::ValidationSurface;
use crate::data::Task;
use crate::error::Result;
use crate::model::{PenaltyKind, Point};
use crate::names::named;

/// A table that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CsvTable {
    /// Weights by iteration.
    Trajectories,
    /// Numbers of weights by size and role, by iteration.
    Sparsity,
    /// Objective terms by iteration.
    ObjectiveTerms,
    /// Current weights, optimum, and weights under the other penalties.
    Coefficients,
    /// Regularization path over λ.
    Path,
    /// Cross-validation scores over λ.
    CrossValidation,
    /// Cross-validation scores over λ × `l1_ratio`.
    Surface,
    /// Bias and variance over λ.
    BiasVariance,
    /// Selection frequencies of the weights over λ.
    Stability,
    /// Calibration curves of the model and of the same run under each penalty.
    Calibration,
    /// Scores of the same run under each penalty.
    Comparison,
    /// Scores of the model.
    Scores,
    /// Parameters of the lab.
    Parameters,
}

impl CsvTable {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 13] = [
        Self::Trajectories,
        Self::Sparsity,
        Self::ObjectiveTerms,
        Self::Coefficients,
        Self::Path,
        Self::CrossValidation,
        Self::Surface,
        Self::BiasVariance,
        Self::Stability,
        Self::Calibration,
        Self::Comparison,
        Self::Scores,
        Self::Parameters,
    ];

    /// The name in the API and in file names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Trajectories => "trajectories",
            Self::Sparsity => "sparsity",
            Self::ObjectiveTerms => "ledger",
            Self::Coefficients => "coefficients",
            Self::Path => "path",
            Self::CrossValidation => "cross-validation",
            Self::Surface => "surface",
            Self::BiasVariance => "bias-variance",
            Self::Stability => "stability",
            Self::Calibration => "calibration",
            Self::Comparison => "comparison",
            Self::Scores => "scores",
            Self::Parameters => "parameters",
        }
    }

    /// The table of this name.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("table", name, &Self::ALL, Self::name)
    }

    /// Whether the data are available: background tasks take several frames, and some run only while a visible panel requires them.
    #[must_use]
    pub fn is_known(self, snapshot: &Snapshot<'_>) -> bool {
        match self {
            Self::Path => !snapshot.path.is_empty(),
            Self::CrossValidation => snapshot.validation.is_some(),
            Self::Surface => snapshot.validation_surface.is_some_and(ValidationSurface::is_complete),
            Self::BiasVariance => models::has_samples(snapshot.bootstraps),
            Self::Stability => models::has_samples(snapshot.halves),
            Self::Calibration => {
                let has_classes = snapshot.test.is_some_and(|test| test.task() == Task::Classification);
                has_classes && snapshot.compared.is_some()
            }
            Self::Comparison => snapshot.compared.is_some(),
            Self::Trajectories
            | Self::Sparsity
            | Self::ObjectiveTerms
            | Self::Coefficients
            | Self::Scores
            | Self::Parameters => true,
        }
    }

    /// Writes the table as CSV; only its header if the data are not available yet.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::lab::{Lab, Params, CsvTable};
    /// let mut lab = Lab::new(Params::default())?;
    /// lab.step(10);
    /// let csv = CsvTable::ObjectiveTerms.write(&mut lab);
    /// assert!(csv.starts_with("iteration,loss,l1,l2,objective,test_loss\r\n0,0.693147"));
    /// assert_eq!(csv.lines().count(), 12);
    /// # Ok::<(), regularization_lab::Error>(())
    /// ```
    #[must_use]
    pub fn write(self, lab: &mut Lab) -> String {
        let csv = Csv::default();
        match self {
            Self::Trajectories => trajectories(csv, &lab.snapshot()),
            Self::Sparsity => sparsity(csv, &lab.snapshot()),
            Self::ObjectiveTerms => ledger(csv, &lab.snapshot()),
            Self::Coefficients => coefficients(csv, &lab.snapshot()),
            Self::Path => path(csv, &lab.snapshot()),
            Self::CrossValidation => validation::cross_validation(csv, &lab.snapshot()),
            Self::Surface => validation::surface(csv, &lab.snapshot()),
            Self::BiasVariance => models::bias_variance(csv, &lab.snapshot()),
            Self::Stability => models::stability(csv, &lab.snapshot()),
            Self::Calibration => models::calibration(csv, &lab.snapshot()),
            Self::Comparison => comparison(csv, lab.comparison()),
            Self::Scores => scores(csv, lab.snapshot().n_iter, &lab.scores()),
            Self::Parameters => parameters(csv, lab.params(), &lab.snapshot()),
        }
    }
}

/// The suffix of columns in original units, which a table has if the features are standardized: weights per unit of their features.
const ORIGINAL: &str = "_original";
/// The name of the intercept beside those of features.
const INTERCEPT: &str = "(intercept)";

/// Writes the names of the features, and of their weights in original units.
fn head_of_weights(csv: &mut Csv, snapshot: &Snapshot<'_>) {
    csv.cells(names(snapshot));
    if snapshot.scaler.is_some() {
        for name in names(snapshot) {
            csv.cell(&format!("{name}{ORIGINAL}"));
        }
    }
}

/// Writes weights, also in original units.
fn weights(csv: &mut Csv, snapshot: &Snapshot<'_>, coef: &[f64]) {
    csv.numbers(coef);
    csv.numbers(&snapshot.scaler.map_or_else(Vec::new, |scaler| scaler.weights_per_unit(coef)));
}

fn names<'a>(snapshot: &Snapshot<'a>) -> impl Iterator<Item = &'a str> {
    snapshot.feature_names.iter().map(String::as_str)
}

/// Indices and iterations of the stored moments, and whether the iteration that is shown is not among them.
fn moments<'a>(snapshot: &Snapshot<'a>) -> (impl Iterator<Item = (usize, usize)> + 'a, bool) {
    let iterations = snapshot.history.iterations();
    let needs_current = iterations.last() != Some(&snapshot.n_iter);
    (iterations.iter().copied().enumerate(), needs_current)
}

fn trajectories(mut csv: Csv, snapshot: &Snapshot<'_>) -> String {
    csv.cell("iteration");
    head_of_weights(&mut csv, snapshot);
    csv.end_row();
    let (kept, needs_current) = moments(snapshot);
    for (k, iteration) in kept {
        csv.count(iteration);
        weights(&mut csv, snapshot, snapshot.history.coef(k));
        csv.end_row();
    }
    if needs_current {
        csv.count(snapshot.n_iter);
        weights(&mut csv, snapshot, &snapshot.point.coef);
        csv.end_row();
    }
    csv.text
}

fn sparsity(mut csv: Csv, snapshot: &Snapshot<'_>) -> String {
    csv.cells(["iteration", "informative", "redundant", "noise", "near_zero", "exact_zero"]);
    csv.end_row();
    let mut row = |iteration: usize, counts: &Counts| {
        csv.count(iteration);
        for count in [counts.informative, counts.redundant, counts.noise, counts.near_zero, counts.exact_zero]
        {
            csv.count(count);
        }
        csv.end_row();
    };
    let (kept, needs_current) = moments(snapshot);
    kept.for_each(|(k, iteration)| row(iteration, &snapshot.history.counts()[k]));
    if needs_current {
        row(snapshot.n_iter, &snapshot.counts);
    }
    csv.text
}

fn ledger(mut csv: Csv, snapshot: &Snapshot<'_>) -> String {
    csv.cells(["iteration", "loss", "l1", "l2", "objective"]);
    csv.cells(snapshot.test.map(|_| "test_loss"));
    csv.end_row();
    let (kept, needs_current) = moments(snapshot);
    let now = needs_current.then_some((snapshot.n_iter, snapshot.terms));
    for (iteration, at) in
        kept.map(|(k, iteration)| (iteration, snapshot.history.objective_terms()[k])).chain(now)
    {
        csv.count(iteration);
        csv.numbers(&[at.loss, at.l1, at.l2, at.objective()]);
        csv.numbers(&at.test_loss);
        csv.end_row();
    }
    csv.text
}

fn coefficients(mut csv: Csv, snapshot: &Snapshot<'_>) -> String {
    let optimum = snapshot.optimum.map(|optimum| &optimum.point);
    let compared = snapshot.compared.into_iter().flatten();
    let compared = PenaltyKind::ALL.iter().zip(compared).map(|(kind, point)| (kind.name(), Some(point)));
    let models = [("coef", Some(snapshot.point)), ("optimum", optimum)].into_iter().chain(compared);
    let (names_of_models, models): (Vec<&str>, Vec<Option<&Point>>) = models.unzip();
    csv.cells(["feature", "truth"]);
    csv.cells(names_of_models.iter().copied());
    if snapshot.scaler.is_some() {
        for name in names_of_models {
            csv.cell(&format!("{name}{ORIGINAL}"));
        }
    }
    csv.cells(snapshot.penalty_factor.map(|_| "penalty_factor"));
    csv.end_row();
    let values = |csv: &mut Csv, value: &dyn Fn(&Point) -> f64| {
        for point in &models {
            csv.optional(point.map(value));
        }
    };
    for (j, name) in names(snapshot).enumerate() {
        csv.cells([name, snapshot.truth.get(j).map_or("", |truth| truth.name())]);
        values(&mut csv, &|point| point.coef[j]);
        if let Some(scaler) = snapshot.scaler {
            values(&mut csv, &|point| scaler.weight_per_unit(j, point.coef[j]));
        }
        csv.numbers(&snapshot.penalty_factor.map(|factors| factors[j]));
        csv.end_row();
    }
    csv.cells([INTERCEPT, ""]);
    values(&mut csv, &|point| point.intercept);
    if let Some(scaler) = snapshot.scaler {
        values(&mut csv, &|point| scaler.original_intercept(&point.coef, point.intercept));
    }
    csv.cells(snapshot.penalty_factor.map(|_| ""));
    csv.end_row();
    csv.text
}

fn path(mut csv: Csv, snapshot: &Snapshot<'_>) -> String {
    csv.cells(["lambda", "kept", "kkt_residual", "deviance_explained"]);
    head_of_weights(&mut csv, snapshot);
    csv.cell(INTERCEPT);
    if snapshot.scaler.is_some() {
        csv.cell(&format!("{INTERCEPT}{ORIGINAL}"));
    }
    csv.end_row();
    for at in snapshot.path {
        csv.number(at.lambda);
        csv.count(at.point.coef.iter().filter(|&&w| w != 0.0).count());
        csv.numbers(&[at.kkt_residual, at.explained]);
        weights(&mut csv, snapshot, &at.point.coef);
        csv.number(at.point.intercept);
        csv.numbers(
            &snapshot.scaler.map(|scaler| scaler.original_intercept(&at.point.coef, at.point.intercept)),
        );
        csv.end_row();
    }
    csv.text
}

fn comparison(mut csv: Csv, models: Option<&Comparison>) -> String {
    let all = models.map(|models| (models.n_iter(), PenaltyKind::ALL.map(|kind| models.scores(kind))));
    csv.cells(["penalty", "iteration"]);
    csv.cells(all.iter().flat_map(|(_, scores)| scores[0].named()).map(|(name, _)| name));
    csv.end_row();
    let Some((n_iter, all)) = all else { return csv.text };
    for (kind, scores) in PenaltyKind::ALL.into_iter().zip(&all) {
        csv.cell(kind.name());
        csv.count(n_iter);
        scores.named().for_each(|(_, value)| csv.number(value));
        csv.end_row();
    }
    csv.text
}

fn scores(mut csv: Csv, n_iter: usize, scores: &Scores) -> String {
    csv.cells(["metric", "value"]);
    csv.end_row();
    csv.cell("iteration");
    csv.count(n_iter);
    csv.end_row();
    for (name, value) in scores.named() {
        csv.cell(name);
        csv.number(value);
        csv.end_row();
    }
    csv.text
}

fn parameters(mut csv: Csv, params: &Params, snapshot: &Snapshot<'_>) -> String {
    let trainer = &params.trainer;
    csv.cells(["parameter", "value"]);
    csv.end_row();
    let texts = [
        ("data", params.data.preset.name()),
        ("standardize", if params.data.standardize { "true" } else { "false" }),
        ("fit_intercept", if trainer.model.fit_intercept { "true" } else { "false" }),
        ("penalty", trainer.penalty.name()),
        ("optimizer", trainer.optimizer.name()),
    ];
    for (name, value) in texts {
        csv.cells([name, value]);
        csv.end_row();
    }
    let data = &params.data;
    let seed = [("random_state", f64::from(data.random_state()))];
    let numbers =
        data.parameters().into_iter().map(|parameter| (parameter.name, parameter.value)).chain(seed).chain([
            ("lambda", trainer.lambda),
            ("l1_ratio", trainer.effective_l1_ratio()),
            ("learning_rate", trainer.learning_rate),
            ("tolerance", trainer.effective_tolerance()),
            ("label_smoothing", trainer.label_smoothing),
            ("dropout", trainer.dropout),
        ]);
    for (name, value) in numbers {
        csv.cell(name);
        csv.number(value);
        csv.end_row();
    }
    let factors = snapshot.penalty_factor.unwrap_or_default();
    for (name, &factor) in names(snapshot).zip(factors).filter(|(_, factor)| **factor != 1.0) {
        csv.cell(&format!("penalty_factor of {name}"));
        csv.number(factor);
        csv.end_row();
    }
    csv.text
}
