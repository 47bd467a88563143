//! Parsed CSV, before a target is selected.

use super::cells::{Cells, is_total};
use super::column::{Column, Values, shortened};
use super::dialect::{Decimal, Delimiter};
use super::header::Layout;
use super::names::{distinct, order};
use super::options::{ColumnRef, CsvOptions};
use super::report::ColumnKind;
use super::text::{MAX_BYTES, Records};
use crate::error::{Error, Result};

/// Maximum number of columns listed in a message.
const MAX_NAMED: usize = 12;

/// The cells of a CSV as text, before a target is selected.
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
    pub(super) notices: Vec<String>,
}

/// Summary of one column of a CSV.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnSummary {
    /// Unique name.
    pub name: String,
    /// Reference for options: the number if the name is empty or repeated, otherwise the name.
    pub key: ColumnRef,
    /// Number of distinct values without missing ones, compared as numbers in a numeric column; 3 means three or more.
    pub n_distinct: usize,
    /// Whether every cell that is not missing is a number.
    pub is_numeric: bool,
    /// Whether it is a column of words.
    pub is_text: bool,
    /// Kind of the values.
    pub kind: ColumnKind,
    /// Error of the first invalid cell in a column of numbers.
    pub problem: Option<Error>,
}

impl CsvTable {
    /// Detects delimiter, decimal sign and header unless the options set them, and splits the text into cells.
    ///
    /// # Errors
    /// [`Error::Row`] for a row of another length, [`Error::Parameter`] for a missing header row, [`Error::Data`] for an empty
    /// table or one beyond the limits.
    pub fn read(text: &str, options: &CsvOptions) -> Result<Self> {
        options.check()?;
        if text.len() > MAX_BYTES {
            let n = text.len();
            let reason =
                format!("the table has {n} bytes; at most {MAX_BYTES} are read; leave out rows or columns");
            return Err(Error::data(reason));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (Delimiter { delimiter, n_lines }, body) = Delimiter::find(text, options)?;
        let records = Records::read(body, delimiter, 1 + n_lines)?;
        if records.len() == 0 {
            return Err(Error::data(
                "the table is empty; give a row of names and at least two rows below it",
            ));
        }
        let decimal = Decimal::find(&records, delimiter, options);
        let layout = Layout::find(&records, options)?;
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
        Ok(Self { records, delimiter, decimal, layout, names, order, notices })
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

    /// Returns a summary of every column.
    #[must_use]
    pub fn columns(&self) -> Vec<ColumnSummary> {
        (0..self.names.len()).map(|j| self.summary(j)).collect()
    }

    fn summary(&self, j: usize) -> ColumnSummary {
        let column = self.column(j);
        let name = &self.layout.names[j];
        let repeats = name.is_empty() || self.named(name).len() > 1;
        ColumnSummary {
            name: self.names[j].clone(),
            key: if repeats { ColumnRef::Number(j + 1) } else { ColumnRef::Name(name.clone()) },
            n_distinct: match &column.values {
                Values::Numbers(numbers) => n_distinct(numbers),
                Values::Words(words) => words.len().min(3),
                Values::Unreadable(_) => 3,
            },
            is_numeric: matches!(column.values, Values::Numbers(_)),
            is_text: matches!(column.values, Values::Words(_)),
            kind: column.kind,
            problem: match column.values {
                Values::Unreadable(error) => Some(error),
                _ => None,
            },
        }
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

    pub(super) fn column(&self, j: usize) -> Column {
        self.cells(j).read()
    }

    /// Returns the row number, in the text, of row `i` below the header.
    pub(super) fn row_number(&self, i: usize) -> usize {
        self.records.row(self.layout.rows[i] as usize)
    }

    /// Returns the columns with this name in the header.
    fn named(&self, name: &str) -> &[u32] {
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
                return Err(Error::parameter(option, format!("\"{}\"", shortened(name)), accepted));
            }
        }
        self.names.iter().position(|other| other == name).ok_or_else(|| {
            let mut listed =
                self.names.iter().take(MAX_NAMED).map(|name| shortened(name)).collect::<Vec<_>>().join(", ");
            if names.len() > MAX_NAMED {
                listed.push_str(", …");
            }
            Error::parameter(
                option,
                format!("\"{}\"", shortened(name)),
                format!("one of the columns {listed}"),
            )
        })
    }
}

/// Counts distinct numbers, up to 3.
fn n_distinct(numbers: &[f64]) -> usize {
    let mut found: Vec<f64> = Vec::new();
    for &number in numbers {
        if found.len() < 3 && !number.is_nan() && !found.contains(&number) {
            found.push(number);
        }
    }
    found.len()
}
