//! Detects the header of a table and the names of its columns.

use super::dialect::most_frequent;
use super::number::{is_missing, is_numeric, plain};
use super::options::{CsvOptions, Header};
use super::text::Records;
use crate::error::{Error, Result, counted};

/// Number of records used to estimate the kinds of columns.
const SAMPLE: usize = 1000;

/// Header, column names and rows of a table.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// Number of the header row.
    pub header: Option<usize>,
    /// Column names, as in the header.
    pub names: Vec<String>,
    /// Records below the header, without comments.
    pub rows: Vec<u32>,
}

impl Layout {
    /// Detects the header and checks that all rows below have the same length.
    pub fn find(records: &Records, options: &CsvOptions) -> Result<Self> {
        let table = Table::new(records);
        let start = match options.header {
            None => table.start()?,
            Some(Header::Row(row)) => table.start_at(row)?,
            Some(Header::Absent) => Start { header: None, first: table.first_full() },
        };
        let mut names = table.names(start.header);
        let is_comment = |&i: &usize| {
            records.cell(i, 0).starts_with('#')
                && (records.n_cells(i) < names.len() || records.n_filled(i) > names.len())
        };
        let rows: Vec<usize> = (start.first..records.len()).filter(|i| !is_comment(i)).collect();
        // R writes row names in a first column without a name.
        let has_row_names =
            |&i: &usize| records.n_cells(i) == names.len() + 1 && records.n_filled(i) == names.len() + 1;
        if start.header.is_some() && !names.is_empty() && !rows.is_empty() && rows.iter().all(has_row_names) {
            names.insert(0, String::new());
        }
        check_lengths(records, &rows, &names, start.header)?;
        let header = start.header.map(|i| records.row(i));
        Ok(Self { header, names, rows: rows.into_iter().map(|i| i as u32).collect() })
    }
}

fn check_lengths(records: &Records, rows: &[usize], names: &[String], header: Option<usize>) -> Result<()> {
    let width = names.len();
    let Some(&i) = rows.iter().find(|&&i| records.n_cells(i) < width || records.n_filled(i) > width) else {
        return Ok(());
    };
    let n = records.n_cells(i);
    let others = match header {
        Some(_) => format!("the header has {width}"),
        None => format!("the other rows have {width}"),
    };
    let advice = if records.cells(i).any(|cell| cell.contains(['\n', '\r'])) {
        "a cell goes over several lines: close its quote"
    } else {
        "correct the row or remove it"
    };
    let reason = format!("has {n} cell{}; {others}; {advice}", if n == 1 { "" } else { "s" });
    Err(Error::Row { row: records.row(i), reason })
}

/// Records of the header and of the first row.
struct Start {
    header: Option<usize>,
    first: usize,
}

struct Table<'a> {
    records: &'a Records,
    /// Number of columns.
    width: usize,
    /// Whether at least half of the cells of a column are numbers.
    is_numeric: Vec<bool>,
}

impl<'a> Table<'a> {
    fn new(records: &'a Records) -> Self {
        let is_row = |&i: &usize| !records.cell(i, 0).starts_with('#');
        let mut width = most_frequent((0..records.len()).filter(is_row).map(|i| records.n_cells(i)));
        let rows: Vec<usize> = (0..records.len()).filter(|&i| records.n_cells(i) == width).collect();
        // Trailing delimiters in every row do not add a column.
        while width > 0 && rows.iter().all(|&i| records.cell(i, width - 1).is_empty()) {
            width -= 1;
        }
        let sample = &rows[..rows.len().min(SAMPLE)];
        let is_number = |j: usize| {
            let cells = || sample.iter().map(|&i| records.cell(i, j)).filter(|cell| !is_missing(cell));
            let n_numbers = cells().filter(|cell| is_numeric(cell)).count();
            n_numbers > 0 && 2 * n_numbers >= cells().count()
        };
        Self { records, width, is_numeric: (0..width).map(is_number).collect() }
    }

