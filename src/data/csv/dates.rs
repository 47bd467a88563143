//! Recognizes dates.

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a cell is a date: year, month and day in any order, with an optional time behind them, such as `2024-01-31`, `31.1.24`,
/// `1/31/2024 10:30` and `31-Jan-2024`.
pub(super) fn is_date(cell: &str) -> bool {
    let end = cell.find(['T', ' ']).filter(|&i| cell[i + 1..].contains(':'));
    let (date, time) = cell.split_at(end.unwrap_or(cell.len()));
    let is_time = |letter: char| letter.is_ascii_digit() || ":.+-TZ AMPamp".contains(letter);
    if !time.chars().all(is_time) {
        return false;
    }
    let Some(separator) = date.chars().find(|&letter| "-/. ".contains(letter)) else { return false };
    let mut parts = date.split(separator).map(|part| part.trim_matches([',', '.', ' ']));
    let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let (is_first, is_last) = (is_year(a), is_year(c) || is_number(c, 99));
    match (is_month_name(a), is_month_name(b)) {
        // 31 Jan 2024 or 2024 Jan 31.
        (false, true) => (is_number(a, 31) && is_last) || (is_first && is_number(c, 31)),
        // Jan 31, 2024
        (true, false) => is_number(b, 31) && is_last,
        (false, false) => {
            (is_first && is_number(b, 12) && is_number(c, 31))
                || (is_last
                    && [(a, b), (b, a)].iter().any(|(month, day)| is_number(month, 12) && is_number(day, 31)))
        }
        (true, true) => false,
    }
}

/// Whether a text is a number of one or two digits between 1 and `high`.
fn is_number(text: &str, high: u8) -> bool {
    text.len() <= 2 && is_digits(text) && text.parse().is_ok_and(|value: u8| (1..=high).contains(&value))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && is_digits(text)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is the English name of a month or starts with its first three letters.
fn is_month_name(word: &str) -> bool {
    let is_word = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word && word.get(..3).is_some_and(|start| MONTHS.iter().any(|month| month.eq_ignore_ascii_case(start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_recognized_in_their_usual_forms() {
        let dates = [
            "2024-01-31",
            "2024/1/31",
            "31.1.2024",
            "31.01.24",
            "1/31/2024",
            "31/1/24",
            "31-Jan-2024",
            "Jan 31, 2024",
            "31 January 2024",
            "2024-01-31T10:30:00Z",
            "2024-01-31 10:30",
            "1/31/2024 10:30:05 PM",
        ];
        for date in dates {
            assert!(is_date(date), "{date}");
        }
        let others = [
            "",
            "2024",
            "2024-13-31",
            "31.31.2024",
            "1.2",
            "1-2-3-4",
            "a-b-c",
            "10.0.0.256",
            "May",
            "north-west",
            "ä-ö-ü",
            "10:30",
        ];
        for other in others {
            assert!(!is_date(other), "{other}");
        }
    }
}
