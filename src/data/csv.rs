//! Reading a table from CSV text.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::dataset::{Dataset, Task};
use crate::error::{Error, Result};

const LARGEST_BYTES: usize = 2_000_000;
const MOST_ROWS: usize = 5_000;
const MOST_COLUMNS: usize = 200;

/// Options of [`read_csv`].
#[derive(Debug, Clone, Default)]
pub struct CsvOptions {
    /// Name of the target column; the last one when absent.
    pub target: Option<String>,
    /// Kind of the target; if absent, a column of two distinct values is a classification.
    pub task: Option<Task>,
    /// Names of columns that are not used as features.
    pub without: Vec<String>,
}

/// Summary of one column of a CSV.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Name in the header.
    pub name: String,
    /// Number of distinct values, compared as numbers if every cell is one; 3 means three or more.
    pub n_distinct: usize,
    /// Every cell is a number.
    pub is_numeric: bool,
    /// No cell is a number.
    pub is_text: bool,
    /// The first cell that is not a number, in a column that has numbers too.
    pub problem: Option<Error>,
}

/// Reads a table whose first row names the columns. Every column but the target must be numeric.
///
/// The separator is a comma, a semicolon or a tab, the one that occurs most often in the header; fields may be quoted. A
/// classification target has two distinct values, numbers or words; the larger one (of words, the later in the alphabet) becomes
/// class 1. At most 2 MB, 5,000 rows and 200 columns. Messages count rows from 1 with the header, without blank lines.
///
/// # Errors
/// [`Error::Cell`] for a cell that is empty or not a number; [`Error::Row`] for a row of another length; [`Error::Data`] for a
/// table without rows, without features or beyond the limits; [`Error::Parameter`] for an unknown target column.
///
/// # Example
/// ```
/// use regularization_lab::data::{CsvOptions, read_csv};
/// let data = read_csv("age,dose,outcome\n41,1.5,well\n57,0.5,ill\n", &CsvOptions::default())?;
/// assert_eq!(data.y(), [1.0, 0.0]);
/// let error = read_csv("age,outcome\n41,1\nforty,0\n", &CsvOptions::default()).unwrap_err();
/// assert_eq!(error.to_string(), "row 3, column 1: \"forty\" in column \"age\" is not a number");
/// # Ok::<(), regularization_lab::Error>(())
/// ```
pub fn read_csv(text: &str, options: &CsvOptions) -> Result<Dataset> {
    CsvTable::read(text)?.dataset(options)
}

/// The cells of a CSV as text, before a target is chosen.
#[derive(Debug, Clone)]
pub struct CsvTable {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl CsvTable {
    /// Reads the cells; see [`read_csv`].
    ///
    /// # Errors
    /// [`Error::Row`] for a row of another length, [`Error::Data`] for an empty table or one beyond the limits.
    pub fn read(text: &str) -> Result<Self> {
        if text.len() > LARGEST_BYTES {
            return Err(Error::data(format!(
                "the table has {} bytes; at most {LARGEST_BYTES} are read",
                text.len()
            )));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut records = records(text)?;
        if records.is_empty() {
            return Err(Error::data("the table is empty; its first row must name the columns"));
        }
        let header = records.remove(0);
        let table = Self { header, rows: records };
        table.check_shape()?;
        Ok(table)
    }

    /// The rows below the header.
    #[must_use]
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// A summary of every column.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        (0..self.header.len()).map(|j| self.column(j)).collect()
    }

    fn column(&self, j: usize) -> Column {
        let cells = || self.rows.iter().map(|row| row[j].as_str());
        let numbers: Option<Vec<f64>> = cells().map(finite).collect();
        let is_text = cells().all(|cell| finite(cell).is_none());
        let bad = (0..self.rows.len()).find_map(|i| self.number(i, j, &self.rows[i][j]).err());
        Column {
            name: self.header[j].clone(),
            n_distinct: n_distinct(cells(), numbers.as_deref()),
            is_numeric: numbers.is_some(),
            is_text,
            problem: bad.filter(|_| !is_text),
        }
    }

