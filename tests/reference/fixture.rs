//! Reading `tests/fixtures/*.json`.

use serde_json::Value;

pub fn load(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A number, or "inf" as the fixtures write it.
pub fn number(value: &Value) -> f64 {
    match value {
        Value::String(text) => text.parse().unwrap(),
        _ => value.as_f64().unwrap_or_else(|| panic!("{value} is not a number")),
    }
}

pub fn integer(value: &Value) -> usize {
    value.as_u64().unwrap_or_else(|| panic!("{value} is not an integer")) as usize
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is not a list"))
}

/// A list of numbers; nested lists one after the other, digits of a string one by one.
pub fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(numbers).collect(),
        Value::String(digits) if digits != "inf" => {
            digits.chars().map(|digit| f64::from(digit.to_digit(10).unwrap())).collect()
        }
        _ => vec![number(value)],
    }
}

pub fn integers(value: &Value) -> Vec<usize> {
    numbers(value).into_iter().map(|number| number as usize).collect()
}

pub fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().unwrap_or_else(|| panic!("{value} is not an object")).iter()
}

/// Every pair within `tolerance × max(1, largest size expected)`.
#[track_caller]
pub fn assert_close(actual: &[f64], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(actual.len(), expected.len(), "{what}: length");
    let scale = expected.iter().fold(1.0_f64, |largest, value| largest.max(value.abs()));
    for (i, (a, e)) in actual.iter().zip(expected).enumerate() {
        let error = (a - e).abs();
        assert!(error <= tolerance * scale, "{what}[{i}]: {a} is not {e}, off by {error:e}");
    }
}
