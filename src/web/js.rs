//! Reads values passed by callers, with the functions of `www/guard.js`.
//!
//! Reading a value may run code of the caller: a getter, a proxy, an iterator. An exception of that code must not unwind through
//! Rust, which would neither free its stack nor end its borrows. So every import here catches, and nothing else in `web` reads an
//! object, an array or a typed array of a caller.

use js_sys::{Array, Float64Array, JsString, Uint8Array};
use wasm_bindgen::prelude::*;

use super::dataset::Dataset;
use super::error::bad_option;
use super::memory::{TEXT_VALUES, check_room};

/// Longest text that is read, in UTF-16 units; a longer one could exhaust the memory before anything is known of it.
const MAX_TEXT_LENGTH: usize = 4_000_000;

#[wasm_bindgen(raw_module = "../guard.js")]
extern "C" {
    #[wasm_bindgen(js_name = guardClasses)]
    fn guard_classes();

    /// The names of an object's own properties.
    #[wasm_bindgen(catch)]
    pub(super) fn keys(object: &JsValue) -> Result<Array, JsValue>;

    /// A property of an object; undefined when it has none of this name.
    #[wasm_bindgen(catch)]
    pub(super) fn property(object: &JsValue, name: &str) -> Result<JsValue, JsValue>;

    /// A copy of an array, `None` for what is none.
    #[wasm_bindgen(catch)]
    pub(super) fn items(name: &str, value: &JsValue) -> Result<Option<Array>, JsValue>;

    /// A second handle of the same rows, `None` for what is no `Dataset`.
    #[wasm_bindgen(catch)]
    pub(super) fn dataset(name: &str, value: &JsValue) -> Result<Option<Dataset>, JsValue>;

    #[wasm_bindgen(catch)]
    fn floats(name: &str, value: &JsValue) -> Result<Option<Float64Array>, JsValue>;

    #[wasm_bindgen(catch, js_name = bytes)]
    fn byte_view(name: &str, value: &JsValue) -> Result<Option<Uint8Array>, JsValue>;

    /// A copy for JavaScript, which may lack the memory for it.
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

/// A copy of a `Float64Array` or an array of numbers.
pub(super) fn numbers(name: &str, value: &JsValue) -> Result<Vec<f64>, JsValue> {
    let values = floats(name, value)?;
    let values = values.ok_or_else(|| bad_option(name, value, "a Float64Array or an array of numbers"))?;
    check_room(values.length() as usize)?;
    Ok(values.to_vec())
}

/// A copy of a `Uint8Array`.
pub(super) fn bytes(name: &str, value: &JsValue) -> Result<Vec<u8>, JsValue> {
    let bytes = byte_view(name, value)?.ok_or_else(|| bad_option(name, value, "a Uint8Array"))?;
    check_room(bytes.length() as usize / size_of::<f64>())?;
    Ok(bytes.to_vec())
}

/// A string, `None` for what is none.
pub(super) fn text(name: &str, value: &JsValue) -> Result<Option<String>, JsValue> {
    Ok(if length(name, value, MAX_TEXT_LENGTH)?.is_some() { value.as_string() } else { None })
}

/// A string of at most `longest` UTF-16 units, for which there is memory; `None` for what is none.
pub(super) fn long_text(name: &str, value: &JsValue, longest: usize) -> Result<Option<String>, JsValue> {
    let Some(length) = length(name, value, longest)? else { return Ok(None) };
    // A unit has up to three bytes in UTF-8.
    check_room((3 * length).div_ceil(size_of::<f64>()))?;
    Ok(value.as_string())
}

/// The length of a string in UTF-16 units, `None` for what is none.
fn length(name: &str, value: &JsValue, longest: usize) -> Result<Option<usize>, JsValue> {
    if !value.is_string() {
        return Ok(None);
    }
    let length = value.unchecked_ref::<JsString>().length() as usize;
    if length > longest {
        let accepted = format!("at most {longest} letters long");
        return Err(bad_option(name, &format!("{length} letters").into(), &accepted));
    }
    Ok(Some(length))
}

/// An array of strings, `None` for all else.
pub(super) fn texts(name: &str, value: &JsValue) -> Result<Option<Vec<String>>, JsValue> {
    let Some(items) = items(name, value)? else { return Ok(None) };
    check_room((items.length() as usize).saturating_mul(TEXT_VALUES))?;
    items.iter().map(|item| text(name, &item)).collect()
}
