//! Values and kinds of columns.

use std::collections::{HashMap, HashSet};

use super::dialect::Decimal;
use super::number::{self, Grouping, is_missing, is_numeric, plain};
use super::report::ColumnKind;
use super::text::Records;
use crate::error::Error;

/// Code of a missing word.
const MISSING: u32 = u32::MAX;

/// The values of a column.
#[derive(Debug, Clone)]
pub(super) enum Values {
    /// One number a row, NaN where it is missing.
    Numbers(Vec<f64>),
    /// One code a row.
    Words(Words),
    /// A column of numbers with a cell that is none.
    Unreadable(Error),
}

/// Words as codes.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// One a row, [`MISSING`] where the word is missing.
    codes: Vec<u32>,
    /// The row in which each word occurs first.
    first: Vec<u32>,
}

impl Words {
    /// The code in a row.
    pub fn code(&self, i: usize) -> Option<u32> {
        Some(self.codes[i]).filter(|&code| code != MISSING)
    }

    /// The row in which the word of a code occurs first.
    pub fn first(&self, code: u32) -> usize {
        self.first[code as usize] as usize
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.first.len()
    }
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub values: Values,
    pub kind: ColumnKind,
    pub n_missing: usize,
}

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

    /// An error of a cell: its value, what is wrong, and what to do.
    pub fn error(&self, i: usize, what: &str) -> Error {
        let reason = format!("\"{}\" in column \"{}\" {what}", shortened(self.at(i)), shortened(self.name));
        Error::Cell { row: self.records.row(self.rows[i] as usize), column: self.column + 1, reason }
    }

    /// Reads the column.
    pub fn read(&self) -> Column {
        let n_missing = self.iter().filter(|cell| is_missing(cell)).count();
        let values = self.values(self.rows.len() - n_missing);
        let kind = match &values {
            _ if n_missing == self.rows.len() => ColumnKind::Empty,
            Values::Numbers(numbers) => number_kind(numbers, self.name),
            Values::Words(words) if words.len() == 1 => ColumnKind::Constant,
            Values::Words(words) if words.len() == self.rows.len() - n_missing => ColumnKind::Id,
            Values::Words(_) => ColumnKind::Category,
            Values::Unreadable(_) => ColumnKind::Number,
        };
        Column { values, kind, n_missing }
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

    /// The numbers of a column in which thousands separators, currency and percent signs agree.
    fn numbers(&self) -> Result<Vec<f64>, Error> {
        let form = self.form();
        let number = |i: usize| {
            let cell = self.at(i);
            if is_missing(cell) {
                return Ok(f64::NAN);
            }
            let number = number::read(cell, self.decimal.sign)
                .ok_or_else(|| self.error(i, self.why_no_number(cell)))?;
            let disagrees =
                |what: &str| self.error(i, &format!("{what}; write all cells of the column in one way"));
            match (form.affix, number.affix) {
                (Some(sign), None) => return Err(disagrees(&format!("has no {sign} as others have"))),
                (expected, Some(sign)) if expected != Some(sign) => {
                    return Err(disagrees(&format!("has a {sign}, which others have not")));
                }
                _ => {}
            }
            match (form.separator, number.grouping) {
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

    /// The form of most cells.
    fn form(&self) -> Form {
        let (mut affixes, mut separators) = (Tally::default(), Tally::default());
        for cell in self.iter().filter(|cell| !is_missing(cell)) {
            if let Some(number) = number::read(cell, self.decimal.sign) {
                affixes.add(number.affix);
                if let Grouping::By(separator) = number.grouping {
                    separators.add(Some(separator));
                }
            }
        }
        Form { affix: affixes.most(), separator: separators.most() }
    }

    fn why_no_number(&self, cell: &str) -> &'static str {
        let lower = cell.to_lowercase();
        let is_total =
            ["total", "sum", "mean", "average", "subtotal", "grand total"].contains(&lower.as_str());
        match self.decimal.sign {
            _ if is_total => "is not a number; if its row summarizes the others, remove the row",
            '.' if number::read(cell, ',').is_some() => {
                "has a decimal comma, other cells of the table have decimal points; write all in one way"
            }
            ',' if number::read(cell, '.').is_some() => {
                "has a decimal point, other cells of the table have decimal commas; write all in one way"
            }
            _ => "is not a number; correct the cell, or leave out its column",
        }
    }

    fn words(&self) -> Words {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let (mut codes, mut first) = (Vec::with_capacity(self.rows.len()), Vec::new());
        for (i, cell) in self.iter().enumerate() {
            if is_missing(cell) {
                codes.push(MISSING);
                continue;
            }
            codes.push(*known.entry(cell).or_insert_with(|| {
                first.push(i as u32);
                first.len() as u32 - 1
            }));
        }
        Words { codes, first }
    }
}

struct Form {
    affix: Option<char>,
    separator: Option<char>,
}

/// Counts of signs.
#[derive(Default)]
struct Tally(Vec<(Option<char>, usize)>);

impl Tally {
    fn add(&mut self, sign: Option<char>) {
        match self.0.iter_mut().find(|(known, _)| *known == sign) {
            Some((_, n)) => *n += 1,
            None => self.0.push((sign, 1)),
        }
    }

    fn most(&self) -> Option<char> {
        self.0.iter().rev().max_by_key(|(_, n)| *n).and_then(|(sign, _)| *sign)
    }
}

fn number_kind(numbers: &[f64], name: &str) -> ColumnKind {
    let present = || numbers.iter().copied().filter(|value| !value.is_nan());
    let first = present().next();
    if present().all(|value| Some(value) == first) {
        return ColumnKind::Constant;
    }
    let is_whole = || present().all(|value| value.fract() == 0.0);
    let is_distinct = || {
        let mut seen = HashSet::new();
        present().all(|value| seen.insert((value + 0.0).to_bits()))
    };
    if may_be_id(name) && is_whole() && is_distinct() { ColumnKind::Id } else { ColumnKind::Number }
}

/// Whether a name is one of row numbers: none, or one such as `id`, `row.names`, `Unnamed: 0`, `patient_id` and `PatientID`.
fn may_be_id(name: &str) -> bool {
    const NAMES: [&str; 20] = [
        "",
        "id",
        "ids",
        "row",
        "rows",
        "rowname",
        "rownames",
        "rownumber",
        "rownum",
        "rowid",
        "no",
        "nr",
        "num",
        "number",
        "index",
        "idx",
        "obs",
        "observation",
        "case",
        "record",
    ];
    let letters: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let is_last_word = |ending: &str| {
        name.strip_suffix(ending)
            .is_some_and(|start| start.ends_with(|letter: char| !letter.is_alphanumeric()))
    };
    let is_camel_case = || {
        let start = name.strip_suffix("ID").or_else(|| name.strip_suffix("Id"));
        start.is_some_and(|start| start.ends_with(|letter: char| letter.is_lowercase()))
    };
    NAMES.contains(&letters.to_lowercase().as_str())
        || letters.to_lowercase().starts_with("unnamed")
        || ["id", "ID", "Id"].into_iter().any(is_last_word)
        || is_camel_case()
}

/// A text as it is quoted in messages: its first letters, in one line.
pub(super) fn shortened(text: &str) -> String {
    let mut start: String =
        text.chars().take(40).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if text.chars().nth(40).is_some() {
        start.push('…');
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_row_numbers_are_known() {
        let ids = [
            "",
            "#",
            "id",
            "ID",
            "Id.",
            "no",
            "No.",
            "row.names",
            "Unnamed: 0",
            "patient_id",
            "PatientID",
            "user id",
        ];
        assert!(ids.into_iter().all(may_be_id));
        assert!(!["age", "paid", "grid", "x0", "liquid", "PAID", "year"].into_iter().any(may_be_id));
    }
}
