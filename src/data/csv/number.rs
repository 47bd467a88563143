//! Number formats of cells.

/// Currency signs before or after a number.
const CURRENCIES: &str = "$€£¥₹₩₽₺₫₪฿₴₦₱";

/// Signs between groups of digits.
const SEPARATORS: [char; 7] = [',', '.', '\'', '’', ' ', '\u{a0}', '\u{202f}'];

/// A parsed number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub value: f64,
    /// `%` or a currency sign.
    pub affix: Option<char>,
    pub grouping: Grouping,
}

/// Grouping of the digits before the decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grouping {
    /// At most three digits, which need no grouping.
    Short,
    /// More than three digits, not grouped.
    None,
    /// Groups with this separator.
    By(char),
}

/// Whether a cell is a marker of a missing value.
pub(super) fn is_missing(cell: &str) -> bool {
    match cell {
        "" | "?" | "." | "-" | "*" => true,
        _ if cell.len() > 4 => false,
        _ => ["NA", "N/A", "NaN", "null", "None"].iter().any(|word| word.eq_ignore_ascii_case(cell)),
    }
}

/// Parses digits with an optional sign, decimal sign and exponent; rejects `inf` and `nan`.
pub(super) fn plain(cell: &str, decimal: char) -> Option<f64> {
    let is_part = |byte: u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'e' | b'E') || byte == decimal as u8;
    if !cell.bytes().all(is_part) {
        return None;
    }
    if decimal == '.' { cell.parse().ok() } else { cell.replace(decimal, ".").parse().ok() }
}

/// Parses a number with an optional thousands separator, currency sign or percent sign. `12 %` is 12.
pub(super) fn read(cell: &str, decimal: char) -> Option<Number> {
    if let Some((value, grouping)) = ungrouped(cell, decimal) {
        return Some(Number { value, affix: None, grouping });
    }
    let (is_negative, body) = without_sign(cell);
    let (before, body) = match body.chars().next().filter(|&letter| CURRENCIES.contains(letter)) {
        Some(sign) => (Some(sign), body[sign.len_utf8()..].trim_start()),
        None => (None, body),
    };
    let (is_inner_negative, body) =
        if before.is_some() && !is_negative { without_sign(body) } else { (false, body) };
    let is_affix = |&letter: &char| letter == '%' || CURRENCIES.contains(letter);
    let (after, body) = match body.chars().next_back().filter(is_affix) {
        Some(sign) => (Some(sign), body[..body.len() - sign.len_utf8()].trim_end()),
        None => (None, body),
    };
    if (before.is_some() && after.is_some()) || body.starts_with(['+', '-']) {
        return None;
    }
    let (size, grouping) = unsigned(body, decimal)?;
    let value = if is_negative || is_inner_negative { -size } else { size };
    Some(Number { value, affix: before.or(after), grouping })
}

/// Whether a cell is a number with either decimal sign.
pub(super) fn is_numeric(cell: &str) -> bool {
    read(cell, '.').is_some() || read(cell, ',').is_some()
}

/// Returns the distinct values, without NaN, in ascending order.
pub(super) fn distinct(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.filter(|value| !value.is_nan()).collect();
    kernels::sort(&mut values);
    values.dedup_by(|a, b| a == b);
    values
}

fn without_sign(cell: &str) -> (bool, &str) {
    let minus = cell.strip_prefix('-').or_else(|| cell.strip_prefix('\u{2212}'));
    match minus {
        Some(body) => (true, body.trim_start()),
        None => (false, cell.strip_prefix('+').unwrap_or(cell)),
    }
}

fn ungrouped(cell: &str, decimal: char) -> Option<(f64, Grouping)> {
    let value = plain(cell, decimal)?;
    let n_digits = cell.trim_start_matches(['+', '-']).bytes().take_while(u8::is_ascii_digit).count();
    Some((value, if n_digits > 3 { Grouping::None } else { Grouping::Short }))
}

fn unsigned(body: &str, decimal: char) -> Option<(f64, Grouping)> {
    if let Some(number) = ungrouped(body, decimal) {
        return Some(number);
    }
    let (whole, fraction) = body.split_once(decimal).unwrap_or((body, ""));
    let separator = whole.chars().find(|&letter| SEPARATORS.contains(&letter) && letter != decimal)?;
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(separator);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'))?;
    let others: Vec<&str> = groups.collect();
    let (last, inner) = others.split_last()?;
    // Indian grouping: 12,34,567.
    let is_inner = |group: &&str| group.len() == 3 || (group.len() == 2 && separator == ',');
    let is_grouped = last.len() == 3 && inner.iter().all(is_inner);
    if !is_grouped
        || !is_digits(first)
        || !others.iter().all(|group| is_digits(group))
        || !is_digits(fraction)
    {
        return None;
    }
    let digits = format!("{first}{}.{fraction}", others.concat());
    Some((digits.parse().ok()?, Grouping::By(separator)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(cell: &str, decimal: char) -> Option<f64> {
        read(cell, decimal).map(|number| number.value)
    }

    #[test]
    fn all_usual_forms_read_as_numbers() {
        let point = [
            ("1e-3", 1e-3),
            (".5", 0.5),
            ("+3", 3.0),
            ("007", 7.0),
            ("-.75", -0.75),
            ("−5", -5.0),
            ("1,234", 1234.0),
            ("-1,234,567.5", -1_234_567.5),
            ("12,34,567", 1_234_567.0),
            ("1'234.5", 1234.5),
            ("$1,234", 1234.0),
            ("-$5", -5.0),
            ("$ -5", -5.0),
            ("5 €", 5.0),
            ("12.5 %", 12.5),
        ];
        for (cell, expected) in point {
            assert_eq!(value(cell, '.'), Some(expected), "{cell}");
        }
        for (cell, expected) in [("1,5", 1.5), ("1.234,5", 1234.5), ("1\u{a0}234,5", 1234.5), ("-,5e1", -5.0)]
        {
            assert_eq!(value(cell, ','), Some(expected), "{cell}");
        }
    }

    #[test]
    fn words_dates_and_broken_groups_are_no_numbers() {
        let cells = [
            "",
            "-",
            "e",
            "e5",
            "+",
            "inf",
            "nan",
            "0x10",
            "1_000",
            "12,34",
            "0,125",
            "1,2345",
            "1,234,56",
            "10.0.0.1",
            "1.2.2024",
            "2024-01-02",
            "--5",
            "$5%",
            "$",
            "%",
            "1 2",
            "½",
            "٣",
        ];
        for cell in cells {
            assert_eq!(value(cell, '.'), None, "{cell}");
        }
    }

    #[test]
    fn missing_cells_have_a_few_names() {
        assert!(["", "na", "N/a", "NAN", "Null", "NONE", "?", ".", "-", "*"].into_iter().all(is_missing));
        assert!(!["0", "nil", "n.a.", "--", "nones", "é"].into_iter().any(is_missing));
    }
}
