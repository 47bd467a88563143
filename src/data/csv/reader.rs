//! Reads a table in pieces, so that a page stays responsive and can show progress.

use std::borrow::Cow;

use super::dialect::{Decimal, Delimiter};
use super::header::Layout;
use super::options::CsvOptions;
use super::table::CsvTable;
use super::text::{MAX_BYTES, RecordsReader};
use crate::error::{Error, Result};

/// Share of the work that splits the text into cells; the rest parses the columns.
const SHARE_OF_SPLITTING: f64 = 0.6;

/// Reads CSV text in pieces.
///
/// # Example
/// ```
/// use regularization_lab::data::{CsvOptions, CsvReader};
/// let mut reader = CsvReader::new("age,dose\n41,1.5\n57,0.5\n", &CsvOptions::default())?;
/// while reader.progress() < 1.0 {
///     reader.step(100_000)?;
/// }
/// assert_eq!(reader.table().unwrap().n_rows(), 2);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug)]
pub struct CsvReader<'a> {
    text: Cow<'a, str>,
    options: CsvOptions,
    delimiter: char,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Splits the text from `start` on into cells.
    Splitting { start: usize, records: Box<RecordsReader> },
    /// Parses one column after another.
    Parsing(CsvTable),
    /// The table, or what was left by an error.
    Done(Option<CsvTable>),
}

impl<'a> CsvReader<'a> {
    /// Detects the delimiter of `text`, unless the options set it.
    ///
    /// # Errors
    /// [`Error::Data`] for a text beyond the limits, [`Error::Parameter`] for an invalid delimiter or decimal sign.
    pub fn new(text: impl Into<Cow<'a, str>>, options: &CsvOptions) -> Result<Self> {
        let text = text.into();
        let mut reader =
            Self { text, options: CsvOptions::default(), delimiter: ',', state: State::Done(None) };
        reader.restart(options)?;
        Ok(reader)
    }

    /// Reads the same text with other options, from the start.
    ///
    /// # Errors
    /// As [`new`](Self::new); the table that was read stays then.
    pub fn restart(&mut self, options: &CsvOptions) -> Result<()> {
        options.check()?;
        if self.text.len() > MAX_BYTES {
            let n = self.text.len();
            let reason =
                format!("the table has {n} bytes; at most {MAX_BYTES} are read; leave out rows or columns");
            return Err(Error::data(reason));
        }
        let text = without_mark(&self.text);
        if let Some(format) = other_format(text) {
            let reason = format!("the text is {format}, not a table of cells; save the table as CSV");
            return Err(Error::data(reason));
        }
        let (Delimiter { delimiter, n_lines }, body) = Delimiter::find(text, options)?;
        let records = Box::new(RecordsReader::new(body.len(), delimiter, 1 + n_lines));
        self.state = State::Splitting { start: self.text.len() - body.len(), records };
        self.delimiter = delimiter;
        self.options = options.clone();
        Ok(())
    }

    /// Reads about `n_bytes` bytes, or parses one column.
    ///
    /// # Errors
    /// [`Error::Row`] for a row of another length, [`Error::Parameter`] for a missing header row, [`Error::Data`] for an empty
    /// table or one beyond the limits. Nothing is left to read then.
    pub fn step(&mut self, n_bytes: usize) -> Result<()> {
        self.state = match std::mem::replace(&mut self.state, State::Done(None)) {
            State::Splitting { start, mut records } => {
                if records.step(&self.text[start..], n_bytes)? {
                    State::Splitting { start, records }
                } else {
                    records.check_quotes()?;
                    let records = records.finish()?;
                    if records.len() == 0 {
                        let reason = "the table is empty; give a row of names and at least two rows below it";
                        return Err(Error::data(reason));
                    }
                    let decimal = Decimal::find(&records, self.delimiter, &self.options);
                    let layout = Layout::find(&records, &self.options)?;
                    State::Parsing(CsvTable::new(records, self.delimiter, decimal, layout)?)
                }
            }
            State::Parsing(mut table) => {
                if table.parse_column() {
                    State::Parsing(table)
                } else {
                    State::Done(Some(table))
                }
            }
            done @ State::Done(_) => done,
        };
        Ok(())
    }

    /// Returns the share of the work that is done, between 0 and 1; 1 if nothing is left to read.
    #[must_use]
    pub fn progress(&self) -> f64 {
        match &self.state {
            State::Splitting { records, .. } => SHARE_OF_SPLITTING * records.progress(),
            State::Parsing(table) => SHARE_OF_SPLITTING + (1.0 - SHARE_OF_SPLITTING) * table.progress(),
            State::Done(_) => 1.0,
        }
    }

    /// Reads the rest at once.
    ///
    /// # Errors
    /// As [`step`](Self::step).
    pub fn finish(mut self) -> Result<CsvTable> {
        loop {
            self.step(usize::MAX)?;
            if let State::Done(table) = self.state {
                return table.ok_or_else(|| Error::data("the table was refused before"));
            }
        }
    }

    /// Returns the table, once all of it is read.
    #[must_use]
    pub fn table(&self) -> Option<&CsvTable> {
        match &self.state {
            State::Done(table) => table.as_ref(),
            State::Splitting { .. } | State::Parsing(_) => None,
        }
    }
}

/// Removes the byte-order mark.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Recognizes texts in other formats by how they start.
fn other_format(text: &str) -> Option<&'static str> {
    let start: String = text.trim_start().chars().take(8).filter(|letter| !letter.is_whitespace()).collect();
    let start = start.to_ascii_lowercase();
    let is_any = |starts: &[&str]| starts.iter().any(|format| start.starts_with(format));
    if is_any(&["{\"", "{}", "[{", "[[", "[\""]) {
        Some("JSON")
    } else if is_any(&["<!", "<?", "<html", "<table", "<head", "<body"]) {
        Some("HTML or XML")
    } else if is_any(&["{\\rtf"]) {
        Some("RTF")
    } else {
        None
    }
}
