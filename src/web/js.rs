//! Reads values passed by callers, with the functions of `www/guard.js`.
//!
//! Reading a value may run code of the caller: a getter, a proxy, an iterator. An exception in that code must not unwind through
//! Rust, because neither stack memory nor borrows would be released. So every import here has `catch`, and no other module of `web`
//! reads objects, arrays or typed arrays of callers.

use js_sys::{Array, Float64Array, JsString, Uint8Array};
use wasm_bindgen::prelude::*;

use super::dataset::Dataset;
use super::error::{bad_option, too_long};
use super::memory::{TEXT_VALUES, check_room};

/// Maximum length of a text in UTF-16 code units; a longer one could exhaust the memory before it is checked.
const MAX_TEXT_LENGTH: usize = 4_000_000;

#[wasm_bindgen(raw_module = "../guard.js")]
extern "C" {
    #[wasm_bindgen(js_name = guardClasses)]
    fn guard_classes();

    /// Returns the names of an object's own properties.
    #[wasm_bindgen(catch)]
    pub(super) fn keys(name: &str, object: &JsValue) -> Result<Array, JsValue>;

    /// Returns a property of an object; undefined if absent.
    #[wasm_bindgen(catch)]
    pub(super) fn property(object: &JsValue, name: &str) -> Result<JsValue, JsValue>;

    /// Copies an array; `None` for other values.
    #[wasm_bindgen(catch)]
    pub(super) fn items(name: &str, value: &JsValue) -> Result<Option<Array>, JsValue>;

    /// Returns a second handle of the same rows; `None` if the value is not a `Dataset`.
    #[wasm_bindgen(catch)]
    pub(super) fn dataset(name: &str, value: &JsValue) -> Result<Option<Dataset>, JsValue>;

    #[wasm_bindgen(catch)]
    fn floats(name: &str, value: &JsValue) -> Result<Option<Float64Array>, JsValue>;

    #[wasm_bindgen(catch, js_name = bytes)]
    fn byte_view(name: &str, value: &JsValue) -> Result<Option<Uint8Array>, JsValue>;

    /// Copies numbers to JavaScript; fails if there is not enough memory.
    #[wasm_bindgen(catch)]
    pub(super) fn copied(values: &[f64]) -> Result<Float64Array, JsValue>;
}

/// Runs when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    #[cfg(debug_assertions)]
    super::panic::report_panics();
    guard_classes();
}

/// Copies an array or a typed array of numbers.
pub(super) fn numbers(name: &str, value: &JsValue) -> Result<Vec<f64>, JsValue> {
    let values = floats(name, value)?;
    let values = values.ok_or_else(|| bad_option(name, value, "an array of numbers"))?;
    check_room(values.length() as usize)?;
    Ok(values.to_vec())
}

/// Copies a `Uint8Array`.
pub(super) fn bytes(name: &str, value: &JsValue) -> Result<Vec<u8>, JsValue> {
    let bytes = byte_view(name, value)?.ok_or_else(|| bad_option(name, value, "a Uint8Array"))?;
    check_room(bytes.length() as usize / size_of::<f64>())?;
    Ok(bytes.to_vec())
}

/// Copies a string; `None` for other values.
pub(super) fn text(name: &str, value: &JsValue) -> Result<Option<String>, JsValue> {
    Ok(if length(name, value, MAX_TEXT_LENGTH)?.is_some() { value.as_string() } else { None })
}

/// Copies a string of at most `longest` UTF-16 code units, after a memory check; `None` for other values.
pub(super) fn long_text(name: &str, value: &JsValue, longest: usize) -> Result<Option<String>, JsValue> {
    let Some(length) = length(name, value, longest)? else { return Ok(None) };
    // A code unit has up to three bytes in UTF-8.
    check_room((3 * length).div_ceil(size_of::<f64>()))?;
    Ok(value.as_string())
}

/// Returns the length of a string in UTF-16 code units; `None` for other values.
fn length(name: &str, value: &JsValue, longest: usize) -> Result<Option<usize>, JsValue> {
    if !value.is_string() {
        return Ok(None);
    }
    let length = value.unchecked_ref::<JsString>().length() as usize;
    if length > longest {
        return Err(too_long(name, length, longest));
    }
    Ok(Some(length))
}

/// Copies an array of strings; `None` for other values.
pub(super) fn texts(name: &str, value: &JsValue) -> Result<Option<Vec<String>>, JsValue> {
    let Some(items) = items(name, value)? else { return Ok(None) };
    check_room((items.length() as usize).saturating_mul(TEXT_VALUES))?;
    items.iter().map(|item| text(name, &item)).collect()
}
