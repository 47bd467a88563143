//! Report of the CSV import.

/// Report of a CSV import. Row numbers start at 1 and include the header.
#[derive(Debug, Clone, PartialEq)]
pub struct CsvReport {
    /// Detected or given delimiter.
    pub delimiter: char,
    /// Detected or given decimal sign.
    pub decimal: char,
    /// Number of the header row, if there is one.
    pub header: Option<usize>,
    /// Number of rows below the header that are not blank.
    pub rows_read: usize,
    /// Number of rows of the data set.
    pub rows_used: usize,
    /// The first [`MAX_ROWS_NAMED`] of the rows that are not used.
    pub rows_left_out: Vec<RowLeftOut>,
    /// All columns, in the order of the table.
    pub columns: Vec<ColumnReport>,
    /// Warnings.
    pub notices: Vec<String>,
}

/// Maximum length of [`CsvReport::rows_left_out`].
pub const MAX_ROWS_NAMED: usize = 20;

/// A row that is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowLeftOut {
    /// Row number.
    pub row: usize,
    /// Reason, as a sentence.
    pub reason: String,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnReport {
    /// Name in the header, with `.1`, `.2`, … for a repeated name.
    pub name: String,
    /// Kind of the values.
    pub kind: ColumnKind,
    /// Levels of a category in the rows used, in code-point order; empty for an unused column.
    pub levels: Vec<String>,
    /// Number of missing cells in the rows read.
    pub missing: usize,
    /// Whether it is a feature or the target.
    pub used: bool,
    /// Reason, as a sentence.
    pub why: Option<String>,
}

/// Kind of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// At least half of the cells that are not missing are numbers.
    Number,
    /// Words, at least one of them repeated.
    Category,
    /// Distinct words, or distinct whole numbers in a column without a name or with one such as `id`.
    Id,
    /// A single distinct value.
    Constant,
    /// Only missing cells.
    Empty,
}

impl ColumnKind {
    /// Returns the name in the API.
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