    /// Detects the header: the first record of words above the first record with numbers.
    fn start(&self) -> Result<Start> {
        let records = self.records;
        let n = records.len();
        let has_numbers = self.is_numeric.contains(&true);
        let first = (0..n).find(|&i| has_numbers && self.is_data(i)).unwrap_or(n);
        let below = |header: usize| Start { header: Some(header), first: header + 1 };
        let is_comment = |&i: &usize| records.cell(i, 0).starts_with('#');
        if first < n && self.names_years(first) && !(first + 1 < n && self.names_years(first + 1)) {
            return Ok(below(first));
        }
        let above = || (0..first).filter(|&i| self.may_be_header(i));
        let complete = || above().filter(|&i| self.is_complete(i));
        let has_words_only = |&i: &usize| !is_comment(&i) && self.words_and_numbers(i).1 == 0;
        let names = complete().find(has_words_only).or_else(|| complete().find(|i| !is_comment(i)));
        if let Some(i) = names.or_else(|| complete().next()) {
            return Ok(below(i));
        }
        // More names than cells: `check_lengths` rejects the rows below.
        if let Some(i) = (0..first).find(|&i| records.n_filled(i) > self.width && !is_comment(&i)) {
            return Ok(below(i));
        }
        let half = |&i: &usize| records.cells(i).filter(|cell| !cell.is_empty()).count() * 2 >= self.width;
        if let Some(i) = above().rfind(half) {
            return Ok(below(i));
        }
        if first == n {
            // No row has numbers.
            return Ok(above().next().map_or(Start { header: None, first: 0 }, below));
        }
        match first.checked_sub(1).filter(|&i| !is_comment(&i) && records.n_filled(i) > 1) {
            // R omits the name of the first column.
            Some(i) if records.n_filled(i) + 1 == self.width && self.has_no_number(i) => Ok(below(i)),
            Some(i) if self.has_no_number(i) && records.row(i) + 1 == records.row(first) => {
                let (names, cells) = (counted(records.n_filled(i), "cell"), records.n_cells(first));
                let reason = format!(
                    "has {names}, row {} has {cells}; name every column, or say header: false",
                    records.row(first)
                );
                Err(Error::Row { row: records.row(i), reason })
            }
            _ => Ok(Start { header: None, first }),
        }
    }

    fn start_at(&self, row: usize) -> Result<Start> {
        let found = (0..self.records.len()).find(|&i| self.records.row(i) == row);
        let last = self.records.len().checked_sub(1).map_or(0, |i| self.records.row(i));
        found.map(|i| Start { header: Some(i), first: i + 1 }).ok_or_else(|| {
            let accepted = format!("a row between 1 and {last} that is not blank, or false");
            Error::parameter("header", row.to_string(), accepted)
        })
    }

    /// Returns the first record of full length.
    fn first_full(&self) -> usize {
        let is_full =
            |&i: &usize| self.records.n_cells(i) >= self.width && !self.records.cell(i, 0).starts_with('#');
        (0..self.records.len()).find(is_full).unwrap_or(0)
    }

    fn names(&self, header: Option<usize>) -> Vec<String> {
        match header {
            None => (0..self.width).map(|j| format!("x{j}")).collect(),
            Some(i) => {
                let n = self.records.n_filled(i).max(self.width.min(self.records.n_cells(i)));
                let mut names: Vec<String> = (0..n).map(|j| self.records.cell(i, j).to_owned()).collect();
                // NumPy writes the header as a comment.
                if let Some(name) = names.first_mut().filter(|name| name.len() > 1)
                    && let Some(bare) = name.strip_prefix('#')
                {
                    *name = bare.trim_start().to_owned();
                }
                names
            }
        }
    }

    /// Counts the words and the numbers of a record in numeric columns.
    fn words_and_numbers(&self, i: usize) -> (usize, usize) {
        let cells = (0..self.width).filter(|&j| self.is_numeric[j]).map(|j| self.records.cell(i, j));
        let (numbers, words): (Vec<&str>, Vec<&str>) =
            cells.filter(|cell| !is_missing(cell)).partition(|cell| is_numeric(cell));
        (words.len(), numbers.len())
    }

    fn is_data(&self, i: usize) -> bool {
        let (words, numbers) = self.words_and_numbers(i);
        self.records.n_cells(i) >= self.width && numbers > words
    }

    /// Whether a record has a cell in every column, and no more numbers than words.
    fn may_be_header(&self, i: usize) -> bool {
        let (words, numbers) = self.words_and_numbers(i);
        let has_words = words > 0 || !self.is_numeric.contains(&true);
        self.records.n_cells(i) >= self.width
            && self.records.n_filled(i) <= self.width
            && has_words
            && words >= numbers
    }

    /// Whether a record has words and consecutive years, such as `country,2019,2020`: the header of a table with one column per year.
    fn names_years(&self, i: usize) -> bool {
        let is_year = |year: &f64| year.fract() == 0.0 && (1000.0..3000.0).contains(year);
        let cells = (0..self.width).filter(|&j| self.is_numeric[j]).map(|j| self.records.cell(i, j));
        let years: Option<Vec<f64>> = cells.map(|cell| plain(cell, '.').filter(is_year)).collect();
        let follow =
            |years: Vec<f64>| years.len() > 1 && years.windows(2).all(|pair| pair[1] == pair[0] + 1.0);
        self.is_numeric.contains(&false) && self.is_complete(i) && years.is_some_and(follow)
    }

    /// Whether every column but the first has a name.
    fn is_complete(&self, i: usize) -> bool {
        (1..self.width).all(|j| !self.records.cell(i, j).is_empty())
    }

    fn has_no_number(&self, i: usize) -> bool {
        !self.records.cells(i).any(is_numeric)
    }
}
