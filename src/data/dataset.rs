//! A table of numbers with a target.

use std::sync::Arc;

use super::classes::Classes;
use super::csv::CsvReport;
use crate::decimal::shown;
use crate::error::{Error, Result, check_count, counted};
use crate::names::named;

/// Largest absolute value in a table: sums of squares of products of two such values stay finite.
pub const MAX_VALUE: f64 = 1e50;

/// Largest `n_samples × n_features` of a generated table.
pub const MAX_VALUES: usize = 5_000_000;

/// Kind of the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// The target is 0 or 1.
    Classification,
    /// The target is any number.
    Regression,
}

impl Task {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Classification, Self::Regression];

    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Classification => "classification",
            Self::Regression => "regression",
        }
    }

    /// The task of this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("task", name, &Self::ALL, Self::name)
    }
}

/// Role of a feature in generated data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// The target depends on it.
    Informative,
    /// A linear combination of informative features.
    Redundant,
    /// A copy of an informative or redundant feature.
    Repeated,
    /// Independent of the target.
    Noise,
}

impl Truth {
    /// The name used by the JavaScript contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Informative => "informative",
            Self::Redundant => "redundant",
            Self::Repeated => "repeated",
            Self::Noise => "noise",
        }
    }
}

/// Samples `x` of shape `(n_samples, n_features)`, row-major, with a target `y` of shape `(n_samples,)`.
///
/// Every value is finite and at most [`MAX_VALUE`] in size, there is at least one row and one column,
/// and a classification target holds only 0 and 1.
///
/// # Example
/// ```
/// use regularization_lab::data::{Dataset, Task};
/// let data = Dataset::new(vec![1.0, 2.0, 3.0, 4.0], vec![0.0, 1.0], 2, Task::Classification)?;
/// assert_eq!((data.n_samples(), data.n_features()), (2, 2));
/// assert_eq!(data.row(1), [3.0, 4.0]);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    x: Vec<f64>,
    y: Vec<f64>,
    n_features: usize,
    task: Task,
    feature_names: Vec<String>,
    truth: Vec<Truth>,
    classes: Classes,
    import: Option<Arc<Import>>,
}

/// What is known of data that were read from a CSV.
#[derive(Debug, PartialEq)]
pub(crate) struct Import {
    pub report: CsvReport,
    /// Whether each row trains, `(n_samples,)`, if a column says so.
    pub trains: Option<Vec<bool>>,
}

impl Dataset {
    /// A data set with features named `x0`, `x1`, … and unknown roles of the features.
    ///
    /// # Errors
    /// [`Error::Parameter`] if `x.len() != y.len() * n_features` or there is no row or no column; [`Error::Cell`] for a value that is
    /// not finite or larger than [`MAX_VALUE`], and for a class other than 0 and 1. Messages count rows and columns from 1,
    /// without a header.
    pub fn new(x: Vec<f64>, y: Vec<f64>, n_features: usize, task: Task) -> Result<Self> {
        check_shapes(&x, &y, n_features)?;
        let data = Self {
            feature_names: (0..n_features).map(|j| format!("x{j}")).collect(),
            truth: Vec::new(),
            classes: Classes::default(),
            import: None,
            x,
            y,
            n_features,
            task,
        };
        data.check_values()?;
        Ok(data)
    }

    /// The same table with other feature names.
    ///
    /// # Errors
    /// [`Error::Parameter`] unless there is one name for every feature.
    pub fn with_feature_names(mut self, names: Vec<String>) -> Result<Self> {
        if names.len() != self.n_features {
            let accepted = format!("{}, one a feature", counted(self.n_features, "name"));
            return Err(Error::parameter("feature_names", names.len().to_string(), accepted));
        }
        self.feature_names = names;
        Ok(self)
    }

    /// The same table with the role of each feature.
    #[must_use]
    pub(crate) fn with_truth(mut self, truth: Vec<Truth>) -> Self {
        debug_assert_eq!(truth.len(), self.n_features);
        self.truth = truth;
        self
    }

    /// The same table with names of its classes.
    #[must_use]
    pub(crate) fn with_classes(mut self, classes: Classes) -> Self {
        self.classes = classes;
        self
    }

    pub(super) fn classes(&self) -> &Classes {
        &self.classes
    }

    /// The same features with another target, valid for the task.
    #[must_use]
    pub(super) fn with_y(mut self, y: Vec<f64>) -> Self {
        debug_assert_eq!(y.len(), self.y.len());
        self.y = y;
        self
    }

    /// The same table with what is known of its text.
    #[must_use]
    pub(crate) fn with_import(mut self, import: Import) -> Self {
        self.import = Some(Arc::new(import));
        self
    }

    /// How the table was read, if it was read from a CSV.
    #[must_use]
    pub fn report(&self) -> Option<&CsvReport> {
        self.import.as_ref().map(|import| &import.report)
    }

    /// Whether a column of the table says which rows train.
    #[must_use]
    pub fn has_predefined_split(&self) -> bool {
        self.predefined_test_rows().is_some()
    }

    /// The rows that a column of the table holds back.
    #[must_use]
    pub fn predefined_test_rows(&self) -> Option<Vec<usize>> {
        let trains = self.import.as_ref()?.trains.as_ref()?;
        Some((0..trains.len()).filter(|&i| !trains[i]).collect())
    }

