//! Selects the rows of a table and assigns them to training and test.

use super::column::{Column, Values, shortened};
use super::number::plain;
use super::options::{CsvOptions, Missing};
use super::report::{MAX_ROWS_NAMED, RowLeftOut};
use super::roles::Roles;
use super::table::CsvTable;
use crate::error::{Error, Result, counted};

/// Words of a split column, in lower case.
const TRAIN: [&str; 4] = ["t", "true", "train", "training"];
const TEST: [&str; 4] = ["f", "false", "test", "testing"];

/// Rows used, and the first of the dropped rows.
pub(super) struct Selection {
    pub rows: Vec<usize>,
    pub left_out: Vec<RowLeftOut>,
}

impl CsvTable {
    /// Selects the rows without missing values in the required columns.
    pub(super) fn select(
        &self,
        roles: &Roles,
        columns: &[Column],
        features: &[usize],
        options: &CsvOptions,
    ) -> Result<Selection> {
        // First column with a missing value, by row.
        let mut missing = vec![None; self.n_rows()];
        let always = [Some(roles.target), roles.split];
        let dropped = if options.missing == Missing::Drop { features } else { &[] };
        let mut needed: Vec<usize> = always.into_iter().flatten().chain(dropped.iter().copied()).collect();
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
                "only {} of {} have all cells that are used, at least 2 are needed; column \"{name}\" misses {}: {advice}",
                rows.len(),
                counted(missing.len(), "row"),
                counted(n, "cell"),
            )));
        }
        let reason = |(i, j): (usize, usize)| RowLeftOut {
            row: self.row_number(i),
            reason: format!("Column \"{}\" is missing.", shortened(&self.names[j])),
        };
        let left_out = missing.iter().enumerate().filter_map(|(i, first)| first.map(|j| (i, j)));
        let left_out = left_out.take(MAX_ROWS_NAMED).map(reason).collect();
        Ok(Selection { rows, left_out })
    }

    /// Parses the split column: whether each row is a training row.
    pub(super) fn trains(&self, split: usize, rows: &[usize]) -> Result<Vec<bool>> {
        let cells = self.cells(split);
        let trains = rows.iter().map(|&i| {
            let word = cells.at(i).to_ascii_lowercase();
            let number = plain(&word, self.decimal.sign);
            if TRAIN.contains(&word.as_str()) || number == Some(1.0) {
                Ok(true)
            } else if TEST.contains(&word.as_str()) || number == Some(0.0) {
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