    /// Features `(n_samples, n_features)` and target of the table.
    ///
    /// # Errors
    /// As [`read_csv`].
    pub fn dataset(&self, options: &CsvOptions) -> Result<Dataset> {
        let target = self.target_column(options)?;
        let (y, task) = self.target(target, options.task)?;
        let is_used = |j: &usize| *j != target && !options.without.contains(&self.header[*j]);
        let used: Vec<usize> = (0..self.header.len()).filter(is_used).collect();
        if used.is_empty() {
            return Err(Error::data("no column is left to predict from"));
        }
        let mut x = Vec::with_capacity(self.rows.len() * used.len());
        for (i, row) in self.rows.iter().enumerate() {
            for &j in &used {
                x.push(self.number(i, j, &row[j])?);
            }
        }
        let data = Dataset::new(x, y, used.len(), task).map_err(|error| match error {
            // Messages count rows with the header, and columns with the target and the unused ones.
            Error::Cell { row, column, reason } => {
                let place = used.get(column - 1).copied().unwrap_or(target);
                Error::Cell { row: row + 1, column: place + 1, reason }
            }
            other => other,
        })?;
        data.with_feature_names(self.feature_names(&used))
    }

    fn check_shape(&self) -> Result<()> {
        let n_columns = self.header.len();
        if !(2..=MOST_COLUMNS).contains(&n_columns) {
            return Err(Error::data(format!(
                "the table has {n_columns} columns; between 2 (a feature and the target) and {MOST_COLUMNS} are read"
            )));
        }
        if self.header.iter().all(|name| name.parse::<f64>().is_ok()) {
            let reason = "the first row must name the columns; it holds numbers".to_owned();
            return Err(Error::Row { row: 1, reason });
        }
        if self.rows.len() < 2 {
            return Err(Error::data(format!(
                "the table has {} rows below its header; at least 2 are needed",
                self.rows.len()
            )));
        }
        match self.rows.iter().position(|row| row.len() != n_columns) {
            None => Ok(()),
            Some(i) => Err(Error::Row {
                row: i + 2,
                reason: format!("has {} cells; the header has {n_columns}", self.rows[i].len()),
            }),
        }
    }

    fn target_column(&self, options: &CsvOptions) -> Result<usize> {
        let Some(name) = &options.target else {
            return Ok(self.header.len() - 1);
        };
        self.header.iter().position(|column| column == name.trim()).ok_or_else(|| {
            let accepted = format!("one of the columns {}", self.header.join(", "));
            Error::parameter("target", format!("\"{name}\""), accepted)
        })
    }

    fn target(&self, column: usize, task: Option<Task>) -> Result<(Vec<f64>, Task)> {
        let cells = || self.rows.iter().map(|row| row[column].as_str());
        let numbers: Option<Vec<f64>> = cells().map(finite).collect();
        let labels = distinct(cells(), numbers.as_deref());
        let title = &self.header[column];
        if labels.len() == 1 {
            let reason = format!("column \"{title}\" holds one value only, so there is nothing to predict");
            return Err(Error::data(reason));
        }
        let task = task.unwrap_or(match labels.len() {
            2 => Task::Classification,
            _ => Task::Regression,
        });
        if task == Task::Regression {
            let values = (0..self.rows.len()).map(|i| self.number(i, column, &self.rows[i][column]));
            return Ok((values.collect::<Result<_>>()?, task));
        }
        if labels.len() != 2 {
            let reason = format!("column \"{title}\" holds {} classes; two are accepted", labels.len());
            return Err(Error::data(reason));
        }
        if let Some(i) = cells().position(str::is_empty) {
            return Err(self.bad_cell(i, column, "is empty"));
        }
        let is_second = |i: usize| match &numbers {
            Some(values) => finite(&labels[1]) == Some(values[i]),
            None => labels[1] == self.rows[i][column],
        };
        Ok(((0..self.rows.len()).map(|i| f64::from(is_second(i))).collect(), task))
    }

    fn number(&self, i: usize, column: usize, cell: &str) -> Result<f64> {
        finite(cell).ok_or_else(|| {
            let what = if cell.is_empty() { "is empty" } else { "is not a number" };
            self.bad_cell(i, column, what)
        })
    }

    fn bad_cell(&self, i: usize, column: usize, what: &str) -> Error {
        let title = &self.header[column];
        let cell = &self.rows[i][column];
        let found = if cell.is_empty() { "the cell".to_owned() } else { format!("\"{}\"", shortened(cell)) };
        let reason = format!("{found} in column \"{title}\" {what}");
        Error::Cell { row: i + 2, column: column + 1, reason }
    }

