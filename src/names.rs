//! Lookup of a choice by its name.

use crate::error::{Error, Result, quoted};

/// Returns the choice with this name.
///
/// # Errors
/// [`Error::Parameter`] for an unknown name; the message lists the valid names.
pub(crate) fn named<T: Copy>(
    parameter: &'static str,
    text: &str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T> {
    all.iter().copied().find(|&choice| name(choice) == text).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|&choice| name(choice)).collect();
        Error::parameter(parameter, quoted(text), one_of(&names))
    })
}

/// Joins the valid names for a message.
pub(crate) fn one_of(names: &[&str]) -> String {
    if let [only] = names { (*only).to_owned() } else { format!("one of {}", names.join(", ")) }
}
