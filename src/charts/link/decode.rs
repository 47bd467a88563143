//! Splits a hash into key–value pairs and decodes them.

use super::read::Problems;
use crate::error::shortened;

/// Splits a hash into decoded keys and values; reports each part that is invalid.
pub(super) fn pairs(hash: &str, problems: &mut Problems) -> Vec<(String, String)> {
    let hash = hash.strip_prefix('#').unwrap_or(hash);
    let mut pairs: Vec<(String, String)> = Vec::new();
    for part in hash.split('&').filter(|part| !part.is_empty()) {
        let Some((key, value)) = part.split_once('=') else {
            problems.push(format!("{} must be followed by = and its value", shortened(part)));
            continue;
        };
        match (decoded(key), decoded(value)) {
            (Some(key), Some(value)) => pairs.push((key, value)),
            _ => problems.push(format!("{} must be UTF-8 with % as in %20 or %25", shortened(part))),
        }
    }
    pairs
}

/// Decodes the percent escapes of a text; `None` if an escape is invalid or the bytes are not valid UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { 16 * digit(rest.next()?)? + digit(rest.next()?)? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_or_refused() {
        assert_eq!(decoded("a%20b%2Bc%c3%A9+1"), Some("a b+cé+1".to_owned()));
        for broken in ["%", "%2", "%zz", "%ff", "%c3", "%+1"] {
            assert_eq!(decoded(broken), None, "{broken}");
        }
    }
}
