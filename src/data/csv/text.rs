//! Splits delimited text into cells.

use csv_core::{ReadFieldResult, ReaderBuilder};

use crate::error::{Error, Result};

/// Maximum length of a text in bytes.
pub const MAX_BYTES: usize = 50_000_000;

/// Maximum number of cells of a text.
pub const MAX_CELLS: usize = 10_000_000;

/// Records with at least one cell that is not blank. One string stores all cells consecutively.
#[derive(Debug, Clone)]
pub(super) struct Records {
    text: String,
    /// Start of every cell in `text`, and the end of the last one.
    starts: Vec<u32>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    first: u32,
    n_cells: u32,
    number: u32,
}

/// Splits a text into [`Records`] in pieces.
#[derive(Debug, Clone)]
pub(super) struct RecordsReader {
    reader: csv_core::Reader,
    delimiter: char,
    /// Length of the text.
    n_bytes: usize,
    /// Number of bytes that have been read.
    n_read: usize,
    cells: Vec<u8>,
    /// Length of the cells so far.
    end: usize,
    starts: Vec<u32>,
    rows: Vec<Row>,
    /// Number of the next row.
    row: usize,
    /// Row and column, from 1, of a quote that is still open at the end of the text.
    open_quote: Option<(usize, usize)>,
}

impl RecordsReader {
    /// Creates a reader for a text of `n_bytes` bytes. Row numbers start at `first_row` and include blank rows; a quoted line break does
    /// not end a row.
    pub fn new(n_bytes: usize, delimiter: char, first_row: usize) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter as u8).build();
        // No cell is longer than its source; the reader needs one byte more.
        let cells = vec![0; n_bytes + 1];
        Self {
            reader,
            delimiter,
            n_bytes,
            n_read: 0,
            cells,
            end: 0,
            starts: vec![0],
            rows: Vec::new(),
            row: first_row,
            open_quote: None,
        }
    }

    /// Reads at least `n_bytes` bytes of `text`, to the end of a record; returns whether more are left.
    ///
    /// # Errors
    /// [`Error::Data`] for more than [`MAX_CELLS`] cells.
    pub fn step(&mut self, text: &str, n_bytes: usize) -> Result<bool> {
        let stop = self.n_read.saturating_add(n_bytes);
        let mut rest = &text.as_bytes()[self.n_read..];
        while !skip_blank_lines(&mut rest, &mut self.row).is_empty() {
            if text.len() - rest.len() >= stop {
                self.n_read = text.len() - rest.len();
                return Ok(true);
            }
            let (first, first_byte) = (self.starts.len() - 1, self.end);
            loop {
                // After spaces, the reader would not recognize a quote; a run of the delimiter " " is one delimiter.
                rest = rest.trim_prefix_spaces();
                let start = self.end;
                let source = rest;
                let ends_record = loop {
                    let (result, n_read, n_written) =
                        self.reader.read_field(rest, &mut self.cells[self.end..]);
                    rest = &rest[n_read..];
                    self.end += n_written;
                    match result {
                        ReadFieldResult::Field { record_end } => break record_end,
                        ReadFieldResult::End => break true,
                        // With empty input the reader ends the last field.
                        ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                    }
                };
                // Only the end of the text ends a cell whose quote is open.
                if rest.is_empty() && has_open_quote(source) {
                    self.open_quote = Some((self.row, self.starts.len() - first));
                }
                let is_in_run = self.delimiter == ' ' && start == self.end && self.starts.len() > first + 1;
                if !(ends_record && is_in_run) {
                    self.starts.push(self.end as u32);
                }
                if ends_record {
                    break;
                }
            }
            if self.starts.len() > MAX_CELLS + 1 {
                let share = (text.len() - rest.len()) as f64 / text.len() as f64;
                let n_cells = crate::decimal::two_digits((self.starts.len() - 1) as f64 / share);
                return Err(Error::data(format!(
                    "the table has more than {MAX_CELLS} cells (about {n_cells}); leave out rows or columns"
                )));
            }
            if self.cells[first_byte..self.end].iter().all(u8::is_ascii_whitespace) {
                self.starts.truncate(first + 1);
                self.end = first_byte;
            } else {
                let n_cells = self.starts.len() - 1 - first;
                let number = self.row as u32;
                self.rows.push(Row { first: first as u32, n_cells: n_cells as u32, number });
            }
            // A line feed after the carriage return is part of this line end.
            if text.as_bytes()[text.len() - rest.len() - 1] == b'\r' && rest.first() == Some(&b'\n') {
                rest = &rest[1..];
            }
            self.row += 1;
        }
        self.n_read = text.len();
        Ok(false)
    }

    /// Returns an error that says where a quote opens that nothing closes. A part of a text may end in a quoted cell.
    ///
    /// # Errors
    /// [`Error::Cell`] if a quote is open at the end of the text.
    pub fn check_quotes(&self) -> Result<()> {
        self.open_quote.map_or(Ok(()), |(row, column)| {
            Err(Error::Cell { row, column, reason: "the quote is not closed".to_owned() })
        })
    }

    /// Returns the share of the text that has been read, between 0 and 1.
    pub fn progress(&self) -> f64 {
        self.n_read as f64 / self.n_bytes.max(1) as f64
    }

    /// Returns the records that have been read.
    ///
    /// # Errors
    /// [`Error::Data`] for cells that are not UTF-8.
    pub fn finish(mut self) -> Result<Records> {
        self.cells.truncate(self.end);
        let text = String::from_utf8(self.cells).map_err(|_| Error::data("the text is not valid UTF-8"))?;
        Ok(Records { text, starts: self.starts, rows: self.rows })
    }
}

