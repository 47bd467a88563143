//! How a table was read.

/// How a table was read, for its reader to check. Rows count from 1, the header's included.
#[derive(Debug, Clone, PartialEq)]
pub struct CsvReport {
    /// The delimiter.
    pub delimiter: char,
    /// The decimal sign.
    pub decimal: char,
    /// The row that names the columns, if one does.
    pub header: Option<usize>,
    /// Number of rows below the header that are not blank.
    pub rows_read: usize,
    /// Number of rows of the data set.
    pub rows_used: usize,
    /// The first [`MAX_ROWS_NAMED`] of the rows that are not used.
    pub rows_left_out: Vec<RowLeftOut>,
    /// All columns, in the order of the table.
    pub columns: Vec<ColumnReport>,
    /// What should be looked at, a sentence each.
    pub notices: Vec<String>,
}

/// Most rows that [`CsvReport::rows_left_out`] names.
pub const MAX_ROWS_NAMED: usize = 20;

/// A row that is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowLeftOut {
    /// Its number.
    pub row: usize,
    /// Why it is not used, in a sentence.
    pub reason: String,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnReport {
    /// Its name in the header, with `.1`, `.2`, … where it repeats an earlier one.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// The words of a category in the rows used, by code point; empty where they are not used.
    pub levels: Vec<String>,
    /// Number of missing cells in the rows read.
    pub missing: usize,
    /// It is a feature or the target.
    pub used: bool,
    /// Why it is not used, in a sentence.
    pub why: Option<String>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// At least half of the cells that are not missing are numbers.
    Number,
    /// Words of which some repeat.
    Category,
    /// Another word in every row, or another whole number under no name or one such as `id`.
    Id,
    /// One value.
    Constant,
    /// No value.
    Empty,
}

impl ColumnKind {
    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Category => "category",
            Self::Id => "id",
            Self::Constant => "constant",
            Self::Empty => "empty",
        }
    }
}
