//! Comparison of SVG documents up to rounding.

/// Largest difference of coordinates, in sixteenths of a CSS pixel: mathematical functions of other machines may round differently.
const TOLERANCE: f64 = 1.0;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'a> {
    Text(&'a str),
    Number(f64),
}

impl Token<'_> {
    fn agrees(self, other: Self) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => (a - b).abs() <= TOLERANCE,
            _ => self == other,
        }
    }
}

/// Line and byte, counted from 0, of the first difference that is larger than rounding.
pub fn first_difference(old: &str, new: &str) -> Option<(usize, usize)> {
    let (mut old, mut new) = (old.lines(), new.lines());
    for line in 0.. {
        match (old.next(), new.next()) {
            (None, None) => break,
            (Some(old), Some(new)) => {
                if let Some(column) = difference_in_line(old, new) {
                    return Some((line, column));
                }
            }
            _ => return Some((line, 0)),
        }
    }
    None
}

fn difference_in_line(old: &str, new: &str) -> Option<usize> {
    if old == new {
        return None;
    }
    let (old, new) = (tokens(old), tokens(new));
    for (&(at, a), &(_, b)) in old.iter().zip(&new) {
        match (a, b) {
            (Token::Text(a), Token::Text(b)) if a != b => {
                return Some(at + a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count());
            }
            _ if !a.agrees(b) => return Some(at),
            _ => {}
        }
    }
    let shorter = old.len().min(new.len());
    old.get(shorter).or(new.get(shorter)).map(|&(at, _)| at)
}

/// Numbers in attributes and the text between them, each with the byte at which it starts.
///
/// Labels and colours are text even if they are numbers: 41 weights instead of 42 is not a rounding error.
fn tokens(line: &str) -> Vec<(usize, Token<'_>)> {
    let bytes = line.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let (mut tokens, mut start, mut at, mut is_in_tag) = (Vec::new(), 0, 0, false);
    while at < bytes.len() {
        let starts_number = is_digit(at) || bytes[at] == b'-' && is_digit(at + 1);
        if is_in_tag && starts_number {
            if start < at {
                tokens.push((start, Token::Text(&line[start..at])));
            }
            let rest = &line[at..];
            let is_part = |&(k, letter): &(usize, char)| {
                letter.is_ascii_digit() || letter == '.' || k == 0 && letter == '-'
            };
            let length = rest.char_indices().take_while(is_part).count();
            tokens.push((at, Token::Number(rest[..length].parse().expect("a number"))));
            at += length;
            start = at;
            continue;
        }
        match bytes[at] {
            b'<' => is_in_tag = true,
            b'>' => is_in_tag = false,
            b'#' => at += line[at + 1..].bytes().take_while(u8::is_ascii_alphanumeric).count(),
            _ => {}
        }
        at += 1;
    }
    if start < line.len() {
        tokens.push((start, Token::Text(&line[start..])));
    }
    tokens
}

#[test]
fn coordinates_may_differ_by_one_unit_and_nothing_else_may_differ() {
    let old =
        "<svg>\n<path d=\"M-10 20L30.5 40\" stroke=\"#1b1e23\"/>\n<text x=\"5\">42 kept</text>\n</svg>\n";
    let differs = |from: &str, to: &str| {
        let new = old.replace(from, to);
        assert_ne!(old, new, "{from} is not there");
        first_difference(old, &new)
    };
    assert_eq!(first_difference(old, old), None);
    assert_eq!(differs("M-10", "M-11"), None);
    assert_eq!(differs("x=\"5\"", "x=\"4\""), None);
    assert_eq!(differs("M-10", "M-12"), Some((1, 10)));
    assert_eq!(differs("30.5", "32"), Some((1, 17)));
    assert_eq!(differs("L30.5 40", ""), Some((1, 16)));
    assert_eq!(differs("#1b1e23", "#1b1e24"), Some((1, 40)));
    assert_eq!(differs("42 kept", "41 kept"), Some((2, 13)));
    assert_eq!(differs("</svg>\n", ""), Some((3, 0)));
    assert_eq!(differs("</svg>\n", "</svg>\n<svg>"), Some((4, 0)));
}
