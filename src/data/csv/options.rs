//! Options of the CSV import.

use crate::data::Task;
use crate::error::{Error, Result};

/// Valid delimiters, in order of preference.
pub(super) const DELIMITERS: [char; 5] = [',', ';', '\t', '|', ' '];

/// Valid decimal signs.
pub(super) const DECIMALS: [char; 2] = ['.', ','];

/// Options of [`read_csv`](super::read_csv). `None` means detection from the text.
#[derive(Debug, Clone, Default)]
pub struct CsvOptions {
    /// The target column; if absent, the last column that is neither the split nor in `without`.
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
    /// Position of the header.
    pub header: Option<Header>,
    /// Treatment of missing cells.
    pub missing: Missing,
    /// Encoding of columns of words.
    pub categories: Categories,
    /// The column that assigns rows to training and test.
    pub split: Option<ColumnRef>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnRef {
    /// Name in the header. A repeated name is an error; its later columns are `x.1`, `x.2`, …
    Name(String),
    /// Column number, from 1.
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

/// Position of the column names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// Row number, from 1.
    Row(usize),
    /// No header; the columns are named `x0`, `x1`, …
    Absent,
}

/// Treatment of missing cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    /// Drop rows with a missing value in a used column.
    #[default]
    Drop,
    /// Impute features with the mean over the rows used; drop rows with a missing target.
    Mean,
}

impl Missing {
    /// All variants.
    pub const ALL: [Self; 2] = [Self::Drop, Self::Mean];

    /// Returns the name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Drop => "drop",
            Self::Mean => "mean",
        }
    }

    /// Returns the treatment with this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for an unknown name.
    pub fn from_name(name: &str) -> Result<Self> {
        crate::names::named("missing", name, &Self::ALL, Self::name)
    }
}

/// Encoding of columns of words as columns of 0 and 1, named `Column[Level]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Categories {
    /// One column per level except the first.
    #[default]
    Baseline,
    /// One column per level.
    OneHot,
    /// No columns: columns of words are not used.
    LeaveOut,
}

impl Categories {
    /// All variants.
    pub const ALL: [Self; 3] = [Self::Baseline, Self::OneHot, Self::LeaveOut];

    /// Returns the name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::OneHot => "one-hot",
            Self::LeaveOut => "leave-out",
        }
    }

    /// Returns the encoding with this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for an unknown name.
    pub fn from_name(name: &str) -> Result<Self> {
        crate::names::named("categories", name, &Self::ALL, Self::name)
    }
}

impl CsvOptions {
    /// Checks that delimiter and decimal sign are valid.
    pub(super) fn check(&self) -> Result<()> {
        if let Some(delimiter) = self.delimiter.filter(|delimiter| !DELIMITERS.contains(delimiter)) {
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