    fn feature_names(&self, used: &[usize]) -> Vec<String> {
        let named = |&j: &usize| {
            let name = &self.header[j];
            if name.is_empty() { format!("x{j}") } else { name.clone() }
        };
        used.iter().map(named).collect()
    }
}

/// Number of distinct values of a column, at most 3.
fn n_distinct<'a>(cells: impl Iterator<Item = &'a str>, numbers: Option<&[f64]>) -> usize {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (i, cell) in cells.enumerate() {
        let is_same = |&(k, known): &(usize, &str)| match numbers {
            Some(values) => values[k] == values[i],
            None => known == cell,
        };
        if found.len() < 3 && !found.iter().any(is_same) {
            found.push((i, cell));
        }
    }
    found.len()
}

/// The distinct target values, compared as numbers if every cell is one; two of them in ascending order.
fn distinct<'a>(cells: impl Iterator<Item = &'a str>, numbers: Option<&[f64]>) -> Vec<String> {
    let mut found: Vec<(f64, String)> = Vec::new();
    for (i, cell) in cells.enumerate() {
        let value = numbers.map_or(0.0, |values| values[i]);
        let same = |(known, label): &(f64, String)| match numbers {
            Some(_) => *known == value,
            None => label == cell,
        };
        if !found.iter().any(same) {
            found.push((value, cell.to_owned()));
        }
    }
    // Only the two classes need an order.
    if let [first, second] = &mut found[..]
        && *first > *second
    {
        std::mem::swap(first, second);
    }
    found.into_iter().map(|(_, label)| label).collect()
}

fn finite(cell: &str) -> Option<f64> {
    cell.parse().ok().filter(|value: &f64| value.is_finite())
}

fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}

fn separator(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    // Separators inside quotes do not count.
    let bare = || header.split('"').step_by(2).flat_map(str::bytes);
    let count = |separator: u8| bare().filter(|&byte| byte == separator).count();
    // `max_by_key` returns the last of equal elements, so the default is last.
    [b'\t', b';', b','].into_iter().max_by_key(|&byte| count(byte)).unwrap_or(b',')
}

fn records(text: &str) -> Result<Vec<Vec<String>>> {
    let mut reader = ReaderBuilder::new().delimiter(separator(text)).build();
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((field, ends_record)) = next_field(&mut reader, &mut rest) {
        record.push(field);
        if record.len() > MOST_COLUMNS {
            return Err(Error::data(format!("the table has more than {MOST_COLUMNS} columns")));
        }
        if ends_record {
            records.push(std::mem::take(&mut record));
        }
        if records.len() > MOST_ROWS + 1 {
            return Err(Error::data(format!("the table has more than {MOST_ROWS} rows")));
        }
    }
    Ok(records)
}

/// The next field and whether it ends its record.
fn next_field(reader: &mut Reader, rest: &mut &[u8]) -> Option<(String, bool)> {
    let mut field = Vec::new();
    let mut buffer = [0; 256];
    loop {
        let (result, n_read, n_written) = reader.read_field(rest, &mut buffer);
        *rest = &rest[n_read..];
        field.extend_from_slice(&buffer[..n_written]);
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                let text = String::from_utf8_lossy(&field).trim().to_owned();
                return Some((text, record_end));
            }
            ReadFieldResult::End => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str, target: Option<&str>) -> String {
        let options = CsvOptions { target: target.map(str::to_owned), ..CsvOptions::default() };
        read_csv(text, &options).unwrap_err().to_string()
    }

    #[test]
    fn error_of_a_too_large_value_has_its_row_and_column_in_the_file() {
        assert!(problem("a,b,y\n1,2,0\n2,1e60,1\n", None).contains("row 3, column 2"));
        assert!(problem("y,a,b\n0,1,2\n1,2,1e60\n", Some("y")).contains("row 3, column 3"));
    }

    #[test]
    fn separators_in_quotes_and_lines_above_the_header_are_ignored() {
        for text in ["\"x,1,2,3\";b;y\n1;2;0\n2;1;1\n", "\n\nx;b;y\n1;2;0\n2;1;1\n"] {
            assert_eq!(read_csv(text, &CsvOptions::default()).unwrap().n_features(), 2, "{text}");
        }
    }
}
