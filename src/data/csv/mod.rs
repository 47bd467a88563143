//! CSV import.
//!
//! [`CsvReader`] detects the delimiter (`dialect`), splits the text into cells (`text`), detects the header (`header`) and parses the
//! columns (`column`, `number`), in pieces. [`CsvTable::dataset`] selects the rows and returns the features and the target;
//! [`CsvTable::preview`] says what it would do.
//! Every step passes over the cells a fixed number of times.

mod cells;
mod column;
mod dataset;
mod dates;
mod dialect;
mod features;
mod header;
mod names;
mod number;
mod options;
mod preview;
mod reader;
mod report;
mod roles;
mod rows;
mod table;
mod target;
mod text;

pub(crate) use names::sorted;
pub use options::{Categories, ColumnRef, CsvOptions, Header, Missing};
pub use preview::{ColumnSummary, CsvPreview, MAX_LEVELS, Outcome};
pub use reader::CsvReader;
pub use report::{ColumnKind, ColumnReport, CsvReport, MAX_ROWS_NAMED, RowLeftOut};
pub use table::CsvTable;
pub use text::{MAX_BYTES, MAX_CELLS};

use super::dataset::Dataset;
use crate::error::Result;

/// Parses CSV text into a data set.
///
/// - **Text.** Cells are delimited by the character that splits most rows into equally many cells; they may be quoted and are trimmed.
///   Blank rows, lines above the header, comments (`#`), a line `sep=;` and delimiters at the end of every row are skipped. At most
///   50 MB and 10 million cells are read.
/// - **Names** are those of the first row of words above the numbers; without one the columns are `x0`, `x1`, …
/// - **Numbers.** A column is one of numbers if at least half of its cells that are not missing are; any other cell in it is an error.
///   Thousands separators, currency signs and percent signs are read where the whole column has them.
/// - **Words** become a column of 0 and 1 for every level but the first, see [`Categories`]. Columns of identifiers, of one value and
///   of none are not used.
/// - **Missing cells** are empty ones and `NA`, `N/A`, `NaN`, `null`, `None`, `?`, `.`, `-` and `*`; see [`Missing`].
/// - **The target** is a classification if it has two distinct values or words; the larger value, of words the later by code point, is
///   class 1.
///
/// [`Dataset::report`] describes the result. Row numbers start at 1 and include the header and blank rows.
///
/// # Errors
/// [`Error::Cell`](crate::Error::Cell) for a cell that is not a number; [`Error::Row`](crate::Error::Row) for a row of another length;
/// [`Error::Parameter`](crate::Error::Parameter) for an option that names a missing column, row or class;
/// [`Error::Data`](crate::Error::Data) for a table without rows, without features or beyond the limits.
///
/// # Example
/// ```
/// use regularization_lab::data::{CsvOptions, read_csv};
/// let text = "age;dose;outcome\n41;1,5;well\n57;0,5;ill\n33;NA;well\n";
/// let data = read_csv(text, &CsvOptions::default())?;
/// assert_eq!((data.row(0), data.y()), (&[41.0, 1.5][..], &[1.0, 0.0][..]));
/// let report = data.report().unwrap();
/// assert_eq!((report.delimiter, report.decimal, report.rows_left_out[0].row), (';', ',', 4));
/// let error = read_csv("age,outcome\n41,1\nforty,0\n", &CsvOptions::default()).unwrap_err();
/// assert!(error.to_string().starts_with("row 3, column 1: \"forty\" in column \"age\" is not a number"));
/// # Ok::<(), regularization_lab::Error>(())
/// ```
pub fn read_csv(text: &str, options: &CsvOptions) -> Result<Dataset> {
    CsvTable::read(text, options)?.dataset(options)
}
