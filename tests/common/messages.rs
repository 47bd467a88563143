//! The messages of the charts, read from their source files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use regularization_lab::charts::PANELS;
use regularization_lab::model::{PenaltyKind, Scoring};

/// Every key with its English text.
pub fn messages() -> BTreeMap<String, String> {
    let mut messages = BTreeMap::new();
    let mut add = |key: String, text: String| {
        let other = messages.insert(key.clone(), text.clone());
        assert!(other.as_ref().is_none_or(|other| *other == text), "{key}: {text:?} and {other:?}");
    };
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/charts")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("messages.rs") {
                messages_of(&fs::read_to_string(path).unwrap()).for_each(|(key, text)| add(key, text));
            }
        }
    }
    // Keys made of names.
    add("penalty.none-in-sentence".to_owned(), "no penalty".to_owned());
    for kind in PenaltyKind::ALL {
        add(format!("penalty.{}", kind.name()), kind.label().to_owned());
    }
    for scoring in Scoring::ALL {
        add(format!("scoring.{}", scoring.name()), scoring.label().to_owned());
    }
    for panel in &PANELS {
        add(format!("{}.title", panel.name), panel.title.to_owned());
    }
    messages
}

/// Keys and texts of the calls of `message!` in a file.
pub fn messages_of(source: &str) -> impl Iterator<Item = (String, String)> {
    source.split("message!(").skip(1).filter_map(|call| {
        let (_, after_context) = call.split_once(',')?;
        let (key, after_key) = literal(after_context)?;
        Some((key, literal(after_key.trim_start().strip_prefix(',')?)?.0))
    })
}

/// The string literal at the start of a text, and what is after it.
fn literal(text: &str) -> Option<(String, &str)> {
    let mut left = text.trim_start().strip_prefix('"')?;
    let mut value = String::new();
    loop {
        let (plain, special) = left.split_at(left.find(['"', '\\'])?);
        value.push_str(plain);
        left = if let Some(after) = special.strip_prefix('"') {
            return Some((value, after));
        } else if let Some(after) = special.strip_prefix("\\n") {
            value.push('\n');
            after
        } else if let Some(after) = special.strip_prefix("\\u{") {
            let (code, after) = after.split_once('}')?;
            value.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
            after
        } else {
            special.strip_prefix("\\\n")?.trim_start()
        };
    }
}
