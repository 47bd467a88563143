//! Detection of the delimiter and the decimal sign.

use super::number::{Grouping, plain, read};
use super::options::{CsvOptions, DELIMITERS};
use super::text::Records;
use crate::error::Result;

/// Number of bytes used to detect the delimiter.
const SAMPLE: usize = 100_000;

/// Maximum number of cells used to detect the decimal sign.
const MAX_DECIDING: usize = 10_000;

/// Detected delimiter, and the number of lines that declare it.
pub(super) struct Delimiter {
    pub delimiter: char,
    /// 1 after a line such as `sep=;`.
    pub n_lines: usize,
}

impl Delimiter {
    /// Detects the delimiter of `text`; also returns the text below the line that declares it.
    pub fn find<'a>(text: &'a str, options: &CsvOptions) -> Result<(Self, &'a str)> {
        let (declared, body) = match declared_delimiter(text) {
            Some((delimiter, body)) => (Some(delimiter), body),
            None => (None, text),
        };
        let delimiter = match options.delimiter.or(declared) {
            Some(delimiter) => delimiter,
            None => most_consistent(body)?,
        };
        Ok((Self { delimiter, n_lines: declared.is_some().into() }, body))
    }
}

/// Parses a first line `sep=;`, as written by Excel; returns the delimiter and the text below that line.
fn declared_delimiter(text: &str) -> Option<(char, &str)> {
    let (line, _) = text.split_once(['\n', '\r'])?;
    let body = text[line.len()..].strip_prefix("\r\n").unwrap_or(&text[line.len() + 1..]);
    let line = line.trim_matches(['"', ' ']);
    let name = line.get(..4).filter(|name| name.eq_ignore_ascii_case("sep="))?;
    let mut letters = line[name.len()..].chars();
    let delimiter = letters.next().filter(|letter| DELIMITERS.contains(letter))?;
    // Programs that pad all rows to one length add delimiters.
    letters.all(|letter| letter == delimiter).then_some((delimiter, body))
}

/// Returns the delimiter with the highest [`consistency`].
fn most_consistent(text: &str) -> Result<char> {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    let mut best = (0.0, DELIMITERS[0]);
    for delimiter in DELIMITERS {
        let mut records = Records::read(&text[..end], delimiter, 1)?;
        if end < text.len() && records.len() > 1 {
            records.pop();
        }
        let score = consistency(&records);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    Ok(best.1)
}

/// Scores a delimiter: share of the records with the most frequent number of cells, times 1 + the share of numbers in them + the share of cells without
/// another delimiter outside of numbers; 0 for one column.
fn consistency(records: &Records) -> f64 {
    let width = most_frequent((0..records.len()).map(|i| records.n_cells(i)));
    if width < 2 {
        return 0.0;
    }
    let consistent = || (0..records.len()).filter(|&i| records.n_cells(i) == width);
    let cells = || consistent().flat_map(|i| records.cells(i)).filter(|cell| !cell.is_empty());
    let is_number = |cell: &&str| plain(cell, '.').or_else(|| plain(cell, ',')).is_some();
    let is_whole = |cell: &&str| is_number(cell) || !cell.contains(&DELIMITERS[..4]);
    let share = |n: usize| n as f64 / cells().count().max(1) as f64;
    let quality = share(cells().filter(is_number).count()) + share(cells().filter(is_whole).count());
    consistent().count() as f64 / records.len() as f64 * (1.0 + quality)
}

/// Returns the most frequent count, the first in case of a tie; 0 for no counts.
pub(super) fn most_frequent(counts: impl Iterator<Item = usize>) -> usize {
    let counts: Vec<usize> = counts.collect();
    let mut sorted: Vec<f64> = counts.iter().map(|&count| count as f64).collect();
    kernels::sort(&mut sorted);
    let runs = || sorted.chunk_by(|a, b| a == b);
    let longest = runs().map(<[f64]>::len).max().unwrap_or(0);
    let most: Vec<usize> = runs().filter(|run| run.len() == longest).map(|run| run[0] as usize).collect();
    counts.into_iter().find(|count| most.binary_search(count).is_ok()).unwrap_or(0)
}

/// Detected decimal sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Decimal {
    pub sign: char,
    /// Whether `1,234` may be 1234 or 1.234, because no cell of the table decides it.
    pub is_ambiguous: bool,
}

impl Decimal {
    /// Detects the decimal sign: the one with which more cells parse as numbers.
    pub fn find(records: &Records, delimiter: char, options: &CsvOptions) -> Self {
        if let Some(sign) = options.decimal {
            return Self { sign, is_ambiguous: false };
        }
        let has_commas = records.contains(',');
        let (mut point, mut comma, mut either) = (0, 0, 0);
        for cell in (0..records.len()).flat_map(|i| records.cells(i)) {
            if point + comma == MAX_DECIDING {
                break;
            }
            if !cell.starts_with(|letter: char| letter.is_ascii_alphabetic()) && may_decide(cell, has_commas)
            {
                match (read(cell, '.'), read(cell, ',')) {
                    (Some(_), None) => point += 1,
                    (None, Some(_)) => comma += 1,
                    (Some(number), Some(_)) if number.grouping == Grouping::By(',') => either += 1,
                    _ => {}
                }
            }
        }
        // In a table with commas as delimiters, a quoted "1,234" has a thousands separator.
        let is_ambiguous = point == 0 && comma == 0 && either > 0 && delimiter != ',';
        Self { sign: if comma > point { ',' } else { '.' }, is_ambiguous }
    }
}

/// Whether a cell can distinguish decimal points from commas; in a table without commas, only a cell with several points can.
fn may_decide(cell: &str, has_commas: bool) -> bool {
    let n_points = || cell.bytes().filter(|&byte| byte == b'.').count();
    if has_commas { cell.contains([',', '.']) } else { n_points() > 1 }
}
