//! Parsed CSV, before a target is selected.

use super::cells::{Cells, is_total};
use super::column::Column;
use super::dialect::Decimal;
use super::header::Layout;
use super::names::{distinct, order};
use super::options::{ColumnRef, CsvOptions};
use super::text::Records;
use crate::error::{Error, Result, quoted, shortened};

/// Maximum number of columns listed in a message.
const MAX_NAMED: usize = 12;

/// A CSV with parsed columns, before a target is selected.
#[derive(Debug, Clone)]
pub struct CsvTable {
    pub(super) records: Records,
    pub(super) delimiter: char,
    pub(super) decimal: Decimal,
    pub(super) layout: Layout,
    /// Unique column names.
    pub(super) names: Vec<String>,
    /// Column indices, sorted by name in the header.
    order: Vec<u32>,
    /// The columns that are parsed.
    pub(super) columns: Vec<Column>,
    pub(super) notices: Vec<String>,
}

impl CsvTable {
    /// Detects delimiter, decimal sign and header unless the options set them, and parses the columns.
    ///
    /// # Errors
    /// As [`CsvReader::step`](super::CsvReader::step).
    pub fn read(text: &str, options: &CsvOptions) -> Result<Self> {
        super::CsvReader::new(text, options)?.finish()
    }

    /// A table without parsed columns.
    pub(super) fn new(records: Records, delimiter: char, decimal: Decimal, layout: Layout) -> Result<Self> {
        let (n_columns, n_rows) = (layout.names.len(), layout.rows.len());
        if n_columns < 2 {
            let reason = format!(
                "the table has {n_columns} column{}; a feature and the target are needed; name the delimiter if it is not {delimiter:?}",
                if n_columns == 1 { "" } else { "s" }
            );
            return Err(Error::data(reason));
        }
        if n_rows < 2 {
            let rows = if n_rows == 1 { "1 row" } else { "no row" };
            return Err(Error::data(format!("the table has {rows} below its header; at least 2 are needed")));
        }
        let names = distinct(layout.names.clone());
        let order = order(&layout.names);
        let mut notices = Vec::new();
        if records.contains('\u{fffd}') {
            notices.push("Letters of the text were lost (�): it was read in another encoding than it was written in; save it as UTF-8.".to_owned());
        }
        let last = layout.rows[n_rows - 1] as usize;
        if let Some(cell) = records.cells(last).find(|cell| is_total(cell)) {
            let row = records.row(last);
            notices.push(format!("Row {row} (\"{cell}\") may summarize the others; remove it if it does."));
        }
        Ok(Self { records, delimiter, decimal, layout, names, order, columns: Vec::new(), notices })
    }

    /// Parses the next column; returns whether more are left.
    pub(super) fn parse_column(&mut self) -> bool {
        let j = self.columns.len();
        if j < self.names.len() {
            let column = self.cells(j).read();
            self.columns.push(column);
        }
        self.columns.len() < self.names.len()
    }

    /// Returns the share of the columns that are parsed.
    pub(super) fn progress(&self) -> f64 {
        self.columns.len() as f64 / self.names.len() as f64
    }

    /// Returns the number of rows below the header that are not blank.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.layout.rows.len()
    }

    /// Returns the cells of a row below the header.
    #[must_use]
    pub fn row(&self, i: usize) -> Vec<&str> {
        (0..self.names.len()).map(|j| self.cells(j).at(i)).collect()
    }

    pub(super) fn cells(&self, column: usize) -> Cells<'_> {
        Cells {
            records: &self.records,
            rows: &self.layout.rows,
            column,
            name: if self.layout.names[column].is_empty() { "" } else { &self.names[column] },
            decimal: self.decimal,
        }
    }

    /// Returns the row number, in the text, of row `i` below the header.
    pub(super) fn row_number(&self, i: usize) -> usize {
        self.records.row(self.layout.rows[i] as usize)
    }

    /// Returns the columns with this name in the header.
    pub(super) fn named(&self, name: &str) -> &[u32] {
        let names = &self.layout.names;
        let start = self.order.partition_point(|&j| names[j as usize].as_str() < name);
        let n = self.order[start..].partition_point(|&j| names[j as usize] == name);
        &self.order[start..start + n]
    }

    /// Returns the index of the column that an option refers to.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a missing column, and for a repeated name.
    pub(super) fn find(&self, option: &'static str, column: &ColumnRef) -> Result<usize> {
        let names = &self.layout.names;
        let name = match column {
            ColumnRef::Number(number) if (1..=names.len()).contains(number) => return Ok(number - 1),
            ColumnRef::Number(number) => {
                let accepted = format!("the number of a column, between 1 and {}", names.len());
                return Err(Error::parameter(option, number.to_string(), accepted));
            }
            ColumnRef::Name(name) => name.trim(),
        };
        match self.named(name) {
            [] => {}
            [j] => return Ok(*j as usize),
            [first, second, ..] => {
                let accepted = format!(
                    "a column that is named once, or a number such as {} or {}: its name repeats",
                    first + 1,
                    second + 1
                );
                return Err(Error::parameter(option, quoted(name), accepted));
            }
        }
        self.names.iter().position(|other| other == name).ok_or_else(|| {
            let mut listed =
                self.names.iter().take(MAX_NAMED).map(|name| shortened(name)).collect::<Vec<_>>().join(", ");
            if names.len() > MAX_NAMED {
                listed.push_str(", …");
            }
            Error::parameter(option, quoted(name), format!("one of the columns {listed}"))
        })
    }
}
