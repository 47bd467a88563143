//! Order and uniqueness of column names.

/// Sorts words with their indices by code point, equal words by index.
pub(crate) fn sorted<'a>(words: impl Iterator<Item = (&'a str, u32)>) -> Vec<(&'a str, u32)> {
    let mut words: Vec<(&str, u32)> = words.collect();
    // The order of UTF-8 is that of code points.
    words.sort_unstable();
    words
}

/// Returns the indices of the names in code-point order.
pub(super) fn order(names: &[String]) -> Vec<u32> {
    sorted(numbered(names)).into_iter().map(|(_, j)| j).collect()
}

fn numbered(names: &[String]) -> impl Iterator<Item = (&str, u32)> {
    names.iter().enumerate().map(|(j, name)| (name.as_str(), j as u32))
}

/// Makes names unique: an empty one becomes `x` and its index, a repeated one gets `.1`, `.2`, …
pub(super) fn distinct(mut names: Vec<String>) -> Vec<String> {
    for (j, name) in names.iter_mut().enumerate().filter(|(_, name)| name.is_empty()) {
        *name = format!("x{j}");
    }
    let sorted = sorted(numbered(&names));
    let mut changes = Vec::new();
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let mut number = 0;
        for &(name, j) in &same[1..] {
            let free = loop {
                number += 1;
                let free = format!("{name}.{number}");
                if sorted.binary_search_by(|(other, _)| (*other).cmp(&free)).is_err() {
                    break free;
                }
            };
            changes.push((j, free));
        }
    }
    for (j, name) in changes {
        names[j as usize] = name;
    }
    names
}
