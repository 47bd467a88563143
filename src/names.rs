//! Closed sets of named choices: one lookup for all of them.

use crate::error::{Error, Result};

/// The choice of this name among `all`.
///
/// # Errors
/// [`Error::Parameter`] for any other name; the sentence lists the accepted ones.
pub(crate) fn named<T: Copy>(
    parameter: &'static str,
    given: &str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T> {
    all.iter().copied().find(|&choice| name(choice) == given).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|&choice| name(choice)).collect();
        Error::parameter(parameter, format!("\"{given}\""), one_of(&names))
    })
}

/// The accepted names as they stand in a sentence.
pub(crate) fn one_of(names: &[&str]) -> String {
    if let [only] = names { (*only).to_owned() } else { format!("one of {}", names.join(", ")) }
}
