//! Parses the cells of a column.

use super::column::{Column, MISSING, Values, Words};
use super::dates::is_date;
use super::dialect::Decimal;
use super::names::sorted;
use super::number::{self, Grouping, is_missing, is_numeric, plain};
use super::text::Records;
use crate::error::{Error, shortened};

/// The cells of a column.
pub(super) struct Cells<'a> {
    pub records: &'a Records,
    pub rows: &'a [u32],
    pub column: usize,
    pub name: &'a str,
    pub decimal: Decimal,
}

impl<'a> Cells<'a> {
    pub fn at(&self, i: usize) -> &'a str {
        self.records.cell(self.rows[i] as usize, self.column)
    }

    fn iter(&self) -> impl Iterator<Item = &'a str> {
        (0..self.rows.len()).map(|i| self.at(i))
    }

    /// Returns an error with the value of a cell, the cause and a fix.
    pub fn error(&self, i: usize, what: &str) -> Error {
        let reason = format!("\"{}\" in column \"{}\" {what}", shortened(self.at(i)), shortened(self.name));
        Error::Cell { row: self.records.row(self.rows[i] as usize), column: self.column + 1, reason }
    }

    /// Parses the column.
    pub fn read(&self) -> Column {
        let n_missing = self.iter().filter(|cell| is_missing(cell)).count();
        let values = self.values(self.rows.len() - n_missing);
        let kind = values.kind(self.rows.len() - n_missing, self.name);
        let holds_dates = match &values {
            Values::Words(words) => words.first.iter().all(|&i| is_date(self.at(i as usize))),
            Values::Numbers(_) | Values::Unreadable(_) => false,
        };
        Column { values, kind, n_missing, holds_dates }
    }

    fn values(&self, n_present: usize) -> Values {
        let decimal = self.decimal.sign;
        let value = |cell| if is_missing(cell) { Some(f64::NAN) } else { plain(cell, decimal) };
        if let Some(numbers) = self.iter().map(value).collect() {
            return Values::Numbers(numbers);
        }
        let n_numbers = self.iter().filter(|cell| !is_missing(cell) && is_numeric(cell)).count();
        if 2 * n_numbers < n_present {
            return Values::Words(self.words());
        }
        self.numbers().map_or_else(Values::Unreadable, Values::Numbers)
    }

    /// Parses a column of numbers; an error if thousands separators, currency or percent signs are inconsistent.
    fn numbers(&self) -> Result<Vec<f64>, Error> {
        let format = self.format();
        let number = |i: usize| {
            let cell = self.at(i);
            if is_missing(cell) {
                return Ok(f64::NAN);
            }
            let number = number::read(cell, self.decimal.sign)
                .ok_or_else(|| self.error(i, self.cause_and_fix(i, cell)))?;
            let disagrees =
                |what: &str| self.error(i, &format!("{what}; write all cells of the column in one way"));
            match (format.affix, number.affix) {
                (Some(sign), None) => return Err(disagrees(&format!("has no {sign} as others have"))),
                (expected, Some(sign)) if expected != Some(sign) => {
                    return Err(disagrees(&format!("has a {sign}, which others have not")));
                }
                _ => {}
            }
            match (format.separator, number.grouping) {
                (Some(_), Grouping::By(',')) if self.decimal.is_ambiguous => {
                    Err(self.error(i, "may have a decimal comma or a thousands separator; say which with decimal: \",\" or \".\""))
                }
                (Some(separator), Grouping::None) => {
                    Err(disagrees(&format!("has no thousands separator \"{separator}\" as others have")))
                }
                (Some(separator), Grouping::By(other)) if other != separator => {
                    Err(disagrees(&format!("has the thousands separator \"{other}\", others have \"{separator}\"")))
                }
                _ => Ok(number.value),
            }
        };
        (0..self.rows.len()).map(number).collect()
    }

    /// Returns the most frequent format of the cells.
    fn format(&self) -> Format {
        let (mut affixes, mut separators) = (Tally::default(), Tally::default());
        for cell in self.iter().filter(|cell| !is_missing(cell)) {
            if let Some(number) = number::read(cell, self.decimal.sign) {
                affixes.add(number.affix);
                if let Grouping::By(separator) = number.grouping {
                    separators.add(Some(separator));
                }
            }
        }
        Format { affix: affixes.most(), separator: separators.most() }
    }

    fn cause_and_fix(&self, i: usize, cell: &str) -> &'static str {
        match self.decimal.sign {
            _ if is_total(cell) => "is not a number; if its row summarizes the others, remove the row",
            '.' if number::read(cell, ',').is_some() => {
                "has a decimal comma, other cells of the table have decimal points; write all in one way"
            }
            ',' if number::read(cell, '.').is_some() => {
                "has a decimal point, other cells of the table have decimal commas; write all in one way"
            }
            _ if i == 0 => {
                "is not a number; correct the cell, leave out its column, or name the row of the header"
            }
            _ => "is not a number; correct the cell, or leave out its column",
        }
    }

    fn words(&self) -> Words {
        let present = self.iter().enumerate().filter(|(_, cell)| !is_missing(cell));
        let sorted = sorted(present.map(|(i, cell)| (cell, i as u32)));
        let (mut codes, mut first) = (vec![MISSING; self.rows.len()], Vec::new());
        for same in sorted.chunk_by(|a, b| a.0 == b.0) {
            for &(_, i) in same {
                codes[i as usize] = first.len() as u32;
            }
            first.push(same[0].1);
        }
        Words { codes, first }
    }
}

/// Whether a cell labels a summary row.
pub(super) fn is_total(cell: &str) -> bool {
    let words = ["total", "totals", "sum", "mean", "average", "subtotal", "grand total"];
    words.into_iter().any(|word| word.eq_ignore_ascii_case(cell))
}

/// Number format of a column.
struct Format {
    affix: Option<char>,
    separator: Option<char>,
}

/// Counts of signs.
#[derive(Default)]
struct Tally(Vec<(Option<char>, usize)>);

impl Tally {
    fn add(&mut self, sign: Option<char>) {
        match self.0.iter_mut().find(|(other, _)| *other == sign) {
            Some((_, n)) => *n += 1,
            None => self.0.push((sign, 1)),
        }
    }

    fn most(&self) -> Option<char> {
        self.0.iter().rev().max_by_key(|(_, n)| *n).and_then(|(sign, _)| *sign)
    }
}
