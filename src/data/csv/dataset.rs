//! A table as a data set.

use super::column::{Column, Values, shortened};
use super::features::{Features, Source};
use super::options::{Categories, CsvOptions, Missing};
use super::report::{ColumnKind, ColumnReport, CsvReport, MOST_ROWS_NAMED, RowLeftOut};
use super::table::CsvTable;
use super::target;
use crate::data::{Dataset, Import};
use crate::error::{Error, Result};

/// Words of a split column, in small letters.
const TRAIN: [&str; 5] = ["t", "true", "1", "train", "training"];
const TEST: [&str; 5] = ["f", "false", "0", "test", "testing"];

impl CsvTable {
    /// Features `(n_samples, n_features)` and target of the table.
    ///
    /// # Errors
    /// As [`read_csv`](super::read_csv).
    pub fn dataset(&self, options: &CsvOptions) -> Result<Dataset> {
        let roles = Roles::find(self, options)?;
        let columns: Vec<Column> = (0..self.names.len()).map(|j| self.column(j)).collect();
        let mut why: Vec<Option<String>> =
            (0..columns.len()).map(|j| roles.why_unused(j, &columns[j], options)).collect();
        let is_feature = |j: &usize| *j != roles.target && why[*j].is_none();
        let used: Vec<usize> = (0..columns.len()).filter(is_feature).collect();
        if let Some(error) = used.iter().find_map(|&j| unreadable(&columns[j])) {
            return Err(error);
        }
        let selection = self.select(&roles, &columns, &used, options)?;
        let rows = &selection.rows;
        let (y, task) = target::read(self, roles.target, &columns[roles.target], rows, options)?;
        let mut sources = Vec::new();
        for j in used {
            let source = Source::new(self, j, &columns[j], rows, options);
            if source.is_constant(rows) {
                why[j] = Some("It holds one value only in the rows used.".to_owned());
            } else {
                sources.push(source);
            }
        }
        if sources.is_empty() {
            let reasons = why.iter().enumerate().filter_map(|(j, why)| Some((j, why.as_ref()?)));
            let reasons =
                reasons.take(3).map(|(j, why)| format!("column \"{}\": {why}", shortened(&self.names[j])));
            let reasons = reasons.collect::<Vec<_>>().join(" ");
            return Err(Error::data(format!(
                "no column is left to predict from; {}",
                reasons.trim_end_matches('.')
            )));
        }
        let features = Features::of(self, &sources, rows)?;
        let trains = roles.split.map(|split| self.trains(split, rows)).transpose()?;
        let columns = columns.iter().zip(why).enumerate().map(|(j, (column, why))| {
            let source = sources.iter().find(|source| source.column == j);
            let levels = source.map_or(&[][..], |source| &source.levels);
            ColumnReport {
                name: if self.layout.names[j].is_empty() { String::new() } else { self.names[j].clone() },
                kind: column.kind,
                levels: levels.iter().map(|&(level, _)| level.to_owned()).collect(),
                missing: column.n_missing,
                used: why.is_none(),
                why,
            }
        });
        let report = CsvReport {
            delimiter: self.delimiter,
            decimal: self.decimal.sign,
            header: self.layout.header,
            rows_read: self.n_rows(),
            rows_used: rows.len(),
            rows_left_out: selection.left_out,
            columns: columns.collect(),
            notices: self.notices.clone(),
        };
        let n_features = features.names.len();
        let data = Dataset::new(features.x, y, n_features, task).map_err(|error| match error {
            Error::Cell { row, column, .. } => {
                let j = features.columns.get(column - 1).copied().unwrap_or(roles.target);
                self.cells(j)
                    .error(rows[row - 1], "is too large; a value must be a number of size at most 1e50")
            }
            other => other,
        })?;
        Ok(data.with_feature_names(features.names)?.with_import(Import { report, trains }))
    }

