//! Converts a table into a data set.

use super::column::{Column, Values};
use super::features::{self, Features, Source};
use super::options::CsvOptions;
use super::report::{ColumnKind, ColumnReport, CsvReport, RowLeftOut};
use super::roles::Roles;
use super::rows::Selection;
use super::table::CsvTable;
use super::target::{self, Target, levels};
use crate::data::{Dataset, Import};
use crate::error::{Error, Result, shortened};

/// What an import would do.
pub(super) struct Plan<'a> {
    pub reports: Vec<ColumnReport>,
    /// The rows used.
    pub rows: Vec<usize>,
    left_out: Vec<RowLeftOut>,
    pub target: Target,
    pub sources: Vec<Source<'a>>,
    /// Whether each row used trains, if a column says so.
    pub trains: Option<Vec<bool>>,
}

impl CsvTable {
    /// Returns the data set: features `(n_samples, n_features)` and target.
    ///
    /// # Errors
    /// As [`read_csv`](super::read_csv).
    pub fn dataset(&self, options: &CsvOptions) -> Result<Dataset> {
        let roles = Roles::find(self, options)?;
        let Plan { reports, rows, left_out, target, sources, trains } = self.plan(&roles, options)?;
        let Target { y, task, classes } = target;
        let Features { x, names, columns } = Features::of(self, &sources, &rows)?;
        let data = Dataset::new(x, y, names.len(), task).map_err(|error| match error {
            Error::Cell { row, column, .. } => {
                let j = columns.get(column - 1).copied().unwrap_or(roles.target);
                let what = "is too large; a value must be a number of size at most 1e50";
                self.cells(j).error(rows[row - 1], what)
            }
            other => other,
        })?;
        let report = CsvReport {
            delimiter: self.delimiter,
            decimal: self.decimal.sign,
            header: self.layout.header,
            rows_read: self.n_rows(),
            rows_used: rows.len(),
            rows_left_out: left_out,
            columns: reports,
            notices: self.notices.clone(),
        };
        Ok(data.with_feature_names(names)?.with_classes(classes).with_import(Import { report, trains }))
    }

    /// Selects rows, features and target, without building the matrix of the features.
    ///
    /// # Errors
    /// As [`read_csv`](super::read_csv).
    pub(super) fn plan(&self, roles: &Roles, options: &CsvOptions) -> Result<Plan<'_>> {
        let columns = &self.columns;
        let mut reports = self.column_reports(roles, options);
        let used: Vec<usize> = (0..columns.len()).filter(|&j| j != roles.target && reports[j].used).collect();
        if let Some(Values::Unreadable(error)) =
            used.iter().map(|&j| &columns[j].values).find(|values| matches!(values, Values::Unreadable(_)))
        {
            return Err(error.clone());
        }
        let Selection { rows, left_out } = self.select(roles, &used, options)?;
        let target = target::read(self, roles.target, &columns[roles.target], &rows, options)?;
        reports[roles.target].levels = words(&levels(self, roles.target, &columns[roles.target], &rows));
        let mut sources = Vec::new();
        for j in used {
            let source = Source::new(self, j, &columns[j], &rows, options);
            if source.is_constant(&rows) {
                reports[j].kind = ColumnKind::Constant;
                reports[j].leave_out("It holds one value only in the rows used.".to_owned());
            } else {
                reports[j].levels = words(&source.levels);
                sources.push(source);
            }
        }
        check_features(&sources, &reports)?;
        features::check_size(self, &sources, rows.len())?;
        let trains = roles.split.map(|split| self.trains(split, &rows)).transpose()?;
        Ok(Plan { reports, rows, left_out, target, sources, trains })
    }

    /// Reports on the columns, before the rows are selected.
    pub(super) fn column_reports(&self, roles: &Roles, options: &CsvOptions) -> Vec<ColumnReport> {
        let report = |(j, column)| self.column_report(j, column, roles.why_unused(j, column, options));
        self.columns.iter().enumerate().map(report).collect()
    }

    fn column_report(&self, j: usize, column: &Column, why: Option<String>) -> ColumnReport {
        ColumnReport {
            name: if self.layout.names[j].is_empty() { String::new() } else { self.names[j].clone() },
            kind: column.kind,
            levels: Vec::new(),
            missing: column.n_missing,
            used: why.is_none(),
            why,
        }
    }
}

impl ColumnReport {
    fn leave_out(&mut self, why: String) {
        self.used = false;
        self.why = Some(why);
    }
}

fn words(levels: &[(&str, u32)]) -> Vec<String> {
    levels.iter().map(|&(level, _)| level.to_owned()).collect()
}

fn check_features(sources: &[Source], reports: &[ColumnReport]) -> Result<()> {
    if !sources.is_empty() {
        return Ok(());
    }
    let reason = |report: &ColumnReport| {
        Some(format!("column \"{}\": {}", shortened(&report.name), report.why.as_ref()?))
    };
    let reasons: Vec<String> = reports.iter().filter_map(reason).take(3).collect();
    Err(Error::data(format!(
        "no column is left to predict from; {}",
        reasons.join(" ").trim_end_matches('.')
    )))
}
