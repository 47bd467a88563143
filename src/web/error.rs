//! Conversion of errors to JavaScript.

use js_sys::JsString;
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

/// Returns the error for an unknown option.
pub(super) fn unknown_option(name: &str, accepted: &[&str]) -> JsValue {
    let message = format!("{name} is not an option here; accepted are {}", accepted.join(", "));
    LabError::new(&message, Some(name.to_owned()), None, None).into()
}

/// Returns the error for an invalid value of an option.
pub(super) fn bad_option(name: &str, value: &JsValue, accepted: &str) -> JsValue {
    let message = format!("{name} must be {accepted}; got {}", shown(value));
    LabError::new(&message, Some(name.to_owned()), None, None).into()
}

fn kind(value: &JsValue) -> String {
    value.js_typeof().as_string().unwrap_or_default()
}

/// Maximum length of a quoted text in a message, in characters.
const SHOWN_LETTERS: u32 = 100;

fn shown(value: &JsValue) -> String {
    if value.is_string() {
        let text = value.unchecked_ref::<JsString>();
        let more = if text.length() > SHOWN_LETTERS { "…" } else { "" };
        return format!("\"{}{more}\"", String::from(text.slice(0, SHOWN_LETTERS)));
    }
    if value.is_null() || value.is_undefined() {
        return if value.is_null() { "null" } else { "undefined" }.to_owned();
    }
    value.as_f64().map_or_else(|| format!("a value of type {}", kind(value)), shown_number)
}

/// Converts a name to camelCase: `n_informative` → `nInformative`.
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
