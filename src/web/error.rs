//! Errors as JavaScript sees them.

use wasm_bindgen::prelude::*;

use crate::Error;
use crate::decimal::shown as shown_number;

#[wasm_bindgen(raw_module = "../lab-error.js")]
extern "C" {
    type LabError;

    #[wasm_bindgen(constructor)]
    fn new(message: &str, parameter: Option<String>, row: Option<f64>, column: Option<f64>) -> LabError;
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        match error {
            Error::Parameter { name, value, accepted } => {
                let name = camel_case(name);
                let message = format!("{name} must be {accepted}; got {value}");
                LabError::new(&message, Some(name), None, None)
            }
            Error::Cell { row, column, .. } => {
                LabError::new(&error.to_string(), None, Some(row as f64), Some(column as f64))
            }
            Error::Row { row, .. } => LabError::new(&error.to_string(), None, Some(row as f64), None),
            Error::Data(_) | Error::Drawing(_) => LabError::new(&error.to_string(), None, None, None),
        }
        .into()
    }
}

/// A complaint about an option that does not exist.
pub(super) fn unknown_option(name: &str, accepted: &[&str]) -> JsValue {
    let message = format!("{name} is not an option here; accepted are {}", accepted.join(", "));
    LabError::new(&message, Some(name.to_owned()), None, None).into()
}

/// A complaint about the value of an option.
pub(super) fn bad_option(name: &str, value: &JsValue, accepted: &str) -> JsValue {
    let message = format!("{name} must be {accepted}; got {}", shown(value));
    LabError::new(&message, Some(name.to_owned()), None, None).into()
}

fn kind(value: &JsValue) -> String {
    value.js_typeof().as_string().unwrap_or_default()
}

fn shown(value: &JsValue) -> String {
    match value.as_string() {
        Some(text) => format!("\"{text}\""),
        None if value.is_null() => "null".to_owned(),
        None => value.as_f64().map_or_else(|| format!("a value of type {}", kind(value)), shown_number),
    }
}

/// `n_informative` → `nInformative`, JavaScript's spelling of scikit-learn's names.
pub(super) fn camel_case(name: &str) -> String {
    let mut parts = name.split('_');
    let mut camel = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        camel.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}
