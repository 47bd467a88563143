//! Roles of columns: target, split, features.

use super::column::Column;
use super::options::{Categories, CsvOptions, Missing};
use super::report::ColumnKind;
use super::table::CsvTable;
use crate::error::{Error, Result, quoted};

/// Columns by role.
pub(super) struct Roles {
    pub target: usize,
    pub split: Option<usize>,
    /// One flag per column.
    without: Vec<bool>,
}

impl Roles {
    /// Resolves the column options.
    pub fn find(table: &CsvTable, options: &CsvOptions) -> Result<Self> {
        let split = options.split.as_ref().map(|column| table.find("split", column)).transpose()?;
        let mut without = vec![false; table.names.len()];
        for column in &options.without {
            without[table.find("without", column)?] = true;
        }
        let target = match &options.target {
            Some(column) => table.find("target", column)?,
            None => (0..table.names.len())
                .rev()
                .find(|j| Some(*j) != split && !without[*j])
                .ok_or_else(|| Error::data("no column is left to predict; leave out fewer columns"))?,
        };
        if split == Some(target) {
            let accepted = "another column than the target";
            return Err(Error::parameter("split", quoted(&table.names[target]), accepted));
        }
        Ok(Self { target, split, without })
    }

    /// Returns the columns without which a row is not used.
    pub fn needed(&self, features: &[usize], options: &CsvOptions) -> Vec<usize> {
        let mut is_needed = vec![false; self.without.len()];
        let dropped = if options.missing == Missing::Drop { features } else { &[] };
        for &j in [Some(self.target), self.split].iter().flatten().chain(dropped) {
            is_needed[j] = true;
        }
        (0..is_needed.len()).filter(|&j| is_needed[j]).collect()
    }

    /// Returns the reason why a column is not a feature, as a sentence.
    pub fn why_unused(&self, j: usize, column: &Column, options: &CsvOptions) -> Option<String> {
        let why = if j == self.target {
            return None;
        } else if Some(j) == self.split {
            "It says which rows train."
        } else if self.without[j] {
            "It is left out by the option without."
        } else {
            match column.kind {
                ColumnKind::Number => return None,
                ColumnKind::Category if column.holds_dates => {
                    "It holds dates; give a number instead, such as the days since the first one."
                }
                ColumnKind::Category if options.categories != Categories::LeaveOut => return None,
                ColumnKind::Category => "It holds words, which are left out.",
                ColumnKind::Id if column.holds_dates => "It holds dates, another one in every row.",
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
