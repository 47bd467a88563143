//! Single values of a link.

use crate::error::{Error, Result};
use crate::names::named;

/// The items of a list.
pub(super) fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '+', ',']).filter(|item| !item.is_empty())
}

/// As [`named`]; in a link names have no quotes.
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

pub(super) fn number(name: &'static str) -> impl Fn(&str) -> Result<f64> {
    // Without the sign that 0 may have.
    move |text| {
        text.parse::<f64>().map(|value| value + 0.0).map_err(|_| Error::parameter(name, text, "a number"))
    }
}

pub(super) fn whole(name: &'static str, most: usize) -> impl Fn(&str) -> Result<usize> {
    move |text| {
        let count = text
            .parse::<f64>()
            .ok()
            .filter(|value| value.fract() == 0.0 && (0.0..=most as f64).contains(value));
        let accepted = || format!("a whole number between 0 and {most}");
        count.map(|count| count as usize).ok_or_else(|| Error::parameter(name, text, accepted()))
    }
}
