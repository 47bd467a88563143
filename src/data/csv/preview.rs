//! What an import would do, before it is done.

use super::column::{MISSING, Values};
use super::dataset::Plan;
use super::features::Source;
use super::options::{ColumnRef, CsvOptions, Missing};
use super::report::{ColumnKind, ColumnReport};
use super::roles::Roles;
use super::table::CsvTable;
use crate::data::Task;
use crate::error::Result;

/// Maximum number of levels of a column that a summary lists, and of the classes of a target.
pub const MAX_LEVELS: usize = 100;

/// What a column of a table holds, whatever it is used for.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnSummary {
    /// Unique name.
    pub name: String,
    /// Reference for options: the number if the name is empty or repeated, otherwise the name.
    pub key: ColumnRef,
    /// Smallest and largest number.
    pub range: Option<(f64, f64)>,
    /// Distinct words or numbers with the number of their cells, in ascending order; empty for more than [`MAX_LEVELS`].
    pub levels: Vec<(String, usize)>,
    /// The tasks for which it can be the target.
    pub tasks: Vec<Task>,
}

/// What [`CsvTable::dataset`] would do with the same options.
#[derive(Debug, Clone, PartialEq)]
pub struct CsvPreview {
    /// All columns, in the order of the table.
    pub columns: Vec<ColumnReport>,
    /// Index of the target.
    pub target: usize,
    /// Index of the column that says which rows train.
    pub split: Option<usize>,
    /// Number of rows below the header.
    pub n_rows: usize,
    /// The columns whose missing cells leave rows out, with the number of those cells.
    pub dropped: Vec<(usize, usize)>,
    /// The data set, or the reason why there is none.
    pub outcome: Result<Outcome>,
}

/// The data set of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Kind of the target.
    pub task: Task,
    /// Number of rows.
    pub n_samples: usize,
    /// Number of features.
    pub n_features: usize,
    /// Number of rows of class 1; `None` for a regression.
    pub n_positive: Option<usize>,
    /// Number of training rows, if a column says which.
    pub n_train: Option<usize>,
    /// Number of missing cells that get the mean of their column.
    pub n_filled: usize,
}

impl CsvTable {
    /// Summarizes the columns.
    #[must_use]
    pub fn summaries(&self) -> Vec<ColumnSummary> {
        (0..self.names.len()).map(|j| self.summary(j)).collect()
    }

    fn summary(&self, j: usize) -> ColumnSummary {
        let (mut range, mut levels) = (None, Vec::new());
        let is_numeric = match &self.columns[j].values {
            Values::Numbers(numbers) => {
                let present = || numbers.iter().copied().filter(|value| !value.is_nan());
                range =
                    present().fold(None, |range, value| {
                        Some(range.map_or((value, value), |(low, high): (f64, f64)| {
                            (low.min(value), high.max(value))
                        }))
                    });
                let shown = |(value, n)| (crate::decimal::shown(value), n);
                levels = few_levels(present()).into_iter().map(shown).collect();
                range.is_some_and(|(low, high)| low < high)
            }
            Values::Words(words) => {
                if words.len() <= MAX_LEVELS {
                    let mut counts = vec![0; words.len()];
                    words
                        .codes
                        .iter()
                        .filter(|&&code| code != MISSING)
                        .for_each(|&code| counts[code as usize] += 1);
                    let cells = self.cells(j);
                    let level = |(&i, n): (&u32, usize)| (cells.at(i as usize).to_owned(), n);
                    levels = words.first.iter().zip(counts).map(level).collect();
                }
                false
            }
            Values::Unreadable(_) => false,
        };
        // Another word or date in every row is nothing to predict.
        let column = &self.columns[j];
        let is_id = !is_numeric && column.kind == ColumnKind::Id;
        let has_classes = levels.len() > 1 && !is_id && !column.holds_dates;
        let tasks = [(Task::Classification, has_classes), (Task::Regression, is_numeric)];
        ColumnSummary {
            name: self.names[j].clone(),
            key: self.key(j),
            range,
            levels,
            tasks: tasks.into_iter().filter(|&(_, is_possible)| is_possible).map(|(task, _)| task).collect(),
        }
    }

    /// Describes what [`dataset`](Self::dataset) would do with the same options.
    ///
    /// # Errors
    /// [`Error::Parameter`](crate::Error::Parameter) for an option that names a missing column.
    pub fn preview(&self, options: &CsvOptions) -> Result<CsvPreview> {
        let roles = Roles::find(self, options)?;
        let plan = self.plan(&roles, options);
        let columns = match &plan {
            Ok(plan) => plan.reports.clone(),
            Err(_) => self.column_reports(&roles, options),
        };
        let features: Vec<usize> =
            (0..columns.len()).filter(|&j| j != roles.target && columns[j].used).collect();
        let dropped = roles.needed(&features, options).into_iter().map(|j| (j, self.columns[j].n_missing));
        Ok(CsvPreview {
            target: roles.target,
            split: roles.split,
            n_rows: self.n_rows(),
            dropped: dropped.filter(|&(_, n)| n > 0).collect(),
            outcome: plan.map(|plan| self.outcome(&plan, options)),
            columns,
        })
    }

    /// Returns the delimiter, the decimal sign, and the row number of the header.
    #[must_use]
    pub fn dialect(&self) -> (char, char, Option<usize>) {
        (self.delimiter, self.decimal.sign, self.layout.header)
    }

    /// Returns the warnings of the reader.
    #[must_use]
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// Returns the reference of the column that seems to say which rows train.
    #[must_use]
    pub fn suggested_split(&self) -> Option<ColumnRef> {
        self.detected_split().map(|j| self.key(j))
    }

    fn outcome(&self, plan: &Plan, options: &CsvOptions) -> Outcome {
        let is_missing = |source: &Source, i: usize| self.columns[source.column].is_missing(i);
        let n_filled = match options.missing {
            Missing::Drop => 0,
            Missing::Mean => {
                let of = |source: &Source| plan.rows.iter().filter(|&&i| is_missing(source, i)).count();
                plan.sources.iter().map(of).sum()
            }
        };
        let n_positive = || plan.target.y.iter().filter(|&&y| y == 1.0).count();
        Outcome {
            task: plan.target.task,
            n_samples: plan.rows.len(),
            n_features: plan.sources.iter().map(Source::n_features).sum(),
            n_positive: (plan.target.task == Task::Classification).then(n_positive),
            n_train: plan.trains.as_ref().map(|trains| trains.iter().filter(|&&trains| trains).count()),
            n_filled,
        }
    }

    fn key(&self, j: usize) -> ColumnRef {
        let name = &self.layout.names[j];
        let is_unique = !name.is_empty() && self.named(name).len() == 1;
        if is_unique { ColumnRef::Name(name.clone()) } else { ColumnRef::Number(j + 1) }
    }
}

/// Returns the distinct values with their counts in ascending order; nothing for more than [`MAX_LEVELS`].
fn few_levels(values: impl Iterator<Item = f64>) -> Vec<(f64, usize)> {
    let mut levels: Vec<(f64, usize)> = Vec::new();
    for value in values {
        let place = levels.partition_point(|&(level, _)| level < value);
        if levels.get(place).is_some_and(|&(level, _)| level == value) {
            levels[place].1 += 1;
        } else if levels.len() == MAX_LEVELS {
            return Vec::new();
        } else {
            levels.insert(place, (value, 1));
        }
    }
    levels
}
