//! Conversion of errors to JavaScript.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::Error;
use crate::decimal::shown as shown_number;
use crate::error::{quoted, shortened};

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
    let name = shortened(name);
    let message = format!("{name} is not an option here; accepted are {}", accepted.join(", "));
    LabError::new(&message, Some(name), None, None).into()
}

/// Returns the error for an invalid value of an option.
pub(super) fn bad_option(name: &str, value: &JsValue, accepted: &str) -> JsValue {
    let message = format!("{name} must be {accepted}; got {}", shown(value));
    LabError::new(&message, Some(name.to_owned()), None, None).into()
}

/// Returns the error for a text that is too long to be copied.
pub(super) fn too_long(name: &str, length: usize, longest: usize) -> JsValue {
    let message = format!("{name} must have at most {longest} letters; got {length}");
    LabError::new(&message, Some(name.to_owned()), None, None).into()
}

fn kind(value: &JsValue) -> String {
    value.js_typeof().as_string().unwrap_or_default()
}

/// Length of the start of a text that is copied for a message, in UTF-16 code units: more than [`quoted`] shows.
const COPIED_LETTERS: u32 = 100;

fn shown(value: &JsValue) -> String {
    if value.is_string() {
        let text = value.unchecked_ref::<JsString>();
        return quoted(&String::from(text.slice(0, COPIED_LETTERS)));
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
