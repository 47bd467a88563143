//! Plain JavaScript objects.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

/// Returns a plain object with these properties.
pub(super) fn object(properties: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in properties {
        put(&object, name, value);
    }
    object
}

/// Sets a property.
pub(super) fn put(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a fresh plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}

/// Sets many numbers; NaN means absent. Separate names and values compile to the least code.
macro_rules! put_numbers {
    ($object:expr, { $($name:literal: $value:expr),* $(,)? }) => {
        $crate::web::object::put_all(&$object, &[$($name),*], &[$($value),*])
    };
}

pub(super) fn put_all(object: &Object, names: &[&str], values: &[f64]) {
    for (name, &value) in names.iter().zip(values) {
        if !value.is_nan() {
            put(object, name, &value.into());
        }
    }
}

/// Sets the texts that are present.
macro_rules! put_texts {
    ($object:expr, { $($name:literal: $value:expr),* $(,)? }) => {
        for (name, text) in [$($name),*].into_iter().zip([$($value),*]) {
            $crate::web::object::put(&$object, name, &text.into());
        }
    };
}

pub(super) use {put_numbers, put_texts};
