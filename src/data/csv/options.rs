//! Options of the import.

use crate::data::Task;
use crate::error::{Error, Result};

/// Delimiters that are accepted; of equally consistent ones the first is used.
pub(super) const DELIMITERS: [char; 5] = [',', ';', '\t', '|', ' '];

/// Decimal signs that are accepted.
pub(super) const DECIMALS: [char; 2] = ['.', ','];

/// Options of [`read_csv`](super::read_csv). What is `None` is found in the text.
#[derive(Debug, Clone, Default)]
pub struct CsvOptions {
    /// The target column; if absent, the last one that is not left out.
    pub target: Option<ColumnRef>,
    /// Kind of the target; if absent, a column of two distinct values or of words is a classification.
    pub task: Option<Task>,
    /// Columns that are not used as features.
    pub without: Vec<ColumnRef>,
    /// The value of the target that is class 1; any other value is class 0. If absent, the larger of two.
    pub positive: Option<String>,
    /// One of `,` `;` tab `|` and space.
    pub delimiter: Option<char>,
    /// One of `.` and `,`.
    pub decimal: Option<char>,
    /// The row that names the columns.
    pub header: Option<Header>,
    /// Treatment of missing cells.
    pub missing: Missing,
    /// Encoding of columns of words.
    pub categories: Categories,
    /// The column that says which rows train.
    pub split: Option<ColumnRef>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnRef {
    /// Its name in the header. A name that repeats is refused; the later ones can be named `x.1`, `x.2`, …
    Name(String),
    /// Its number, from 1.
    Number(usize),
}

impl From<&str> for ColumnRef {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<usize> for ColumnRef {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

/// Where the names of the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// In this row, counted from 1.
    Row(usize),
    /// Nowhere; the columns are named `x0`, `x1`, …
    Absent,
}

/// Treatment of missing cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    /// A row that misses a used cell is left out.
    #[default]
    Drop,
    /// A feature gets its mean over the rows used; a row that misses its target is left out.
    Mean,
}

impl Missing {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Drop, Self::Mean];

    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Drop => "drop",
            Self::Mean => "mean",
        }
    }

    /// The treatment of this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        crate::names::named("missing", name, &Self::ALL, Self::name)
    }
}

/// Encoding of columns of words as columns of 0 and 1, named `Column[Level]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Categories {
    /// One for every level but the first.
    #[default]
    Baseline,
    /// One for every level.
    OneHot,
    /// None: columns of words are not used.
    LeaveOut,
}

impl Categories {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Baseline, Self::OneHot, Self::LeaveOut];

    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::OneHot => "one-hot",
            Self::LeaveOut => "leave-out",
        }
    }

    /// The encoding of this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        crate::names::named("categories", name, &Self::ALL, Self::name)
    }
}

impl CsvOptions {
    /// Accepts the delimiters and decimal signs that are listed, and a decimal sign other than the delimiter.
    pub(super) fn check(&self) -> Result<()> {
        if let Some(delimiter) = self.delimiter.filter(|given| !DELIMITERS.contains(given)) {
            let accepted = "a comma, a semicolon, a tab, a vertical bar or a space";
            return Err(Error::parameter("delimiter", format!("{delimiter:?}"), accepted));
        }
        match self.decimal {
            Some(decimal) if !DECIMALS.contains(&decimal) => {
                Err(Error::parameter("decimal", format!("{decimal:?}"), "a point or a comma"))
            }
            _ => Ok(()),
        }
    }
}
