//! Reading an object of options.

use js_sys::{Array, Float64Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::error::{bad_option, unknown_option};

/// The options of one call; absent and `undefined` ones count as not given.
pub(super) struct Options(JsValue);

impl Options {
    /// Takes the argument of a call, accepting only the names listed.
    pub fn new(value: JsValue, accepted: &[&str]) -> Result<Self, JsValue> {
        if value.is_undefined() || value.is_null() {
            return Ok(Self(Object::new().into()));
        }
        if !value.is_object() {
            return Err(bad_option("options", &value, "an object"));
        }
        for key in Object::keys(value.unchecked_ref::<Object>()).iter() {
            let key = key.as_string().unwrap_or_default();
            if !accepted.contains(&key.as_str()) {
                return Err(unknown_option(&key, accepted));
            }
        }
        Ok(Self(value))
    }

    /// The value of an option, `None` when it is not given.
    pub fn get(&self, name: &str) -> Result<Option<JsValue>, JsValue> {
        let value = Reflect::get(&self.0, &name.into())?;
        Ok((!value.is_undefined()).then_some(value))
    }

    fn read<T>(
        &self,
        name: &str,
        accepted: &str,
        convert: impl FnOnce(&JsValue) -> Option<T>,
    ) -> Result<Option<T>, JsValue> {
        self.get(name)?
            .map(|value| convert(&value).ok_or_else(|| bad_option(name, &value, accepted)))
            .transpose()
    }

    pub fn number(&self, name: &str) -> Result<Option<f64>, JsValue> {
        self.read(name, "a number", JsValue::as_f64)
    }

    /// A number, or `None` where `null` asks for one drawn at random.
    pub fn number_or_null(&self, name: &str, default: Option<f64>) -> Result<Option<f64>, JsValue> {
        match self.get(name)? {
            None => Ok(default),
            Some(value) if value.is_null() => Ok(None),
            Some(value) => {
                value.as_f64().map(Some).ok_or_else(|| bad_option(name, &value, "a number or null"))
            }
        }
    }

    pub fn count(&self, name: &str) -> Result<Option<usize>, JsValue> {
        self.read(name, "a whole number", whole_number)
    }

    /// Like [`Options::count`], where `Infinity` means no limit.
    pub fn limit(&self, name: &str) -> Result<Option<usize>, JsValue> {
        self.read(name, "a whole number or Infinity", |value| match value.as_f64() {
            Some(f64::INFINITY) => Some(usize::MAX),
            _ => whole_number(value),
        })
    }

    pub fn seed(&self, name: &str) -> Result<Option<u32>, JsValue> {
        self.read(name, "a whole number between 0 and 4294967295", |value| {
            whole_number(value).and_then(|number| u32::try_from(number).ok())
        })
    }

    pub fn flag(&self, name: &str) -> Result<Option<bool>, JsValue> {
        self.read(name, "true or false", JsValue::as_bool)
    }

    pub fn text(&self, name: &str) -> Result<Option<String>, JsValue> {
        self.read(name, "a string", JsValue::as_string)
    }

    /// An array of strings, empty when it is not given.
    pub fn texts(&self, name: &str) -> Result<Vec<String>, JsValue> {
        let all = |value: &JsValue| value.dyn_ref::<Array>()?.iter().map(|item| item.as_string()).collect();
        Ok(self.read(name, "an array of strings", all)?.unwrap_or_default())
    }

    pub fn numbers(&self, name: &str) -> Result<Option<Vec<f64>>, JsValue> {
        self.get(name)?.map(|value| numbers(name, &value)).transpose()
    }

    /// A value with a name of its own kind, such as a penalty.
    pub fn named<T>(&self, name: &str, parse: fn(&str) -> crate::Result<T>) -> Result<Option<T>, JsValue> {
        Ok(self.text(name)?.map(|text| parse(&text)).transpose()?)
    }
}

fn whole_number(value: &JsValue) -> Option<usize> {
    let number = value.as_f64()?;
    (number.fract() == 0.0 && (0.0..=u32::MAX.into()).contains(&number)).then_some(number as usize)
}

/// A copy of a `Float64Array` or an array of numbers.
pub(super) fn numbers(name: &str, value: &JsValue) -> Result<Vec<f64>, JsValue> {
    if let Some(array) = value.dyn_ref::<Float64Array>() {
        return Ok(array.to_vec());
    }
    let items = value.dyn_ref::<Array>().map(|array| array.iter().map(|item| item.as_f64()).collect());
    items.flatten().ok_or_else(|| bad_option(name, value, "a Float64Array or an array of numbers"))
}

/// An optional count as a plain argument.
pub(super) fn count_or(name: &str, value: &JsValue, default: usize) -> Result<usize, JsValue> {
    if value.is_undefined() {
        return Ok(default);
    }
    whole_number(value).ok_or_else(|| bad_option(name, value, "a whole number between 0 and 4294967295"))
}
