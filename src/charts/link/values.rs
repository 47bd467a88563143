//! Parses single values of a link.

use crate::decimal::{finite, shown};
use crate::error::{Error, Result, check_between};
use crate::names::named;

/// Splits a list at spaces, plus signs and commas.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '+', ',']).filter(|item| !item.is_empty())
}

/// Parses a choice as [`named`] does; the error message has no quotes, as links have none.
pub(super) fn choice<T: Copy>(
    parameter: &'static str,
    text: &str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T> {
    named(parameter, text, all, name).map_err(|error| match error {
        Error::Parameter { name, accepted, .. } => Error::parameter(name, text, accepted),
        other => other,
    })
}

/// Returns a parser of a number between `low` and `high`.
pub(super) fn number(name: &'static str, low: f64, high: f64) -> impl Fn(&str) -> Result<f64> {
    move |text| {
        let accepted = || format!("a number between {} and {}", shown(low), shown(high));
        let value = finite(text).ok_or_else(|| Error::parameter(name, text, accepted()))?;
        // Adding 0 removes the sign of −0.
        check_between(name, value + 0.0, low, high)
    }
}

/// Returns a parser of a whole number between 0 and `high`.
pub(super) fn whole(name: &'static str, high: usize) -> impl Fn(&str) -> Result<usize> {
    move |text| {
        let count = text
            .parse::<f64>()
            .ok()
            .filter(|value| value.fract() == 0.0 && (0.0..=high as f64).contains(value));
        let accepted = || format!("a whole number between 0 and {high}");
        count.map(|count| count as usize).ok_or_else(|| Error::parameter(name, text, accepted()))
    }
}
