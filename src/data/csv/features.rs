//! Converts columns of a table into features.

use super::column::{Column, Values};
use super::options::{Categories, CsvOptions};
use super::table::CsvTable;
use super::target::levels;
use crate::error::{Error, Result, shortened};

/// Maximum number of feature values of an imported data set.
const MAX_VALUES: usize = 10_000_000;

/// A column of the table that becomes features.
pub(super) struct Source<'a> {
    /// Index in the table.
    pub column: usize,
    data: &'a Column,
    /// Words in the rows used, with their codes; the indicator columns encode them.
    pub levels: Vec<(&'a str, u32)>,
    /// 1 if the first level has no indicator column.
    n_baseline: usize,
}

impl<'a> Source<'a> {
    pub fn new(
        table: &'a CsvTable,
        column: usize,
        data: &'a Column,
        rows: &[usize],
        options: &CsvOptions,
    ) -> Self {
        let levels = levels(table, column, data, rows);
        let n_baseline = (options.categories == Categories::Baseline).into();
        Self { column, data, levels, n_baseline }
    }

    /// Whether the column has a single value in these rows.
    pub fn is_constant(&self, rows: &[usize]) -> bool {
        match &self.data.values {
            Values::Numbers(numbers) => {
                let mut present = rows.iter().map(|&i| numbers[i]).filter(|value| !value.is_nan());
                let first = present.next();
                present.all(|value| Some(value) == first)
            }
            Values::Words(_) => self.levels.len() < 2,
            Values::Unreadable(_) => false,
        }
    }

    pub fn n_features(&self) -> usize {
        if self.levels.is_empty() { 1 } else { self.levels.len() - self.n_baseline }
    }

    fn names(&self, name: &str) -> Vec<String> {
        if self.levels.is_empty() {
            return vec![name.to_owned()];
        }
        self.levels[self.n_baseline..].iter().map(|(level, _)| format!("{name}[{level}]")).collect()
    }

    /// Writes the features of the rows into the columns of `x` from `first` on.
    fn fill(&self, x: &mut [f64], n_features: usize, first: usize, rows: &[usize]) {
        let of_rows = x.chunks_exact_mut(n_features).zip(rows);
        match &self.data.values {
            Values::Numbers(numbers) => {
                let mean = mean(rows.iter().map(|&i| numbers[i]));
                for (x, &i) in of_rows {
                    x[first] = if numbers[i].is_nan() { mean } else { numbers[i] };
                }
            }
            Values::Words(words) => {
                let mut indicator = vec![None; words.len()];
                for (k, &(_, code)) in self.levels[self.n_baseline..].iter().enumerate() {
                    indicator[code as usize] = Some(k);
                }
                let mut shares = vec![0.0; self.n_features()];
                let mut n_present = 0.0;
                for code in rows.iter().filter_map(|&i| words.code(i)) {
                    n_present += 1.0;
                    if let Some(k) = indicator[code as usize] {
                        shares[k] += 1.0;
                    }
                }
                for (x, &i) in of_rows {
                    match words.code(i).map(|code| indicator[code as usize]) {
                        Some(Some(k)) => x[first + k] = 1.0,
                        Some(None) => {}
                        None => (0..shares.len()).for_each(|k| x[first + k] = shares[k] / n_present),
                    }
                }
            }
            Values::Unreadable(_) => {}
        }
    }
}

/// Checks that the feature matrix has at most [`MAX_VALUES`] values.
pub(super) fn check_size(table: &CsvTable, sources: &[Source], n_rows: usize) -> Result<()> {
    let n_features: usize = sources.iter().map(Source::n_features).sum();
    if n_features.saturating_mul(n_rows) <= MAX_VALUES {
        return Ok(());
    }
    let widest = sources.iter().max_by_key(|source| source.n_features());
    let name = widest.map_or_else(String::new, |source| shortened(&table.names[source.column]));
    Err(Error::data(format!(
        "the table has {n_rows} rows and {n_features} features; at most {MAX_VALUES} values are read; \
         column \"{name}\" makes most of them: leave it out, or give fewer rows"
    )))
}

/// Returns the mean of the values that are not NaN.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) =
        values.filter(|value| !value.is_nan()).fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    sum / n
}

/// Feature matrix, `(n_samples, n_features)` row-major.
pub(super) struct Features {
    pub x: Vec<f64>,
    pub names: Vec<String>,
    /// Table column of each feature.
    pub columns: Vec<usize>,
}

impl Features {
    pub fn of(table: &CsvTable, sources: &[Source], rows: &[usize]) -> Result<Self> {
        let n_features: usize = sources.iter().map(Source::n_features).sum();
        let n_values = n_features * rows.len();
        let mut x = Vec::new();
        // A failed allocation would end the module with every lab on the page.
        x.try_reserve_exact(n_values).map_err(|_| {
            Error::data(format!(
                "there is not enough memory for {n_values} values; leave out rows or columns"
            ))
        })?;
        x.resize(n_values, 0.0);
        let (mut names, mut columns) = (Vec::new(), Vec::new());
        for source in sources {
            source.fill(&mut x, n_features, names.len(), rows);
            names.extend(source.names(&table.names[source.column]));
            columns.resize(names.len(), source.column);
        }
        Ok(Self { x, names: super::names::distinct(names), columns })
    }
}
