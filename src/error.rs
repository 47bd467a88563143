//! The error type of the crate. A message names the parameter or cell, the value given and what is accepted.

use crate::decimal::shown;

/// An invalid value. The state is unchanged when a function returns an error.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A parameter is outside its range.
    #[error("{name} must be {accepted}; got {value}")]
    Parameter {
        /// scikit-learn's name of the parameter, in `snake_case`.
        name: &'static str,
        /// The value given.
        value: String,
        /// The accepted values, such as "between 0 and 1".
        accepted: String,
    },
    /// A cell of a table cannot be read.
    #[error("row {row}, column {column}: {reason}")]
    Cell {
        /// One-based row of the table; the header is row 1.
        row: usize,
        /// One-based column of the table.
        column: usize,
        /// What was found and what is accepted.
        reason: String,
    },
    /// A row of a table does not fit the others.
    #[error("row {row}: {reason}")]
    Row {
        /// One-based row of the table; the header is row 1.
        row: usize,
        /// What was found and what is accepted.
        reason: String,
    },
    /// The data as a whole are not suitable.
    #[error("{0}")]
    Data(String),
    /// Drawing failed.
    #[error("the chart could not be drawn: {0}")]
    Drawing(String),
}

/// [`std::result::Result`] with this crate's [`enum@Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn parameter(
        name: &'static str,
        value: impl Into<String>,
        accepted: impl Into<String>,
    ) -> Self {
        let value: String = value.into();
        // What `quoted` has shortened is not shortened again.
        let is_long = value.chars().nth(MAX_SHOWN + 3).is_some();
        let value = if is_long { shortened(&value) } else { value };
        Self::Parameter { name, value, accepted: accepted.into() }
    }

    pub(crate) fn data(reason: impl Into<String>) -> Self {
        Self::Data(reason.into())
    }
}

/// Longest text of the user in a message, in characters.
const MAX_SHOWN: usize = 40;

/// Truncates a text of the user, and replaces letters that would change how the message around it is read: a value may have megabytes.
pub(crate) fn shortened(text: &str) -> String {
    let mut letters = text.chars().map(|letter| if is_unprintable(letter) { '\u{fffd}' } else { letter });
    let mut short: String = letters.by_ref().take(MAX_SHOWN).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// The same in quotes.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", shortened(text))
}

/// Whether a letter is a control character, or reverses the order of the letters after it.
pub(crate) fn is_unprintable(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `1 row`, `2 rows`.
pub(crate) fn counted(n: usize, noun: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{s}")
}

/// Accepts a finite `value` in `low..=high`.
///
/// # Errors
/// [`Error::Parameter`] otherwise, `NaN` included.
pub(crate) fn check_between(name: &'static str, value: f64, low: f64, high: f64) -> Result<f64> {
    if (low..=high).contains(&value) {
        Ok(value)
    } else {
        let accepted = format!("between {} and {}", shown(low), shown(high));
        Err(Error::parameter(name, shown(value), accepted))
    }
}

/// Accepts an integer `value` in `low..=high`.
///
/// # Errors
/// [`Error::Parameter`] otherwise.
pub(crate) fn check_count(name: &'static str, value: usize, low: usize, high: usize) -> Result<usize> {
    if (low..=high).contains(&value) {
        Ok(value)
    } else {
        let accepted = format!("a whole number between {low} and {high}");
        Err(Error::parameter(name, value.to_string(), accepted))
    }
}
