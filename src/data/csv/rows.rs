//! Selects the rows of a table and assigns them to training and test.

use super::number::plain;
use super::options::{CsvOptions, Missing};
use super::report::{MAX_ROWS_NAMED, RowLeftOut};
use super::roles::Roles;
use super::table::CsvTable;
use crate::error::{Error, Result, counted, shortened};

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
        features: &[usize],
        options: &CsvOptions,
    ) -> Result<Selection> {
        let columns = &self.columns;
        // First column with a missing value, by row.
        let mut missing = vec![None; self.n_rows()];
        let needed = roles.needed(features, options);
        for &j in needed.iter().filter(|&&j| columns[j].n_missing > 0) {
            for (i, first) in missing.iter_mut().enumerate() {
                if first.is_none() && columns[j].is_missing(i) {
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
            self.trains_by(cells.at(i)).ok_or_else(|| {
                cells.error(i, "does not say whether its row trains; write T, TRUE, 1 or train, else F, FALSE, 0 or test")
            })
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

    /// Returns whether a cell of a split column says that its row trains; `None` for another word.
    fn trains_by(&self, cell: &str) -> Option<bool> {
        let word = cell.to_ascii_lowercase();
        match plain(&word, self.decimal.sign) {
            Some(1.0) => Some(true),
            Some(0.0) => Some(false),
            _ if TRAIN.contains(&word.as_str()) => Some(true),
            _ if TEST.contains(&word.as_str()) => Some(false),
            _ => None,
        }
    }

    /// Returns the index of a column that seems to say which rows train: one with such a name, or one of the words train and test.
    pub(super) fn detected_split(&self) -> Option<usize> {
        const NAMES: [&str; 6] = ["train", "training", "is_train", "split", "set", "partition"];
        (0..self.names.len()).find(|&j| {
            let is_named = NAMES.iter().any(|name| name.eq_ignore_ascii_case(&self.names[j]));
            let mut first = None;
            let mut has_both = false;
            let cells = self.cells(j);
            let all_say = (0..self.n_rows()).map(|i| cells.at(i)).all(|cell| {
                let trains = self.trains_by(cell);
                has_both |= first.is_some_and(|first| Some(first) != trains);
                first = first.or(trains);
                let is_word = ["train", "test"].iter().any(|word| starts_with(cell, word));
                trains.is_some() && (is_named || is_word)
            });
            all_say && has_both
        })
    }
}

/// Whether a text starts with an ASCII word, in either case.
fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}