impl Records {
    /// Splits `text` into records, see [`RecordsReader`].
    pub fn read(text: &str, delimiter: char, first_row: usize) -> Result<Self> {
        let mut reader = RecordsReader::new(text.len(), delimiter, first_row);
        reader.step(text, usize::MAX)?;
        reader.finish()
    }

    /// Returns the number of records.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns the number of cells of a record.
    pub fn n_cells(&self, i: usize) -> usize {
        self.rows[i].n_cells as usize
    }

    /// Returns the number of cells up to the last one that is not blank.
    pub fn n_filled(&self, i: usize) -> usize {
        (0..self.n_cells(i)).rev().find(|&j| !self.cell(i, j).is_empty()).map_or(0, |j| j + 1)
    }

    /// Returns the row number of a record in the text.
    pub fn row(&self, i: usize) -> usize {
        self.rows[i].number as usize
    }

    /// Returns a trimmed cell; empty beyond the end of the record.
    pub fn cell(&self, i: usize, j: usize) -> &str {
        let row = self.rows[i];
        if j >= row.n_cells as usize {
            return "";
        }
        let k = row.first as usize + j;
        self.text[self.starts[k] as usize..self.starts[k + 1] as usize].trim()
    }

    /// Iterates over the cells of a record.
    pub fn cells(&self, i: usize) -> impl Iterator<Item = &str> {
        (0..self.n_cells(i)).map(move |j| self.cell(i, j))
    }

    /// Whether any cell contains this character.
    pub fn contains(&self, letter: char) -> bool {
        self.text.contains(letter)
    }

    /// Drops the last record.
    pub fn pop(&mut self) {
        self.rows.pop();
    }
}

/// Whether a cell, which ends at the end of the text, has an odd number of quotes: a doubled quote is a letter.
fn has_open_quote(cell: &[u8]) -> bool {
    cell.first() == Some(&b'"') && cell.split(|&byte| byte == b'"').count() % 2 == 0
}

/// Skips blank lines and counts them; returns the remaining text.
fn skip_blank_lines<'a>(rest: &mut &'a [u8], row: &mut usize) -> &'a [u8] {
    loop {
        *rest = match rest {
            [b'\r', b'\n', more @ ..] | [b'\r' | b'\n', more @ ..] => more,
            _ => return rest,
        };
        *row += 1;
    }
}

trait TrimPrefix {
    fn trim_prefix_spaces(&self) -> &Self;
}

impl TrimPrefix for [u8] {
    fn trim_prefix_spaces(&self) -> &Self {
        let n = self.iter().take_while(|&&byte| byte == b' ').count();
        &self[n..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, delimiter: char) -> Vec<(usize, Vec<String>)> {
        let records = Records::read(text, delimiter, 1).unwrap();
        let record = |i| (records.row(i), records.cells(i).map(str::to_owned).collect());
        (0..records.len()).map(record).collect()
    }

    fn record(row: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (row, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn every_line_end_ends_a_row_and_blank_rows_count() {
        let expected = [record(2, &["a", "b"]), record(4, &["1", "2"]), record(5, &["3", ""])];
        for end in ["\n", "\r\n", "\r"] {
            for tail in ["", end] {
                let text = format!("\na,b\n , \n1,2\n3,{tail}").replace('\n', end);
                assert_eq!(cells(&text, ','), expected, "{text:?}");
            }
        }
    }

    #[test]
    fn quoted_cells_keep_delimiters_line_ends_and_doubled_quotes() {
        let text = "\"a\n\r\nb\", \"c,d\" ,e\n\"say \"\"so\"\"\",,\"\"\n";
        let expected = [record(1, &["a\n\r\nb", "c,d", "e"]), record(2, &["say \"so\"", "", ""])];
        assert_eq!(cells(text, ','), expected);
        assert_eq!(cells("a,\"b\nc", ','), [record(1, &["a", "b\nc"])]);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_where_it_opens() {
        let check = |text: &str| {
            let mut reader = RecordsReader::new(text.len(), ',', 1);
            reader.step(text, usize::MAX).unwrap();
            reader.check_quotes().map_err(|error| error.to_string())
        };
        let problem = |place: &str| Err(format!("{place}: the quote is not closed"));
        assert_eq!(check("a,b\n1,\"2\n3,4\n"), problem("row 2, column 2"));
        assert_eq!(check("\"a\"\"b,c\n1,2"), problem("row 1, column 1"));
        assert_eq!(check("a,b\n\n1,2\n3,\""), problem("row 4, column 2"));
        for closed in ["a,\"b\"", "a,\"b\"\n", "a,\"b\"\"\"", "a,5\" pipe", "\"a\nb\",c", "a,\"\""] {
            assert_eq!(check(closed), Ok(()), "{closed}");
        }
    }

    #[test]
    fn runs_of_spaces_are_one_delimiter() {
        assert_eq!(cells("  a  b \n1 2\n", ' '), [record(1, &["a", "b"]), record(2, &["1", "2"])]);
        assert_eq!(cells("a ,b, \n", ','), [record(1, &["a", "b", ""])]);
    }
}