    /// Training rows and test rows by the column [`CsvOptions::split`](super::CsvOptions::split).
    ///
    /// # Errors
    /// [`Error::Data`] if there was none.
    pub fn predefined_split(&self) -> Result<(Self, Self)> {
        let trains = self.import.as_ref().and_then(|import| import.trains.as_ref());
        let trains = trains.ok_or_else(|| {
            Error::data("no column says which rows train; name one with the option split of a CSV")
        })?;
        let (train, test): (Vec<usize>, Vec<usize>) = (0..trains.len()).partition(|&i| trains[i]);
        Ok((self.select(&train), self.select(&test)))
    }

    /// The given rows in the given order; rows may repeat.
    #[must_use]
    pub(crate) fn select(&self, rows: &[usize]) -> Self {
        let mut x = Vec::with_capacity(rows.len() * self.n_features);
        for &i in rows {
            x.extend_from_slice(self.row(i));
        }
        let y = rows.iter().map(|&i| self.y[i]).collect();
        // The import and the codes of classes describe all rows.
        Self { x, y, import: None, classes: self.classes.of_part(), ..self.described() }
    }

    /// The same rows and target with other values of the features.
    ///
    /// # Errors
    /// [`Error::Cell`] for a value that is not finite or larger than [`MAX_VALUE`].
    pub(crate) fn with_x(&self, x: Vec<f64>) -> Result<Self> {
        debug_assert_eq!(x.len(), self.x.len());
        let data = Self { x, y: self.y.clone(), ..self.described() };
        data.check_values()?;
        Ok(data)
    }

    /// Overwrites the features with `change(value)` of those of `other`, a table of the same shape.
    pub(crate) fn refill(&mut self, other: &Self, mut change: impl FnMut(f64) -> f64) {
        debug_assert_eq!(self.x.len(), other.x.len());
        self.x.iter_mut().zip(&other.x).for_each(|(x, &from)| *x = change(from));
    }

    fn described(&self) -> Self {
        Self {
            x: Vec::new(),
            y: Vec::new(),
            n_features: self.n_features,
            task: self.task,
            feature_names: self.feature_names.clone(),
            truth: self.truth.clone(),
            classes: self.classes.clone(),
            import: self.import.clone(),
        }
    }

    fn check_values(&self) -> Result<()> {
        let p = self.n_features;
        for (i, (row, target)) in self.x.chunks_exact(p).zip(&self.y).enumerate() {
            for (j, &value) in row.iter().chain([target]).enumerate() {
                let is_class = j == p && self.task == Task::Classification;
                let wanted = if value.is_nan() || value.abs() > MAX_VALUE {
                    "a value must be a number of size at most 1e50"
                } else if is_class && value != 0.0 && value != 1.0 {
                    "a class must be 0 or 1"
                } else {
                    continue;
                };
                let reason = format!("{wanted}; got {}", shown(value));
                return Err(Error::Cell { row: i + 1, column: j + 1, reason });
            }
        }
        Ok(())
    }

    /// Number of rows.
    #[must_use]
    pub fn n_samples(&self) -> usize {
        self.y.len()
    }

    /// Number of columns.
    #[must_use]
    pub fn n_features(&self) -> usize {
        self.n_features
    }

    /// Kind of the target.
    #[must_use]
    pub fn task(&self) -> Task {
        self.task
    }

    /// The features, `(n_samples, n_features)` row-major.
    #[must_use]
    pub fn x(&self) -> &[f64] {
        &self.x
    }

    /// One row of the features.
    #[must_use]
    pub fn row(&self, i: usize) -> &[f64] {
        &self.x[i * self.n_features..(i + 1) * self.n_features]
    }

    /// The target, `(n_samples,)`.
    #[must_use]
    pub fn y(&self) -> &[f64] {
        &self.y
    }

    /// One name for every feature.
    #[must_use]
    pub fn feature_names(&self) -> &[String] {
        &self.feature_names
    }

    /// Role of every feature, `(n_features,)`; empty if unknown.
    #[must_use]
    pub fn truth(&self) -> &[Truth] {
        &self.truth
    }
}

/// Generated rows and the group that each was drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    /// `(n_samples, n_features)`, row-major.
    pub x: Vec<f64>,
    /// The group of every row, counted from 0.
    pub labels: Vec<usize>,
    /// Role of every column, `(n_features,)`.
    pub truth: Vec<Truth>,
}

/// The given rows and columns of a row-major matrix with `width` columns, in the given orders.
pub(super) fn take(x: &[f64], width: usize, rows: &[usize], columns: &[usize]) -> Vec<f64> {
    let mut taken = Vec::with_capacity(rows.len() * columns.len());
    for &i in rows {
        taken.extend(columns.iter().map(|&j| x[i * width + j]));
    }
    taken
}

/// Checks `n_samples` (1 … 100,000), `n_features` (1 … 10,000) and their product ([`MAX_VALUES`]).
pub(super) fn check_size(n_samples: usize, n_features: usize) -> Result<()> {
    check_count("n_samples", n_samples, 1, 100_000)?;
    check_count("n_features", n_features, 1, 10_000)?;
    if n_samples * n_features > MAX_VALUES {
        let accepted = "at most 5,000,000 values in all (n_samples × n_features)";
        return Err(Error::parameter("n_samples", n_samples.to_string(), accepted));
    }
    Ok(())
}

fn check_shapes(x: &[f64], y: &[f64], n_features: usize) -> Result<()> {
    if n_features == 0 {
        return Err(Error::parameter("n_features", "0", "at least 1"));
    }
    if y.is_empty() {
        return Err(Error::parameter("y", "no rows", "at least one row"));
    }
    if Some(x.len()) != y.len().checked_mul(n_features) {
        let accepted = format!("{} × {} long", counted(y.len(), "row"), counted(n_features, "feature"));
        return Err(Error::parameter("x", counted(x.len(), "value"), accepted));
    }
    Ok(())
}