    /// The rows that miss no used cell.
    fn select(
        &self,
        roles: &Roles,
        columns: &[Column],
        features: &[usize],
        options: &CsvOptions,
    ) -> Result<Selection> {
        // The first column that is missing in each row.
        let mut missing = vec![None; self.n_rows()];
        let fixed = [Some(roles.target), roles.split];
        let dropped = if options.missing == Missing::Drop { features } else { &[] };
        let mut needed: Vec<usize> = fixed.into_iter().flatten().chain(dropped.iter().copied()).collect();
        needed.sort_unstable();
        for &j in needed.iter().filter(|&&j| columns[j].n_missing > 0) {
            let is_missing = |i: usize| match &columns[j].values {
                Values::Numbers(numbers) => numbers[i].is_nan(),
                Values::Words(words) => words.code(i).is_none(),
                Values::Unreadable(_) => false,
            };
            for (i, first) in missing.iter_mut().enumerate() {
                if first.is_none() && is_missing(i) {
                    *first = Some(j);
                }
            }
        }
        let rows: Vec<usize> = (0..missing.len()).filter(|&i| missing[i].is_none()).collect();
        if rows.len() < 2 {
            let emptiest =
                needed.iter().copied().max_by_key(|&j| columns[j].n_missing).unwrap_or(roles.target);
            let advice = if options.missing == Missing::Drop && emptiest != roles.target {
                "leave it out, or use missing: \"mean\""
            } else {
                "choose another target"
            };
            let (name, n) = (shortened(&self.names[emptiest]), columns[emptiest].n_missing);
            return Err(Error::data(format!(
                "only {} of {} rows have all cells that are used, at least 2 are needed; column \"{name}\" misses {n} cell{}: {advice}",
                rows.len(),
                missing.len(),
                if n == 1 { "" } else { "s" },
            )));
        }
        let reason = |(i, j): (usize, usize)| RowLeftOut {
            row: self.row_number(i),
            reason: format!("Column \"{}\" is missing.", shortened(&self.names[j])),
        };
        let left_out = missing.iter().enumerate().filter_map(|(i, first)| first.map(|j| (i, j)));
        let left_out = left_out.take(MOST_ROWS_NAMED).map(reason).collect();
        Ok(Selection { rows, left_out })
    }

    /// Whether each row trains.
    fn trains(&self, split: usize, rows: &[usize]) -> Result<Vec<bool>> {
        let cells = self.cells(split);
        let trains = rows.iter().map(|&i| {
            let word = cells.at(i).to_lowercase();
            if TRAIN.contains(&word.as_str()) {
                Ok(true)
            } else if TEST.contains(&word.as_str()) {
                Ok(false)
            } else {
                Err(cells.error(i, "does not say whether its row trains; write T, TRUE, 1 or train, else F, FALSE, 0 or test"))
            }
        });
        let trains = trains.collect::<Result<Vec<bool>>>()?;
        if trains.iter().all(|&first| first == trains[0]) {
            let what = if trains[0] { "train" } else { "test" };
            let name = shortened(&self.names[split]);
            let reason = format!(
                "column \"{name}\" says {what} in every row that is used; a split needs rows of both kinds"
            );
            return Err(Error::data(reason));
        }
        Ok(trains)
    }
}

fn unreadable(column: &Column) -> Option<Error> {
    match &column.values {
        Values::Unreadable(error) => Some(error.clone()),
        _ => None,
    }
}

/// The rows used, and the first of the others.
struct Selection {
    rows: Vec<usize>,
    left_out: Vec<RowLeftOut>,
}

/// Which columns the options name.
struct Roles {
    target: usize,
    split: Option<usize>,
    without: Vec<usize>,
}

impl Roles {
    fn find(table: &CsvTable, options: &CsvOptions) -> Result<Self> {
        let split = options.split.as_ref().map(|column| table.find("split", column)).transpose()?;
        let without: Vec<usize> =
            options.without.iter().map(|column| table.find("without", column)).collect::<Result<_>>()?;
        let target = match &options.target {
            Some(column) => table.find("target", column)?,
            None => (0..table.names.len())
                .rev()
                .find(|j| Some(*j) != split && !without.contains(j))
                .ok_or_else(|| Error::data("no column is left to predict; leave out fewer columns"))?,
        };
        if split == Some(target) {
            let accepted = "another column than the target";
            return Err(Error::parameter(
                "split",
                format!("\"{}\"", shortened(&table.names[target])),
                accepted,
            ));
        }
        Ok(Self { target, split, without })
    }

    fn why_unused(&self, j: usize, column: &Column, options: &CsvOptions) -> Option<String> {
        let why = if j == self.target {
            return None;
        } else if Some(j) == self.split {
            "It says which rows train."
        } else if self.without.contains(&j) {
            "It is left out by the option without."
        } else {
            match column.kind {
                ColumnKind::Number => return None,
                ColumnKind::Category if options.categories != Categories::LeaveOut => return None,
                ColumnKind::Category => "It holds words, which are left out.",
                ColumnKind::Id => {
                    "It has another value in every row, so it tells rows apart and predicts nothing."
                }
                ColumnKind::Constant => "It holds one value only.",
                ColumnKind::Empty => "It holds no value.",
            }
        };
        Some(why.to_owned())
    }
}
