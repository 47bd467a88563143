//! Values and kinds of columns.

use super::number::distinct;
use super::report::ColumnKind;
use crate::error::Error;

/// Code of a missing word.
pub(super) const MISSING: u32 = u32::MAX;

/// The values of a column.
#[derive(Debug, Clone)]
pub(super) enum Values {
    /// One number per row; NaN if missing.
    Numbers(Vec<f64>),
    /// One code per row.
    Words(Words),
    /// A column of numbers with an invalid cell.
    Unreadable(Error),
}

impl Values {
    /// Returns the kind of a column with this name and `n_present` cells that are not missing.
    pub fn kind(&self, n_present: usize, name: &str) -> ColumnKind {
        match self {
            _ if n_present == 0 => ColumnKind::Empty,
            Self::Numbers(numbers) => number_kind(numbers, name),
            Self::Words(words) if words.len() == 1 => ColumnKind::Constant,
            Self::Words(words) if words.len() == n_present => ColumnKind::Id,
            Self::Words(_) => ColumnKind::Category,
            Self::Unreadable(_) => ColumnKind::Number,
        }
    }
}

/// Words, encoded as integers.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// One per row, in code-point order of the words; [`MISSING`] if the word is missing.
    pub codes: Vec<u32>,
    /// First row of each word, in code-point order of the words.
    pub first: Vec<u32>,
}

impl Words {
    /// Returns the code of a row.
    pub fn code(&self, i: usize) -> Option<u32> {
        Some(self.codes[i]).filter(|&code| code != MISSING)
    }

    /// Returns the first row with the word of a code.
    pub fn first(&self, code: u32) -> usize {
        self.first[code as usize] as usize
    }

    /// Returns the number of distinct words.
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
    /// Whether every cell that is not missing is a date.
    pub holds_dates: bool,
}

impl Column {
    /// Whether row `i` below the header has no value.
    pub fn is_missing(&self, i: usize) -> bool {
        match &self.values {
            Values::Numbers(numbers) => numbers[i].is_nan(),
            Values::Words(words) => words.code(i).is_none(),
            Values::Unreadable(_) => false,
        }
    }
}

fn number_kind(numbers: &[f64], name: &str) -> ColumnKind {
    let present = || numbers.iter().copied().filter(|value| !value.is_nan());
    let first = present().next();
    if present().all(|value| Some(value) == first) {
        return ColumnKind::Constant;
    }
    let is_whole = || present().all(|value| value.fract() == 0.0);
    let is_distinct = || distinct(present()).len() == present().count();
    if may_be_id(name) && is_whole() && is_distinct() { ColumnKind::Id } else { ColumnKind::Number }
}

/// Whether a name suggests row identifiers: an empty one, or one such as `id`, `row.names`, `Unnamed: 0`, `patient_id` and `PatientID`.
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
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || !letter.is_ascii();
    let letters: String = name.chars().filter(|&letter| is_letter(letter)).collect();
    let is_last_word = |ending: &str| {
        name.strip_suffix(ending).is_some_and(|start| start.ends_with(|letter| !is_letter(letter)))
    };
    let is_camel_case = || {
        let start = name.strip_suffix("ID").or_else(|| name.strip_suffix("Id"));
        start.is_some_and(|start| start.ends_with(|letter: char| letter.is_ascii_lowercase()))
    };
    let letters = letters.to_ascii_lowercase();
    NAMES.contains(&letters.as_str())
        || letters.starts_with("unnamed")
        || ["id", "ID", "Id"].into_iter().any(is_last_word)
        || is_camel_case()
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
